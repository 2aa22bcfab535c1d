"""Event words of one sentence gathered into tellings: one incident told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.dates import TimeExpression
from riwaya.arabic.particles import AND
from riwaya.reading.document import Document, Sentence
from riwaya.reading.drafts import PlaceMention
from riwaya.reading.events.cues import (
    ANAPHOR,
    ASSERTED,
    GENERIC,
    LINK,
    STRONG,
    SUPPORT,
    WEAK,
    Cue,
)
from riwaya.reading.events.kinds import (
    STRIKES,
    deadly,
    from_air_words,
    kind_of,
    with_stones,
)
from riwaya.reading.events.places import Areas, PlaceRoles
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.weapons import WeaponMention

# A conjunction joins two event words without a place of their own when they stand this near.
_JOINED = 7
_TEMPORAL_REACH = 4
_PLACE_REACH = 20
_BULLETS = frozenset("-\u2013\u2014\u2022*\u25cf")
_COMMAS = frozenset("\u060c,")
_CONTEXT = "event_context"
# A raid in which people are taken is told as one event.
_TAKING, _RAID = frozenset({"arrest", "abduction"}), "raid"
_WIDE = frozenset({"governorate", "country"})
# A definite event noun ("the shelling") takes a place only when it follows this soon.
_DEFINITE_REACH = 6


# Key of the pseudo-word that stands for a figure told without any event word.
FIGURE_ALONE = "figure_alone"


class Telling(NamedTuple):
    """What one sentence, or part of it, tells of one incident.

    `specific`: the type follows from a word or weapon, not from a generic word. `place`: index
    of the place mention told with it. `first`, `last`: tokens the telling spans. `again`: told as
    another incident than the one before it in the sentence.
    """

    first: int
    last: int
    sentence: int
    cues: tuple[Cue, ...]
    type: str
    subtype: str | None
    specific: bool
    bare: bool
    place: int | None
    own_place: bool
    weapons: tuple[WeaponMention, ...]
    reality: str
    recalled: bool
    listed: bool
    again: bool = False

    @property
    def definite(self) -> bool:
        """Whether an event noun says that the incident is known already ("the shelling")."""
        return any(cue.definite and not cue.verb for cue in self.cues)

    @property
    def lead(self) -> Cue:
        return self.cues[0]


def tellings_of(
    doc: Document,
    number: int,
    cues: Sequence[Cue],
    places: Sequence[PlaceMention],
    roles: PlaceRoles,
    areas: Areas,
    weapons: Mapping[int, WeaponMention],
    times: Sequence[TimeExpression],
) -> list[Telling]:
    """The tellings of sentence `number`, in order."""
    sentence = doc.sentences[number]
    words = [cue for cue in cues if cue.role != SUPPORT]
    if not words:
        return []
    undergoing = [cue.last for cue in cues if cue.role == SUPPORT and cue.key == "undergo"]
    groups: list[tuple[list[Cue], int | None]] = []
    guessed = False
    anew: set[int] = set()
    for position, cue in enumerate(words):
        low = words[position - 1].last if position else sentence.first
        high = words[position + 1].first if position + 1 < len(words) else sentence.last
        own = _own_place(doc, cue, low, high, undergoing, roles)
        if own is None and position + 1 < len(words):
            own = _place_of_target(doc, cue, words, position + 1, sentence.last, roles)
        if not groups:
            place = own if own is not None else roles.before(sentence.first, cue.first)
            if place is None or (own is None and _around(places[place], areas, place)):
                stationed = _stationed(cue, high, roles)
                place = place if stationed is None else stationed
            groups.append(([cue], place))
            guessed = own is None
            continue
        members, place = groups[-1]
        far = own is not None and places[own].first - cue.last > _DEFINITE_REACH
        if far and own is not None and place is not None and places[own].kind == "country":
            own = None
        apart = _time_before(doc, members[-1].last, cue.first)
        if own is None and apart:
            own = roles.before(apart, cue.first)
        if own is None and place is None:
            own = _stationed(cue, high, roles)
        if _again(doc, sentence, members, cue):
            anew.add(len(groups))
            groups.append(([cue._replace(recalled=False)], own if own is not None else place))
            guessed = own is None
        elif guessed and own is not None and _continues(doc, members, None, cue, own, areas):
            # What stands before the event word was a guess; here the place is told.
            groups[-1], guessed = ([*members, cue], own), False
        elif _other_time(times, members[-1].last, cue.first, high):
            groups.append(([cue], own if own is not None else place))
            guessed = own is None
        elif _continues(doc, members, place, cue, own, areas):
            groups[-1] = ([*members, cue], _narrower(place, own, areas))
        elif own is None:
            groups.append(([cue], place))
            guessed = True
        else:
            groups.append(([cue], own))
            guessed = False
    out = []
    for position, (members, place) in enumerate(groups):
        start = sentence.first if position == 0 else members[0].first
        end = groups[position + 1][0][0].first if position + 1 < len(groups) else sentence.last
        told = place is not None and sentence.first <= places[place].first < sentence.last
        told_now = _telling(doc, number, members, place, told, start, end, weapons)
        out.append(told_now._replace(again=position in anew))
    return out


def _again(doc: Document, sentence: Sentence, members: Sequence[Cue], cue: Cue) -> bool:
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


def _own_place(
    doc: Document, cue: Cue, low: int, high: int, undergoing: Sequence[int], roles: PlaceRoles
) -> int | None:
    """The place told with a cue, looked for between the cue before it and the one after it."""
    for start in undergoing:
        if low <= start <= cue.first:
            # "The town came under fire": the place is the subject, before the event word.
            place = roles.first_of(start, cue.first)
            if place is not None:
                return place
    if cue.definite and not cue.verb and not _described(doc, cue):
        high = min(high, cue.last + _DEFINITE_REACH)
    end = min(high, cue.last + _PLACE_REACH)
    forms = doc.forms
    clause = (
        at for at in range(cue.last, end - 1) if forms[at] in _COMMAS and _new_clause(doc, at)
    )
    return roles.first_of(cue.last, next(clause, end), stationed=False)


def _new_clause(doc: Document, at: int) -> bool:
    """Whether "and in …" begins behind a comma: the place there is that of the next clause."""
    if not doc.forms[at + 1].startswith(AND):
        return False
    word = doc.words(at + 1).get("place_grammar")
    return word is not None and word.key == "inside"


def _place_of_target(
    doc: Document, cue: Cue, words: Sequence[Cue], position: int, last: int, roles: PlaceRoles
) -> int | None:
    """The place of "which struck" right behind an event noun: it is the noun's own."""
    target = words[position]
    if not cue.noun or not target.verb or target.role not in (LINK, GENERIC):
        return None
    if target.first - cue.last > _JOINED or target.prefix:
        return None
    end = words[position + 1].first if position + 1 < len(words) else last
    return _own_place(doc, target, target.first, end, (), roles)


