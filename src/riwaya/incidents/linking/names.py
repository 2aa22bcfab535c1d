"""Names made comparable: folded words, without what is not the name itself."""

from __future__ import annotations

from functools import lru_cache

from riwaya.arabic.words import WORD, tokenise
from riwaya.knowledge.gazetteer import load_gazetteer
from riwaya.knowledge.gazetteer_resolution import bare
from riwaya.reading.vocabulary import reading_lexicon

_NOUNS, _GRAMMAR = "place_nouns", "place_grammar"
_MAX_TEXT = 400


def words_of(text: str) -> tuple[str, ...]:
    """The Arabic words of `text`, folded; the first 400 characters count."""
    return tuple(token.form for token in tokenise(text[:_MAX_TEXT]) if token.kind == WORD)


def person_name(name: str) -> str:
    """A person's name as folded words without articles, joined by spaces."""
    return " ".join(bare(word) for word in words_of(name))


def is_place_noun(form: str) -> bool:
    """Whether a folded word says what kind of place follows, or which side of one."""
    return _NOUNS in reading_lexicon().by_category(form)


@lru_cache(maxsize=1 << 15)
def place_words(name: str, located: bool) -> str:
    """The proper name within a place expression, folded and without articles; "" if it has none.

    `located`: the gazetteer knows the place, so that there is a name. "The residential quarters"
    and "several areas" have none.
    """
    words = words_of(name)
    at = _name_start(words)
    gazetteer = load_gazetteer()
    for index in range(at, len(words)):
        count, _ = gazetteer.candidates(words, index)
        if count and not (count == 1 and is_place_noun(words[index])):
            return " ".join(bare(word) for word in words[index : index + count])
    rest = words[at:]
    if not rest or (not located and _is_description(words, at)):
        return ""
    return " ".join(bare(word) for word in rest[:4])


def _name_start(words: tuple[str, ...]) -> int:
    """Where the nouns and directions before a name end."""
    at = 0
    while at < len(words) and is_place_noun(words[at]):
        at += 1
    return at


def _is_description(words: tuple[str, ...], at: int) -> bool:
    """After a noun with its article follows an adjective; ordinary words are no names."""
    if at and bare(words[at - 1]) != words[at - 1]:
        return True
    lexicon = reading_lexicon()
    return any(word.sense.category != _GRAMMAR for word in lexicon.analyses(words[at]))
