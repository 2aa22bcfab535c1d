"""The places that the event words of one sentence are told with."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.particles import AND
from riwaya.reading.document import Document
from riwaya.reading.drafts import PlaceMention
from riwaya.reading.events.cues import GENERIC, LINK, Cue
from riwaya.reading.events.places import Areas, PlaceRoles

_JOINED, _PLACE_REACH = 7, 20
# A definite event noun ("the shelling") takes a place only when it follows this soon.
DEFINITE_REACH = 6
_COMMAS = frozenset("\u060c,")
_WIDE = frozenset({"governorate", "country"})


def own_place(
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
        high = min(high, cue.last + DEFINITE_REACH)
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
    word = doc.analyses[at + 1].get("place_grammar")
    return word is not None and word.key == "inside"


def place_of_target(
    doc: Document, cue: Cue, words: Sequence[Cue], position: int, last: int, roles: PlaceRoles
) -> int | None:
    """The place of "which struck" right behind an event noun: it is the noun's own."""
    target = words[position]
    if not cue.noun or not target.verb or target.role not in (LINK, GENERIC):
        return None
    if target.first - cue.last > _JOINED or target.prefix:
        return None
    end = words[position + 1].first if position + 1 < len(words) else last
    return own_place(doc, target, target.first, end, (), roles)


def _described(doc: Document, cue: Cue) -> bool:
    """Whether a relative clause tells of a definite event noun ("the clashes that broke out")."""
    particle = doc.analyses[cue.last].get("function") if cue.last < len(doc.forms) else None
    return particle is not None and particle.key == "relative"


def around(place: PlaceMention, areas: Areas, number: int) -> bool:
    return place.kind in _WIDE or areas.covers_many(number)


def where_stationed(cue: Cue, high: int, roles: PlaceRoles) -> int | None:
    """Where those who are struck stand, when no other place is told."""
    return None if cue.definite else roles.first_of(cue.last, high, stationed=True)


def narrower(place: int | None, own: int | None, areas: Areas) -> int | None:
    """The narrower of two places of one telling."""
    if place is None or own is None:
        return own if place is None else place
    return own if areas.contains(place, own) else place
