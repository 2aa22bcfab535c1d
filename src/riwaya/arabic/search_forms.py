"""Words as a search compares them: what is put into an index, and what a searched word finds.

The index holds each word as it is written, folded; nothing is cut off there, because a letter
at the front of a word is often its own. A word that is searched for becomes all forms it may be
written in: with and without article, conjunction, preposition and pronoun.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE, PRONOUNS, pronoun_splits, splits
from riwaya.arabic.words import LATIN, NUMBER, PUNCT, WORD, Token, tokenise

LONGEST_FORM = 64
"""Longer words are cut: nobody searches for them, and databases bound their keys."""

OR_WORD = "أو"
"""Between two words of a search: either will do."""

FOR_THE = "لل"
"""The preposition li- with the article that it swallows."""

IsWord = Callable[[str], bool]
"""Whether a folded form, with nothing written onto it, is a word or name of the language."""

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
_WITH_ARTICLE = ("ال", "بال", "كال", FOR_THE)
_FUTURE, _PRESENT = "س", "يتنا"
_SURE_STEM = 3
# Digits that hide a letter from moderation; others only separate letters, see `words`.
_LETTERS_OF_DIGITS = str.maketrans({"1": "ا", "3": "ع", "7": "ح", "9": "و", "0": "ه"})
_LONGEST_RUN = 7


class SearchWord(NamedTuple):
    """A word of a text: code points [start, end), its index form, and its kind as in `words`."""

    start: int
    end: int
    form: str
    kind: str


def search_words(
    text: str, known: IsWord | None = None, begins: IsWord | None = None
) -> Iterator[SearchWord]:
    """The words and numbers of `text` in order; any string is accepted.

    `known` and `begins` are those of `tokenise`: with them masked words are joined and words run
    together are parted. Numbers lose their thousands marks; "3.5" and "it's" are two words each,
    of the same span. Marks on Latin letters are dropped.
    """
    tokens: Iterable[Token] = tokenise(text, known, begins)
    if known:
        tokens = _undisguised(text, tokens, known)
    for is_other, group in groupby(tokens, lambda t: t.kind == PUNCT and t.form.isalnum()):
        if is_other:
            yield from _other_scripts(group)
            continue
        for token in group:
            if token.kind == WORD:
                yield SearchWord(token.start, token.end, token.form[:LONGEST_FORM], WORD)
            elif token.kind in (NUMBER, LATIN):
                for form in _pieces(token.form, token.kind):
                    yield SearchWord(token.start, token.end, form[:LONGEST_FORM], token.kind)


def _undisguised(text: str, tokens: Iterable[Token], known: IsWord) -> Iterator[Token]:
    """Join a word in which digits stand for the letters that they look like."""
    run: list[Token] = []
    for token in tokens:
        touches = bool(run) and token.start == run[-1].end
        if touches and run[-1].kind != token.kind and token.kind in (WORD, NUMBER):
            run.append(token)
            continue
        yield from _joined(text, run, known)
        run = [token]
    yield from _joined(text, run, known)


def _joined(text: str, run: list[Token], known: IsWord) -> list[Token]:
    if 3 <= len(run) <= _LONGEST_RUN and run[0].kind == run[-1].kind == WORD:
        form = "".join(t.form.translate(_LETTERS_OF_DIGITS) for t in run)
        if form.isalpha() and known(form):
            start, end = run[0].start, run[-1].end
            return [Token(start, end, text[start:end], form, WORD)]
    return run


def _other_scripts(letters: Iterator[Token]) -> Iterator[SearchWord]:
    """Letters that are neither Arabic nor Latin come one by one: those that touch are a word."""
    start, end, form = 0, -1, ""
    for letter in letters:
        if letter.start != end and form:
            yield SearchWord(start, end, form[:LONGEST_FORM], LATIN)
            form = ""
        if not form:
            start = letter.start
        end, form = letter.end, form + letter.form.lower()
    if form:
        yield SearchWord(start, end, form[:LONGEST_FORM], LATIN)


def _pieces(form: str, kind: str) -> list[str]:
    if form.isalnum() and form.isascii():
        return [form]
    if kind == NUMBER:
        first, *rest = form.split(",")
        if rest and all(len(part.split(".")[0]) == 3 for part in rest):
            form = first + "".join(rest)
    else:
        form = "".join(
            c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c)
        )
    return "".join(c if c.isalnum() else " " for c in form).split()


def name_key(name: str) -> str:
    """A name of a place, party or outlet as filters compare it: its forms without articles.

    Arabic and Latin articles go ("al-", "ash-"), unless nothing else is left.
    """
    words = list(search_words(name))
    kept = [_bare(w.form) for w in words if w.form not in _LATIN_ARTICLES]
    return " ".join(kept or [w.form for w in words])


_LATIN_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "the"})


def _bare(form: str) -> str:
    return form[2:] if form.startswith(ARTICLE) and len(form) > 3 else form


def stems(form: str, is_word: IsWord) -> tuple[str, ...]:
    """The words that a searched form may stand for, itself first.

    The article is always taken off. Particles of one letter only where the form is no word
    itself and what is left is one, or where neither is known: they begin many words.
    """
    found = [form]
    if form.startswith(ARTICLE) and len(form) - len(ARTICLE) >= _SURE_STEM:
        found.append(form[len(ARTICLE) :])
    if not is_word(form):
        cuts = [
            s
            for s in splits(form)[1:]
            if len(s.stem) >= (_SURE_STEM if s.definite else 2) and not s.prefix.endswith(_FUTURE)
        ]
        words = [s.stem for s in cuts if is_word(s.stem)]
        if not words:
            open_ended = [form, *(s.stem for s in cuts if not s.definite)]
            words = [s for stem in open_ended for s in _without_pronoun(stem) if is_word(s)]
        found += words or [s.stem for s in cuts if len(s.stem) >= _SURE_STEM]
        found += [_bare(s) for s in words]
    return tuple(dict.fromkeys(found))


def _without_pronoun(form: str) -> Iterator[str]:
    for stem, _ in pronoun_splits(form):
        if len(stem) >= _SURE_STEM:
            yield stem
            if stem.endswith("ت"):
                yield stem[:-1] + "ه"


def search_forms(form: str, is_word: IsWord) -> tuple[str, ...]:
    """All index forms in which a text may write the searched word `form`, itself first.

    Forms that are other words of the language ("in" written onto a word may spell a third one)
    are left out.
    """
    found: dict[str, None] = {form: None}
    for stem in stems(form, is_word):
        found[stem] = None
        for written in _written(stem, is_word):
            if written not in found and (_has_article(written) or not is_word(written)):
                found[written] = None
    return tuple(found)


def _has_article(form: str) -> bool:
    return form.lstrip("وفبك").startswith((ARTICLE, FOR_THE))


def _written(stem: str, is_word: IsWord) -> Iterator[str]:
    """`stem` with everything that may be written onto it.

    No pronoun that makes another word of it ("his country" is written like "town"), whatever
    stands before that.
    """
    if len(stem) < 2:
        return
    before = particle_forms(stem)
    yield from before
    if not stem.startswith(ARTICLE):
        for conjunction in _CONJUNCTIONS:
            for article in _WITH_ARTICLE:
                yield conjunction + article + stem
    if stem[0] in _PRESENT:
        for conjunction in _CONJUNCTIONS:
            yield conjunction + _FUTURE + stem
    if stem.startswith(ARTICLE):
        return
    for base in _before_pronouns(stem):
        for pronoun in PRONOUNS:
            if not is_word(base + pronoun):
                yield from particle_forms(base + pronoun)
    if stem[-1] not in "اهيء":
        for conjunction in _CONJUNCTIONS:
            yield conjunction + stem + "ا"


def particle_forms(form: str) -> tuple[str, ...]:
    """`form` with what may be written before it: and, in, for, like; itself first."""
    found = [c + p + form for c in _CONJUNCTIONS for p in _PREPOSITIONS]
    if form.startswith(ARTICLE):
        found += [c + "ل" + form[1:] for c in _CONJUNCTIONS]
    return tuple(found)


def _before_pronouns(stem: str) -> tuple[str, ...]:
    """The spellings of a stem's end before a pronoun: ta marbuta opens, hamza takes a seat."""
    if stem.endswith("ه"):
        return (stem[:-1] + "ت", stem)
    if stem.endswith("اء"):
        return (stem, stem[:-1] + "ي", stem[:-1] + "و")
    if stem.endswith("ي") and len(stem) > _SURE_STEM:
        return (stem, stem[:-1] + "ا")
    return (stem,)
