"""What a person typed into a search, understood; nothing typed is ever an error.

Words are looked for in all forms they may be written in, and all must be there. Words in quotes
are taken as written, in their order, with particles before the first. `-` excludes a word or
quotation; OR (or its Arabic word, or a bar) between two lets either do, and binds closer than
words side by side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from riwaya.arabic.search_forms import OR_WORD, particle_forms, search_forms
from riwaya.arabic.words import WORD
from riwaya.casefile.language import is_word, words_of

LONGEST_QUERY = 1_000
"""Code points of a query that are looked at."""

MOST_PHRASES, MOST_WORDS = 32, 16
"""Most words and quotations of a query, and most words of one quotation."""

_QUOTES = re.compile(r'["\u201c\u201d\u201e\u00ab\u00bb]')
_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-\u2212\u2013](?=\S))?"
    r"(?:\"(?P<inside>[^\"]*)\"?|(?P<bar>\|)\|*|(?P<word>[^\s\"|]+))"
)
_EITHER = frozenset({"OR", "|", OR_WORD})
_AND, _NOT = "AND", "NOT"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; for each, the index forms of which any will do."""

    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be found: of each group any phrase, and none of the excluded.

    `cut`: words beyond the limits were left out. `nothing`: something was typed, but no word of
    it can be looked for, so that no report fits.
    """

    groups: tuple[tuple[Phrase, ...], ...]
    excluded: tuple[Phrase, ...]
    cut: bool
    nothing: bool

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases that make a report fit."""
        return tuple(phrase for group in self.groups for phrase in group)


@lru_cache(maxsize=256)
def parse_query(text: str) -> Wanted:
    """Understand `text`; at most 1,000 code points and 32 words and quotations are looked at."""
    cut = len(text) > LONGEST_QUERY
    groups: list[list[Phrase]] = []
    excluded: list[Phrase] = []
    either = without = False
    for piece in _PIECE.finditer(_QUOTES.sub('"', text[:LONGEST_QUERY])):
        word = piece["word"] or piece["bar"]
        if word in _EITHER or word in (_AND, _NOT):
            either = bool(groups) and word in _EITHER
            without = word == _NOT
            continue
        out = without or bool(piece["minus"])
        found = _phrases(word) if word else _quotation(piece["inside"])
        for phrase in found:
            if len(excluded) + sum(map(len, groups)) >= MOST_PHRASES:
                cut = True
            elif out:
                excluded.append(phrase)
            elif either:
                groups[-1].append(phrase)
            else:
                groups.append([phrase])
            either = False
        without = without and not found
    return Wanted(
        tuple(dict.fromkeys(map(tuple, groups))), tuple(dict.fromkeys(excluded)), cut,
        bool(text.strip()) and not groups and not excluded,
    )  # fmt: skip


def _phrases(piece: str) -> list[Phrase]:
    """What stands between blanks: words in all their forms; numbers and Latin words together."""
    found: list[Phrase] = []
    for is_arabic, words in groupby(words_of(piece), lambda word: word.kind == WORD):
        forms = [word.form for word in words]
        if is_arabic:
            found += [Phrase((search_forms(form, is_word),)) for form in forms]
        else:
            found.append(Phrase(tuple((form,) for form in forms[:MOST_WORDS])))
    return found


def _quotation(text: str) -> list[Phrase]:
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return []
    first = words[0].form
    written = particle_forms(first) if words[0].kind == WORD else (first,)
    before = tuple(form for form in written if form == first or not is_word(form))
    return [Phrase((before, *((word.form,) for word in words[1:])))]
