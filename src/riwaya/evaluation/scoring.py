"""One report scored: what of it was read rightly, by measure and by field, and what was not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from riwaya.arabic.same_name import alike_any
from riwaya.evaluation.accounts import Account, EventRef, Figure, Named
from riwaya.evaluation.matching import (
    Pairs,
    by_words,
    distinct,
    left,
    match_events,
    match_figures,
    match_people,
    same_event,
    same_range,
)
from riwaya.evaluation.showing import event_words, figure_words, number_words

MEASURES = ("number", "+class", "+source", "+event", "events", "people")
"""The measures that are precision, recall and F1."""

MEASURE, FIELD, STATUS, CLASS, EVENT_TYPE = "measure", "field", "status", "class", "event type"


Told = TypeVar("Told", Figure, EventRef)


class Key(NamedTuple):
    """What is counted. `group`: MEASURE, FIELD, or what the items are of: STATUS, CLASS or
    EVENT_TYPE, and then `name` is the value.
    """

    group: str
    name: str


@dataclass(slots=True)
class Tally:
    """Right items, items annotated and items read; of a field: agreed, compared, compared."""

    right: int = 0
    annotated: int = 0
    read: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when nothing was annotated or read."""
        total = self.annotated + self.read
        return 2 * self.right / total if total else 0.0


class Example(NamedTuple):
    """An error. `field`: what is wrong. `words`: of the report, by which it can be found."""

    field: str
    report: str
    words: str
    annotated: str
    read: str


@dataclass(slots=True)
class ReportScore:
    """The tallies of one report, and everything that is wrong in it."""

    id: str
    outlet: str
    tallies: dict[Key, Tally] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)

    def add(self, group: str, name: str, right: int, annotated: int, read: int) -> None:
        """Count items."""
        tally = self.tallies.setdefault(Key(group, name), Tally())
        tally.right += right
        tally.annotated += annotated
        tally.read += read

    def compare(self, name: str, agreed: bool, example: Example) -> None:
        """Count one comparison of a field; `example` is kept where it disagrees."""
        self.add(FIELD, name, int(agreed), 1, 1)
        if not agreed:
            self.examples.append(example)


def score_report(gold: Account, reading: Account) -> ReportScore:
    """Hold a reading of a report against its annotation."""
    score = ReportScore(gold.id, gold.outlet or reading.outlet)
    _figures(score, distinct(gold.figures), distinct(reading.figures))
    _events(score, gold.events, reading.events)
    _people(score, gold.people, reading.people)
    told, found = _tells(gold), _tells(reading)
    words = ("an incident or casualty", "none")
    shown = Example("relevance", gold.id, "", words[not told], words[not found])
    score.compare("relevance", told == found, shown)
    return score


def _tells(account: Account) -> bool:
    return bool(account.figures or account.events)


def _figures(score: ReportScore, gold: Sequence[Figure], found: Sequence[Figure]) -> None:
    pairs = match_figures(gold, found)
    hits = dict.fromkeys(MEASURES[:4], 0)
    for wanted, got in pairs:
        same_class = wanted.person_class == got.person_class
        same_source = alike_any(wanted.sources, got.sources)
        right = same_class and same_source
        hits["number"] += 1
        hits["+class"] += same_class
        hits["+source"] += right
        hits["+event"] += right and same_event(wanted.event, got.event)
        score.add(CLASS, wanted.person_class, int(same_class), 0, 0)
        score.add(STATUS, wanted.status, 1, 0, 0)
        for name, agreed, one, other in _figure_fields(wanted, got):
            score.compare(name, agreed, Example(name, score.id, wanted.words, one, other))
    for name, count in hits.items():
        score.add(MEASURE, name, count, len(gold), len(found))
    for items, annotated in ((gold, 1), (found, 0)):
        for item in items:
            score.add(STATUS, item.status, 0, annotated, 1 - annotated)
            score.add(CLASS, item.person_class, 0, annotated, 1 - annotated)
    unread, unasked, moved = _by_same_words(gold, found, pairs)
    for wanted, got in [*pairs, *moved]:
        for name, agreed, one, other in _number_fields(wanted, got):
            score.compare(name, agreed, Example(name, score.id, wanted.words, one, other))
    score.examples += [
        *_alone(score.id, "figure", unread, figure_words, missed=True),
        *_alone(score.id, "figure", unasked, figure_words, missed=False),
    ]


def _number_fields(a: Figure, b: Figure) -> Iterator[tuple[str, bool, str, str]]:
    """Fields of figures whose number need not agree: the same words tell of them."""
    yield "status", a.status == b.status, a.status, b.status
    yield "number", same_range(a, b), number_words(a), number_words(b)
    yield "group", a.group == b.group, a.group or "none", b.group or "none"
    yield "polarity", a.polarity == b.polarity, a.polarity, b.polarity


