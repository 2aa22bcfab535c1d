"""Named casualties of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties import Context
from riwaya.reading.casualties.name_forms import STARTS
from riwaya.reading.casualties.name_parts import begins_name
from riwaya.reading.drafts import Figure, PersonDraft
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.count import counted
from riwaya.reading.people.expect import expected_at, is_item_start
from riwaya.reading.people.harm import (
    Figures,
    Harm,
    header,
)
from riwaya.reading.people.lead import (
    IDENTITY,
    JOINED,
)
from riwaya.reading.people.lists import announces, opened_list
from riwaya.reading.people.mentions import ANNOUNCED, may_begin, mention_at
from riwaya.reading.people.merge import merged
from riwaya.reading.people.roles import described
from riwaya.reading.people.sentence_harm import SentenceHarm, State
from riwaya.reading.people.walk import lead_of
from riwaya.reading.people.words import make_words

_STATUSES = frozenset({"killed", "injured", "abducted", "detained", "missing"})
_LIST_MISSES = 2
_SHORT_LINE = 9
_OPENS_LIST = ":\u061b;"


def find_people(context: Context, figures: Sequence[Figure]) -> list[PersonDraft]:
    """Everybody named as harmed, each once, in the order of the text.

    `figures`: the figures of the document; those about one person say what befell the name they
    hold.
    """
    words = make_words(context)
    known = Figures(words, figures)
    flags, forms = context.name_forms, context.doc.forms
    state = State()
    for number, sentence in enumerate(context.doc.sentences):
        told = state.listing is not None or known.in_sentence(number)
        here = forms[sentence.first : sentence.last]
        # STARTS is the highest flag.
        named = told or max(map(flags.__getitem__, here), default=0) >= STARTS
        if told or (named and words.may_tell(sentence)):
            _Sentence(words, known, number, sentence, state).read()
        else:
            state.open(opened_list(words, known, sentence, number, inside=False))
    return merged(context, counted(context.doc, figures, state.people))


class _Sentence(SentenceHarm):
    def read(self) -> None:
        """Find the names of the sentence, then what befell each."""
        listing = self.state.listing
        self._find(listing is not None)
        harms: list[Harm | None] = []
        items = 0
        for index, (mention, lead) in enumerate(self.mentions):
            harm = self.harm(index, mention, lead, harms)
            if harm is not None and harm.rule == "item of a list":
                items += 1
            harms.append(harm)
            if harm is None or harm.status not in _STATUSES:
                continue
            joined = lead.how == JOINED and index > 0 and harms[index - 1] is not None
            if not (joined or harm.rule in ("item of a list", "list of names")):
                self.state.batch += 1
            self.state.people.append(
                described(self.words, mention, lead, harm, self.sentence, self.state.batch)
            )
        if listing is not None:
            self._keep_list(items)
        inside = self.state.listing is not None
        self.state.open(opened_list(self.words, self.figures, self.sentence, self.number, inside))

    def _find(self, listing: bool) -> None:
        words, sentence = self.words, self.sentence
        marks = words.context.marks
        index = sentence.first
        previous: Mention | None = None
        start = is_item_start(words, sentence) if listing else -1
        while index < sentence.last:
            mark = marks.get(index)
            if mark is not None:
                if mark in _OPENS_LIST:
                    self._colon(index)
                index += 1
                continue
            if not words.is_word(index) or not may_begin(words, index):
                index += 1
                continue
            expected = expected_at(words, index, sentence.first, previous)
            if index == start or self._inline_item(index, previous):
                expected = ANNOUNCED
            mention = mention_at(words, index, sentence.last, expected)
            if mention is None or not self._plausible_item(mention, index == start):
                index += 1
                continue
            lead = lead_of(words, mention, sentence.first, previous)
            self.mentions.append((mention, lead))
            if lead.how == IDENTITY:
                self._colon(mention.first)
            previous = mention
            index = max(mention.end, mention.last)

    def _colon(self, at: int) -> None:
        """A colon after a word for the harmed opens a list within the sentence."""
        announced = self._announced(at)
        harm = header(self.words, self.figures, at, self.sentence.first, self.number, announced)
        if harm is not None:
            self.inline = (at, harm)

    def _announced(self, at: int) -> bool:
        words = self.words
        return announces(words, at, self.sentence.first)

    def _inline_item(self, index: int, previous: Mention | None) -> bool:
        if self.inline is None:
            return False
        opened = self.inline[0]
        anchor = previous.end if previous is not None and previous.first >= opened else opened + 1
        return anchor <= index <= anchor + 3 and not any(
            self.words.is_word(i) for i in range(anchor, index)
        )

    def _plausible_item(self, mention: Mention, starts_line: bool) -> bool:
        """An unusual name in a list must fill its place up to the next mark."""
        words, context = self.words, self.words.context
        if mention.conjoined or begins_name(context, mention.first, mention.last):
            return True
        if not starts_line and self.inline is None:
            return True
        if mention.last - mention.first < 2 and mention.age is None and not mention.quoted:
            return False
        after = mention.end
        if after >= self.sentence.last or not words.is_word(after) or mention.age is not None:
            return True
        return context.doc.forms[after].startswith(AND)

    def _keep_list(self, items: int) -> None:
        state, sentence = self.state, self.sentence
        if items or any(m.first >= 0 for m, _ in self.mentions[:1]):
            state.misses = 0
            if items:
                return
        state.misses += 1
        if state.misses > _LIST_MISSES or sentence.last - sentence.first > _SHORT_LINE:
            state.listing = None
