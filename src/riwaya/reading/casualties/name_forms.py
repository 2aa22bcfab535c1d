"""What a written word can be in a personal name, worked out once for each form."""

from __future__ import annotations

from functools import lru_cache

from riwaya.arabic.clitics import AND, ARTICLE, BY, FOR, LIKE
from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.names import NameWords, load_names

# A given name; it is written with "and"; first word of a name of two, or "father of"; none of the
# lexicon's; none of the lexicon's if its last letter is ta marbuta as written; with the article.
GIVEN, CONJOINED, COMPOUND, UNKNOWN, UNKNOWN_FEMININE, DEFINITE = 1, 2, 4, 8, 16, 32
STARTS = 64
"""The word, or what follows its first letter, begins a name of the lists."""
MAY_BE_UNKNOWN = UNKNOWN | UNKNOWN_FEMININE

_FORMS_KEPT = 200_000
# Pronouns long enough to tell a common noun ("his car") from a name.
_OWNED = (
    "\u062a\u0647",
    "\u062a\u0647\u0627",
    "\u062a\u0647\u0645",
    "\u0647\u0645",
    "\u0647\u0645\u0627",
)
_OWNED_LENGTH = 5
_JOINED_PARTICLES = (BY + ARTICLE, FOR + FOR, LIKE + ARTICLE)
# Categories of everyday words; with a preposition written onto it a word of these is no name.
_PLAIN = frozenset(
    {"casualties", "casualty_context", "events", "event_modifiers", "place_nouns", "function",
     "people_context", "event_context"}
)  # fmt: skip
# Categories whose words are family names too, once they have the article.
_OFFICES = frozenset({"crediting", "source_nouns"})


class NameForms(dict[str, int]):
    """The flags above by folded form; `forms[form]` works them out when they are not known yet."""

    def __init__(self, lexicon: Lexicon, names: NameWords) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._names = names
        self._starters = names.given.union(names.kunya, names.compounds)

    def __missing__(self, form: str) -> int:
        if len(self) >= _FORMS_KEPT:
            self.clear()
        flags = self[form] = self._flags(form)
        return flags

    def _flags(self, form: str) -> int:
        names = self._names
        flags = self._unknown(form)
        if form in names.given:
            flags |= GIVEN
        if form.startswith(AND):
            flags |= CONJOINED
        if form.startswith(ARTICLE):
            flags |= DEFINITE
        if form in names.kunya or form.removeprefix(ARTICLE) in names.compounds:
            flags |= COMPOUND
        if form in self._starters or form[1:] in self._starters:
            flags |= STARTS
        return flags

    def _unknown(self, form: str) -> int:
        """Whether the form is no word of the lexicon, set phrases left aside."""
        if len(form) < 2 or (form.startswith(AND) and len(form) > 3):
            return 0
        if form.startswith(_JOINED_PARTICLES) and len(form) > _OWNED_LENGTH:
            return 0
        if len(form) >= _OWNED_LENGTH and form.endswith(_OWNED):
            return 0
        words = self._lexicon.by_category(form)
        if "people_context" in words:
            return 0
        meant = [word for word in words.values() if _means(word)]
        if not meant:
            return UNKNOWN
        return UNKNOWN_FEMININE if all(word.suffix for word in meant) else 0


def _means(word: Word) -> bool:
    """Whether an analysis is to be believed over a name spelled alike."""
    if word.definite and word.sense.category in _OFFICES:
        return False
    prefix = word.prefix.removeprefix(AND)
    if prefix == LIKE or (len(word.suffix) == 1 and word.suffix != "\u0647"):
        return False
    return not prefix or word.sense.category in _PLAIN


@lru_cache(maxsize=4)
def name_forms(lexicon: Lexicon) -> NameForms:
    """The table for a lexicon, shared by all documents read with it."""
    return NameForms(lexicon, load_names())
