"""Of what kind an incident is, from its event words and weapons together."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.document import Document
from riwaya.reading.events.cues import STRONG, WEAK, Cue
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.weapons import WeaponMention

# The more telling type wins when the words of one telling differ.
_RANK = {
    "suicide_bomb": 9,
    "air_drone_strike": 8,
    "bombing": 7,
    "shelling": 6,
    "abduction": 5,
    "arrest": 5,
    "armed_clash": 5,
    "riot": 4,
    "protest": 3,
    "attack": 2,
    "other": 1,
}
STRIKES = frozenset({"shelling", "air_drone_strike", "bombing", "suicide_bomb", "attack"})


# Types of what crowds do.
_CROWDS = frozenset({"protest", "riot"})


def from_air_words(doc: Document, start: int, end: int) -> bool:
    """Whether the words say "from the air", whatever was fired."""
    phrases = doc.phrases
    return any(
        found.sense.category == "event_modifiers" and found.sense.key == "air"
        for index in range(start, end)
        if index in phrases
        for found in phrases[index]
    )


def deadly(doc: Document, start: int, end: int) -> bool:
    """Whether somebody is said to be killed in tokens [start, end)."""
    harm = doc.starts_of("casualties")
    return any(
        index in harm
        and (word := doc.analyses[index].get("casualties")) is not None
        and word.sense.features.get("status") == "killed"
        for index in range(start, end)
    )


def with_stones(doc: Document, start: int, end: int) -> bool:
    """Whether stones are what was thrown."""
    return any(is_context(doc, index, "stones") for index in range(start, end))


def kind_of(
    cues: Sequence[Cue], weapons: Sequence[WeaponMention], from_air: bool
) -> tuple[str, str | None, bool, bool]:
    """Type, subtype, whether a word or weapon tells the type, and whether it may yet be refined."""
    strong = [cue for cue in cues if cue.role == STRONG]
    weak = [cue for cue in cues if cue.role == WEAK]
    strikes = {weapon.strike for weapon in weapons if weapon.strike}
    if from_air:
        strikes = {"air_drone_strike"}
    crowds = [cue for cue in weak if cue.type in _CROWDS]
    if crowds and all(cue.subtype == "shooting" for cue in strong):
        # Shots fired at a crowd are part of what is told of the crowd.
        strong = [*strong, *crowds] if strong else strong
    telling = strong or weak
    if not strong and (wreck := [cue for cue in weak if cue.key == "wreck"]):
        telling = wreck
    if telling:
        lead = max(telling, key=lambda cue: (_RANK.get(cue.type, 0), -cue.first))
        kind = lead.type
        airborne = "air_drone_strike" in strikes and "shelling" not in strikes
        if kind in ("shelling", "bombing", "attack") and airborne:
            return "air_drone_strike", lead.subtype, True, False
        # A missile may come from the ground or the air, so it settles nothing.
        settled = any(w.strike == kind and w.kind != "missile" for w in weapons)
        bare = lead.key in ("bombard", "explosion", "ramming") and not settled
        return kind, lead.subtype, True, bare
    lead = cues[0]
    if lead.type in STRIKES and strikes:
        kind = max(strikes, key=lambda name: _RANK.get(str(name), 0)) or lead.type
        return str(kind), lead.subtype, True, False
    return lead.type, lead.subtype, False, True
