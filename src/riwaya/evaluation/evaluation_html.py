"""An evaluation as one page that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.evaluation.intervals import Estimate, Row
from riwaya.evaluation.page import bar, page, section, table, told
from riwaya.evaluation.result import Evaluation, Section
from riwaya.evaluation.scoring import CLASS, EVENT_TYPE, FIELD, MEASURE, MEASURES, STATUS, Example
from riwaya.evaluation.subject import EXPLAINED, OF_FIELDS, Subject, methods
from riwaya.export.markup import escaped

_OUTLETS = 200
_MEASURED = ("", "F1", "precision", "recall", "F1", "right", "annotated", "read")


def evaluation_page(subject: Subject, result: Evaluation) -> str:
    """The whole page."""
    return page(f"How well the reader does: {subject.gold}", _body(subject, result))


def _body(subject: Subject, result: Evaluation) -> Iterator[str]:
    yield "<h1>How well the reader does</h1>\n"
    yield f'<p class="note">{escaped(methods(subject, result))}</p>\n'
    if result.unread:
        unread = f"{len(result.unread):,} annotated reports have no reading and count as missed."
        yield f"<p>{unread}</p>\n"
    whole = result.whole
    explained = [f"{name}: {words}" for name, words in EXPLAINED.items()]
    yield section("Overall", [_measures(whole.group(MEASURE))], f"{'; '.join(explained)}.")
    yield section("Field by field", [_fields(whole.group(FIELD))], OF_FIELDS)
    for group, title in (
        (STATUS, "Figures by status"),
        (CLASS, "Figures by class"),
        (EVENT_TYPE, "Events by type"),
    ):
        rows = whole.group(group)
        yield section(title, [_measures(rows)] if rows else [])
    yield section("By outlet", _outlets(result.outlets), "F1, in per cent.")
    yield section("What is wrong", _errors(result))


def _measures(rows: Sequence[Row]) -> str:
    lines = [
        [
            escaped(row.key.name), bar(*row.f1), _share(row.precision), _share(row.recall),
            _share(row.f1), f"{row.tally.right:,}", f"{row.tally.annotated:,}",
            f"{row.tally.read:,}",
        ]
        for row in rows
    ]  # fmt: skip
    return table(_MEASURED, lines, numbers=6)


def _fields(rows: Sequence[Row]) -> str:
    lines = [
        [
            escaped(row.key.name), bar(*row.recall), _share(row.recall), f"{row.tally.right:,}",
            f"{row.tally.annotated:,}",
        ]
        for row in rows
    ]  # fmt: skip
    return table(("", "agree", "in per cent", "agreed", "compared"), lines, numbers=3)


def _outlets(outlets: Sequence[Section]) -> Iterator[str]:
    if len(outlets) < 2:
        return
    lines = [
        [told(one.name), f"{one.reports:,}", *(_share(row.f1) for row in one.group(MEASURE))]
        for one in outlets[:_OUTLETS]
    ]
    yield table(("outlet", "reports", *MEASURES), lines, numbers=1 + len(MEASURES))
    if len(outlets) > _OUTLETS:
        yield f"<p>And {len(outlets) - _OUTLETS:,} more; JSON has all of them.</p>\n"


def _errors(result: Evaluation) -> Iterator[str]:
    for name, count in result.errors.items():
        shown = result.examples[name]
        of = f", {len(shown):,} shown" if len(shown) < count else ""
        lines = [_example(example) for example in shown]
        yield (
            f"<details><summary>{escaped(name)}: {count:,}{of}</summary>\n"
            f"{table(('report', 'annotated', 'read', 'words'), lines)}</details>\n"
        )


def _example(example: Example) -> list[str]:
    return [told(text) for text in (example.report, example.annotated, example.read, example.words)]


def _share(estimate: Estimate) -> str:
    if estimate.value is None:
        return "–"
    value = f"{100 * estimate.value:.1f}"
    if estimate.low is None or estimate.high is None:
        return value
    ends = f"[{100 * estimate.low:.1f}–{100 * estimate.high:.1f}]"
    return f'{value} <span class="interval">{ends}</span>'
