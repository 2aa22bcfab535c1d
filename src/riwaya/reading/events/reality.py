"""Whether the words around an event word say that it happened."""

from __future__ import annotations

from riwaya.arabic.clitics import HER, HIS
from riwaya.arabic.particles import AND, SO, TO, WILL
from riwaya.reading.document import Document, Found, Sentence

ASSERTED, DENIED, UNREAL = "asserted", "denied", "unreal"
BOUNDARIES = frozenset('\u060c,\u061b;:.()[]"\u00ab\u00bb\u201c\u201d|')

_EVENTS, _CONTEXT = "events", "event_context"
# How far, in tokens, a negation, a threat or a verb of undergoing reaches to its event word.
_NEGATION_REACH, _INTENT_REACH, _RECEIVED_REACH, _PLUPERFECT_REACH = 2, 4, 14, 6
_RECEIVING = frozenset({"undergo", "carry_out", "result", "incident_word"})
_QUOTES = frozenset('"\u00ab\u00bb\u201c\u201d')
_QUESTION = frozenset("?\u061f")


def asks(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence is a question."""
    return doc.forms[sentence.last - 1] in _QUESTION


def recalled_from(doc: Document, sentence: Sentence) -> int:
    """Token from which the sentence recalls earlier things; its end when it does not."""
    words = doc.starts_of(_CONTEXT)
    for index in range(sentence.first, sentence.last):
        found = words.get(index)
        if found is None:
            continue
        if found.sense.features.get("background"):
            return index
        if found.sense.key == "was":
            end = min(sentence.last, index + _PLUPERFECT_REACH)
            if any(is_context(doc, other, "possible") for other in range(index + 1, end)):
                return index
    return sentence.last


def is_context(doc: Document, index: int, key: str) -> bool:
    """Whether the context word `key` starts at token `index`."""
    found = doc.starts_of(_CONTEXT).get(index)
    return found is not None and found.sense.key == key


def reality_of(doc: Document, found: Found, sentence: Sentence) -> str:
    """Whether the clause before the word says it did not happen or only may."""
    verb = found.tag.startswith(("past.", "present."))
    if found.prefix.endswith(WILL):
        return UNREAL
    if found.tag.startswith("present.") and found.prefix.endswith(TO):
        return UNREAL
    noun = not verb or found.tag == "past.ms"
    purpose = noun and not found.definite and found.prefix.endswith(TO)
    if purpose and not _received(doc, found, sentence):
        return UNREAL
    if verb and found.prefix[:1] in (AND, SO):
        return ASSERTED
    forms = doc.forms
    low = max(sentence.first, found.first - _INTENT_REACH)
    low = max(sentence.first, low - sum(form in _QUOTES for form in forms[low : found.first]))
    words = doc.starts_of(_CONTEXT)
    for index in range(found.first - 1, low - 1, -1):
        if forms[index] in _QUOTES:
            continue
        if forms[index] in BOUNDARIES:
            break
        context = words.get(index)
        if context is None:
            continue
        distance = found.first - context.last
        if distance < 0 or not context.sense.features.get("blocks"):
            continue
        if context.key == "negation" and is_context(doc, context.last, "still"):
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


def of_any(doc: Document, at: int, sentence: Sentence) -> bool:
    """Whether "any" stands right before the event noun at token `at`."""
    low = max(sentence.first, at - 1)
    return any(
        (context := doc.find(index, _CONTEXT)) is not None
        and bool(context.sense.features.get("any"))
        for index in range(low, at)
    )


def _received(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether li- before an event noun brings what happened ("came under") and not a purpose."""
    for index in range(max(sentence.first, found.first - _RECEIVED_REACH), found.first):
        word = doc.analyses[index].get(_EVENTS)
        if word is not None and word.key in _RECEIVING:
            return True
    before = doc.find(found.first - 1, _CONTEXT) if found.first > sentence.first else None
    return (before is not None and before.key == "cause") or _object(doc, found, sentence)


def _object(doc: Document, found: Found, sentence: Sentence) -> bool:
    """Whether li- brings what somebody did something to meanwhile ("during its dispersal of")."""
    if found.first - 2 < sentence.first or not doc.forms[found.first - 1].endswith((HER, HIS)):
        return False
    context = doc.find(found.first - 2, _CONTEXT)
    return context is not None and context.key in ("within", "cause", "temporal")


def _realised(doc: Document, index: int) -> bool:
    """Whether "that" at `index` follows "before" or "after", which tell of facts."""
    found = doc.find(index - 1, _CONTEXT) if index else None
    return found is not None and found.key == "temporal"
