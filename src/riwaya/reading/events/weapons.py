"""Weapons named in a report, with the kind of strike each makes."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from riwaya.arabic.phrases import PhraseTable
from riwaya.arabic.words import WORD
from riwaya.knowledge.weapons import Weapon, load_weapons
from riwaya.reading.document import WEAPON, Document


class WeaponMention(NamedTuple):
    """A weapon at tokens [first, last); `strike`: the event type it makes, or None."""

    first: int
    last: int
    name: str
    kind: str
    strike: str | None


@cache
def weapon_names() -> PhraseTable[Weapon]:
    """Weapons by their folded names."""
    table: PhraseTable[Weapon] = PhraseTable()
    for weapon in load_weapons():
        for surface in weapon.surfaces():
            table.add(surface.split(), weapon)
    return table


def find_weapons(doc: Document) -> dict[int, WeaponMention]:
    """Weapons by the token they start at."""
    found: dict[int, WeaponMention] = {}
    table = weapon_names()
    end = 0
    for index in table.may_start(doc.forms, doc.begun[WEAPON]):
        number = doc.sentence_of[index]
        if index < end or number < 0:
            continue
        weapon = _at(doc, table, index, doc.sentences[number].last)
        if weapon is not None:
            found[index] = weapon
            end = weapon.last
    return found


def weapon_at(doc: Document, index: int, limit: int) -> WeaponMention | None:
    """The weapon that starts at token `index` and ends by `limit`, or None."""
    return _at(doc, weapon_names(), index, limit)


def _at(doc: Document, table: PhraseTable[Weapon], index: int, limit: int) -> WeaponMention | None:
    match = table.longest(doc.forms, index) if doc.tokens[index].kind == WORD else None
    if match is None or match.last > limit:
        return None
    weapon = match.value
    name = doc.span(match.first, match.last).text
    return WeaponMention(match.first, match.last, name, weapon.kind, weapon.strike)
