"""Weapons that a source says were used: "the fighting came to the use of heavy weapons"."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.reading.document import Found, Sentence
from riwaya.reading.events.weapons import WeaponMention, weapon_at
from riwaya.reading.statements.draft import OTHER, Statement
from riwaya.reading.statements.words import Scene

WEAPONS = "weapons"
_USED_REACH, _LIST_REACH = 3, 14


def arms_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements that weapons were used, in order."""
    for index in scene.roles.places_in("use", sentence.first, sentence.last):
        use = scene.role(index, "use")
        if use is None or scene.role(index - 1, "not") is not None:
            continue
        weapons = _weapons(scene, use, sentence.last)
        if not weapons:
            continue
        last = weapons[-1].last
        yield Statement(
            OTHER,
            index,
            last,
            index,
            (use.first, use.last),
            (WEAPONS, *dict.fromkeys(weapon.kind for weapon in weapons)),
            (),
            None,
            scene.event_near(index, last, sentence),
            "weapons used",
        )


def _weapons(scene: Scene, use: Found, limit: int) -> list[WeaponMention]:
    """The weapon right behind the word of use, and those listed after it."""
    found: list[WeaponMention] = []
    index, end = use.last, min(limit, use.last + _LIST_REACH)
    while index < end:
        if not found and index >= use.last + _USED_REACH:
            break
        weapon = weapon_at(scene.doc, index, limit)
        if weapon is not None:
            found.append(weapon)
            index = weapon.last
        else:
            index += 1
    return found
