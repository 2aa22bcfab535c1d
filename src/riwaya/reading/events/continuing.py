"""Whether an event word goes on telling what the words before it tell, or another incident."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import Document, Sentence
from riwaya.reading.events.cues import ANAPHOR, GENERIC, LINK, STRONG, WEAK, Cue
from riwaya.reading.events.kinds import STRIKES
from riwaya.reading.events.places import Areas
from riwaya.reading.events.reality import is_context

# A conjunction joins two event words without a place of their own when they stand this near.
_JOINED, _TEMPORAL_REACH = 7, 4
_COMMAS = frozenset("\u060c,")
_CONTEXT = "event_context"
# A raid in which people are taken is told as one event.
_TAKING, _RAID = frozenset({"arrest", "abduction"}), "raid"


def again(doc: Document, sentence: Sentence, members: Sequence[Cue], cue: Cue) -> bool:
    """Whether `cue` tells another incident than the one before it in the sentence.

    So it is behind the comma that ends "a day after the killing of …", and where the word itself
    is called a second one.
    """
    if is_context(doc, cue.last, "second") and not cue.definite:
        return True
    comma = any(doc.forms[at] in _COMMAS for at in range(members[-1].last, cue.first))
    if not comma or any(doc.forms[at] in _COMMAS for at in range(sentence.first, members[0].first)):
        return False
    return any(
        is_context(doc, at, "some_time_after") for at in range(sentence.first, members[0].first)
    )


def continues(
    doc: Document,
    members: Sequence[Cue],
    place: int | None,
    cue: Cue,
    own: int | None,
    areas: Areas,
) -> bool:
    """Whether `cue` goes on telling what `members` tell."""
    before = members[-1]
    if cue.reality != before.reality:
        return False
    distinct = own is not None and place is not None and not areas.related(own, place)
    if distinct or (not cue.definite and _set_apart(doc, before.last, cue.first)):
        return False
    if cue.role in (LINK, ANAPHOR) or before.role in (LINK, ANAPHOR):
        return True
    specific = {member.type for member in members if member.role in (STRONG, WEAK)}
    if not specific:
        return True
    if cue.role == GENERIC:
        return bool(specific & STRIKES)
    if cue.type in specific or _circumstance(doc, cue, before.last):
        return True
    near = cue.first - before.last <= _JOINED
    if near and cue.type in _TAKING and any(member.subtype == _RAID for member in members):
        return True
    return near and cue.type in STRIKES and bool(specific & STRIKES)


def other_time(times: Sequence[TimeExpression], start: int, middle: int, end: int) -> bool:
    """Whether different days are told behind two event words."""
    first = _day(times, start, middle)
    second = _day(times, middle, end)
    return first is not None and second is not None and first != second


def _day(times: Sequence[TimeExpression], start: int, end: int) -> tuple[object, ...] | None:
    for time in times:
        if start <= time.first < end and (time.weekday or time.day or time.day_offset is not None):
            return (time.weekday, time.day, time.day_offset)
    return None


def time_before(doc: Document, start: int, end: int) -> int:
    """End of words between two event words that set the second some time before the first, or 0."""
    words = doc.starts_of(_CONTEXT)
    for index in range(start, end):
        found = words.get(index)
        if found is not None and found.sense.features.get("apart"):
            return found.last
    return 0


def _set_apart(doc: Document, start: int, end: int) -> bool:
    """Whether words between two event words say that they are two events."""
    words = doc.starts_of(_CONTEXT)
    for index in range(start, end):
        found = words.get(index)
        if found is not None and found.key == "alongside":
            return True
        if found is not None and found.key == "temporal" and end - index <= _TEMPORAL_REACH:
            return True
    return False


def _circumstance(doc: Document, cue: Cue, start: int) -> bool:
    """Whether the word tells how the event before it came about: "killed during a raid"."""
    for index in range(max(start, cue.first - 2), cue.first):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key in ("cause", "within"):
            return True
    return False
