"""A report cut into zones, sentences and tokens, with the lexicon at hand.

Every later step of reading takes a Document and speaks of it in token indices; half-open, like
Python slices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from riwaya.arabic.lexicon import Lexicon, Sense, Word
from riwaya.arabic.words import Token
from riwaya.model import Span

HEADLINE, DATELINE, BODY, SIGNATURE = "headline", "dateline", "body", "signature"
FURNITURE, COMMENTS = "furniture", "comments"
READ_ZONES = frozenset({HEADLINE, DATELINE, BODY, SIGNATURE})
PHRASE, NUMBER, TIME = "phrase", "number", "time"
ACTOR, SOURCE, WEAPON, PLACE = "actor", "source", "weapon", "place"


class Zone(NamedTuple):
    """Code points [start, end) of the text and what stands there."""

    start: int
    end: int
    kind: str


class Sentence(NamedTuple):
    """Tokens [first, last) of one sentence; `paragraph` counts from 0; `zone` as in Zone."""

    first: int
    last: int
    paragraph: int
    zone: str


class Found(NamedTuple):
    """A word or set phrase of the lexicon at tokens [first, last)."""

    first: int
    last: int
    sense: Sense
    prefix: str
    definite: bool
    suffix: str

    @property
    def key(self) -> str:
        return self.sense.key

    @property
    def tag(self) -> str:
        return self.sense.tag


_NOWHERE: Mapping[int, Found] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Document:
    """The text, its tokens (furniture and comments included) and the sentences to be read."""

    text: str
    tokens: Sequence[Token]
    forms: Sequence[str]
    kinds: Sequence[str]
    """Per token its kind, as its form: for scans that need no more of a token."""
    marks: Mapping[int, str]
    """The punctuation among the tokens: the mark by token, in order."""
    zones: Sequence[Zone]
    sentences: Sequence[Sentence]
    sentence_of: Sequence[int]
    """Per token, the index of its sentence, or -1 in furniture and comments."""
    phrases: Mapping[int, Sequence[Found]]
    """Set phrases by the token they start at, longest first."""
    analyses: Sequence[Mapping[str, Word]]
    """Per token, its first analysis by category.

    Empty for what is not a word, and for words of the page's furniture far from all sentences.
    """
    starts: Mapping[str, Mapping[int, Found]]
    """Per category of the lexicon, what `find` finds at each token where it finds anything."""
    present: Mapping[str, Set[int]]
    """Per category of the lexicon, the tokens where a word or phrase of it starts."""
    begun: Mapping[str, Sequence[int]]
    """Per kind of thing (PHRASE, NUMBER …) the tokens, in order, whose form may begin one."""
    lexicon: Lexicon
    published: date | None = None
    outlet: str | None = None

    def words(self, index: int) -> Mapping[str, Word]:
        """First analysis of the token by category; empty for what is not a word."""
        return self.analyses[index]

    def find(self, index: int, category: str) -> Found | None:
        """The set phrase or word of `category` that starts at token `index`."""
        return self.starts.get(category, _NOWHERE).get(index)

    def starts_of(self, category: str) -> Mapping[int, Found]:
        """What `find` finds, by token in their order: for scans that look only where it can."""
        return self.starts.get(category, _NOWHERE)

    def span(self, first: int, last: int) -> Span:
        """The text span of tokens [first, last)."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def read_tokens(self) -> Iterator[int]:
        """Indices of the tokens that are to be read, in order."""
        for sentence in self.sentences:
            yield from range(sentence.first, sentence.last)
