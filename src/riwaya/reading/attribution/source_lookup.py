"""What stands at one token for a source: listed names, generic heads, who was told."""

from __future__ import annotations

from functools import cache, lru_cache

from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.memo import Memo
from riwaya.arabic.names import load_names
from riwaya.arabic.particles import BY, FIRST_PERSON, TO
from riwaya.arabic.phrases import Match, PhraseTable
from riwaya.arabic.words import LATIN, WORD
from riwaya.reading.attribution.naming import NamedSource
from riwaya.reading.attribution.words import SOURCE_NOUNS, Words
from riwaya.reading.document import SOURCE

# Roles of words that are no first word of a name.
_NO_NAME = frozenset(
    {"stop", "complement", "relative", "time", "break", "aux", "inside", "setting", "turn",
     "according", "origin", "what", "content", "hedge", "responsibility"}
)  # fmt: skip
_TELLING = frozenset({"sayings", "casualties", "events"})
_TOLD = frozenset({"news_agency", "outlet"})


@cache
def _names_of_people() -> frozenset[str]:
    names = load_names()
    return names.given | names.kunya


@lru_cache(maxsize=4)
def _silent_forms(lexicon: Lexicon) -> Memo[str, bool]:
    """Whether a form has no word of saying, harm or violence, nor a masdar with "by" or "to"."""

    def silent(form: str) -> bool:
        words = lexicon.by_category(form)
        return form != TO and not any(
            category in _TELLING or (word.tag == "masdar" and word.prefix in (BY, TO))
            for category, word in words.items()
        )

    return Memo(silent)


class SourceLookup:
    """Looks up source words of one document, token by token."""

    def __init__(self, words: Words, names: PhraseTable[NamedSource]) -> None:
        self.words = words
        self.doc = words.doc
        self.names = names
        self._name_starts = frozenset(names.may_start(self.doc.forms, self.doc.begun[SOURCE]))
        self._generic = words.doc.starts_of(SOURCE_NOUNS)
        self._given = _names_of_people()
        self._says_nothing = _silent_forms(words.doc.lexicon)

    def is_quiet(self, index: int) -> bool:
        """Whether the token is a word that says nothing of who speaks or what is said; told fast.

        It names no source, credits, and is no noun of harm or violence, nor a masdar with "by" or
        "to", with which what is said may begin.
        """
        words = self.words
        return (
            words.is_word(index)
            and index not in self._name_starts
            and index not in self._generic
            and index not in words.crediting
            and self._says_nothing[self.doc.forms[index]]
        )

    def named(self, index: int, limit: int) -> Match[NamedSource] | None:
        """The longest name of the source list at `index` that ends by `limit`."""
        if index not in self._name_starts or self.words.kind(index) not in (WORD, LATIN):
            return None
        for match in self.names.matches(self.doc.forms, index):
            if match.last <= limit and (match.definite or not match.value.article):
                return match
        return None

    def generic(self, index: int, limit: int) -> tuple[int, Word] | None:
        """(end, word) of the generic source head at `index`."""
        found = self._generic.get(index)
        if found is None or found.last > limit:
            return None
        if found.suffix and found.suffix not in FIRST_PERSON and found.key != "journalist":
            return None
        return found.last, Word(found.sense, found.prefix, found.definite, found.suffix)

    def may_be_name(self, at: int) -> bool:
        """Whether an unknown word may open a name: not a verb, a number or a small word."""
        words = self.words
        if not _NO_NAME.isdisjoint(words.roles_at[at]):
            return False
        return not words.is_event_noun(at) and not (
            words.is_any_verb(at) and not words.definite(at)
        )

    def personal(self, at: int) -> bool:
        """Whether the word is a given name or stands right after one."""
        return self.doc.forms[at] in self._given or self.doc.forms[at - 1] in self._given

    def told(self, first: int, at: int, limit: int) -> bool:
        """Whether an outlet that is told follows a name without a particle: "a source told X"."""
        noun = self.generic(at, limit)
        return noun is not None and noun[1].key in _TOLD and self.yields(first)

    def teller(self, at: int, limit: int) -> bool:
        """Whether "from a source …" starts here: who told the one named before."""
        if at + 1 >= limit or "told_by" not in self.words.roles_at[at]:
            return False
        told = self.words.role(at, "told_by")
        noun = self.generic(told.last, limit) if told is not None else None
        return noun is not None and noun[1].key == "source" and not noun[1].prefix

    def yields(self, at: int) -> bool:
        noun = self.doc.analyses[at].get(SOURCE_NOUNS)
        return noun is not None and bool(noun.sense.features.get("yields"))

    def after_to(self, at: int, limit: int) -> bool:
        """Whether the word is a name or source noun with li- on it, or li- alone."""
        if at >= limit or not self.words.is_word(at):
            return False
        if self.doc.forms[at] == TO:
            return at + 1 < limit
        if at not in self._name_starts and at not in self._generic:
            return False
        match = self.named(at, limit)
        if match is not None:
            return match.prefix.endswith(TO)
        noun = self.doc.find(at, SOURCE_NOUNS)
        return noun is not None and noun.prefix.endswith(TO)
