"""What stands before the name in a place expression: nouns, directions, words for a part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.particles import AND
from riwaya.arabic.words import WORD
from riwaya.reading.document import Document, Found

_NOUNS, _GRAMMAR = "place_nouns", "place_grammar"


# Letters that never begin a word; folding makes others of them.
_NEVER_FIRST = frozenset("\u0624\u0626\u0621\u0629\u0649")


class Head(NamedTuple):
    end: int
    kind: str
    noun: bool
    relative: bool
    plural: bool
    definite: bool
    countryside: bool
    weak: bool
    found: tuple[Found, ...]


class Role(NamedTuple):
    noun: bool
    kind: str
    countryside: bool
    direction: bool
    weak: bool


def role_of(found: Found) -> Role:
    """What a place word does in an expression."""
    features = found.sense.features
    role, relation = features.get("role"), features.get("relation")
    countryside = relation == "countryside"
    kind = "road" if relation == "road" else str(features.get("kind", ""))
    return Role(
        role == "noun" or countryside,
        "region" if countryside else kind,
        countryside,
        role == "direction",
        bool(features.get("weak")),
    )


def mid_word(doc: Document, index: int, letters: int) -> bool:
    """Whether what follows the first `letters` of a token begins no word, so they are its own."""
    at = doc.tokens[index].start + letters
    return doc.text[at : at + 1] in _NEVER_FIRST


class HeadParser:
    """Heads in one sentence, given the token indices that count (`view`)."""

    def __init__(self, doc: Document, view: Sequence[int]) -> None:
        self._doc = doc
        self._view = view
        self._nouns = doc.starts_of(_NOUNS)
        self._grammar = doc.starts_of(_GRAMMAR)

    def noun(self, at: int) -> Found | None:
        """The place noun, direction or word of nearness at view position `at`."""
        if at >= len(self._view):
            return None
        index = self._view[at]
        if index not in self._nouns or self._doc.tokens[index].kind != WORD:
            return None
        word = self._doc.words(index).get(_NOUNS)
        for found in self._doc.phrases.get(index, ()):
            if found.sense.category != _NOUNS:
                continue
            if found.sense.features.get("role") == "relation":
                # "on the road", "towns and villages": the nouns inside are read one by one.
                if word is not None and word.sense.features.get("role") == "noun":
                    continue
                if (
                    word is None
                    and at + 1 < len(self._view)
                    and _NOUNS in self._doc.words(index + 1)
                ):
                    continue
            return found
        if word is None or word.suffix:
            return None
        if word.prefix and mid_word(self._doc, index, len(word.prefix)):
            return None
        return Found(index, index + 1, word.sense, word.prefix, word.definite, word.suffix)

    def grammar(self, at: int, key: str) -> Found | None:
        """The word of place grammar `key` at view position `at`."""
        if at >= len(self._view):
            return None
        found = self._grammar.get(self._view[at])
        return found if found is not None and found.sense.key == key else None

    def position(self, index: int, at: int) -> int:
        """View position of token `index`, looked for from `at` on."""
        while at < len(self._view) and self._view[at] < index:
            at += 1
        return at

    def at(self, at: int) -> Head | None:
        """Part words, directions and nouns before a name."""
        if at >= len(self._view) or self._view[at] not in self._nouns:
            return None
        taken: list[Found] = []
        kind = ""
        noun = relative = plural = definite = countryside = weak = False
        end = at
        while end < len(self._view):
            found = self.noun(end)
            if found is None:
                break
            role = role_of(found)
            if taken and found.prefix and not (found.prefix == AND and noun and role.noun):
                break
            if noun and role.noun and not found.prefix and definite:
                break
            if noun and not role.noun:
                break
            if noun and role.noun and not found.prefix and (found.definite or role.weak):
                break
            taken.append(found)
            end = self.position(found.last, end)
            if role.noun:
                noun, kind = True, role.kind
                countryside = countryside or role.countryside
                weak = role.weak
                plural = plural or "plural" in found.tag or "dual" in found.tag
                phrase = found.last - found.first > 1
                definite = found.definite or (
                    phrase and self._doc.forms[found.first].startswith(ARTICLE)
                )
            else:
                relative = True
        if not taken:
            return None
        return Head(end, kind, noun, relative, plural, definite, countryside, weak, tuple(taken))
