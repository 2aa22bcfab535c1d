"""Words that tell a violent event, with what their clause says about whether it happened."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.particles import AND, SO, TO, WILL
from riwaya.arabic.words import WORD
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.weapons import WeaponMention

ASSERTED, DENIED, UNREAL = "asserted", "denied", "unreal"
STRONG, WEAK, GENERIC, LINK = "strong", "weak", "generic", "link"
SUPPORT, ACT, ANAPHOR, NONE = "support", "act", "anaphor", "none"

_HARM = "casualties"
_EVENTS, _MODIFIERS, _CONTEXT = "events", "event_modifiers", "event_context"
# How far, in tokens, a negation, a threat or a weapon reaches to its event word.
_NEGATION_REACH, _INTENT_REACH, _MODIFIER_REACH, _ACT_REACH = 2, 4, 3, 6
_PERSON_REACH = 2
_SEIZING = frozenset({"arrest", "abduction"})
_KILLING = frozenset({"assassination", "execution"})
_RECEIVED_REACH = 14
_PLUPERFECT_REACH = 6
_BOUNDARIES = frozenset('\u060c,\u061b;:.()[]"\u00ab\u00bb\u201c\u201d|')
_QUESTION = frozenset("?\u061f")


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
    def plural(self) -> bool:
        return "plural" in self.tag


def find_cues(
    doc: Document, timed: Collection[int], weapons: Mapping[int, WeaponMention]
) -> list[Cue]:
    """Event words of all sentences, in order.

    `timed`: tokens inside expressions of time, where a word such as "dawn" is no explosion.
    `weapons`: weapon mentions by the token they start at.
    """
    cues: list[Cue] = []
    for number, sentence in enumerate(doc.sentences):
        if _asks(doc, sentence):
            continue
        recalled_from = _recalled_from(doc, sentence)
        index = sentence.first
        while index < sentence.last:
            found = _event_word(doc, index, timed)
            if found is None:
                index += 1
                continue
            if found.sense.features.get("role") != NONE:
                cue = _cue(doc, found, number, sentence, recalled_from, weapons)
                if cue is not None:
                    cues.append(cue)
            index = found.last
    return cues


def _event_word(doc: Document, index: int, timed: Collection[int]) -> Found | None:
    if doc.tokens[index].kind != WORD or index in timed:
        return None
    return doc.find(index, _EVENTS)


def _asks(doc: Document, sentence: Sentence) -> bool:
    return doc.forms[sentence.last - 1] in _QUESTION


def _recalled_from(doc: Document, sentence: Sentence) -> int:
    """Token from which the sentence recalls earlier things; its end when it does not."""
    for index in range(sentence.first, sentence.last):
        found = doc.find(index, _CONTEXT)
        if found is None:
            continue
        if found.sense.features.get("background"):
            return index
        if found.key == "was":
            end = min(sentence.last, index + _PLUPERFECT_REACH)
            if any(_is(doc, other, "possible") for other in range(index + 1, end)):
                return index
    return sentence.last


def _cue(
    doc: Document,
    found: Found,
    number: int,
    sentence: Sentence,
    recalled_from: int,
    weapons: Mapping[int, WeaponMention],
) -> Cue | None:
    features = found.sense.features
    kind, role = str(features["type"]), str(features["role"])
    subtype = features.get("subtype")
    kind, role, cancelled = _modified(doc, found, sentence, kind, role)
    if cancelled:
        return None
    if role == ACT and features.get("needs") == "killing":
        role = STRONG if _killing_follows(doc, found, sentence) else SUPPORT
    elif role == ACT and _fire_follows(doc, found, sentence):
        kind, role, subtype = "attack", STRONG, "shooting"
    elif role == ACT:
        weapon = _near_weapon(doc, found, sentence, weapons)
        if weapon is None or weapon.strike is None:
            return None
        kind, role = weapon.strike, STRONG
    if features.get("needs") == "object" and not _object_follows(doc, found, sentence, weapons):
        return None
    if features.get("needs") == "person" and not _person_follows(doc, found, sentence):
        return None
    if found.last < sentence.last and kind == "attack" and _is(doc, found.last, "between"):
        kind, role = "armed_clash", STRONG
    reality = _reality(doc, found, sentence)
    return Cue(
        found.first,
        found.last,
        number,
        found.key,
        kind,
        role,
        subtype,
        found.tag,
        found.definite or _known_before(doc, found),
        found.prefix,
        reality,
        found.first > recalled_from,
    )


def _fire_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether shots are what somebody opened or let off."""
    end = min(sentence.last, found.last + _ACT_REACH)
    return any(_is(doc, index, "fire") for index in range(found.last, end))


