"""The words of reports, folded, as a full-text index beside the case's tables.

SQLite: an FTS5 table over text that holds index forms and blanks alone, so that its tokeniser has
nothing to decide. PostgreSQL: a tsvector written form by form, for the same reason. The row is
that of the report's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, TextClause, text

from riwaya.casefile.language import words_of
from riwaya.casefile.rows import chunks, copy_values

LONGEST_TEXT = 4_000_000
"""Code points of a text that are indexed."""

# What a tsvector holds: positions up to this, and a megabyte in all.
_LAST_POSITION, _MOST_BYTES, _ENTRY_BYTES = 16_383, 900_000, 12
_BETWEEN = 10
_REPLACE: Mapping[str, tuple[TextClause, ...]] = {
    "sqlite": (
        text("DELETE FROM words WHERE rowid = :number"),
        text("INSERT INTO words (rowid, title, body) VALUES (:number, :title, :body)"),
    ),
    "postgresql": (
        text(
            "INSERT INTO words (report, search) VALUES (:number, CAST(:vector AS tsvector))"
            " ON CONFLICT (report) DO UPDATE SET search = excluded.search"
        ),
    ),
}


def index(connection: Connection, number: int, title: str, body: str) -> None:
    """Replace what the report of this number is found by: its title, and the words of its text.

    At most 4,000,000 code points of `body` are indexed. On PostgreSQL only the first 16,383 words
    can be found as parts of a quotation.
    """
    dialect = connection.dialect.name
    titled, told = _forms(title), _forms(body[:LONGEST_TEXT])
    values: dict[str, object]
    if dialect == "sqlite":
        values = {"number": number, "title": " ".join(titled), "body": " ".join(told)}
    else:
        values = {"number": number, "vector": _vector(titled, told)}
    for statement in _REPLACE[dialect]:
        connection.execute(statement, values)


def index_all(connection: Connection, texts: Sequence[tuple[int, str, str]]) -> None:
    """As `index`, of many reports: (number, title, body)."""
    if connection.dialect.name == "sqlite":
        for number, title, body in texts:
            index(connection, number, title, body)
        return
    for chunk in chunks([number for number, _, _ in texts]):
        connection.execute(text("DELETE FROM words WHERE report = ANY(:some)"), {"some": chunk})
    rows = [(n, _vector(_forms(title), _forms(body[:LONGEST_TEXT]))) for n, title, body in texts]
    copy_values(connection, "words", ("report", "search"), rows)


def settle(connection: Connection) -> None:
    """Merge what many additions left in pieces; worth it after thousands, never needed."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words (words) VALUES ('optimize')"))


def _forms(text: str) -> list[str]:
    return [word.form for word in words_of(text)] if text else []


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """The literal of a tsvector: forms with their positions, those of the title of weight A."""
    positions: dict[str, list[str]] = {}
    left = _MOST_BYTES
    for form, position, weight in _placed(title, body):
        held = positions.get(form)
        if held is None:
            left -= len(form.encode("utf-8")) + _ENTRY_BYTES
            if left < 0:
                break
            held = positions[form] = []
        if position <= _LAST_POSITION and len(held) < 255:
            left -= 2
            held.append(f"{position}{weight}")
    return " ".join(
        f"'{form}':{','.join(places)}" if places else f"'{form}'"
        for form, places in positions.items()
    )


def _placed(title: Sequence[str], body: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for position, form in enumerate(title, start=1):
        yield form, position, "A"
    # A gap, so that no quotation reaches from the title into the text.
    for position, form in enumerate(body, start=len(title) + _BETWEEN):
        yield form, position, "B"
