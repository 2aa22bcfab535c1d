"""What each token means for attribution: its roles, looked up once per folded form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.memo import Memo
from riwaya.arabic.particles import AND, SO
from riwaya.arabic.words import BREAK, PUNCT, WORD
from riwaya.reading.document import Document
from riwaya.reading.page.quotations import quotations
from riwaya.reading.roles import Roles, WordRoles

SAYINGS, CREDITING, SOURCE_NOUNS = "sayings", "crediting", "source_nouns"
COMMAS = frozenset("\u060c,\u061b;")
DASHES = frozenset("-\u2013\u2014/")
_SEMICOLON = frozenset("\u061b;")
_LONGEST_QUOTED_NAME = 7
_SMALL = frozenset(
    {"stop", "inside", "content", "told_by", "aux", "what", "setting", "break", "complement"}
)


@lru_cache(maxsize=4)
def crediting_roles(lexicon: Lexicon) -> WordRoles:
    """What each form can be among crediting words, for all documents read with a lexicon."""

    def roles_of(form: str) -> Mapping[str, Word]:
        roles: dict[str, Word] = {}
        words = lexicon.analyses(form)
        whole = any(w.sense.category == SOURCE_NOUNS and not w.prefix + w.suffix for w in words)
        for word in words:
            if word.sense.category != CREDITING:
                continue
            # A noun for a source is no small word with "and" on it, and small words but those
            # of time take no article.
            role = word.sense.features["role"]
            if not (whole and word.prefix) and not (word.definite and role in _SMALL):
                roles.setdefault(role, word)
        return roles

    return Memo(roles_of)


@lru_cache(maxsize=4)
def _verbs_of_saying(lexicon: Lexicon) -> Memo[str, Word | None]:
    """The verb of saying, masdar or participle that each form can be."""

    def saying(form: str) -> Word | None:
        words = [w for w in lexicon.analyses(form) if w.sense.category == SAYINGS]
        verbs = [w for w in words if is_verb(w)]
        return next(iter(verbs or words), None)

    return Memo(saying)


class Words:
    """A document seen by attribution; all questions are about one token or a few beside it.

    `role`: the longest phrase or word at a token that has one of the crediting roles given, None
    beyond the ends of the text. `roles_at[token]`: all its crediting roles, for questions that
    need no more. `marks`: the punctuation marks by token, in order.
    """

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.roles = Roles(doc, CREDITING, crediting_roles(doc.lexicon))
        self.role = self.roles.at
        self.roles_at = self.roles.of
        self.marks = doc.marks
        self.semicolons = [at for at, mark in self.marks.items() if mark in _SEMICOLON]
        self._kinds = doc.kinds
        self._verbs = _verbs_of_saying(doc.lexicon)
        self._quotes = {first - 1: last for first, last in quotations(doc)}
        self._quote_ends = frozenset(self._quotes.values())
        self.crediting = doc.starts_of(CREDITING)
        self.sayings = doc.starts_of(SAYINGS)

    def saying(self, index: int) -> Word | None:
        """The verb of saying, masdar or participle written at `index`."""
        return self._verbs[self.doc.forms[index]] if index in self.sayings else None

    def is_any_verb(self, index: int) -> bool:
        """Whether the token can be a verb of any category of the lexicon."""
        return any(
            word.sense.tag.startswith(("past.", "present."))
            for word in self.doc.analyses[index].values()
        )

    def is_event_noun(self, index: int, definite: bool = False) -> bool:
        """Whether the token is a noun of harm or violence, with or without the article."""
        words = self.doc.analyses[index]
        for category in ("casualties", "events"):
            word = words.get(category)
            if word and word.definite == definite and not is_verb(word):
                return True
        return False

    def definite(self, index: int) -> bool:
        """Whether the token is written with the article."""
        form = self.doc.forms[index]
        return form.startswith(ARTICLE) and len(form) > len(ARTICLE) + 1

    def joined(self, index: int) -> bool:
        """Whether the word is written with "and" or "so" before it."""
        form = self.doc.forms[index]
        if not form.startswith((AND, SO)):
            return False
        analyses = self.doc.lexicon.analyses(form)
        return not analyses or any(word.prefix.startswith((AND, SO)) for word in analyses)

    def kind(self, index: int) -> str:
        """The kind of the token, or BREAK outside of the text."""
        return self._kinds[index] if 0 <= index < len(self._kinds) else BREAK

    def is_word(self, index: int) -> bool:
        """Whether the token is an Arabic word."""
        return 0 <= index < len(self._kinds) and self._kinds[index] == WORD

    def is_punct(self, index: int, marks: frozenset[str]) -> bool:
        """Whether the token is one of these punctuation marks."""
        return self.marks.get(index) in marks

    def opens_quote(self, index: int) -> bool:
        """Whether a quotation opens at this mark."""
        return index in self._quotes

    def closes_quote(self, index: int) -> bool:
        """Whether a quotation ends before this token."""
        return index in self._quote_ends

    def closing(self, index: int, limit: int) -> int:
        """End (exclusive) of a short quoted or bracketed name that opens at `index`, or 0."""
        last = min(limit, index + _LONGEST_QUOTED_NAME + 2)
        if self.doc.forms[index] == "(":
            end = next((at for at in range(index + 2, last) if self.doc.forms[at] == ")"), -1)
        else:
            end = self._quotes.get(index, -1)
        return end + 1 if index + 1 < end < last and self.kind(end) == PUNCT else 0

    def quote_end(self, index: int) -> int:
        """End (exclusive) of the quotation that opens at `index`, at most its paragraph's end."""
        return min(self._quotes[index] + 1, len(self.doc.tokens))


def is_verb(word: Word) -> bool:
    """Whether an analysis is a finite verb."""
    return word.sense.tag.startswith(("past.", "present."))


def is_participle(word: Word) -> bool:
    """Whether an analysis is an indefinite participle, as in a clause of circumstance."""
    return word.sense.tag.startswith("participle.") and not word.definite and not word.suffix


def gender(tag: str) -> str:
    """Person and gender of a verb form or participle: "ms", "fs", "mp", …; "" when unknown."""
    if tag.startswith("participle."):
        _, number, sex = tag.split(".", 2)
        return sex[0] + {"singular": "s", "plural": "p"}.get(number, "d")
    return tag.rpartition(".")[2] if "." in tag else ""
