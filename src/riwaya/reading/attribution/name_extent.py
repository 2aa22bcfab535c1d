"""How far the name of a source reaches behind its head."""

from __future__ import annotations

from abc import ABC, abstractmethod

from riwaya.arabic.inflection import accusative
from riwaya.arabic.particles import AND, BY, PLURAL_ENDINGS, TO
from riwaya.arabic.phrases import Match
from riwaya.arabic.words import LATIN, NUMBER, PUNCT, WORD
from riwaya.reading.attribution.naming import NamedSource, Naming
from riwaya.reading.attribution.source_lookup import SourceLookup
from riwaya.reading.attribution.words import DASHES, SOURCE_NOUNS, is_verb

_UNKNOWN_WORDS = 5
_SHORTEST_TOLD = 4
# Roles of words that are no part of a name, and of those that end one.
_OUTSIDE = frozenset({"statement", "time", "setting", "stop", "complement", "what"})
_ENDINGS = (
    "stop", "complement", "relative", "time", "turn", "setting", "break", "aux", "according",
    "quoting", "speech", "same", "origin",
)  # fmt: skip
_ENDING = frozenset(_ENDINGS)
# Sources that are not somebody's: what follows with li- is who was told.
_UNOWNED = frozenset({"source", "activist", "witness", "local"})
# Nouns after which people harmed may be part of the name.
_INSTITUTIONS = frozenset(
    {"medical", "ngo", "monitor", "activist_network", "authority", "military", "local"}
)


