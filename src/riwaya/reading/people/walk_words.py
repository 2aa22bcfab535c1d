"""Words of harm and titles met on the walk back from a name, and what they say of its bearer."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE, BY, HIS
from riwaya.reading.document import Found
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.lead import (
    AND_TITLE,
    BARRED,
    CUE,
    HONOUR,
    IDENTITY,
    JOINED,
    PLACE,
    Lead,
    honoured,
)
from riwaya.reading.people.words import OPENING, STOPS, Words

_LONGEST_LEAD, _IRREALIS_WINDOW = 16, 3


class WordSteps:
    """The state of a walk back from a name, and its steps over words of harm and titles.

    `at`: the token looked at; `floor`: the first one; `reach`: the token after the name before.
    A step answers whether the walk goes on.
    """

    def __init__(
        self, words: Words, mention: Mention, first: int, previous: Mention | None
    ) -> None:
        self.words = words
        self.context = words.context
        self.mention = mention
        self.floor = max(first, mention.first - _LONGEST_LEAD)
        self.previous = previous
        self.lead = Lead(mention.first)
        self.at = mention.first - 1
        self.joined = mention.conjoined
        self.post = False
        self.reach = self._reach()

    def _end(self, how: str, anchor: int | None = None) -> Lead:
        self.lead.how = how
        self.lead.anchor = self.at if anchor is None else anchor
        return self.lead

    def _direct(self) -> bool:
        return self.at == self.lead.first - 1

    def _reach(self) -> int:
        """The token after the name before and the marks that follow it; 0 without such a name."""
        if self.previous is None:
            return 0
        at = self.previous.end
        while at < self.mention.first and not self.words.is_word(at):
            if self.words.is_mark(at, STOPS + ":"):
                return 0
            at += 1
        return at

    def _casualty(self, found: Found) -> bool:
        lead = self.lead
        frame = str(found.sense.features["frame"])
        status = str(found.sense.features["status"])
        if frame == "loss" or (found.suffix and frame != "lives"):
            self._end(BARRED)
            return False
        if self._unreal(found.first):
            self._end(BARRED)
            return False
        if frame == "count" and (found.definite or found.tag.startswith("plural")):
            if found.definite and found.tag.startswith("singular"):
                if self._facility(found.first):
                    self._end(PLACE)
                    return False
                lead.status = status
                lead.first = found.first
                lead.titles.append(found)
                self._end(HONOUR, found.first)
                self._before_honour(found.first - 1)
                return False
            if not (lead.loose or lead.titles or lead.named):
                self._end(IDENTITY if found.definite else BARRED, found.first)
                return False
        lead.status = status
        self._end(CUE, found.first)
        return False

    def _unreal(self, at: int) -> bool:
        """Attempted, feared or threatened harm is none."""
        stop = max(self.floor, at - _IRREALIS_WINDOW)
        return any(
            self.context.role(i, "irrealis") is not None and not self._crime(i)
            for i in range(stop, at)
        )

    def _crime(self, at: int) -> bool:
        found = self.context.role(at, "irrealis")
        return found is not None and bool(found.sense.features.get("generic"))

    def _facility(self, at: int) -> bool:
        """Whether the noun before token `at` is a place or unit that bears a name."""
        before = at - 1
        if before < 0 or not self.words.is_word(before):
            return False
        words = self.context.doc.analyses[before]
        if self.words.role(before) == "named_after" or "place_nouns" in words:
            return True
        return "actor_nouns" in words

    def _title(self, found: Found) -> bool:
        lead = self.lead
        features = found.sense.features
        kin = bool(features.get("kin")) or features.get("type") == "kin"
        adjacent = self._direct() and not lead.titles
        if found.prefix.endswith(BY):
            self._end(BARRED)
            return False
        owned = bool(found.suffix) or self._his(found)
        definite = found.definite or self.context.doc.forms[found.first].startswith(ARTICLE)
        owner = not owned and not definite
        owner = owner and (
            kin or bool(features.get("collective")) or not self._quoted_next(found.last)
        )
        many = found.tag.startswith("plural") or bool(features.get("collective"))
        if owner and not lead.named:
            construct = lead.titles and lead.titles[-1].definite and (
                lead.titles[-1].first == found.last
            )  # fmt: skip
            if (adjacent and (kin or many)) or construct:
                self._end(BARRED)
                return False
        if features.get("others"):
            if found.tag.startswith("singular") and not found.prefix:
                self.at = found.first - 1
                return True
            self._end(BARRED)
            return False
        if owned and (kin or features.get("group") == "children"):
            lead.kin = lead.kin or (found.first, found.last)
        honour = honoured(found)
        lead.titles.append(found)
        lead.first = found.first
        self.post = False
        self.at = found.first - 1
        if honour and found.definite | (found.tag in ("word", "phrase")):
            if self._facility(found.first):
                self._end(PLACE)
                return False
            lead.status = "killed"
            self._end(HONOUR, found.first)
            self._before_honour(found.first - 1)
            return False
        if found.prefix.startswith(AND):
            self.joined = True
            self._end(JOINED if self.at < self.reach else AND_TITLE)
            return False
        return True

    def _his(self, found: Found) -> bool:
        """ "His uncle" and "aunt" fold alike; the letter as written decides."""
        return self.context.doc.tokens[found.last - 1].text.endswith(HIS)

    def _before_honour(self, at: int) -> None:
        """ "The politician, the martyr …": the title before the form of address."""
        title = self.words.title_ending(at, self.floor) if at >= self.floor else None
        if title is not None and title.definite and not title.prefix:
            self.lead.titles.append(title)
            self.lead.first = title.first

    def _quoted_next(self, at: int) -> bool:
        return self.words.is_mark(at, OPENING)