def _figure_fields(a: Figure, b: Figure) -> Iterator[tuple[str, bool, str, str]]:
    """Fields of figures whose number agrees."""
    yield "class", a.person_class == b.person_class, a.person_class, b.person_class
    own = "the outlet itself"
    sources = alike_any(a.sources, b.sources)
    yield "source", sources, _first(a.sources, own), _first(b.sources, own)
    same = same_event(a.event, b.event)
    yield "event of the figure", same, event_words(a.event), event_words(b.event)
    yield "scope", a.scope == b.scope, a.scope, b.scope
    if a.parties or b.parties:
        party = alike_any(a.parties, b.parties)
        yield "party of the dead", party, _first(a.parties, "none"), _first(b.parties, "none")


def _events(score: ReportScore, gold: Sequence[EventRef], found: Sequence[EventRef]) -> None:
    pairs = match_events(gold, found)
    score.add(MEASURE, "events", len(pairs), len(gold), len(found))
    for item in gold:
        score.add(EVENT_TYPE, item.type, 0, 1, 0)
    for item in found:
        score.add(EVENT_TYPE, item.type, 0, 0, 1)
    unread, unasked, moved = _by_same_words(gold, found, pairs)
    for wanted, got in pairs:
        score.add(EVENT_TYPE, wanted.type, 1, 0, 0)
        for name, agreed, one, other in _event_fields(wanted, got):
            score.compare(name, agreed, Example(name, score.id, wanted.words, one, other))
    for wanted, got in [*pairs, *moved]:
        shown = Example("event type", score.id, wanted.words, wanted.type, got.type)
        score.compare("event type", wanted.type == got.type, shown)
        places = _first(wanted.places, "none"), _first(got.places, "none")
        same = alike_any(wanted.places, got.places)
        score.compare("place", same, Example("place", score.id, wanted.words, *places))
    score.examples += [
        *_alone(score.id, "event", unread, event_words, missed=True),
        *_alone(score.id, "event", unasked, event_words, missed=False),
    ]


def _event_fields(a: EventRef, b: EventRef) -> Iterator[tuple[str, bool, str, str]]:
    """Fields of events that are alike in type and place; only what the annotation gives counts."""
    if a.date:
        yield "date", a.date == b.date, a.date, b.date or "none"
    if a.perpetrators:
        # Not alike_any: nobody named is no match for somebody named.
        named = any(alike_any([x], [y]) for x in a.perpetrators for y in b.perpetrators)
        yield "perpetrator", named, "; ".join(a.perpetrators), _first(b.perpetrators, "none")
    yield "occurrence", a.occurrence == b.occurrence, a.occurrence, b.occurrence
    told = ("the news", "background")
    yield "background", a.background == b.background, told[a.background], told[b.background]


def _people(score: ReportScore, gold: Sequence[Named], found: Sequence[Named]) -> None:
    pairs = match_people(gold, found)
    score.add(MEASURE, "people", len(pairs), len(gold), len(found))
    for wanted, got in pairs:
        if wanted.status:
            name = "status of the named"
            shown = Example(name, score.id, wanted.name, wanted.status, got.status or "none")
            score.compare(name, wanted.status == got.status, shown)
    unread, unasked = left(gold, [a for a, _ in pairs]), left(found, [b for _, b in pairs])
    score.examples += [Example("name missed", score.id, p.name, p.name, "—") for p in unread]
    score.examples += [Example("name too many", score.id, p.name, "—", p.name) for p in unasked]


def _by_same_words(
    gold: Sequence[Told], found: Sequence[Told], pairs: Pairs[Told]
) -> tuple[list[Told], list[Told], Pairs[Told]]:
    """What is in no pair on either side, after those that the same words tell of; and these."""
    unread, unasked = left(gold, [a for a, _ in pairs]), left(found, [b for _, b in pairs])
    moved = by_words(unread, unasked)
    return left(unread, [a for a, _ in moved]), left(unasked, [b for _, b in moved]), moved


def _alone(
    report: str, kind: str, items: Iterable[Told], shown: Callable[[Told], str], *, missed: bool
) -> Iterator[Example]:
    for item in items:
        if missed:
            yield Example(f"{kind} missed", report, item.words, shown(item), "—")
        else:
            yield Example(f"{kind} too many", report, item.words, "—", shown(item))


def _first(names: Sequence[str], none: str) -> str:
    return names[0] if names else none
