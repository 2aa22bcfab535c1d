"""How many date cases of two other projects' Arabic test suites come out right.

    python evaluation/peer_dates.py FOLDER [--wrong]

FOLDER holds `duckling/time.json`, `duckling/time_negative.json` (facebook/duckling) and
`recognizers_text/DateTime_*.json` (microsoft/Recognizers-Text). Kinds of time that Riwaya does
not read are listed by digest in `peer_scope_dates.yaml`, each with its reason, and left out.

A case is right when every expected time, and no other, is found. Words are compared without
leading particles and the word "day"; dates by first and last day. Where a suite accepts a past
and a future reading either counts; Duckling gives the future reading alone, so the same day one
week (a bare weekday) or one year (no year written) earlier counts too. An interval
may end on the day named or on the one before. Clock times are not compared, only their days.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from riwaya.arabic.dates import TimeExpression, find_times
from riwaya.arabic.script import fold
from riwaya.arabic.words import PUNCT, Token, tokenise

SCOPE_FILE = Path(__file__).with_name("peer_scope_dates.yaml")
DIGEST_LENGTH = 12
DUCKLING_NOW = date(2013, 2, 12)
RECOGNIZERS = (
    "DateExtractor", "DateParser", "DatePeriodExtractor", "DatePeriodParser", "DateTimeModel",
    "DateTimeExtractor", "DateTimeParser", "DateTimePeriodExtractor", "DateTimePeriodParser",
    "MergedExtractor", "MergedParser",
)  # fmt: skip
_CLOCKED = ("DateTimeModel", "DateTimeExtractor", "DateTimeParser", "DateTimePeriod", "Merged")
_LEADING_WORDS = """
    في من إلى حتى قبل بعد منذ بين خلال يوم ليوم هذا هذه شهر على ما بتاريخ ب
"""
_LEADING = frozenset(fold(_LEADING_WORDS).split())

Interval = tuple[date | None, date | None]


class Expected(NamedTuple):
    """One time a suite expects: its words, and its acceptable first and last days."""

    text: str
    intervals: tuple[Interval, ...]


class Case(NamedTuple):
    """One input with its reference day; `words`: compare the words, not only the days."""

    file: str
    text: str
    reference: date | None
    expected: tuple[Expected, ...]
    words: bool


def digest(text: str) -> str:
    """The key of an input in the scope file."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGEST_LENGTH]


def load_cases(folder: Path) -> Iterator[Case]:
    """All cases of both suites, in file order."""
    for name in ("time", "time_negative"):
        for case in json.loads((folder / "duckling" / f"{name}.json").read_text("utf-8")):
            expected = (_duckling(case["input"], case["value"]),) if case["value"] else ()
            yield Case(f"duckling/{name}", case["input"], DUCKLING_NOW, expected, False)
    for name in RECOGNIZERS:
        path = folder / "recognizers_text" / f"DateTime_{name}.json"
        for case in json.loads(path.read_text("utf-8")):
            stamp = case.get("Context", {}).get("ReferenceDateTime")
            reference = date.fromisoformat(stamp[:10]) if stamp else None
            results = tuple(
                _recognizers(result) for result in case["Results"] if isinstance(result, dict)
            )
            words = not name.startswith(_CLOCKED)
            yield Case(f"recognizers/{name}", case["Input"], reference, results, words)


def _duckling(text: str, value: dict[str, Any]) -> Expected:
    if value["type"] == "interval":
        start = date.fromisoformat(value["from"][:10])
        end = date.fromisoformat(value["to"][:10]) - timedelta(days=1)
        earlier = (start.replace(year=start.year - 1), end.replace(year=end.year - 1))
        return Expected(text, ((start, end), earlier))
    start = date.fromisoformat(value["value"][:10])
    grain = value["grain"]
    intervals = [_whole(start, grain), _whole(start - timedelta(days=7), grain)]
    if (start.month, start.day) != (2, 29):
        intervals.append(_whole(start.replace(year=start.year - 1), grain))
    return Expected(text, tuple(intervals))


