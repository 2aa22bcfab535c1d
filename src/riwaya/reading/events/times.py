"""When an incident happened: the time told with it, else the day a roundup is of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from riwaya.arabic.dates import TimeExpression
from riwaya.arabic.words import WORD
from riwaya.reading.document import Document
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.tellings import Telling

# A time that gives no day ("in the evening") is taken only when no other is near.
_NO_DAY_COST = 40
_OTHERS_REACH = 8
_SAYING_REACH = 8
_COMMAS = frozenset("\u060c,")
# The heading of a roundup stands in one of the first sentences and has words besides the day.
_HEAD, _FEWEST_WORDS = 3, 2


def time_of(
    doc: Document,
    telling: Telling,
    tellings: Sequence[Telling],
    times: Sequence[tuple[int, TimeExpression]],
) -> int | None:
    """The number of the time told nearest to the telling within its sentence."""
    sentence = doc.sentences[telling.sentence]
    best: tuple[int, int] | None = None
    for number, time in times:
        if time.first < sentence.first or time.last > sentence.last:
            continue
        if _of_saying(doc, time) or _of_a_life(doc, time):
            continue
        near = [other for other in tellings if not _parted(doc, time, other)]
        owner = min(near or tellings, key=lambda other: _gap(other, time))
        distance = _gap(telling, time)
        if owner is not telling and (owner.again or distance > _OTHERS_REACH):
            continue
        if not time.says_a_date:
            distance += _NO_DAY_COST
        if best is None or distance < best[0]:
            best = (distance, number)
    if best is None and not telling.again:
        opening = min(other.first for other in tellings)
        return next(
            (
                number
                for number, time in times
                if sentence.first <= time.first
                and time.last <= opening
                and _gives_a_day(time)
                and not _of_saying(doc, time)
            ),
            None,
        )
    return best[1] if best else None


def _parted(doc: Document, time: TimeExpression, telling: Telling) -> bool:
    """Whether a comma parts a time from another incident told behind it."""
    between = range(time.last, telling.first)
    return telling.again and any(doc.forms[at] in _COMMAS for at in between)


def _gives_a_day(time: TimeExpression) -> bool:
    return not time.cumulative and bool(time.weekday or time.day or time.day_offset is not None)


def better_time(times: Sequence[TimeExpression], one: int | None, other: int | None) -> int | None:
    """Of two times told of one incident the one that says more about the day; else `one`."""
    if one is None or other is None:
        return other if one is None else one
    return other if _says(times[other]) > _says(times[one]) else one


def heading_time(
    doc: Document, times: Sequence[TimeExpression], telling: Collection[int]
) -> int | None:
    """The day in the heading of a roundup ("the events of Tuesday"), of all that has no other.

    `telling`: numbers of the sentences that tell an incident, which are no headings. A line that
    is nothing but a date is the stamp of the publisher and says nothing of when things happened.
    """
    for number, time in enumerate(times):
        at = doc.sentence_of[time.first]
        if at < 0:
            continue
        if at >= _HEAD:
            return None
        if at in telling or time.cumulative or time.precision != "day":
            continue
        if not (time.weekday or time.day or time.day_offset is not None):
            continue
        sentence = doc.sentences[at]
        words = sum(
            doc.tokens[index].kind == WORD
            for index in range(sentence.first, sentence.last)
            if not time.first <= index < time.last
        )
        if words >= _FEWEST_WORDS:
            return number
    return None


def _of_a_life(doc: Document, time: TimeExpression) -> bool:
    """Whether it tells when somebody was born or joined, or a body was founded."""
    return any(
        is_context(doc, index, "of_a_life") for index in range(max(0, time.first - 2), time.first)
    )


def _of_saying(doc: Document, time: TimeExpression) -> bool:
    """Whether it tells when something was said: it stands between the verb and "that"."""
    after = time.last
    while after < len(doc.tokens) and doc.forms[after] in _COMMAS:
        after += 1
    if after >= len(doc.tokens):
        return False
    that = doc.find(after, "crediting")
    if that is None or that.sense.features.get("role") != "complement":
        return False
    first = doc.sentences[doc.sentence_of[time.first]].first
    return any(
        "sayings" in doc.analyses[index]
        for index in range(max(first, time.first - _SAYING_REACH), time.first)
    )


def _says(time: TimeExpression) -> int:
    if time.start is not None and time.start == time.end:
        return 3
    if time.weekday or time.day or time.day_offset is not None:
        return 2
    return int(time.says_a_date)


def _gap(telling: Telling, time: TimeExpression) -> int:
    if time.first >= telling.last:
        return time.first - telling.last
    return max(telling.first - time.last, 0)
