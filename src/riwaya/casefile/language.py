"""What the index and the search know of the language: which forms are words or names."""

from __future__ import annotations

from functools import cache, lru_cache

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.search_forms import FOR_THE, SearchWord, search_words
from riwaya.knowledge.actors import load_actors
from riwaya.knowledge.gazetteer import load_gazetteer
from riwaya.reading.page.sentences import begins_sentence
from riwaya.reading.vocabulary import reading_lexicon

# Tag of lexicon forms that are listed one by one and not generated from a noun or verb.
_LISTED = "word"


def words_of(text: str) -> list[SearchWord]:
    """The words of `text` as the index holds them: masks taken off, words run together parted."""
    return list(search_words(text, known, begins))


@lru_cache(maxsize=1 << 15)
def is_word(form: str) -> bool:
    """Whether a folded form, with nothing written onto it, is a word, a place or a party."""
    analyses = reading_lexicon().analyses(form)
    if not analyses:
        return _is_name(form)
    whole = [a for a in analyses if not (a.prefix or a.definite or a.suffix)]
    if any(a.tag != _LISTED for a in whole):
        return True
    # Set phrases of particle and noun ("by shelling") are listed as they are written.
    divided = any(a.prefix and a.tag != _LISTED for a in analyses)
    return bool(whole) and (not divided or _is_name(form))


@lru_cache(maxsize=1 << 15)
def known(form: str) -> bool:
    """Whether a folded form is a word or name, with or without particles."""
    return reading_lexicon().known(form) or _is_name(form)


@lru_cache(maxsize=1 << 15)
def begins(form: str) -> bool:
    """Whether a folded form can only open a clause."""
    return begins_sentence(reading_lexicon(), form)


def _is_name(form: str) -> bool:
    if form in _party_words():
        return True
    # The gazetteer takes articles off by itself; here they count as written onto the name.
    if not form or form.startswith((ARTICLE, FOR_THE)):
        return False
    return bool(load_gazetteer().candidates((form,), 0)[0])


@cache
def _party_words() -> frozenset[str]:
    """Names of parties that are one word, folded."""
    names = (name for actor in load_actors().values() for name in actor.names)
    found = (list(search_words(name)) for name in names)
    return frozenset(words[0].form for words in found if len(words) == 1)
