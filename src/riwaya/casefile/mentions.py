"""Mentions of events as they lie in a case, found by the keys that bring them together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select

from riwaya.casefile.rows import write_rows
from riwaya.casefile.schema import blocks, mentions, reports
from riwaya.incidents.linking.blocking import keys_of
from riwaya.incidents.linking.index import crowd_of, is_crowded
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import MentionKey

_CHUNK = 300
T = TypeVar("T")
Row = tuple[int, str]


class StoredMentions:
    """The mentions of a case through one connection, as an `Index`.

    What was asked for is kept: whoever changes mentions makes another of these.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[MentionKey, Mention] = {}
        self._blocks: dict[str, tuple[Row, ...]] = {}
        self._sizes: dict[str, int] = {}
        self._rows: dict[Row, Mention] = {}

    def near(self, keys: Sequence[str]) -> Iterator[Mention]:
        """As `Index.near`; each once."""
        crowds = {key: crowd_of(key) for key in keys}
        sizes = self.sizes({one for crowd in crowds.values() for one in crowd})
        followed = [k for k in keys if not is_crowded(sum(sizes[one] for one in crowds[k]))]
        yield from self.under(followed)

    def sizes(self, keys: Collection[str]) -> dict[str, int]:
        """As `Index.sizes`."""
        for chunk in _chunks(sorted(set(keys) - self._sizes.keys())):
            self._sizes.update(dict.fromkeys(chunk, 0))
            query = select(blocks.c.block, func.count()).where(blocks.c.block.in_(chunk))
            for block, count in self._connection.execute(query.group_by(blocks.c.block)):
                self._sizes[block] = count
        return {key: self._sizes[key] for key in keys}

    def under(self, keys: Collection[str]) -> Iterator[Mention]:
        """As `Index.under`; each once."""
        for chunk in _chunks(sorted(set(keys) - self._blocks.keys())):
            under: dict[str, list[Row]] = {key: [] for key in chunk}
            query = select(blocks).where(blocks.c.block.in_(chunk))
            for row in self._connection.execute(query):
                under[row.block].append((row.report, row.event))
            self._blocks.update({key: tuple(found) for key, found in under.items()})
        yield from self._records(sorted({row for key in keys for row in self._blocks[key]}))

    def get(self, key: MentionKey) -> Mention | None:
        """The mention of that key, None when there is none."""
        if key not in self._seen:
            query = (
                select(mentions.c.object)
                .join(reports, reports.c.number == mentions.c.report)
                .where(reports.c.id == key.report, mentions.c.event == key.event)
            )
            found = self._connection.execute(query).scalar()
            if found is None:
                return None
            self._note(found)
        return self._seen.get(key)

    def of_reports(self, numbers: Sequence[int]) -> Iterator[Mention]:
        """The mentions of these reports."""
        for chunk in _chunks(numbers):
            query = select(mentions.c.object).where(mentions.c.report.in_(chunk))
            for row in self._connection.execute(query.order_by(mentions.c.report)):
                yield self._note(row.object)

    def everything(self) -> Iterator[Mention]:
        """All mentions of the case."""
        query = select(mentions.c.object).order_by(mentions.c.report, mentions.c.event)
        for row in self._connection.execute(query.execution_options(yield_per=1000)):
            yield Mention.from_object(json.loads(row.object))

    def sum(self) -> int:
        """`sum_of` all mentions of the case."""
        query = select(mentions.c.object).execution_options(yield_per=1000)
        return sum_of(self._connection.execute(query).scalars())

    def _records(self, rows: Sequence[Row]) -> Iterator[Mention]:
        # By report: SQLite does not look pairs up in an index.
        for chunk in _chunks(sorted({row[0] for row in rows if row not in self._rows})):
            query = select(mentions).where(mentions.c.report.in_(chunk))
            for row in self._connection.execute(query):
                self._rows[row.report, row.event] = self._note(row.object)
        yield from (self._rows[row] for row in rows)

    def _note(self, text: str) -> Mention:
        mention = Mention.from_object(json.loads(text))
        return self._seen.setdefault(mention.key, mention)


def stored_form(mention: Mention) -> str:
    """A mention as a case stores it."""
    return json.dumps(mention.to_object(), ensure_ascii=False, separators=(",", ":"))


def sum_of(stored: Iterable[str]) -> int:
    """A number that is the same for the same mentions, in whichever order they come, and for no
    others: their digests added up.
    """
    digests = (hashlib.sha256(one.encode("utf-8", "surrogatepass")).digest() for one in stored)
    return sum(int.from_bytes(digest, "big") for digest in digests) % (1 << 256)


def clear_mentions(connection: Connection) -> None:
    """Take all mentions out of the case; linking makes them anew."""
    connection.execute(delete(blocks))
    connection.execute(delete(mentions))


def replace_mentions(connection: Connection, made: Mapping[int, Iterable[Mention]]) -> None:
    """Store the mentions of reports, by number, in place of those they had."""
    for chunk in _chunks(sorted(made)):
        connection.execute(delete(blocks).where(blocks.c.report.in_(chunk)))
        connection.execute(delete(mentions).where(mentions.c.report.in_(chunk)))
    rows, keys = [], []
    for number, found in sorted(made.items()):
        for mention in found:
            text = stored_form(mention)
            rows.append({"report": number, "event": mention.key.event, "object": text})
            keys += [
                {"block": key, "report": number, "event": mention.key.event}
                for key in keys_of(mention)
            ]
    write_rows(connection, mentions, rows)
    write_rows(connection, blocks, keys)


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
