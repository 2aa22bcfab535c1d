"""A comparison as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from riwaya.evaluation.comparing.compare import Comparison, FieldAgreement
from riwaya.evaluation.comparing.pairing import RULE
from riwaya.evaluation.showing import record_words
from riwaya.export.safe import isolated
from riwaya.model.coded import CodedRecord

_WIDTH = 100
_LONGEST = 120
_MOST_ALONE = 20
_UNITS = {"incident": "incidents", "figure": "figures", "person": "people", "report": "reports"}


def comparison_text(found: Sequence[Comparison], examples: int) -> Iterator[str]:
    """The comparisons one after another, the rule of pairing at the end."""
    for one in found:
        yield from _comparison(one, examples)
    yield "\n".join(textwrap.wrap(RULE, _WIDTH)) + "\n"


def summary(one: Comparison) -> str:
    """How many rows there are and how many were paired, in sentences."""
    by_rule = len(one.pairs) - one.by_id
    parts = [
        f"{one.coded:,} rows coded by hand, {one.read:,} of the program ({_UNITS[one.unit]}, "
        f"figures by the rule {one.policy}); {len(one.pairs):,} pairs, {one.by_id:,} by id and "
        f"{by_rule:,} by likeness."
    ]
    if one.left_out:
        parts.append(f"{one.left_out:,} incidents have no row in this format.")
    if one.outside:
        parts.append(
            f"{one.outside:,} rows of the program lie outside the days that were coded and are "
            "left aside."
        )
    if one.ungiven:
        parts.append(f"Not compared, since the table never fills it: {', '.join(one.ungiven)}.")
    return " ".join(parts)


def percent(field: FieldAgreement) -> str:
    """The share that agrees in per cent."""
    return "–" if field.share is None else f"{100 * field.share:.1f}"


def alpha(field: FieldAgreement) -> str:
    """Krippendorff's alpha."""
    return "–" if field.alpha is None else f"{field.alpha:.2f}"


def sums(field: FieldAgreement) -> str:
    """The sums of both sides over the pairs in which both give a number."""
    return "" if field.coded_sum is None else f"{field.coded_sum:,} / {field.read_sum:,}"


def _comparison(one: Comparison, examples: int) -> Iterator[str]:
    title = f"{one.coder.name}, {one.coder.set_name}"
    yield f"{isolated(title)}\n{'=' * len(title)}\n"
    yield "\n".join(textwrap.wrap(isolated(summary(one)), _WIDTH)) + "\n\n"
    if not one.pairs:
        yield "Nothing could be paired.\n\n"
    else:
        width = max(len(field.name) for field in one.fields) + 2
        yield (
            f"{'':<{width}}{'agree %':>8}{'agreed':>9}{'compared':>10}{'alpha':>8}"
            "  agrees if, sums coded / read\n"
        )
        for field in one.fields:
            numbers = f"{percent(field):>8}{field.agreed:>9,}{field.compared:>10,}{alpha(field):>8}"
            said = ", ".join(part for part in (field.how, sums(field)) if part)
            yield f"{field.name:<{width}}{numbers}  {said}\n"
        yield "\n"
        yield from _differences(one, examples)
    yield from _alone("Only the coder has", one.only_coder)
    yield from _alone("Only the program has", one.only_machine)


def _differences(one: Comparison, examples: int) -> Iterator[str]:
    if examples and any(field.differences for field in one.fields):
        yield "Differences (coded / read)\n"
        for field in one.fields:
            for wrong in field.differences[:examples]:
                keys = f"{isolated(wrong.coder)} · {isolated(wrong.machine)}"
                said = f"{_short(wrong.coded)} / {_short(wrong.read)}"
                yield f"  {field.name}: {said}  ({keys})\n"
            more = len(field.differences) - examples
            if more > 0:
                yield f"  {field.name}: and {more:,} more\n"
        yield "\n"


def _alone(title: str, records: Sequence[CodedRecord]) -> Iterator[str]:
    if not records:
        return
    yield f"{title}: {len(records):,}\n"
    for record in records[:_MOST_ALONE]:
        yield f"  {isolated(record.key)}: {isolated(record_words(record))}\n"
    if len(records) > _MOST_ALONE:
        yield f"  and {len(records) - _MOST_ALONE:,} more; --format csv has all of them\n"
    yield "\n"


def _short(text: str) -> str:
    return isolated(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
