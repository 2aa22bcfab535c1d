"""Whose statement it is, and who stands behind a named source."""

from __future__ import annotations

from riwaya.arabic.words import WORD
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.sources import SourceReader
from riwaya.reading.attribution.words import COMMAS, Words, is_verb


class Owners:
    """Finds the owners of statements in one document."""

    def __init__(self, words: Words, reader: SourceReader) -> None:
        self.words = words
        self.reader = reader

    def owner(self, at: int, limit: int) -> tuple[Naming | None, int]:
        """Whose statement it is: after li-, "issued by", a verb, or directly after the noun."""
        words = self.words
        for index in range(at, min(limit, at + 5)):
            if words.kind(index) != WORD:
                break
            origin = words.role(index, "origin")
            if origin is not None:
                owner = self.reader.read(origin.last, limit, loose=True)
                return owner, owner.last if owner else origin.last
            named = self.reader.owner(index, limit)
            if named is not None:
                return named, named.last
            if words.role(index, "inside"):
                named = self.reader.read(index + 1, limit)
                if named is not None and named.generic == "source":
                    return named, named.last
            saying = words.saying(index)
            if saying is not None and is_verb(saying):
                index += 1
                while index < limit and words.role(index, "stop", "time"):
                    index += 1
                owner = self.reader.read(index, limit, loose=True)
                return owner, owner.last if owner else index
            if index == at:
                owner = self.reader.read(index, limit)
                if owner is not None and not owner.prefix and not owner.statement:
                    return owner, owner.last
            if words.role(index, "stop", "break", "complement", "time"):
                break
        return None, at

    def tail(self, at: int, limit: int) -> tuple[Naming | None, Naming | None, int]:
        """(quoted source, passing source, end) after the name in a phrase of according."""
        words = self.words
        inner: Naming | None = None
        through: Naming | None = None
        while at < limit:
            begin = at + 1 if words.is_punct(at, COMMAS) and at + 1 < limit else at
            quoting = words.role(begin, "quoting")
            hearer = self.reader.hearer(at, limit)
            if quoting is not None:
                naming = self.reader.read(quoting.last, limit, loose=True)
                if naming is None:
                    break
                inner, at = naming, naming.last
            elif hearer is not None:
                through, at = hearer, hearer.last
            else:
                break
        return inner, through, at
