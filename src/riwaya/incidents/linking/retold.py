"""Events that a report tells a second time without adding anything: "the bombing", reactions,
restatements. A person reading the list takes them for the fuller event told beside them.

An event adds nothing when it has no figure and no victim of its own, and no day, place, type or
doer that another event of the report cannot have. Events with any of these stay apart: a list of
ten incidents stays ten.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from riwaya.incidents.linking.geography import compare_places
from riwaya.incidents.linking.kinds import UNLIKE, kinship
from riwaya.incidents.linking.parties import alliance
from riwaya.incidents.linking.record import OWN, Mention, MentionPlace

_ONE_PLACE = frozenset({"same", "same_city", "similar_name", "inside", "country", "unnamed"})
_ONE_AREA = frozenset({"inside_region", "same_region"})


def retold(mentions: Sequence[Mention], placed: Collection[str]) -> Mapping[str, str]:
    """From the events of one report that add nothing to the fuller event that each can be of.

    `mentions`: in the order of the text; `placed`: ids of the events told with a place. Of several
    fuller events the last one told before is meant, else the first one told after.
    """
    fullness = [_fullness(mention, mention.key.event in placed) for mention in mentions]
    found: dict[str, str] = {}
    for at, mention in enumerate(mentions):
        if fullness[at][0]:
            continue
        order = [*range(at - 1, -1, -1), *range(at + 1, len(mentions))]
        fuller = [i for i in order if fullness[i] > fullness[at]]
        again = [i for i in order if i < at and fullness[i] == fullness[at]]
        own_place = mention.key.event in placed
        for i in (*fuller, *again):
            if _can_be(mention, mentions[i], own_place):
                found[mention.key.event] = mentions[i].key.event
                break
    return {event: _last(found, event) for event in found}


def harmed(mention: Mention) -> bool:
    """Whether a mention tells how many were harmed, none among the answers, or who."""
    return bool(mention.figures or mention.victims)


def _last(found: Mapping[str, str], event: str) -> str:
    """The event at the end of a chain; none is a circle, for each is fuller or told before."""
    while event in found:
        event = found[event]
    return event


def _fullness(mention: Mention, placed: bool) -> tuple[bool, bool, bool]:
    """Whether a mention has people, news, and a place of its own; more of it comes later."""
    return harmed(mention), not mention.background, placed


def _can_be(mention: Mention, other: Mention, placed: bool) -> bool:
    """Whether nothing that a mention tells speaks against its being the other event."""
    if other.key.event in mention.set_against or kinship(mention.type, other.type) == UNLIKE:
        return False
    if alliance(mention.perpetrators, other.perpetrators) == "differ":
        return False
    return _one_day(mention, other) and (not placed or _one_place(mention.place, other.place))


def _one_day(mention: Mention, other: Mention) -> bool:
    day, time, other_time = mention.day_of_year, mention.time, other.time
    if day is not None:
        return day == other.day_of_year
    if time is None or time.basis != OWN:
        return True
    if other_time is None:
        return False
    return time.start <= other_time.end and other_time.start <= time.end


def _one_place(place: MentionPlace | None, other: MentionPlace | None) -> bool:
    if place is None or other is None or place == other:
        return True
    how = compare_places(place, other).how
    if how in _ONE_AREA:
        # Told with the wider name: "the bombing of the province" is that of the village.
        return len(place.within) + len(place.areas) <= len(other.within) + len(other.areas)
    return how in _ONE_PLACE
