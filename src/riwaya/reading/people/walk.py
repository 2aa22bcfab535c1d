"""The walk back from a name over titles and posts to the word that says its bearer was harmed."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE, BY, FOR
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.lead import (
    AND_TITLE,
    BARRED,
    COLON,
    COMMA,
    IDENTITY,
    JOINED,
    OPEN,
    PLACE,
    Lead,
)
from riwaya.reading.people.walk_words import WordSteps
from riwaya.reading.people.words import CLOSING, COMMAS, COUNTING, OPENING, Words

_MOST_LOOSE = 5
_BEARERS = frozenset({"place_nouns", "actor_nouns", "source_nouns"})


def lead_of(words: Words, mention: Mention, first: int, previous: Mention | None) -> Lead:
    """Walk back from `mention` to the start of its phrase, not before token `first`.

    `previous`: the name before it in the sentence.
    """
    return _Walk(words, mention, first, previous).run()


class _Walk(WordSteps):
    """The walk itself, and its steps over marks, words around names and posts."""

    def run(self) -> Lead:
        lead = self.lead
        while self.at >= self.floor:
            if self.at < self.reach:
                self._meet_previous()
                return lead
            if self.joined and not lead.titles:
                return self._end(COMMA if self._mark_here() else OPEN)
            if not self._step():
                return lead
            lead.first = self.at + 1
        return self._end(OPEN if self.at < self.floor else BARRED)

    def _mark_here(self) -> bool:
        return self.words.is_mark(self.at, COMMAS)

    def _meet_previous(self) -> None:
        assert self.previous is not None
        gap = range(self.previous.end, self.lead.first)
        marked = any(self.words.is_mark(i, COMMAS + "-\u2013\u2022/|") for i in gap)
        self._end(JOINED if self.joined or marked else BARRED)

    def _step(self) -> bool:
        """Take in the words that end at `at`; False when the walk is over."""
        at, words, context = self.at, self.words, self.context
        if not words.is_word(at):
            return self._mark()
        if self._direct() and context.doc.forms[at] == AND:
            self.joined = True
            self.at -= 1
            return True
        role, start = words.role_ending(at, self.floor)
        if role:
            outcome = self._around(role, start)
            if outcome is not None:
                return outcome
        if self._counting_word():
            return False
        casualty = words.casualty_ending(at, self.floor)
        if casualty is not None:
            return self._casualty(casualty)
        actor = words.actor_ends.get(at)
        if actor is not None and actor.first >= self.floor and not self._bare_adjective(at):
            self.lead.party = self.lead.party or (actor.first, actor.last)
            self.at = actor.first - 1
            self.post = True
            return True
        title = words.title_ending(at, self.floor)
        if title is not None and title.first >= self.floor:
            return self._title(title)
        return self._loose()

    def _mark(self) -> bool:
        at, words = self.at, self.words
        if words.is_mark(at, OPENING + "#_*"):
            self.at -= 1
            return True
        if words.is_mark(at, CLOSING):
            for index in range(at - 1, max(self.floor, at - 6) - 1, -1):
                if words.is_mark(index, OPENING):
                    self.at = index - 1
                    return True
            self._end(BARRED)
            return False
        if words.is_mark(at, COMMAS + "-\u2013\u2014\u2022|"):
            self._end(AND_TITLE if self.joined else COMMA)
            return False
        if words.is_mark(at, ":\u061b;"):
            self._end(COLON)
            return False
        self._end(OPEN)
        return False

    def _around(self, role: str, start: int) -> bool | None:
        """What a word around names does to the walk; None when it is to be read otherwise."""
        lead = self.lead
        if role in ("naming", "identified", "alias"):
            lead.named = True
            self.at = start - 1
            if role == "identified":
                self._end(IDENTITY, start)
                return False
            return True
        if role == "list":
            self._end(COLON, start)
            return False
        if role == "target":
            lead.named = True
            self._end(IDENTITY, start)
            return False
        if role in ("agent", "freed"):
            self._end(BARRED)
            return False
        if role == "besides" and lead.titles:
            self._end(AND_TITLE, start)
            return False
        if role == "named_after" and not lead.titles and self._direct():
            self._end(PLACE)
            return False
        if role == "named_after" and lead.titles and not lead.titles[-1].prefix:
            # "the school of the martyr …", "the house of the commander …"
            word = self.context.doc.analyses[self.at].get("people_context")
            if self._direct() and word is not None and not word.definite:
                self._end(PLACE)
                return False
        return None

    def _counting_word(self) -> bool:
        """ "They are", "among them", "each of": the name is of those counted before."""
        context, lead = self.context, self.lead
        for start in range(self.at, max(self.floor, self.at - 3) - 1, -1):
            if start not in self.words.counting:
                continue
            for role in COUNTING:
                found = context.role(start, role)
                if found is None or found.last != self.at + 1:
                    continue
                if role == "each":
                    self.at = start
                    lead.named = True
                    lead.first = start
                    self._end(IDENTITY, start)
                    return True
                self._end(IDENTITY, start)
                return True
        if context.grammar(self.at) == "pronoun":
            lead.named = True
            self._end(IDENTITY, self.at)
            return True
        return False

    def _bare_adjective(self, at: int) -> bool:
        """A nationality in the singular describes the person; it is no party."""
        return self._direct() and not self.lead.titles and self.context.is_adjective(at)

    def _loose(self) -> bool:
        """Adjectives, posts and the like between a title and its name."""
        at, words, context, lead = self.at, self.words, self.context, self.lead
        form = context.doc.forms[at]
        grammar = context.grammar(at)
        if at in context.times or grammar == "adverb":
            self.at -= 1
            return True
        if grammar in ("of", "preposition") and not form.startswith((BY, FOR)):
            if self.post and not self._direct_to_name():
                return self._pass_loose()
            self._end(OPEN)
            return False
        if grammar not in ("", "thing") or words.says(at):
            self._end(OPEN if grammar else BARRED)
            return False
        category = context.doc.analyses[at]
        definite = form.startswith((ARTICLE, AND + ARTICLE))
        owned = ("place_nouns" in category or grammar == "thing") and not definite
        if owned and lead.titles:
            self._end(BARRED)
            return False
        if owned and not self.post:
            self._end(BARRED)
            return False
        describes = definite or context.is_adjective(at)
        if not describes and not self.post:
            self._end(OPEN if _BEARERS.isdisjoint(category) or not self._direct() else PLACE)
            return False
        if "events" in category and not definite:
            self._end(OPEN)
            return False
        self.post = self.post or definite
        return self._pass_loose()

    def _pass_loose(self) -> bool:
        self.lead.loose += 1
        if self.lead.loose > _MOST_LOOSE:
            self._end(BARRED)
            return False
        self.at -= 1
        return True

    def _direct_to_name(self) -> bool:
        return self.at == self.mention.first - 1
