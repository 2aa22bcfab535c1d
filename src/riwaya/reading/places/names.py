"""The name within a place expression: known to the gazetteer, quoted, or any word after a noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.particles import AND, BY, TO, WITH_PRONOUN
from riwaya.arabic.script import begin_otherwise
from riwaya.arabic.words import NUMBER, PUNCT, WORD
from riwaya.knowledge.gazetteer import Gazetteer, Place
from riwaya.reading.actors import nationality
from riwaya.reading.document import Document
from riwaya.reading.places.heads import mid_word

_GRAMMAR, _NOUNS = "place_grammar", "place_nouns"
_OPENING = frozenset("\"\u00ab\u201c'\u2018(")
_CLOSING = frozenset("\"\u00bb\u201d'\u2019)")
_LONGEST_QUOTED = 4
_SHORTEST_NAME = 3
_LOOKAHEAD = 5
# Words of these categories are never the unknown name of a place.
NEVER_NAMES = frozenset(
    (
        *("function", "events", "event_context", "dates", "sayings", "casualties", "numbers"),
        *("persons", "titles", "actor_nouns", "event_modifiers", "crediting"),
    )
)

# Words that tell what happened never say whose post it is; bodies do.
_TOLD = frozenset({"events", "casualties", "sayings", "numbers", "dates"})
_BODIES = ("actor_nouns", "source_nouns", "titles")
# Words that may complete a name of several words, though they have a meaning of their own.
_LOOSE = frozenset({"crediting", "persons", "titles", "actor_nouns", "event_modifiers"})

# Kinds of place known well enough to be meant by a word that is also an ordinary one.
KNOWN_KINDS = frozenset({"city", "town", "governorate", "country", "camp", "region"})


class Name(NamedTuple):
    """A name at view positions [start, end), the places it may be, and particles before it."""

    start: int
    end: int
    candidates: tuple[Place, ...]
    prefix: str


class NameParser:
    """Names in one sentence, given the token indices that count (`view`)."""

    def __init__(self, doc: Document, gazetteer: Gazetteer, view: Sequence[int]) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self._view = view
        self._grammar = doc.starts_of(_GRAMMAR)
        self._forms = [doc.forms[index] for index in view]

    def at(self, at: int, after_noun: bool, any_thing: bool = False) -> Name | None:
        """The name that starts at view position `at`.

        `after_noun`: a place noun stands before it, so that any word or quotation may be a name;
        `any_thing`: so may a definite word for a thing.
        """
        if at >= len(self._view):
            return None
        token = self._doc.tokens[self._view[at]]
        if token.kind == PUNCT:
            return self._quoted(at, after_noun)
        if token.kind != WORD:
            return None
        if after_noun and self._bare_direction(at):
            return None
        known = self._known(at, "", after_noun)
        if known is not None:
            return known
        return self._unknown(at, any_thing) if after_noun else self._prefixed(at)

    def quoted_outlet(self, at: int) -> bool:
        """Whether a quotation begins behind "to": whom a speaker told it to, no place."""
        return at > 1 and self._forms[at - 1] in _OPENING and self._forms[at - 2] == TO

    def numbered(self, at: int, numbers: bool) -> Name | None:
        """An ordinal that names a street or district ("the eleventh district"), or a number.

        `numbers`: places of the kind go by numbers too ("street 8").
        """
        if at >= len(self._view):
            return None
        if numbers and self._doc.tokens[self._view[at]].kind == NUMBER:
            return Name(at, at + 1, (), "")
        end = self._ordinals(at)
        return Name(at, end, (), "") if end > at else None

    def owner(self, at: int) -> bool:
        """Whether the word says whose post it is: a body, or "of" or "belonging to" one."""
        if at >= len(self._view):
            return False
        index = self._view[at]
        words = self._doc.words(index)
        located = self._grammar.get(index)
        if located is not None and located.key == "located":
            return True
        body = any(category in words for category in _BODIES)
        return self._doc.tokens[index].kind == WORD and (
            body or (self._forms[at].startswith(TO) and not words.keys() & _TOLD)
        )

    def describes(self, at: int) -> bool:
        """Whether the word may go on saying whose post it is."""
        index = self._view[at]
        return self._doc.tokens[index].kind == WORD and not self._doc.words(index).keys() & _TOLD

    def joined(self, at: int, after_noun: bool, listing: bool) -> Name | None:
        """A name written onto "and"; in a list of names ambiguous ones count too."""
        known = self._known(at, AND, after_noun or listing)
        if known is not None:
            return known
        return self._unknown(at) if after_noun else None

    def known(self, at: int, prefix: str) -> Name | None:
        """The longest gazetteer name at a position, particles `prefix` on its first word."""
        return self._known(at, prefix, True) if at < len(self._view) else None

    def behind_adjective(self, at: int) -> Name | None:
        """A known name behind one definite word that is none itself."""
        if at + 1 >= len(self._view) or not self._forms[at].startswith(ARTICLE):
            return None
        return self._known(at + 1, "", False)

    def _quoted(self, at: int, after_noun: bool) -> Name | None:
        if self._forms[at] not in _OPENING:
            return None
        for end in range(at + 1, min(len(self._view), at + _LONGEST_QUOTED + 2)):
            if self._forms[end] in _CLOSING:
                if end == at + 1:
                    return None
                count, places = self._gazetteer.candidates(self._forms[at + 1 : end], 0)
                whole = places if count == end - at - 1 else ()
                return Name(at, end + 1, whole, "") if after_noun else None
        return None

    def _known(self, at: int, prefix: str, after_noun: bool) -> Name | None:
        """A name of the gazetteer; ambiguous ones only where a place is expected."""
        for first, stem in self._gazetteer.first_words(self._forms[at]).get(prefix, ()):
            if prefix and mid_word(self._doc, self._view[at], len(prefix)):
                continue
            if prefix and stem < _SHORTEST_NAME and self._starts_name(at):
                # The word for "door" is not "in" and the name of a town.
                continue
            forms = [first, *self._forms[at + 1 : at + _LOOKAHEAD]]
            count, places = self._gazetteer.candidates(forms, 0)
            if count > 1 and self._direction(at + count - 1) and self.known(at + count, ""):
                # "al-Bab east of Aleppo": the last word is a direction, not part of the name.
                count, places = self._gazetteer.candidates(forms[: count - 1], 0)
            if not count:
                continue
            if not after_noun and not self._plausible(at, prefix, " ".join(forms[:count]), places):
                continue
            if count == 1 and self._starts_name(at) and self._may_be_name(at + 1):
                return Name(at, self._alias(at + 2), (), prefix)
            end = self._ordinals(at + count) if after_noun else at + count
            return Name(at, self._alias(end), places, prefix)
        return None

    def _direction(self, at: int) -> bool:
        word = self._doc.words(self._view[at]).get(_NOUNS)
        return word is not None and word.sense.features.get("role") == "direction"

    def _bare_direction(self, at: int) -> bool:
        """Whether a direction begins a wider place ("a farm west of the town")."""
        return self._direction(at) and not self._forms[at].startswith(ARTICLE)

    def _plausible(self, at: int, prefix: str, name: str, places: Sequence[Place]) -> bool:
        """Whether a name without a place noun before it is one."""
        single = " " not in name
        if single and self._surname(at, places):
            return False
        if not prefix and self._of_harm(at):
            return False
        written = self._doc.tokens[self._view[at]].text[len(prefix) :]
        if single and begin_otherwise(written, places[0].name):
            return False
        other = single and (self.is_word(at) or nationality(self._forms[at]) is not None)
        if other and not self._inside(at, places):
            return False
        if single and not name.startswith(ARTICLE) and places[0].name.startswith(ARTICLE):
            # A name that has the article never drops it: "five" is not the town of that name.
            return False
        grammar = self._grammar.get(self._view[at])
        if grammar is not None and grammar.key != "starter":
            return False
        if prefix.endswith(BY) and single and places[0].kind not in KNOWN_KINDS:
            return False
        if not self._gazetteer.is_ambiguous(name):
            return True
        expected = prefix.endswith(BY) or (not prefix and self._expected(at))
        return expected and places[0].kind in KNOWN_KINDS

    def _of_harm(self, at: int) -> bool:
        """Whether "the killing of" stands right before: whom it befell is nobody's place."""
        word = self._doc.words(self._view[at - 1]).get("casualties") if at else None
        return word is not None and word.tag == "masdar" and word.sense.key == "kill"

    def _surname(self, at: int, places: Sequence[Place]) -> bool:
        """Whether a given name or a title right before makes the name of a place a person's."""
        if at == 0 or places[0].kind in ("country", "governorate"):
            return False
        before = self._view[at - 1]
        if self._doc.tokens[before].kind != WORD:
            return False
        if "titles" in self._doc.words(before):
            return places[0].kind not in KNOWN_KINDS
        return not self._forms[at - 1].startswith(ARTICLE) and self._gazetteer.is_personal(
            self._forms[at - 1]
        )

    def _inside(self, at: int, places: Sequence[Place]) -> bool:
        """Whether a name that is also written like a nationality follows "in" or a direction."""
        if at == 0 or places[0].kind != "country":
            return False
        before = self._grammar.get(self._view[at - 1])
        return (before is not None and before.key == "inside") or self._direction(at - 1)

    def _prefixed(self, at: int) -> Name | None:
        for prefix in self._gazetteer.first_words(self._forms[at]):
            if prefix and (name := self._known(at, prefix, False)) is not None:
                return name
        return None

    def is_word(self, at: int) -> bool:
        """Whether the word has a meaning of its own in the lexicon."""
        words = self._doc.words(self._view[at])
        return not NEVER_NAMES.isdisjoint(words)

    def _starts_name(self, at: int) -> bool:
        found = self._grammar.get(self._view[at])
        return found is not None and found.key == "starter" and not found.prefix

    def _expected(self, at: int) -> bool:
        if at == 0:
            return False
        found = self._grammar.get(self._view[at - 1])
        return found is not None and found.key in ("locative", "inside", "origin")

    def _alias(self, at: int) -> int:
        """End of an alias in brackets behind a name."""
        if at + 2 < len(self._view) and self._forms[at] == "(" and self._forms[at + 2] == ")":
            inside = self._view[at + 1]
            mark = self._grammar.get(inside)
            if mark is not None and mark.key == "mark":
                # "(updated)" is said of the report.
                return at
            return at + 3 if self._doc.tokens[inside].kind == WORD else at
        return at

    def _ordinals(self, at: int) -> int:
        """End of definite ordinals from `at` on ("the Fifth", "the eleventh")."""
        end = at
        while end < len(self._view):
            found = self._grammar.get(self._view[end])
            if found is None or found.key not in ("ordinal", "ordinal_ten") or found.prefix:
                break
            if found.key == "ordinal" and not self._forms[end].startswith(ARTICLE):
                break
            if found.key == "ordinal_ten" and end == at:
                break
            end += 1
        return end

    def _unknown(self, at: int, any_thing: bool = False) -> Name | None:
        """Words that nothing knows, after a place noun."""
        if not self._may_be_name(at) and not (any_thing and self._thing(at)):
            return None
        end = at + 1
        if end < len(self._view) and self._forms[end] in WITH_PRONOUN:
            # "a farm they live in": a clause describes the place, nothing names it.
            return None
        numbered = end < len(self._view) and self._doc.tokens[self._view[end]].kind == NUMBER
        if numbered or (self._starts_name(at) and self._completes(end)):
            end += 1
        end = self._ordinals(end)
        return Name(at, self._alias(end), (), "")

    def _completes(self, at: int) -> bool:
        """Whether the word is the rest of a name that a first word of names begins."""
        if self._may_be_name(at):
            return True
        if at >= len(self._view) or self._doc.tokens[self._view[at]].kind != WORD:
            return False
        words = self._doc.words(self._view[at])
        return bool(words) and not words.keys() - _LOOSE

    def _thing(self, at: int) -> bool:
        words = self._doc.words(self._view[at])
        thing = words.get("function")
        return (
            thing is not None
            and thing.key == "thing"
            and thing.definite
            and not thing.prefix
            and not words.keys() & _TOLD
        )

    def _may_be_name(self, at: int) -> bool:
        if at >= len(self._view):
            return False
        index = self._view[at]
        if self._doc.tokens[index].kind != WORD:
            return False
        words = self._doc.words(index)
        if not NEVER_NAMES.isdisjoint(words):
            return False
        if self._bare_direction(at) or (_NOUNS in words and words[_NOUNS].prefix):
            return False
        grammar = self._grammar.get(index)
        return grammar is None or grammar.key == "starter"
