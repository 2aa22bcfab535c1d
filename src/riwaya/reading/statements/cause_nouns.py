"""What a noun phrase of cause names: an act of war, a weapon, an accident, a quarrel; and whose."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.arabic.particles import AND
from riwaya.reading.events.weapons import WeaponMention, weapon_at
from riwaya.reading.statements.words import Scene

_HEAD_REACH = 5
_TAIL_REACH = 14
_ADJACENT = 1
_STRUCK = frozenset({"shelling", "attack", "bombing", "other"})
_NO_HEAD = frozenset({"support", "none", "anaphor", "link"})
_NO_HEAD_OR_ACT = _NO_HEAD | {"act"}


class Cause(NamedTuple):
    """A cause named at tokens [first, last).

    `kind`: an event type, a weapon kind or a kind of the lexicon of causes. `weapons`: kinds.
    `parties`: indices of mentions of those who did it; `mutual`: both sides did.
    """

    first: int
    last: int
    kind: str
    weapons: tuple[str, ...]
    parties: tuple[int, ...]
    mutual: bool
    motive: bool


class _Head(NamedTuple):
    first: int
    last: int
    kind: str
    weapon: WeaponMention | None
    motive: bool


def read_cause(scene: Scene, start: int, limit: int, reach: int = _HEAD_REACH) -> Cause | None:
    """The cause whose head begins within `reach` tokens from `start`, or None."""
    head = None
    for index in range(start, min(limit, start + reach)):
        if scene.stops(index):
            return None
        head = _head(scene, index, limit)
        if head is not None:
            break
    return _with_tail(scene, start, head, limit) if head is not None else None


def _head(scene: Scene, index: int, limit: int) -> _Head | None:
    doc = scene.doc
    named = scene.role(index, "cause")
    if named is not None:
        return _Head(index, named.last, str(named.sense.features["kind"]), None, False)
    event = doc.find(index, "events")
    if event is not None and event.sense.features["role"] not in _NO_HEAD_OR_ACT:
        kind = _modified(scene, event.last, limit, str(event.sense.features["type"]))
        # The name of the act may hold that of its weapon ("the fall of shells").
        weapon = next(
            (w for at in range(index, event.last) if (w := weapon_at(doc, at, limit))), None
        )
        return _Head(index, event.last, kind, weapon, False)
    weapon = weapon_at(doc, index, limit)
    if weapon is not None:
        return _Head(index, weapon.last, weapon.strike or "attack", weapon, False)
    fire = scene.role(index, "fire")
    if fire is not None:
        name = doc.span(index, fire.last).text
        kind = str(fire.sense.features["kind"])
        shots = WeaponMention(index, fire.last, name, kind, "attack")
        return _Head(index, fire.last, "attack", shots, False)
    dispute = scene.role(index, "dispute")
    if dispute is not None and not dispute.suffix:
        return _Head(index, dispute.last, str(dispute.sense.features["kind"]), None, True)
    return None


def _modified(scene: Scene, start: int, limit: int, kind: str) -> str:
    """The event type after an adjective behind the head ("from the air")."""
    if start < limit and kind in _STRUCK:
        word = scene.doc.analyses[start].get("event_modifiers")
        if word is not None and not word.prefix and "type" in word.sense.features:
            return str(word.sense.features["type"])
    return kind


def _with_tail(scene: Scene, start: int, head: _Head, limit: int) -> Cause:
    """The cause with the weapons and parties told behind its head."""
    doc = scene.doc
    weapons = [head.weapon] if head.weapon else []
    parties: tuple[int, ...] = ()
    mutual = False
    last = head.last
    end = min(limit, head.last + _TAIL_REACH)
    index = head.last
    origin = head.last
    strict = False
    while index < end and not scene.stops(index):
        if scene.role(index, "because", "leads_to", "quantifier") or _harm(scene, index):
            break
        both = scene.role(index, "mutual")
        if both is not None:
            mutual, last, index = True, both.last, both.last
            continue
        source = scene.role(index, "origin")
        if source is not None:
            origin, strict = source.last, True
            index = source.last
            continue
        found = scene.actors_in(index, index + 1)
        if found and not parties and not head.motive and index - origin <= _reach(strict):
            parties = _joined(scene, found[0])
            last = index = scene.actors[parties[-1]].last
            continue
        if found and head.motive and index - last <= _ADJACENT:
            parties = (*parties, found[0])
            last = index = scene.actors[found[0]].last
            continue
        weapon = weapon_at(doc, index, end)
        if weapon is not None:
            weapons.append(weapon)
            last = index = weapon.last
            continue
        if index == last and doc.analyses[index].get("event_modifiers") is not None:
            last = index + 1
        index += 1
    first = start if start < head.first else head.first
    kinds = tuple(dict.fromkeys(weapon.kind for weapon in weapons))
    return Cause(first, last, _strike(head.kind, weapons), kinds, parties, mutual, head.motive)


def _strike(kind: str, weapons: list[WeaponMention]) -> str:
    """The event type, as the weapons beside a general word make it."""
    strikes = {weapon.strike for weapon in weapons if weapon.strike}
    if kind in _STRUCK and "air_drone_strike" in strikes and "shelling" not in strikes:
        return "air_drone_strike"
    if kind in ("attack", "other") and len(strikes) == 1:
        return next(iter(strikes))
    return kind


def _reach(strict: bool) -> int:
    """How far the party stands from the head, or from the words that introduce it."""
    return 4 if strict else _ADJACENT


def _harm(scene: Scene, index: int) -> bool:
    """Whether a word of harm stands there, and not one that only says what a party is called."""
    return "casualties" in scene.doc.analyses[index] and scene.role(index, "called") is None


def _joined(scene: Scene, number: int) -> tuple[int, ...]:
    """The party and those joined to it by "and"."""
    joined = [number]
    for other in range(number + 1, len(scene.actors)):
        gap = scene.actors[other].first - scene.actors[joined[-1]].last
        form = scene.doc.forms[scene.actors[other].first]
        if gap or not form.startswith(AND):
            break
        joined.append(other)
    return tuple(joined)
