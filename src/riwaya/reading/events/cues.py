"""Words that tell a violent event, with what their clause says about whether it happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.words import WORD
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.events.objects import (
    fire_follows,
    foiled,
    killing_follows,
    known_before,
    near_weapon,
    object_follows,
    person_follows,
    reflexive_follows,
    repelled,
)
from riwaya.reading.events.reality import (
    ASSERTED,
    BOUNDARIES,
    DENIED,
    UNREAL,
    asks,
    is_context,
    of_any,
    reality_of,
    recalled_from,
)
from riwaya.reading.events.weapons import WeaponMention
from riwaya.reading.roles import within

__all__ = ["ASSERTED", "DENIED", "UNREAL", "Cue", "find_cues", "sentence_cues"]

STRONG, WEAK, GENERIC, LINK = "strong", "weak", "generic", "link"
SUPPORT, ACT, ANAPHOR, NONE = "support", "act", "anaphor", "none"

_EVENTS, _MODIFIERS = "events", "event_modifiers"
_MODIFIER_REACH = 3


class Cue(NamedTuple):
    """An event word at tokens [first, last).

    `reality`: asserted, denied or unreal (planned, feared, conditional, asked). `recalled`: told
    as something earlier. `verb`: a finite verb rather than a noun.
    """

    first: int
    last: int
    sentence: int
    key: str
    type: str
    role: str
    subtype: str | None
    tag: str
    definite: bool
    prefix: str
    reality: str
    recalled: bool

    @property
    def verb(self) -> bool:
        return self.tag.startswith(("past.", "present."))

    @property
    def noun(self) -> bool:
        """Whether it is a noun, or a verb written like its noun."""
        return not self.verb or self.tag == "past.ms"

    @property
    def plural(self) -> bool:
        return "plural" in self.tag


def find_cues(
    doc: Document,
    timed: Collection[int],
    weapons: Mapping[int, WeaponMention],
    denied: Collection[int] = (),
) -> list[Cue]:
    """Event words of all sentences, in order.

    `timed`: tokens inside expressions of time, where a word such as "dawn" is no explosion.
    `weapons`: weapon mentions by the token they start at. `denied`: tokens of what is denied.
    """
    cues: list[Cue] = []
    words = doc.starts_of(_EVENTS)
    order = [index for index in words if doc.tokens[index].kind == WORD and index not in timed]
    for number, sentence in enumerate(doc.sentences):
        here = within(order, sentence.first, sentence.last)
        if not here or asks(doc, sentence):
            continue
        recalled = recalled_from(doc, sentence)
        end = sentence.first
        for index in here:
            if index < end:
                continue
            found = words[index]
            end = found.last
            if found.sense.features.get("role") == NONE:
                continue
            cue = _cue(doc, found, number, sentence, recalled, weapons)
            if cue is not None and index in denied and of_any(doc, found.first, sentence):
                cue = cue._replace(reality=DENIED)
            if cue is not None:
                cues.append(cue)
    return cues


def _cue(
    doc: Document,
    found: Found,
    number: int,
    sentence: Sentence,
    recalled: int,
    weapons: Mapping[int, WeaponMention],
) -> Cue | None:
    features = found.sense.features
    kind, role = str(features["type"]), str(features["role"])
    subtype = features.get("subtype")
    kind, role, cancelled = _modified(doc, found, sentence, kind, role, weapons)
    if cancelled:
        return None
    if role == ACT and features.get("needs") == "killing":
        role = STRONG if killing_follows(doc, found, sentence) else SUPPORT
    elif role == ACT and fire_follows(doc, found, sentence):
        kind, role, subtype = "attack", STRONG, "shooting"
    elif role == ACT:
        weapon = near_weapon(doc, found, sentence, weapons)
        if weapon is None or weapon.strike is None:
            return None
        kind, role = weapon.strike, STRONG
    if kind == "bombing" and reflexive_follows(doc, found, sentence):
        kind, role = "suicide_bomb", STRONG
    elif features.get("needs") == "object" and not object_follows(doc, found, sentence, weapons):
        return None
    if features.get("needs") == "person" and not person_follows(doc, found, sentence):
        return None
    if found.last < sentence.last and kind == "attack" and is_context(doc, found.last, "between"):
        kind, role = "armed_clash", STRONG
    reality = reality_of(doc, found, sentence)
    if kind == "suicide_bomb" and foiled(doc, found, sentence):
        # One who was stopped at the place had set out to do it.
        reality = ASSERTED
    if kind in ("attack", "armed_clash") and repelled(doc, found, sentence):
        kind, role, reality = "armed_clash", STRONG, ASSERTED
    return Cue(
        found.first,
        found.last,
        number,
        found.key,
        kind,
        role,
        subtype,
        found.tag,
        found.definite or known_before(doc, found),
        found.prefix,
        reality,
        found.first > recalled,
    )


def _modified(
    doc: Document,
    found: Found,
    sentence: Sentence,
    kind: str,
    role: str,
    weapons: Mapping[int, WeaponMention],
) -> tuple[str, str, bool]:
    """Type and role after the adjectives behind the word; and whether they cancel it."""
    end = min(sentence.last, found.last + _MODIFIER_REACH)
    for index in range(found.last, end):
        if doc.forms[index] in BOUNDARIES:
            break
        words = doc.analyses[index]
        word = words.get(_MODIFIERS)
        if word is None or word.prefix or _of_weapon(index, weapons):
            if _EVENTS in words:
                break
            continue
        features = word.sense.features
        if features.get("cancels"):
            return kind, role, True
        if features.get("keeps"):
            telling = role == GENERIC and not features.get("vague")
            return kind, STRONG if telling else role, False
        if kind in ("shelling", "attack", "bombing", "air_drone_strike", "other") and (
            found.sense.features.get("subtype") != "raid"
        ):
            return str(features["type"]), STRONG, False
    return kind, role, False


def _of_weapon(index: int, weapons: Mapping[int, WeaponMention]) -> bool:
    """Whether an adjective describes the weapon before it ("a suicide drone")."""
    return any(
        (weapon := weapons.get(at)) is not None and weapon.last >= index
        for at in range(index - 1, index - 4, -1)
    )


def sentence_cues(cues: Sequence[Cue]) -> dict[int, list[Cue]]:
    """Cues by the number of their sentence."""
    grouped: dict[int, list[Cue]] = {}
    for cue in cues:
        grouped.setdefault(cue.sentence, []).append(cue)
    return grouped
