"""Where what is said starts after a verb of saying, and who stands between."""

from __future__ import annotations

from riwaya.arabic.particles import BY, TO
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.words import COMMAS, Words, is_participle, is_verb

AFTER_VERB = 24
"""How many tokens after a verb its content may start."""
_COLON = frozenset(":")
# What may follow a comma between a verb and its subject; phrases of where something was said; what
# takes "that" after it; what opens another clause.
_AFTER_COMMA = frozenset({"time", "turn", "according", "quoting", "complement"})
_SETTINGS = frozenset({"inside", "setting"})
_INTO = frozenset({"content", "inside"})
_NEW_CLAUSE = frozenset({"break", "relative"})


class Content:
    """Finds the content of verbs of saying in one document."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader

    def skip(self, at: int, limit: int) -> int:
        """Past words of time and set phrases that may stand between verb and subject."""
        words = self.words
        while at < limit:
            found = words.role(at, "time", "turn", "aux")
            if found is not None:
                at = found.last
            elif (
                words.is_punct(at, COMMAS)
                and at + 1 < limit
                and not _AFTER_COMMA.isdisjoint(words.roles_at[at + 1])
            ):
                at += 1
            else:
                return at
        return at

    def near(self, at: int, limit: int) -> bool:
        """Whether a that-clause follows at once, or after a phrase of where it was said."""
        words = self.words
        at = self.skip(at, limit)
        if self.marks(at, limit, strict=True):
            return True
        if _SETTINGS.isdisjoint(words.roles_at[at]):
            return False
        return any(
            self.marks(index, limit, strict=True)
            for index in range(at + 1, min(limit, at + AFTER_VERB // 2))
        )

    def marks(self, at: int, limit: int, strict: bool) -> bool:
        """Whether the content of a verb of saying starts at `at`."""
        words = self.words
        if at >= limit:
            return False
        roles = words.roles_at[at]
        if ("complement" in roles and self._opens_clause(at)) or "speech" in roles:
            return True
        mark = words.marks.get(at)
        if mark is not None and mark in _COLON:
            return True
        if words.opens_quote(at):
            first = at + 1
            return (
                not words.closing(at, limit)
                or "complement" in words.roles_at[first]
                or words.is_event_noun(first)
                or (words.is_any_verb(first) and not words.definite(first))
            )
        if strict:
            return False
        return self.marks_loosely(at)

    def _opens_clause(self, at: int) -> bool:
        """Whether "that" opens what is said, rather than a clause of time ("before that …")."""
        words = self.words
        before = (
            words.doc.analyses[at - 1].get("function") if at and words.is_word(at - 1) else None
        )
        return (
            before is None
            or before.key != "preposition"
            or bool(before.suffix)
            or not _INTO.isdisjoint(words.roles_at[at - 1])
        )

    def marks_loosely(self, at: int) -> bool:
        words = self.words
        if not words.is_word(at):
            return False
        if "content" in words.roles_at[at] or words.is_event_noun(at):
            return True
        word = words.doc.analyses[at]
        return any(w.prefix in (BY, TO) and w.tag == "masdar" for w in word.values())

    def find(
        self, at: int, limit: int, via: bool | str
    ) -> tuple[int, Naming | None, Naming | None, bool]:
        """(start of the content or -1, quoted source, passing source, marked by a that-clause)."""
        words = self.words
        roles_at = words.roles_at
        inner: Naming | None = None
        through: Naming | None = None
        last = min(limit, at + AFTER_VERB)
        loose = -1
        index = at
        while index < last:
            if self.reader.is_quiet(index):
                index += 1
                continue
            if loose >= 0 and (words.is_punct(index, COMMAS) or self._new_clause(index)):
                break
            if self.marks(index, limit, strict=True):
                return self.words_start(index, limit), inner, through, True
            found = words.role(index, "quoting") if "quoting" in roles_at[index] else None
            if found is None and inner is None and self.reader.teller(index, limit):
                found = words.role(index, "told_by")
            if found is not None or (via and inner is None and self.is_from(index, via)):
                begin = found.last if found is not None else index + 1
                inner = self.reader.read(begin, limit, loose=True)
                if inner is not None:
                    index = inner.last
                    continue
            hearer = self.reader.hearer(index, limit) if loose < 0 else None
            if hearer is not None:
                through = through or hearer
                index = hearer.last
                continue
            if "according" in roles_at[index]:
                according = words.role(index, "according")
                assert according is not None
                naming = self.reader.read(according.last, limit)
                if naming is None:
                    break
                through, index = through or naming, naming.last
                continue
            if loose < 0 and "statement" not in roles_at[index + 1] and self.marks_loosely(index):
                loose = index
            if index > at and self._new_clause(index):
                break
            index += 1
        if loose < 0 and inner is not None:
            loose = min(inner.last, limit)
        return loose, inner, through, False

    def is_from(self, at: int, via: bool | str) -> bool:
        """Whether the source that is passed on follows: after "from", or "to" where `via` says."""
        found = self.words.role(at, "content")
        return found is not None and bool(found.sense.features.get("from")) == (via != "to")

    def words_start(self, at: int, limit: int) -> int:
        """Start of the words said, past the word or mark that opens them."""
        words = self.words
        while at < limit:
            found = words.role(at, "complement", "speech")
            if found is not None:
                at = found.last
            elif words.is_punct(at, _COLON) or words.is_punct(at, COMMAS):
                at += 1
            else:
                break
        return at

    def _new_clause(self, at: int) -> bool:
        """Whether another clause begins, so that no content of this verb can follow."""
        words = self.words
        if not _NEW_CLAUSE.isdisjoint(words.roles_at[at]):
            return True
        saying = words.saying(at)
        if saying is None or saying.sense.features.get("weak"):
            return False
        return is_verb(saying) or (is_participle(saying) and words.is_punct(at - 1, COMMAS))

    def object_end(self, at: int, limit: int) -> int:
        """End of the object alone: before a relative clause, a comma or a consequence."""
        words = self.words
        for index in range(at, limit):
            if index > at + 1 and words.is_any_verb(index) and not words.is_event_noun(index):
                return index
            if not _NEW_CLAUSE.isdisjoint(words.roles_at[index]) or words.is_punct(index, COMMAS):
                return index
        return limit

    def aside(self, at: int, limit: int) -> int:
        """Start of a relative clause set off by a comma, or -1.

        Who guesses at the cause does not answer for what the report adds about the event.
        """
        words = self.words
        for index in range(at + 1, limit):
            if "relative" in words.roles_at[index] and words.is_punct(index - 1, COMMAS):
                return index
        return -1
