"""A document seen by the rules of statements: roles of words, figures and events beside them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.memo import Memo
from riwaya.arabic.words import PUNCT
from riwaya.reading.attribution import Attribution
from riwaya.reading.document import Document, Found, Sentence
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, SourceMention
from riwaya.reading.roles import Roles, WordRoles, within

CATEGORY, RETRACTS = "causes", "retracts"
HARMED = frozenset({"dead", "wounded", "victim_word"})
"""Senses of the words for those who were harmed."""
_TELLING_CAUSE = ("because", "leads_to", "reason", "frame", "during", "under", "cause")
_STOPS = frozenset("\u060c,\u061b;.:!\u061f?|")
_NEAR_SENTENCES = 3
# The longest stretch of one sentence, in tokens, that is looked through.
_BESIDE = 150


@lru_cache(maxsize=4)
def _cause_roles(lexicon: Lexicon) -> WordRoles:
    """What each form can be among words of cause, for all documents read with a lexicon."""

    def roles_of(form: str) -> Mapping[str, Word]:
        roles: dict[str, Word] = {}
        for word in lexicon.analyses(form):
            if word.sense.category == CATEGORY:
                roles.setdefault(word.sense.features["role"], word)
        return roles

    return Memo(roles_of)


class Scene:
    """What was found in one document, by token.

    `role`: the longest phrase, else the word, at a token that has one of the roles given.
    """

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
        self._stances = attribution.stances
        self._event_tokens = sorted(self.event_at)
        harm = doc.starts_of("casualties")
        self._harm = [index for index in harm if "casualties" in doc.analyses[index]]
        self._harmed = sorted(
            {
                index
                for words in (harm, doc.starts_of("persons"))
                for index, found in words.items()
                if found.sense.key in HARMED or index in doc.phrases
            }
        )
        self._told = sorted({*self._harm, *self._figure_cues})
        self._marked = doc.starts_of(CATEGORY)
        self.roles = Roles(doc, CATEGORY, _cause_roles(doc.lexicon))
        self.role = self.roles.at
        self._causes = self.roles.places_of(*_TELLING_CAUSE)
        self._blame = self.roles.places_of("accuse", "own_up", "disown")
        self._unknowing = self.roles.places_of("not", "unknown", "topic")
        taken_back = self._stances.get(RETRACTS, ())
        self._withdrawals = sorted({*self.roles.places("withdraw"), *taken_back})

    def marked(self, index: int) -> bool:
        """Whether the token has any role at all."""
        return index in self._marked

    def cause_words_in(self, sentence: Sentence) -> Sequence[int]:
        """The words of a sentence that may tell a cause, in order."""
        return within(self._causes, sentence.first, sentence.last)

    def blame_words_in(self, sentence: Sentence) -> Sequence[int]:
        """The words of accusing, owning up and disowning in a sentence, in order."""
        return within(self._blame, sentence.first, sentence.last)

    def unknowing_in(self, sentence: Sentence) -> Sequence[int]:
        """The words of a sentence where it may say that something is not known, in order."""
        return within(self._unknowing, sentence.first, sentence.last)

    def withdrawals_in(self, sentence: Sentence) -> Sequence[int]:
        """The tokens of a sentence that take back, or are taken back, in order."""
        return within(self._withdrawals, sentence.first, sentence.last)

    def stance_in(self, stance: str, sentence: Sentence) -> bool:
        """Whether somebody is credited in this stance with words of a sentence."""
        tokens = self._stances.get(stance, ())
        at = bisect_left(tokens, sentence.first)
        return at < len(tokens) and tokens[at] < sentence.last

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
        at = bisect_left(self._harm, start)
        return at < len(self._harm) and self._harm[at] < end

    def harmed_in(self, start: int, end: int) -> Sequence[int]:
        """The tokens of [start, end) where a word for the harmed may stand, in order."""
        return within(self._harmed, start, end)

    def harm_words(self, start: int, end: int) -> Sequence[int]:
        """The words of harm in tokens [start, end), in order."""
        return within(self._harm, start, end)

    def harm_told(self, start: int, end: int) -> bool:
        """Whether a word of harm or a figure stands in tokens [start, end)."""
        at = bisect_left(self._told, start)
        return at < len(self._told) and self._told[at] < end

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
        own = within(self._event_tokens, first, last)
        if own:
            return self.event_at[own[0]]
        low, high = max(sentence.first, first - _BESIDE), min(sentence.last, last + _BESIDE)
        beside = within(self._event_tokens, low, high)
        if beside:
            return self.event_at[min(beside, key=lambda t: (abs(t - first), t))]
        figures = self.figures_in(low, high)
        if figures and self.event_of[figures[-1]] is not None:
            return self.event_of[figures[-1]]
        here = self.doc.sentence_of[first]
        for number in range(here - 1, max(here - 1 - _NEAR_SENTENCES, -1), -1):
            before = self.doc.sentences[number]
            start = max(before.first, before.last - _BESIDE)
            told = within(self._event_tokens, start, before.last)
            if told:
                return self.event_at[told[-1]]
            counted = self.figures_in(start, before.last)
            if counted and self.event_of[counted[-1]] is not None:
                return self.event_of[counted[-1]]
        return None
