"""A document seen by the rules of statements: roles of words, figures and events beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set

from riwaya.arabic.lexicon import Word
from riwaya.arabic.words import PUNCT
from riwaya.reading.attribution import Attribution
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, SourceMention

CATEGORY = "causes"
_STOPS = frozenset("\u060c,\u061b;.:!\u061f?|")
_NEAR_SENTENCES = 3
# The longest stretch of one sentence, in tokens, that is looked through.
_BESIDE = 150


class Scene:
    """What was found in one document, by token."""

    def __init__(
        self,
        doc: Document,
        attribution: Attribution,
        actors: Sequence[ActorMention],
        figures: Sequence[Figure],
        events: Sequence[EventDraft],
        event_of: Sequence[int | None],
    ) -> None:
        self.doc = doc
        self.attribution = attribution
        self.actors = actors
        self.figures = figures
        self.events = events
        self.event_of = event_of
        self.event_at = {token: n for n, event in enumerate(events) for token in event.cues}
        self._source_starts = [mention.first for mention in attribution.sources]
        self._actor_starts = [actor.first for actor in actors]
        self._figure_order = sorted(range(len(figures)), key=lambda n: figures[n].cue)
        self._figure_cues = [figures[n].cue for n in self._figure_order]
        self._roles: dict[str, dict[str, Word]] = {}
        self._marked: Set[int] = doc.present.get(CATEGORY, frozenset())

    def marked(self, index: int) -> bool:
        """Whether the token has any role at all."""
        return index in self._marked

    def marks_in(self, sentence: Sentence) -> list[int]:
        """The tokens of a sentence that have a role, in order."""
        marked = self._marked
        return [index for index in range(sentence.first, sentence.last) if index in marked]

    def role(self, index: int, *roles: str) -> Found | None:
        """The longest phrase, else the word, at `index` that has one of these roles."""
        if index not in self._marked:
            return None
        for found in self.doc.phrases.get(index, ()):
            if found.sense.category == CATEGORY and found.sense.features["role"] in roles:
                return found
        by_role = self._by_role(self.doc.forms[index])
        for role in roles:
            word = by_role.get(role)
            if word is not None:
                return Found(index, index + 1, word.sense, word.prefix, word.definite, word.suffix)
        return None

    def _by_role(self, form: str) -> dict[str, Word]:
        roles = self._roles.get(form)
        if roles is None:
            roles = self._roles[form] = {}
            if CATEGORY in self.doc.lexicon.by_category(form):
                for word in self.doc.lexicon.analyses(form):
                    if word.sense.category == CATEGORY:
                        roles.setdefault(word.sense.features["role"], word)
        return roles

    def first_role(self, start: int, end: int, *roles: str) -> Found | None:
        """The first token of [start, end) with one of these roles, before any stop."""
        for index in range(start, end):
            if self.stops(index):
                return None
            found = self.role(index, *roles)
            if found is not None:
                return found
        return None

    def stops(self, index: int) -> bool:
        """Whether a punctuation mark ends the clause here."""
        return self.doc.tokens[index].kind == PUNCT and self.doc.forms[index] in _STOPS

    def actors_in(self, start: int, end: int) -> range:
        """Indices of the actor mentions that begin in tokens [start, end)."""
        return range(bisect_left(self._actor_starts, start), bisect_left(self._actor_starts, end))

    def sources_in(self, start: int, end: int) -> Sequence[SourceMention]:
        """The mentions of sources that begin in tokens [start, end), in order."""
        low, high = bisect_left(self._source_starts, start), bisect_left(self._source_starts, end)
        return self.attribution.sources[low:high]

    def figures_in(self, start: int, end: int) -> list[int]:
        """Indices of the figures whose casualty word is in tokens [start, end), in order."""
        low, high = bisect_left(self._figure_cues, start), bisect_left(self._figure_cues, end)
        return self._figure_order[low:high]

    def harm_in(self, start: int, end: int) -> bool:
        """Whether a word of harm stands in tokens [start, end)."""
        return any("casualties" in self.doc.words(index) for index in range(start, end))

    def total(self, figure: int) -> int:
        """The figure that `figure` is a part of, or itself."""
        parent = self.figures[figure].part_of
        return figure if parent is None else parent

    def speaker(self, token: int) -> str | None:
        """Key of the innermost source credited with a token; None for the outlet."""
        credit = self.attribution.at(token)
        return credit.chain[-1].key if credit and credit.chain else None

    def event_near(self, first: int, last: int, sentence: Sentence) -> int | None:
        """The event told in tokens [first, last), else beside them, else just before."""
        for index in range(first, last):
            if index in self.event_at:
                return self.event_at[index]
        low, high = max(sentence.first, first - _BESIDE), min(sentence.last, last + _BESIDE)
        beside = [token for token in range(low, high) if token in self.event_at]
        if beside:
            return self.event_at[min(beside, key=lambda t: (abs(t - first), t))]
        figures = self.figures_in(low, high)
        if figures and self.event_of[figures[-1]] is not None:
            return self.event_of[figures[-1]]
        here = self.doc.sentence_of[first]
        for number in range(here - 1, max(here - 1 - _NEAR_SENTENCES, -1), -1):
            before = self.doc.sentences[number]
            start = max(before.first, before.last - _BESIDE)
            told = [token for token in range(start, before.last) if token in self.event_at]
            if told:
                return self.event_at[told[-1]]
            counted = self.figures_in(start, before.last)
            if counted and self.event_of[counted[-1]] is not None:
                return self.event_of[counted[-1]]
        return None
