"""What became of incidents that are no more: merged, split, or linked anew.

An incident is named after its first mention. When that goes elsewhere, the id goes with it, while
notes and links of people still hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from riwaya.casefile.desk_schema import trails
from riwaya.casefile.schema import incidents

_CHUNK = 200
_LONGEST, _MOST = 50, 20

Member = tuple[int, str]
"""A mention: the number of its report, and the event."""


class Successor(NamedTuple):
    """An incident that holds mentions of one that is no more; `shared`: how many."""

    id: str
    shared: int


def note_trails(
    connection: Connection, old: Iterable[tuple[Member, str]], new: Iterable[tuple[Member, str]]
) -> None:
    """Write down where the mentions of incidents went that are no more.

    `old`, `new`: mentions with the incident that held them before and holds them now. Mentions
    that the new reading of a report does not have are followed by their report.
    """
    by_member = dict(new)
    by_report: dict[int, set[str]] = {}
    for (report, _), incident in by_member.items():
        by_report.setdefault(report, set()).add(incident)
    here = set(by_member.values())
    went: dict[str, Counter[str]] = {}
    for member, incident in old:
        if incident in here:
            continue
        to = {by_member[member]} if member in by_member else by_report.get(member[0], set())
        went.setdefault(incident, Counter()).update(to)
    rows = [
        {"old": incident, "new": name, "shared": shared}
        for incident, found in sorted(went.items())
        for name, shared in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
    ]
    # Who is back needs no trail; who is gone anew has another one.
    _forget(connection, sorted({*went, *here}))
    if rows:
        connection.execute(insert(trails), rows)


def _forget(connection: Connection, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        connection.execute(delete(trails).where(trails.c.old.in_(chunk)))


def known_as_old(connection: Connection, start: str) -> str | None:
    """The id that begins so of an incident that is no more; None where none or several do."""
    query = select(trails.c.old).where(trails.c.old.startswith(start, autoescape=True)).distinct()
    found = list(connection.execute(query.limit(2)).scalars())
    return found[0] if len(found) == 1 else None


def successors(connection: Connection, incident_id: str) -> tuple[Successor, ...]:
    """The incidents that hold the mentions of one that is no more, those with most first; empty
    where nothing is known of it. Followed over as many changes as there were.
    """
    found: Counter[str] = Counter()
    seen = {incident_id}
    ahead = _step(connection, incident_id)
    while ahead and len(seen) <= _LONGEST:
        name, shared = ahead.pop(0)
        if _is_there(connection, name):
            found[name] += shared
        elif name not in seen:
            seen.add(name)
            ahead += _step(connection, name)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Successor(*item) for item in ordered)


def _step(connection: Connection, incident_id: str) -> list[tuple[str, int]]:
    query = select(trails.c.new, trails.c.shared).where(trails.c.old == incident_id)
    found = connection.execute(query.order_by(trails.c.shared.desc(), trails.c.new))
    return [(row.new, row.shared) for row in found]


def _is_there(connection: Connection, incident_id: str) -> bool:
    query = select(incidents.c.id).where(incidents.c.id == incident_id)
    return connection.execute(query).first() is not None
