"""Names made comparable: folded words, without what is not the name itself."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from riwaya.arabic.particles import AND, TO
from riwaya.arabic.words import WORD, tokenise
from riwaya.knowledge.gazetteer_resolution import bare
from riwaya.reading.vocabulary import reading_lexicon

_NOUNS, _GRAMMAR = "place_nouns", "place_grammar"
_MAX_TEXT = 400
_MAX_WORDS = 3


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
def place_words(name: str) -> str:
    """The proper name in a place expression the gazetteer does not know, folded, without articles.

    "" when there is none: "the residential quarters" and "several areas" are no names.
    """
    words = words_of(name)
    at = 0
    while at < len(words) and is_place_noun(words[at]) and not _begins_name(words, at):
        at += 1
    end = next((n for n in range(at + 1, len(words)) if _goes_on(words[n])), len(words))
    rest = words[at:end]
    first = at + 1 if rest and _begins_name(words, at) else at
    if not rest or first >= len(words) or _is_description(words, first):
        return ""
    return joined(rest[:_MAX_WORDS])


def _begins_name(words: tuple[str, ...], at: int) -> bool:
    """Whether the word begins names of several words ("hill", "spring", "father of")."""
    word = reading_lexicon().by_category(words[at]).get(_GRAMMAR)
    return word is not None and word.key == "starter" and at + 1 < len(words)


def _goes_on(form: str) -> bool:
    """Whether a word leads on to another place: "and", "in", or a place noun."""
    if form.startswith(AND) and bare(form[1:]) != form[1:]:
        return True
    word = reading_lexicon().by_category(form).get(_GRAMMAR)
    return word is not None and word.key in ("inside", "locative", "between", "located")


def joined(words: Iterable[str]) -> str:
    """Words of a name as one: reports write them apart or together, with the article or without."""
    return "".join(bare(word) for word in words)


def _is_description(words: tuple[str, ...], at: int) -> bool:
    """After a noun with its article follows an adjective; ordinary words are no names."""
    if at and bare(words[at - 1]) != words[at - 1]:
        return True
    if at and words[at].startswith(TO + TO):
        return True
    lexicon = reading_lexicon()
    return any(word.sense.category != _GRAMMAR for word in lexicon.analyses(words[at]))
