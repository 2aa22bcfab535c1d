"""Score readings against annotated reports; evaluation/README.md says how each measure is counted.

    python evaluation/score.py FOLDER [--errors]

FOLDER holds reports.jsonl and annotations.json.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from riwaya import read
from riwaya.arabic.script import fold

MEASURES = ("number", "+class", "+source", "+event", "events", "people")
Item = TypeVar("Item")

# Words that carry nothing when two names are compared, and what is taken off the front of others.
_IGNORED = frozenset(map(fold, ["في", "من", "على", "إلى", "عن", "ب", "ل", "و", "أن"]))
_ARTICLE = re.compile(f"^(?:{'|'.join(map(fold, ['وال', 'بال', 'كال', 'فال', 'ال', 'لل']))})(?=..)")
_WORD = re.compile(r"\w+")


class EventRef(NamedTuple):
    """An event as far as it is compared: `places` are all strings that name its place."""

    id: str
    type: str
    places: tuple[str, ...]


class Figure(NamedTuple):
    """A casualty figure as far as it is compared; no `sources` means the outlet's own voice."""

    status: str
    low: int
    high: int | None
    person_class: str
    group: str | None
    polarity: str
    sources: tuple[str, ...]
    event: EventRef | None


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says, annotated or read."""

    id: str
    figures: tuple[Figure, ...]
    events: tuple[EventRef, ...]
    people: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Right items, items annotated and items read, of one measure."""

    right: int = 0
    annotated: int = 0
    read: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when nothing was annotated or read."""
        total = self.annotated + self.read
        return 2 * self.right / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """A tally for each of MEASURES, and what went wrong, one line each."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MEASURES})
    errors: list[str] = field(default_factory=list)

    def f1(self) -> dict[str, float]:
        """F1 by measure, to four places."""
        return {name: round(tally.f1, 4) for name, tally in self.tallies.items()}


def score(annotated: Iterable[Account], readings: Iterable[Account]) -> Scores:
    """Compare accounts by id; an annotated report without a reading counts as read empty."""
    scores = Scores()
    by_id = {account.id: account for account in readings}
    for gold in annotated:
        _compare(gold, by_id.get(gold.id, Account(gold.id, (), (), ())), scores)
    return scores


def _compare(gold: Account, reading: Account, scores: Scores) -> None:
    expected, found = _distinct(gold.figures), _distinct(reading.figures)
    pairs = match(expected, found, _worth)
    hits = dict.fromkeys(MEASURES[:4], 0)
    for wanted, got in pairs:
        same_class = wanted.person_class == got.person_class
        same_source = alike_any(wanted.sources, got.sources)
        hits["number"] += 1
        hits["+class"] += same_class
        hits["+source"] += same_class and same_source
        hits["+event"] += same_class and same_source and same_event(wanted.event, got.event)
        if not (same_class and same_source and same_event(wanted.event, got.event)):
            scores.errors.append(f"{gold.id}: differs {wanted} <> {got}")
    for name, right in hits.items():
        _add(scores.tallies[name], right, len(expected), len(found))
    events = match(gold.events, reading.events, lambda a, b: int(same_event(a, b)))
    _add(scores.tallies["events"], len(events), len(gold.events), len(reading.events))
    people = match(gold.people, reading.people, lambda a, b: int(alike(a, b)))
    _add(scores.tallies["people"], len(people), len(gold.people), len(reading.people))
    for kind, wanted_items, got_items, matched in (
        ("figure", expected, found, pairs),
        ("event", gold.events, reading.events, events),
        ("person", gold.people, reading.people, people),
    ):
        left = [id(pair[0]) for pair in matched]
        right_side = [id(pair[1]) for pair in matched]
        scores.errors += [
            f"{gold.id}: missed {kind} {item}" for item in wanted_items if id(item) not in left
        ]
        scores.errors += [
            f"{gold.id}: spurious {kind} {item}" for item in got_items if id(item) not in right_side
        ]


def _add(tally: Tally, right: int, annotated: int, found: int) -> None:
    tally.right += right
    tally.annotated += annotated
    tally.read += found


