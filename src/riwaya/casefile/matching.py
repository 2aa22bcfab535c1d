"""What is wanted, said to the word index of either database."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Select,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from riwaya.casefile.query import Phrase, Wanted

TITLE_WEIGHT, BODY_WEIGHT = 4.0, 1.0
_WORDS = table("words", column("rowid"), column("report"), column("search"))
_RANKS = "'{0, 0, 0.25, 1}'::real[]"


class Match:
    """The reports that the index finds for a query.

    `nothing`: some word is in no report, so that none can fit.
    """

    def __init__(self, connection: Connection, wanted: Wanted) -> None:
        self._sqlite = connection.dialect.name == "sqlite"
        held = _attested(connection, wanted)
        say = _said_to_sqlite if self._sqlite else _said_to_postgresql
        groups = [say(group, held) for group in wanted.groups]
        excluded = say(wanted.excluded, held)
        self.nothing = wanted.nothing or not all(groups)
        self._wanted = (" AND " if self._sqlite else " & ").join(f"({g})" for g in groups)
        self._excluded = excluded
        if self._wanted and excluded:
            self._wanted += f" NOT ({excluded})" if self._sqlite else f" & !({excluded})"

    @property
    def by_words(self) -> bool:
        """Whether reports have to hold words, and not only lack some."""
        return bool(self._wanted)

    def numbers(self) -> Select[Any, Any]:
        """(number, score) of the reports that fit; the lowest score fits best."""
        return select(self._number.label("number"), self._score().label("score")).where(
            self._fits(self._wanted)
        )

    def lacking(self, number: ColumnElement[int]) -> ColumnElement[bool]:
        """That a report holds none of the excluded words."""
        if not self._excluded:
            return true()
        return number.not_in(select(self._number).where(self._fits(self._excluded)))

    def among(self, numbers: Select[Any]) -> ColumnElement[bool]:
        """That a report is one of `numbers`, checked after the words."""
        if self._sqlite:
            # Without the sign SQLite would ask the index once for every number.
            return literal_column("+words.rowid").in_(numbers)
        return _WORDS.c.report.in_(numbers)

    def newest_first(self) -> ColumnElement[int]:
        """The order in which reports were added, last first."""
        return self._number.desc()

    @property
    def _number(self) -> ColumnElement[int]:
        return _WORDS.c.rowid if self._sqlite else _WORDS.c.report

    def _fits(self, said: str) -> ColumnElement[bool]:
        if self._sqlite:
            return literal_column("words").op("MATCH", is_comparison=True)(bindparam(None, said))
        return _WORDS.c.search.bool_op("@@")(cast(bindparam(None, said), TSQUERY))

    def _score(self) -> ColumnElement[float]:
        if self._sqlite:
            return func.bm25(literal_column("words"), TITLE_WEIGHT, BODY_WEIGHT)
        said = cast(bindparam(None, self._wanted), TSQUERY)
        rank = func.ts_rank(literal_column(_RANKS), _WORDS.c.search, said, 1)
        return -cast(rank, Float(53))


_ATTESTED = {
    "sqlite": text(
        "SELECT value FROM json_each(:forms) WHERE EXISTS"
        " (SELECT 1 FROM words WHERE words MATCH '\"' || value || '\"')"
    ),
    "postgresql": text(
        "SELECT form FROM json_array_elements_text(CAST(:forms AS json)) AS given (form)"
        " WHERE EXISTS"
        " (SELECT 1 FROM words WHERE search @@ CAST(quote_literal(form) AS tsquery))"
    ),
}


def _attested(connection: Connection, wanted: Wanted) -> Callable[[str], bool]:
    """Which forms some report holds: of the hundreds a word may take, few are ever written."""
    phrases = (*wanted.phrases, *wanted.excluded)
    forms = dict.fromkeys(form for p in phrases for forms in p.words for form in forms)
    asked = _ATTESTED[connection.dialect.name]
    found = connection.execute(asked, {"forms": json.dumps(list(forms))})
    return frozenset(found.scalars()).__contains__


def _said_to_sqlite(phrases: Sequence[Phrase], held: Callable[[str], bool]) -> str:
    """An FTS5 expression for any of `phrases`, or "" where no report can hold one."""
    return " OR ".join(
        f'"{" ".join(forms)}"' for phrase in phrases for forms in product(*_held(phrase, held))
    )


def _said_to_postgresql(phrases: Sequence[Phrase], held: Callable[[str], bool]) -> str:
    """A tsquery for any of `phrases`."""
    return " | ".join(
        " <-> ".join(_either(forms) for forms in words)
        for words in (_held(phrase, held) for phrase in phrases)
        if all(words)
    )


def _either(forms: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{form}'" for form in forms) + ")"


def _held(phrase: Phrase, held: Callable[[str], bool]) -> Sequence[Sequence[str]]:
    return [[form for form in forms if held(form)] for forms in phrase.words]