class NameExtent(SourceLookup, ABC):
    """Finds the end of a name whose head is read."""

    @abstractmethod
    def hearer(self, at: int, limit: int) -> Naming | None:
        """Which outlet is told something at token `at`."""

    def quoted(
        self, first: int, head_end: int, quoted: int, limit: int
    ) -> tuple[int, int, Match[NamedSource] | None]:
        """As `extend`, for a name in quotation marks that close before token `quoted`."""
        _, _, inner = self.extend(first, head_end, quoted - 1)
        if self.words.is_word(quoted) and quoted < limit and self.words.definite(quoted):
            end, core, _ = self.extend(first, quoted, limit)
            return end, core, inner
        return quoted, quoted, inner

    def extend(
        self, first: int, end: int, limit: int
    ) -> tuple[int, int, Match[NamedSource] | None]:
        """End of the noun phrase whose head ends at `end`, its core, and a name inside it."""
        words, forms = self.words, self.doc.forms
        inner: Match[NamedSource] | None = None
        unknown = 0
        solid = end
        core = 0
        # End of a listed name, which needs no further word.
        whole = end if self.named(first, end) is not None else -1
        open_ended = end - first == 1 and not words.definite(first)
        while end < limit:
            kind = words.kind(end)
            if kind == PUNCT:
                step = self._punctuation(end, limit)
                if not step:
                    break
                end = step
                if forms[end - 1] not in DASHES and forms[end - 1] != "#":
                    solid = end
                continue
            if kind == LATIN:
                end = solid = end + 1
                continue
            if kind == NUMBER or kind != WORD:
                break
            match = self.named(end, limit)
            if match is not None and match.prefix in ("", BY):
                inner = inner or match
                end = solid = whole = match.last
                unknown, open_ended = 0, False
                continue
            if self.teller(end, limit) and not self.yields(first):
                break
            if "inside" in words.roles_at[end] and "turn" not in words.roles_at[end]:
                if end + 1 >= limit or not self._inside(end + 1):
                    break
                end += 1
                open_ended = True
                continue
            if self._ends(end, first, limit) and not self._of_institution(end, first, limit):
                break
            if words.definite(end):
                if not open_ended and not core and words.is_event_noun(end, definite=True):
                    core = solid
                open_ended = False
            elif self._adjective(first, end):
                open_ended = False
            elif not open_ended and self.told(first, end, limit):
                break
            elif self.generic(end, limit) is not None or "place_nouns" in self.doc.analyses[end]:
                if not open_ended and not core and (words.definite(end - 1) or end == whole):
                    core = solid
                open_ended = True
            else:
                unknown += 1
                if unknown > _UNKNOWN_WORDS:
                    break
                if not open_ended and not core and not self.personal(end):
                    core = solid
                open_ended = False
            end += 1
            solid = end
        return solid, core or solid, inner

    def _of_institution(self, at: int, first: int, limit: int) -> bool:
        """Whether people harmed, or operations, belong to a name: "league of the detained of X".

        They follow the institution without a mark, and what they are of follows them.
        """
        words = self.words
        if words.definite(at - 1) or not words.is_word(at + 1) or at + 1 >= limit:
            return False
        noun = self.doc.analyses[at - 1].get(SOURCE_NOUNS)
        if noun is None or noun.key not in _INSTITUTIONS:
            return False
        analyses = self.doc.analyses[at]
        return any(
            word is not None and not word.prefix and word.tag.startswith("plural")
            for word in (analyses.get("casualties"), analyses.get("events"))
        )

    def _adjective(self, first: int, at: int) -> bool:
        """Whether the word is an adjective that the generic head at `first` is known with."""
        noun = self.doc.find(first, SOURCE_NOUNS)
        if noun is None:
            return False
        form, known = self.doc.forms[at], noun.sense.features["refined_by"]
        return form in known or (form.startswith(AND) and form[len(AND) :] in known)

    def _punctuation(self, at: int, limit: int) -> int:
        """End of what a punctuation mark inside a name joins to it; 0 when the mark ends it."""
        words, tokens = self.words, self.doc.tokens
        mark = self.doc.forms[at]
        if mark == "(" or words.opens_quote(at):
            end = words.closing(at, limit)
            if not end or "complement" in words.roles_at[at + 1]:
                return 0
            return end if end - at < 5 or not words.is_any_verb(at + 1) else 0
        if mark in DASHES and at + 1 < limit:
            joined = tokens[at].start == tokens[at - 1].end
            return at + 1 if joined and words.is_word(at + 1) else 0
        return at + 1 if mark == "#" else 0

    def _inside(self, at: int) -> bool:
        """Whether the words after a preposition of place still belong to the name."""
        words = self.words
        if not words.is_word(at) or words.is_event_noun(at):
            return False
        return _OUTSIDE.isdisjoint(words.roles_at[at])

    def _ends(self, at: int, first: int, limit: int) -> bool:
        """Whether the word at `at` does not belong to the name that starts at `first`."""
        words = self.words
        roles = words.roles_at[at]
        if "joiner" in roles:
            return False
        ending = None if _ENDING.isdisjoint(roles) else words.role(at, *_ENDINGS)
        if ending and not (ending.definite and ending.sense.features["role"] == "time"):
            return not self._given_after_title(at)
        statement = words.role(at, "statement") if "statement" in roles else None
        if (
            statement is not None
            and statement.sense.features.get("published")
            and not (statement.definite or statement.prefix)
        ):
            return True
        if words.is_event_noun(at) or accusative(self.doc.tokens[at].text):
            return True
        if words.definite(at):
            return self._another(at)
        saying = words.saying(at)
        if saying is not None and is_verb(saying):
            return True
        if self.after_to(at, limit):
            return self.doc.forms[at] == TO or self.hearer(at, limit) is not None
        if self._told_after_name(at) or self._told_by_unowned(first, at):
            return True
        noun = self.doc.analyses[at].get(SOURCE_NOUNS)
        if noun is not None:
            return noun.prefix not in ("", AND, BY, TO)
        return words.is_any_verb(at)

    def _another(self, at: int) -> bool:
        """Whether a definite word begins another noun phrase ("activists accused the army").

        Nothing definite belongs to an indefinite plural that has its nun, and behind a definite
        noun only adjectives do.
        """
        if not self.words.definite(at - 1):
            plural = self._indefinite_plural(at - 1)
            adjective = self.doc.forms[at - 1].endswith(PLURAL_ENDINGS)
            return plural or (adjective and self._indefinite_plural(at - 2))
        forces = self.doc.analyses[at].get("actor_nouns")
        return forces is not None and forces.definite and forces.tag.startswith("plural")

    def _indefinite_plural(self, at: int) -> bool:
        """Whether a noun for sources is a regular plural without article and with its nun."""
        noun = self.doc.analyses[at].get(SOURCE_NOUNS) if at >= 0 else None
        if noun is None or noun.definite or not noun.tag.startswith("plural"):
            return False
        return self.doc.forms[at].endswith(PLURAL_ENDINGS)

    def _given_after_title(self, at: int) -> bool:
        """Whether a small word is a given name here: one is written like "on"."""
        if self.doc.forms[at] not in self._given:
            return False
        before = self.doc.analyses[at - 1]
        return "titles" in before or self.doc.forms[at - 1] in self._given

    def _told_by_unowned(self, first: int, at: int) -> bool:
        """Whether a definite word with li- is who a nameless source told."""
        noun = self.doc.analyses[first].get(SOURCE_NOUNS)
        return self.doc.forms[at].startswith(TO + TO) and noun is not None and noun.key in _UNOWNED

    def _told_after_name(self, at: int) -> bool:
        """Whether an unknown word with li- after a surname is who was told."""
        forms = self.doc.forms
        return (
            forms[at].startswith(TO)
            and len(forms[at]) > _SHORTEST_TOLD
            and forms[at] not in self._given
            and self.words.definite(at - 1)
            and forms[at - 2] in self._given
        )