def _described(doc: Document, cue: Cue) -> bool:
    """Whether a relative clause tells of a definite event noun ("the clashes that broke out")."""
    particle = doc.words(cue.last).get("function") if cue.last < len(doc.forms) else None
    return particle is not None and particle.key == "relative"


def _around(place: PlaceMention, areas: Areas, number: int) -> bool:
    return place.kind in _WIDE or areas.covers_many(number)


def _stationed(cue: Cue, high: int, roles: PlaceRoles) -> int | None:
    """Where those who are struck stand, when no other place is told."""
    return None if cue.definite else roles.first_of(cue.last, high, stationed=True)


def _continues(
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


def _other_time(times: Sequence[TimeExpression], start: int, middle: int, end: int) -> bool:
    """Whether different days are told behind two event words."""
    first = _day(times, start, middle)
    second = _day(times, middle, end)
    return first is not None and second is not None and first != second


def _day(times: Sequence[TimeExpression], start: int, end: int) -> tuple[object, ...] | None:
    for time in times:
        if start <= time.first < end and (time.weekday or time.day or time.day_offset is not None):
            return (time.weekday, time.day, time.day_offset)
    return None


def _time_before(doc: Document, start: int, end: int) -> int:
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


def _narrower(place: int | None, own: int | None, areas: Areas) -> int | None:
    """The narrower of two places of one telling."""
    if place is None or own is None:
        return own if place is None else place
    return own if areas.contains(place, own) else place


def _telling(
    doc: Document,
    number: int,
    cues: Sequence[Cue],
    place: int | None,
    own: bool,
    start: int,
    end: int,
    weapons: Mapping[int, WeaponMention],
) -> Telling:
    # A weapon that one side accuses the other of settles nothing.
    upto = next((at for at in range(cues[-1].last, end) if is_context(doc, at, "accused")), end)
    used = tuple(weapons[index] for index in range(start, upto) if index in weapons)
    kind, subtype, specific, bare = kind_of(cues, used, from_air_words(doc, start, upto))
    if kind == "other" and subtype == "raid" and deadly(doc, start, end):
        kind = "attack"
    if kind == "arrest" and any(cue.subtype == _RAID for cue in cues) and deadly(doc, start, end):
        # A raid in which people are killed is more than an arrest.
        kind = "attack"
    if kind == "armed_clash" and with_stones(doc, start, doc.sentences[number].last):
        kind = "riot"
    return Telling(
        cues[0].first,
        max(cue.last for cue in cues),
        number,
        tuple(cues),
        kind,
        subtype,
        specific,
        bare,
        place,
        own,
        used,
        cues[0].reality,
        any(cue.recalled for cue in cues),
        doc.forms[doc.sentences[number].first] in _BULLETS,
    )


__all__ = ["ASSERTED", "Telling", "tellings_of"]
