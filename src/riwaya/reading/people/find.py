"""Named casualties of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.arabic.clitics import AND
from riwaya.reading.casualties import Context
from riwaya.reading.casualties.name_forms import STARTS
from riwaya.reading.casualties.name_parts import begins_name
from riwaya.reading.document import Sentence
from riwaya.reading.drafts import Figure, PersonDraft
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.count import counted
from riwaya.reading.people.expect import expected_at, is_item_start
from riwaya.reading.people.harm import (
    Figures,
    Harm,
    apposition,
    covered,
    harm_after,
    header,
)
from riwaya.reading.people.lead import (
    AND_TITLE,
    BARRED,
    COLON,
    COMMA,
    CUE,
    HONOUR,
    IDENTITY,
    JOINED,
    OPEN,
    PLACE,
    Lead,
)
from riwaya.reading.people.lists import announces, opened_list
from riwaya.reading.people.mentions import ANNOUNCED, may_begin, mention_at
from riwaya.reading.people.merge import merged
from riwaya.reading.people.roles import described
from riwaya.reading.people.walk import lead_of
from riwaya.reading.people.words import Words, make_words

_STATUSES = frozenset({"killed", "injured", "abducted", "detained", "missing"})
_AND_TITLE_REACH = 30
_LIST_REACH = 16
_LIST_MISSES = 2
_SHORT_LINE = 9
_OPENS_LIST = ":\u061b;"


@dataclass(slots=True)
class _State:
    """What is carried along: the people found, and the list that is open."""

    people: list[PersonDraft] = field(default_factory=list)
    listing: Harm | None = None
    misses: int = 0
    batch: int = 0

    def open(self, listing: Harm | None) -> None:
        """Open a list of names, if there is one."""
        if listing is not None:
            self.listing = listing
            self.misses = 0
            self.batch += 1


def find_people(context: Context, figures: Sequence[Figure]) -> list[PersonDraft]:
    """Everybody named as harmed, each once, in the order of the text.

    `figures`: the figures of the document; those about one person say what befell the name they
    hold.
    """
    words = make_words(context)
    known = Figures(words, figures)
    flags, forms = context.name_forms, context.doc.forms
    state = _State()
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


class _Sentence:
    def __init__(
        self, words: Words, figures: Figures, number: int, sentence: Sentence, state: _State
    ) -> None:
        self.words = words
        self.figures = figures
        self.number = number
        self.sentence = sentence
        self.state = state
        self.mentions: list[tuple[Mention, Lead]] = []
        self.inline: tuple[int, Harm] | None = None

    def read(self) -> None:
        """Find the names of the sentence, then what befell each."""
        listing = self.state.listing
        self._find(listing is not None)
        harms: list[Harm | None] = []
        items = 0
        for index, (mention, lead) in enumerate(self.mentions):
            harm = self._harm(index, mention, lead, harms)
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

    def _harm(
        self, index: int, mention: Mention, lead: Lead, harms: list[Harm | None]
    ) -> Harm | None:
        words, sentence = self.words, self.sentence
        speaks = mention.end < sentence.last and words.says(mention.end)
        if lead.status is not None and lead.how in (CUE, HONOUR):
            return Harm(lead.status, lead.anchor, lead.how)
        if lead.how == JOINED and index > 0 and harms[index - 1] is not None and not speaks:
            before = harms[index - 1]
            assert before is not None
            return before._replace(
                rule="joined to a name" if before.rule != "list of names" else before.rule
            )
        if speaks:
            return None
        if lead.how in (IDENTITY, COLON):
            harm = self._identity(lead)
            if harm is not None:
                return harm
        if self.inline is not None and lead.how in (COMMA, AND_TITLE, COLON):
            opened, harm = self.inline
            last = self.mentions[index - 1][0].end if index and harms[index - 1] else opened
            if opened <= mention.first <= last + _LIST_REACH:
                return harm
        listing = self.state.listing
        at_start = listing is not None and lead.first <= is_item_start(words, sentence)
        if at_start and lead.how in (OPEN, COMMA, BARRED) and not lead.loose:
            return listing
        stop = sentence.last
        if index + 1 < len(self.mentions):
            stop = self.mentions[index + 1][1].first
        if lead.how == PLACE:
            return None
        if lead.how != BARRED:
            harm = covered(words, self.figures, self.number, mention, lead)
            if harm is None and lead.how == AND_TITLE:
                harm = self._joined_from_afar(lead, index, harms)
            if harm is None and lead.how in (COMMA, OPEN):
                harm = apposition(words, self.figures, self.number, sentence, lead)
            if harm is not None:
                return harm
        alone = len(self.mentions) == 1 and lead.how in (OPEN, COLON)
        harm = harm_after(words, mention, stop, alone)
        if harm is None:
            harm = self._after_the_last(index)
        if (
            harm is None
            and lead.named
            and lead.how != BARRED
            and (lead.titles or lead.how == COMMA)
        ):
            return self._named_elsewhere(mention, lead)
        return harm

    def _after_the_last(self, index: int) -> Harm | None:
        """ "The youths … and … met their death": the verb follows the last of joined names."""
        last = index
        while last + 1 < len(self.mentions) and self.mentions[last + 1][1].how == JOINED:
            last += 1
        if last == index:
            return None
        stop = self.sentence.last
        if last + 1 < len(self.mentions):
            stop = self.mentions[last + 1][1].first
        return harm_after(self.words, self.mentions[last][0], stop, alone=False, several=True)

    def _named_elsewhere(self, mention: Mention, lead: Lead) -> Harm | None:
        """ "The commander is called …": the one person harmed of whom the report has spoken."""
        figure = self.figures.single_near(self.number, mention.first)
        if figure is None:
            return None
        apart = self.words.context.doc.sentence_of[figure.cue] != self.number
        if apart and not (lead.titles and lead.titles[-1].definite):
            return None
        return Harm(figure.status, figure.cue, "named elsewhere")

    def _identity(self, lead: Lead) -> Harm | None:
        words, context, at = self.words, self.words.context, lead.anchor
        role = words.role(at)
        if role == "target":
            figure = self.figures.single_near(self.number, at)
            return Harm(figure.status, figure.cue, "named target") if figure is not None else None
        if context.grammar(at) == "pronoun" and not context.role(at, "identity"):
            return self._pronoun(at)
        counted = context.casualty(at)
        if counted is not None:
            return Harm(str(counted.sense.features["status"]), at, "list of names")
        if lead.how == COLON and self.inline is not None and self.inline[0] <= lead.first:
            return self.inline[1]
        announced = lead.how == IDENTITY or announces(words, at, self.sentence.first)
        return header(words, self.figures, at, self.sentence.first, self.number, announced)

    def _pronoun(self, at: int) -> Harm | None:
        """ "And he is …": the one person just counted, or the harmed named right before."""
        words, context = self.words, self.words.context
        before = at - 1
        while before > self.sentence.first and not words.is_word(before):
            before -= 1
        found = words.casualty_ending(before, self.sentence.first)
        if found is not None and not found.suffix:
            return Harm(str(found.sense.features["status"]), found.first, "list of names")
        figure = self.figures.before(self.number, at, single=True)
        if figure is None or not context.doc.words(at)["function"].prefix:
            return None
        near = at - figure.last <= 6 and context.doc.sentence_of[figure.cue] == self.number
        return Harm(figure.status, figure.cue, "named elsewhere") if near else None

    def _joined_from_afar(self, lead: Lead, index: int, harms: list[Harm | None]) -> Harm | None:
        """ "… and the student (…)": joined to harmed people further back in the sentence."""
        words = self.words
        for other in range(index - 1, -1, -1):
            harm = harms[other]
            if harm is None:
                continue
            start = self.mentions[other][0].end
            if lead.first - start > _AND_TITLE_REACH:
                return None
            if any(words.says(i) or words.role(i) == "agent" for i in range(start, lead.first)):
                return None
            return harm._replace(rule="joined to a name")
        for figure in self.figures.in_sentence(self.number):
            if figure.first < lead.first <= figure.last + 2:
                return Harm(figure.status, figure.cue, "joined to a figure")
        return None

    def _keep_list(self, items: int) -> None:
        state, sentence = self.state, self.sentence
        if items or any(m.first >= 0 for m, _ in self.mentions[:1]):
            state.misses = 0
            if items:
                return
        state.misses += 1
        if state.misses > _LIST_MISSES or sentence.last - sentence.first > _SHORT_LINE:
            state.listing = None