def match(
    wanted: Sequence[Item], found: Sequence[Item], worth: Callable[[Item, Item], int]
) -> list[tuple[Item, Item]]:
    """Pairs of items, each used once, best pairs first; pairs worth nothing are left out."""
    candidates = [
        (-value, i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(found)
        if (value := worth(a, b))
    ]
    pairs: list[tuple[Item, Item]] = []
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def same_number(a: Figure, b: Figure) -> bool:
    """Status, polarity, group and interval agree; open intervals may differ by one."""
    if (a.status, a.polarity, a.group) != (b.status, b.polarity, b.group):
        return False
    if a.high is None or b.high is None:
        return a.high is b.high and abs(a.low - b.low) <= 1
    return (a.low, a.high) == (b.low, b.high)


def same_event(a: EventRef | None, b: EventRef | None) -> bool:
    """Both none, or the same type at a place of the same name (or both without one)."""
    if a is None or b is None:
        return a is b
    return a.type == b.type and alike_any(a.places, b.places)


def alike_any(a: Sequence[str], b: Sequence[str]) -> bool:
    """Some string of one side names what some string of the other does, or both are empty."""
    return (not a and not b) or any(alike(x, y) for x in a for y in b)


def alike(a: str, b: str) -> bool:
    """One string holds all words of the other, or they share half of all their words."""
    x, y = _words(a), _words(b)
    return bool(x and y) and (x <= y or y <= x or 2 * len(x & y) >= len(x | y))


def _words(text: str) -> set[str]:
    words = {_ARTICLE.sub("", word) for word in _WORD.findall(fold(text))}
    return words - _IGNORED


def _worth(a: Figure, b: Figure) -> int:
    if not same_number(a, b):
        return 0
    same_source = alike_any(a.sources, b.sources)
    return (
        1 + 2 * (a.person_class == b.person_class) + 2 * same_source + same_event(a.event, b.event)
    )


def _distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Figures without those that repeat another in everything but the words of the source."""
    kept: dict[tuple[Any, ...], Figure] = {}
    for figure in figures:
        sources = frozenset(word for source in figure.sources for word in _words(source))
        kept.setdefault((figure._replace(sources=()), sources), figure)
    return tuple(kept.values())


def annotated_account(annotation: dict[str, Any]) -> Account:
    """An annotation of the guidelines' form, reduced to what is compared."""
    events = {
        e["id"]: EventRef(e["id"], e["type"], tuple(filter(None, [e.get("place")])))
        for e in annotation["events"]
    }
    figures = [
        Figure(
            status=c["status"],
            low=c["low"],
            high=c["high"],
            person_class=c["class"],
            group=c.get("group"),
            polarity=c.get("polarity", "asserted"),
            sources=tuple(filter(None, [c.get("source")])),
            event=events.get(c["event"]),
        )
        for c in annotation["casualties"]
    ]
    people = tuple(person["name"] for person in annotation.get("people", ()))
    return Account(annotation["doc_id"], tuple(figures), tuple(events.values()), people)


def read_account(reading: dict[str, Any]) -> Account:
    """A reading of the form riwaya.reading/1, reduced to what is compared."""
    names: dict[str, tuple[str, ...]] = {}
    for record in (*reading["sources"], *reading["places"]):
        said = [record["name"], *(mention["text"] for mention in record["mentions"])]
        names[record["id"]] = tuple(filter(None, said))
    events = {
        e["id"]: EventRef(e["id"], e["type"], names.get(e["place"] or "", ()))
        for e in reading["events"]
    }
    figures = [
        Figure(
            status=c["casualty"]["status"],
            low=c["casualty"]["low"],
            high=c["casualty"]["high"],
            person_class=c["casualty"]["class"],
            group=c["casualty"]["group"],
            polarity=c["casualty"]["polarity"],
            sources=names.get(c["source"] or "", ()),
            event=events.get(c["event"] or ""),
        )
        for c in reading["claims"]
        if c["kind"] == "casualty"
    ]
    people = tuple(person["name"] for person in reading["people"])
    return Account(reading["report"]["id"], tuple(figures), tuple(events.values()), people)


def score_folder(folder: Path) -> Scores:
    """Read every report of a folder and compare it with its annotation.

    Raises OSError when one of the two files is missing, ValueError when one is no JSON.
    """
    annotations = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    readings = []
    for line in filter(str.strip, lines):
        report = json.loads(line)
        published = report.get("published")
        reading = read(
            report["text"],
            published=date.fromisoformat(published[:10]) if published else None,
            outlet=report.get("outlet"),
            title=report.get("title"),
            report_id=report["id"],
        )
        readings.append(read_account(reading.to_object()))
    return score(map(annotated_account, annotations), readings)


def main() -> None:
    """Print the scores of a folder as JSON, and with --errors what went wrong before it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    scores = score_folder(arguments.folder)
    if arguments.errors:
        print("\n".join(scores.errors))
    json.dump(scores.f1(), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
