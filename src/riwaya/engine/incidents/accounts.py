"""The accounts of a shard of readings: each newest reading with its report's id in a case, when
it came out, and what it is a copy of.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from riwaya.casefile.keep import utc
from riwaya.engine.incidents.arrivals import lines_of, newest_in
from riwaya.engine.incidents.shuffle import PREFIX
from riwaya.engine.stage import shard_name
from riwaya.engine.storage import Store
from riwaya.model.deserialise import reading_record
from riwaya.model.incident import Account
from riwaya.model.serialise import dumps

_GROUPS = f"{PREFIX}groups"
_PDF = "application/pdf"


class Told(NamedTuple):
    """An account on its way to those that need it. `place`: its line in the shard; `pdf`: whether
    its text is out of a PDF.
    """

    place: int
    reading: dict[str, Any]
    published_at: str | None
    forwarded_from: str | None
    text_origin: str
    copy_reason: str | None
    pdf: bool

    @property
    def account(self) -> Account:
        """The account itself."""
        at = self.published_at
        return Account(
            reading=reading_record(self.reading),
            published_at=datetime.fromisoformat(at) if at else None,
            text_origin=self.text_origin,
            copy_reason=self.copy_reason,
            forwarded_from=self.forwarded_from,
        )


def keep_groups(store: Store, shard: int, rows: list[list[Any]]) -> None:
    """Note which reports of a shard have copies, as `copying.groups_by_shard` found it."""
    store.write(f"{_GROUPS}/{shard_name(shard)}.json", dumps(rows).encode("utf-8"))


def drop_groups(store: Store) -> None:
    """Take all such notes away."""
    for name in store.names(_GROUPS):
        store.remove(f"{_GROUPS}/{name}")
    store.sweep(_GROUPS)


def accounts_in(
    store: Store, shard: int, id_parts: int, places: Collection[int] | None = None
) -> Iterator[Told]:
    """The accounts of a shard, of those `places` only, in their order; none for failed readings."""
    newest = newest_in(store, shard, id_parts)
    noted = json.loads(store.read(f"{_GROUPS}/{shard_name(shard)}.json") or b"[]")
    groups = {number: (first, reason) for number, first, reason in noted}
    for line in lines_of(store, shard):
        report = newest.get(line.place)
        wanted = places is None or line.place in places
        if not wanted or report is None or line.intake is None or "error" in line.reading:
            continue
        first, reason = groups.get(report.number, (report.id, None))
        original = line.intake.original
        named = {**line.reading, "report": {**line.reading["report"], "id": report.id}}
        yield Told(
            place=line.place,
            reading=named,
            published_at=utc(line.intake.published_at),
            forwarded_from=line.intake.forwarded_from,
            text_origin=first,
            copy_reason=reason,
            pdf=original is not None and original.media_type == _PDF,
        )
