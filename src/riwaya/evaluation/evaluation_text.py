"""An evaluation as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from riwaya.evaluation.intervals import Estimate, Row
from riwaya.evaluation.result import Evaluation, Section
from riwaya.evaluation.scoring import CLASS, EVENT_TYPE, FIELD, MEASURE, MEASURES, STATUS, Example
from riwaya.evaluation.subject import EXPLAINED, OF_FIELDS, Subject, methods
from riwaya.export.safe import isolated

_WIDTH = 100
_NAME = 20
_WORDS = 160
_EXAMPLES = 3
_OUTLETS = 20


def evaluation_text(subject: Subject, result: Evaluation) -> Iterator[str]:
    """The text in pieces: how, the figures, by value, by outlet, examples of errors."""
    yield "\n".join(textwrap.wrap(methods(subject, result), _WIDTH)) + "\n"
    if result.unread:
        yield f"\n{len(result.unread):,} annotated reports have no reading and count as missed.\n"
    yield from _measures(result.whole)
    yield from _fields(result.whole)
    for group, title in (
        (STATUS, "Figures by status (number)"),
        (CLASS, "Figures by class (+class)"),
        (EVENT_TYPE, "Events by type (events)"),
    ):
        yield from _table(title, result.whole.group(group))
    yield from _outlets(result.outlets)
    yield from _errors(result)


def share(estimate: Estimate) -> str:
    """A figure in per cent with its interval: "90.8 [87.4–93.4]"."""
    if estimate.value is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.1%}".rstrip("%")
    return f"{100 * estimate.value:.1f} [{100 * estimate.low:.1f}–{100 * estimate.high:.1f}]"


def _measures(section: Section) -> Iterator[str]:
    yield from _table("In per cent, with 95 % intervals", section.group(MEASURE), EXPLAINED)


def _table(
    title: str, rows: Sequence[Row], explained: dict[str, str] | None = None
) -> Iterator[str]:
    if not rows:
        return
    yield f"\n{title}\n"
    head = f"{'precision':<21}{'recall':<21}{'F1':<21}{'right':>7}{'annotated':>11}{'read':>7}"
    yield f"{'':<{_NAME}}{head}\n"
    for row in rows:
        shown = "".join(f"{share(one):<21}" for one in (row.precision, row.recall, row.f1))
        counts = f"{row.tally.right:>7,}{row.tally.annotated:>11,}{row.tally.read:>7,}"
        yield f"{row.key.name:<{_NAME}}{shown}{counts}\n"
    for name, words in (explained or {}).items():
        yield f"  {name}: {words}\n"


def _fields(section: Section) -> Iterator[str]:
    yield "\nField by field\n"
    yield "\n".join(textwrap.wrap(OF_FIELDS, _WIDTH, initial_indent="  ", subsequent_indent="  "))
    yield f"\n{'':<{_NAME}}{'agree':<21}{'agreed':>7}{'compared':>11}\n"
    for row in section.group(FIELD):
        tally = row.tally
        counts = f"{tally.right:>7,}{tally.annotated:>11,}"
        yield f"{row.key.name:<{_NAME}}{share(row.recall):<21}{counts}\n"


def _outlets(outlets: Sequence[Section]) -> Iterator[str]:
    if len(outlets) < 2:
        return
    yield f"\nBy outlet (F1)\n{'reports':>8}  " + "".join(f"{m:<21}" for m in MEASURES) + "outlet\n"
    for section in outlets[:_OUTLETS]:
        shown = "".join(f"{share(row.f1):<21}" for row in section.group(MEASURE))
        yield f"{section.reports:>8,}  {shown}{isolated(section.name)}\n"
    if len(outlets) > _OUTLETS:
        yield f"  and {len(outlets) - _OUTLETS:,} more; --format json has all of them\n"


def _errors(result: Evaluation) -> Iterator[str]:
    if not result.errors:
        yield "\nNothing is wrong.\n"
        return
    yield "\nWhat is wrong, field by field; --format json and html show more examples\n"
    for name, count in result.errors.items():
        yield f"\n{name}: {count:,}\n"
        for example in result.examples[name][:_EXAMPLES]:
            yield f"  {isolated(example.report)}: {_example(example)}\n"


def _example(example: Example) -> str:
    words = example.words if len(example.words) <= _WORDS else f"{example.words[:_WORDS]}…"
    quoted = f" in “{isolated(words)}”" if words else ""
    return f"annotated {isolated(example.annotated)}, read {isolated(example.read)}{quoted}"
