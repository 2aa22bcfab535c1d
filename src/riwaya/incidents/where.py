"""Where an incident happened: the most exact place on which the accounts agree."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.incidents.linking.geography import compare_places, is_wide, spot
from riwaya.incidents.linking.record import Mention, MentionPlace
from riwaya.model.incident import IncidentPlace

# How far an account of one place supports another: naming the town supports a quarter in it.
_SUPPORT = {
    "same": 1.0, "same_city": 1.0, "same_region": 1.0, "similar_name": 0.9, "close": 0.6,
    "inside": 0.7, "inside_region": 0.5, "near": 0.2, "unknown": 0.1,
}  # fmt: skip
_BACKGROUND, _NO_EVENT = 0.4, 0.3
# Between places with the same support the more exact one is the answer.
_EXACT = {1: 0.35, 2: 0.2, 3: 0.0}
_NAMED, _LOCATED = 0.1, 0.5
# The more is told around a place, the surer it was looked up rightly.
_CONTEXT, _MOST_CONTEXT = 0.1, 3
_AREA = -0.6
_COUNTRY = -1.5


def incident_place(members: Sequence[Mention]) -> IncidentPlace | None:
    """Where, from the mentions of an incident; None when no account names a place.

    Each text counts once, however often it was copied.
    """
    told = [(m, m.place) for m in members if m.place is not None]
    if not told:
        return None
    best = max(
        sorted({place for _, place in told}, key=_order),
        key=lambda place: round(_support(place, told) + _exactness(place), 6),
    )
    return IncidentPlace(best.name, best.name_en, best.latitude, best.longitude, best.precision)


def _support(place: MentionPlace, told: Sequence[tuple[Mention, MentionPlace]]) -> float:
    by_origin: dict[str, float] = {}
    for mention, other in told:
        how = "same" if other == place else compare_places(place, other).how
        # A name told without anything around it may be that of any place so called.
        support = _SUPPORT.get("same" if how == "same_name" and not other.within else how, 0.0)
        if mention.background:
            support *= _BACKGROUND
        if not mention.type:
            support *= _NO_EVENT
        origin = mention.text_origin
        by_origin[origin] = max(support, by_origin.get(origin, 0.0))
    return sum(by_origin.values())


def _exactness(place: MentionPlace) -> float:
    score = _EXACT.get(place.precision or 3, 0.0) + (_NAMED if spot(place) else 0.0)
    if place.latitude is not None:
        score += _LOCATED
    score += _CONTEXT * min(len(place.within), _MOST_CONTEXT)
    if place.kind == "country":
        return score + _COUNTRY
    return score + (_AREA if is_wide(place) else 0.0)


def _order(place: MentionPlace) -> tuple[str, str, str, str]:
    """An order of all places that differ, for two may differ in what lies around them alone."""
    return place.words, place.name, place.gazetteer or "", repr(place)