def _killing_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether a noun of killing is what somebody set out to do."""
    for index in range(found.last, min(sentence.last, found.last + _ACT_REACH)):
        word = doc.words(index).get(_HARM)
        if word is not None and word.key == "kill":
            return True
    return False


def _known_before(doc: Document, found: Found) -> bool:
    """Whether a pronoun makes the noun an event told before ("its attacks").

    It does not on nouns of seizing or killing, where it is the victim ("his arrest"), nor behind
    a verb of doing ("renewed its shelling").
    """
    if not found.suffix or found.sense.features.get("type") in _SEIZING:
        return False
    if found.sense.features.get("subtype") in _KILLING:
        return False
    for index in range(max(0, found.first - 2), found.first):
        word = doc.words(index).get(_EVENTS)
        if word is not None and word.sense.features.get("role") == SUPPORT:
            return False
    return True


def _is(doc: Document, index: int, key: str) -> bool:
    found = doc.find(index, _CONTEXT)
    return found is not None and found.key == key


def _person_follows(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether people are what the word is said of: work may be stopped too."""
    end = min(sentence.last, found.last + _PERSON_REACH)
    for index in range(found.last, end):
        words = doc.words(index)
        if "persons" in words or "titles" in words or "actor_nouns" in words:
            return True
    return False


def _object_follows(
    doc: Document, found: Found, sentence: Sentence, weapons: Mapping[int, WeaponMention]
) -> bool:
    """Whether something that can be blown up follows: the same letters say "dawn"."""
    for index in range(found.last, min(sentence.last, found.last + _INTENT_REACH)):
        words = doc.words(index)
        thing = words.get("function")
        if index in weapons or _HARM in words or "actor_nouns" in words:
            return True
        if thing is not None and thing.key == "thing":
            return True
        noun = words.get("place_nouns")
        if noun is not None and noun.sense.features.get("kind") == "site":
            return True
    return False


def _near_weapon(
    doc: Document, found: Found, sentence: Sentence, weapons: Mapping[int, WeaponMention]
) -> WeaponMention | None:
    for index in range(found.last, min(sentence.last, found.last + _ACT_REACH)):
        if index in weapons:
            return weapons[index]
        words = doc.words(index)
        if _HARM in words or "persons" in words or doc.forms[index] in _BOUNDARIES:
            return None
    return None


def _modified(
    doc: Document, found: Found, sentence: Sentence, kind: str, role: str
) -> tuple[str, str, bool]:
    """Type and role after the adjectives behind the word; and whether they cancel it."""
    end = min(sentence.last, found.last + _MODIFIER_REACH)
    for index in range(found.last, end):
        if doc.forms[index] in _BOUNDARIES:
            break
        words = doc.words(index)
        word = words.get(_MODIFIERS)
        if word is None or word.prefix:
            if _EVENTS in words:
                break
            continue
        features = word.sense.features
        if features.get("cancels"):
            return kind, role, True
        if features.get("keeps"):
            return kind, STRONG if role == GENERIC else role, False
        if kind in ("shelling", "attack", "bombing", "air_drone_strike", "other") and (
            found.sense.features.get("subtype") != "raid"
        ):
            return str(features["type"]), STRONG, False
    return kind, role, False


def _reality(doc: Document, found: Found, sentence: Sentence) -> str:
    """Whether the clause before the word says it did not happen or only may."""
    verb = found.tag.startswith(("past.", "present."))
    if found.prefix.endswith(WILL):
        return UNREAL
    if found.tag.startswith("present.") and found.prefix.endswith(TO):
        return UNREAL
    purpose = found.tag in ("masdar", "past.ms") and found.prefix.endswith(TO)
    if purpose and not _received(doc, found, sentence):
        return UNREAL
    if verb and found.prefix[:1] in (AND, SO):
        return ASSERTED
    forms = doc.forms
    low = max(sentence.first, found.first - _INTENT_REACH)
    for index in range(found.first - 1, low - 1, -1):
        if forms[index] in _BOUNDARIES:
            break
        context = doc.find(index, _CONTEXT)
        if context is None:
            continue
        distance = found.first - context.last
        if distance < 0 or not context.sense.features.get("blocks"):
            continue
        if context.key in ("negation", "absence"):
            if distance < _NEGATION_REACH and (verb or context.key == "absence" or distance == 0):
                return DENIED
        elif context.key == "possible":
            if distance == 0 and found.tag.startswith("present."):
                return UNREAL
        elif context.key == "subordinate":
            if distance == 0 and found.tag.startswith("present.") and not _realised(doc, index):
                return UNREAL
        elif context.definite or context.first == found.first:
            continue
        else:
            return UNREAL
    return ASSERTED


def _received(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether li- before an event noun brings what happened ("came under") and not a purpose."""
    for index in range(max(sentence.first, found.first - _RECEIVED_REACH), found.first):
        word = doc.words(index).get(_EVENTS)
        if word is not None and word.key in ("undergo", "incident_word"):
            return True
    before = doc.find(found.first - 1, _CONTEXT) if found.first > sentence.first else None
    return before is not None and before.key == "cause"


def _realised(doc: Document, index: int) -> bool:
    """Whether "that" at `index` follows "before" or "after", which tell of facts."""
    found = doc.find(index - 1, _CONTEXT) if index else None
    return found is not None and found.key == "temporal"


def sentence_cues(cues: Sequence[Cue]) -> dict[int, list[Cue]]:
    """Cues by the number of their sentence."""
    grouped: dict[int, list[Cue]] = {}
    for cue in cues:
        grouped.setdefault(cue.sentence, []).append(cue)
    return grouped
