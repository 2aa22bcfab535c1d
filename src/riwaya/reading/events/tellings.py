"""Event words of one sentence gathered into tellings: one incident told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import Document
from riwaya.reading.drafts import PlaceMention
from riwaya.reading.events.continuing import again, continues, other_time, time_before
from riwaya.reading.events.cues import (
    ASSERTED,
    SUPPORT,
    Cue,
)
from riwaya.reading.events.kinds import (
    deadly,
    from_air_words,
    kind_of,
    with_stones,
)
from riwaya.reading.events.places import Areas, PlaceRoles
from riwaya.reading.events.telling_places import (
    DEFINITE_REACH,
    around,
    narrower,
    own_place,
    place_of_target,
    where_stationed,
)
from riwaya.reading.events.weapons import WeaponMention

_BULLETS = frozenset("-\u2013\u2014\u2022*\u25cf")
_RAID, _CONTEXT = "raid", "event_context"
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
        own = own_place(doc, cue, low, high, undergoing, roles)
        if own is None and position + 1 < len(words):
            own = place_of_target(doc, cue, words, position + 1, sentence.last, roles)
        if not groups:
            place = own if own is not None else roles.before(sentence.first, cue.first)
            if place is None or (own is None and around(places[place], areas, place)):
                posted = where_stationed(cue, high, roles)
                place = place if posted is None else posted
            groups.append(([cue], place))
            guessed = own is None
            continue
        members, place = groups[-1]
        far = own is not None and places[own].first - cue.last > DEFINITE_REACH
        if far and own is not None and place is not None and places[own].kind == "country":
            own = None
        apart = time_before(doc, members[-1].last, cue.first)
        if own is None and apart:
            own = roles.before(apart, cue.first)
        if own is None and place is None:
            own = where_stationed(cue, high, roles)
        if again(doc, sentence, members, cue):
            anew.add(len(groups))
            groups.append(([cue._replace(recalled=False)], own if own is not None else place))
            guessed = own is None
        elif guessed and own is not None and continues(doc, members, None, cue, own, areas):
            # What stands before the event word was a guess; here the place is told.
            groups[-1], guessed = ([*members, cue], own), False
        elif other_time(times, members[-1].last, cue.first, high):
            groups.append(([cue], own if own is not None else place))
            guessed = own is None
        elif continues(doc, members, place, cue, own, areas):
            groups[-1] = ([*members, cue], narrower(place, own, areas))
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
    context = doc.starts_of(_CONTEXT)
    behind = (at for at in range(cues[-1].last, end) if at in context)
    upto = next((at for at in behind if context[at].sense.key in ("accuses", "accused")), end)
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