def _whole(start: date, grain: str) -> Interval:
    if grain == "week":
        return start, start + timedelta(days=6)
    if grain == "month":
        return start, (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if grain == "year":
        return start, start.replace(month=12, day=31)
    return start, start


def _recognizers(result: dict[str, Any]) -> Expected:
    value = result.get("Value") or result.get("Resolution")
    if not isinstance(value, dict):
        return Expected(result["Text"], ())
    readings = [
        value.get("PastResolution"),
        value.get("FutureResolution"),
        *value.get("values", ()),
    ]
    intervals = []
    for reading in readings:
        if not reading:
            continue
        only = reading.get("date") or reading.get("dateTime") or reading.get("value")
        start = reading.get("startDate") or reading.get("startDateTime") or reading.get("start")
        end = reading.get("endDate") or reading.get("endDateTime") or reading.get("end")
        if only:
            intervals.append((_day(only), _day(only)))
        else:
            intervals.append((_day(start), _last(end)))
    return Expected(result["Text"], tuple(intervals))


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _last(stamp: str | None) -> date | None:
    """The last day of an interval whose end is exclusive."""
    day = _day(stamp)
    midnight = day is not None and len((stamp or "").strip()) <= 10
    return day - timedelta(days=1) if day is not None and midnight else day


def is_right(case: Case) -> bool:
    """Whether a case comes out as expected."""
    tokens = tokenise(case.text)
    found = [time for time in find_times(tokens, case.reference) if time.says_a_date]
    if len(found) != len(case.expected):
        return False
    return all(
        _agrees(case, tokens, time, expected)
        for time, expected in zip(found, case.expected, strict=True)
    )


def _agrees(case: Case, tokens: list[Token], time: TimeExpression, expected: Expected) -> bool:
    if case.words and _core(tokens[time.first : time.last]) != _core(tokenise(expected.text)):
        return False
    days = [interval for interval in expected.intervals if interval != (None, None)]
    return not days or any(_same_days(case, time, interval) for interval in days)


def _same_days(case: Case, time: TimeExpression, interval: Interval) -> bool:
    start, end = interval
    if start is not None and time.start != start:
        return False
    # Their interval ends exclude the last day, but in ranges the day named last is the end given;
    # whether "the last three days" reach into today is a convention too.
    return end is None or time.end in (end, end + timedelta(days=1))


def _core(tokens: list[Token]) -> list[str]:
    forms = [token.form for token in tokens if token.kind != PUNCT]
    while forms and forms[0] in _LEADING:
        forms = forms[1:]
    return forms


def main() -> None:
    """Print the rate by file and in all; with --wrong also the digests of the wrong cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list digests of wrong cases")
    arguments = parser.parse_args()
    scope: dict[str, list[str]] = yaml.safe_load(SCOPE_FILE.read_text("utf-8"))
    outside = {key for keys in scope.values() for key in keys}
    tallies: dict[str, list[int]] = {}
    for case in load_cases(arguments.folder):
        tally = tallies.setdefault(case.file, [0, 0, 0])
        if digest(case.text) in outside:
            tally[2] += 1
            continue
        good = is_right(case)
        tally[0] += good
        tally[1] += 1
        if arguments.wrong and not good:
            print(f"wrong  {digest(case.text)}  {case.file}")
    for file, (right, total, left_out) in tallies.items():
        print(f"{_rate(right, total)}   ({left_out} outside)  {file}")
    print(f"{_rate(*(sum(tally[k] for tally in tallies.values()) for k in (0, 1)))}   all")


def _rate(right: int, total: int) -> str:
    share = f"{right / total:6.1%}" if total else "     -"
    return f"{share}  {right:4d} of {total:4d}"


if __name__ == "__main__":
    main()
