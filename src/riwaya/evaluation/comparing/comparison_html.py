"""A comparison as one page that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.evaluation.comparing.compare import Comparison, FieldAgreement
from riwaya.evaluation.comparing.comparison_text import alpha, percent, summary, sums
from riwaya.evaluation.comparing.pairing import RULE
from riwaya.evaluation.page import bar, page, section, table, told
from riwaya.evaluation.showing import record_words
from riwaya.export.markup import escaped
from riwaya.model.coded import CodedRecord

_MOST = 500
_HEAD = ("", "agree", "per cent", "agreed", "compared", "alpha", "sums coded / read", "agrees if")


def comparison_page(found: Sequence[Comparison], examples: int) -> str:
    """The whole page."""
    return page("Coded by hand and read by the program", _body(found, examples))


def _body(found: Sequence[Comparison], examples: int) -> Iterator[str]:
    yield "<h1>Coded by hand and read by the program</h1>\n"
    yield f'<p class="note">{escaped(RULE)}</p>\n'
    for one in found:
        title = f"{one.coder.name}, {one.coder.set_name}"
        yield section(title, _comparison(one, examples), summary(one))


def _comparison(one: Comparison, examples: int) -> Iterator[str]:
    if one.pairs:
        yield table(_HEAD, [_line(field) for field in one.fields])
    else:
        yield "<p>Nothing could be paired.</p>\n"
    for field in one.fields:
        if field.differences:
            yield _differences(field, examples)
    yield _alone("Only the coder has", one.only_coder)
    yield _alone("Only the program has", one.only_machine)


def _line(field: FieldAgreement) -> list[str]:
    return [
        escaped(field.name), bar(field.share), percent(field), f"{field.agreed:,}",
        f"{field.compared:,}", alpha(field), sums(field), escaped(field.how),
    ]  # fmt: skip


def _differences(field: FieldAgreement, examples: int) -> str:
    shown = field.differences[:examples]
    of = f", {len(shown):,} shown" if len(shown) < len(field.differences) else ""
    lines = [[told(text) for text in (d.coder, d.machine, d.coded, d.read)] for d in shown]
    return (
        f"<details><summary>{escaped(field.name)}: {len(field.differences):,} differences{of}"
        f"</summary>\n{table(('coded row', 'incident', 'coded', 'read'), lines)}</details>\n"
    )


def _alone(title: str, records: Sequence[CodedRecord]) -> str:
    if not records:
        return ""
    lines = [[told(record.key), told(record_words(record))] for record in records[:_MOST]]
    of = f", {_MOST:,} shown; CSV has all" if len(records) > _MOST else ""
    return (
        f"<details><summary>{title}: {len(records):,}{of}</summary>\n"
        f"{table(('row', 'what'), lines)}</details>\n"
    )
