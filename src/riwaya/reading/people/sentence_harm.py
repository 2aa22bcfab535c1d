"""What befell each of the people named in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from riwaya.reading.document import Sentence
from riwaya.reading.drafts import PersonDraft
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.expect import is_item_start
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
from riwaya.reading.people.lists import announces
from riwaya.reading.people.words import Words

_AND_TITLE_REACH, _LIST_REACH = 30, 16


@dataclass(slots=True)
class State:
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


class SentenceHarm:
    """The names of a sentence with the words before them, and what befell their bearers.

    `inline`: where a list opened within the sentence, and what befell those in it.
    """

    def __init__(
        self, words: Words, figures: Figures, number: int, sentence: Sentence, state: State
    ) -> None:
        self.words = words
        self.figures = figures
        self.number = number
        self.sentence = sentence
        self.state = state
        self.mentions: list[tuple[Mention, Lead]] = []
        self.inline: tuple[int, Harm] | None = None

    def harm(
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
        if figure is None or not context.doc.analyses[at]["function"].prefix:
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
