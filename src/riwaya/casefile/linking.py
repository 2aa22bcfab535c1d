"""The incidents of a case brought up to date with its reports and decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sqlalchemy import Column, Connection, bindparam, func, or_, select, update

import riwaya.incidents
from riwaya.casefile import log
from riwaya.casefile.accounts import Groups, accounts
from riwaya.casefile.copies import groups, groups_of
from riwaya.casefile.decisions import all_decisions, decisions_of, number_of_decisions
from riwaya.casefile.incidents import (
    numbers_of,
    recompose,
    replace_all_incidents,
    replace_incidents,
)
from riwaya.casefile.mentions import StoredMentions, clear_mentions, replace_mentions
from riwaya.casefile.open import Case
from riwaya.casefile.schema import decisions, incidents, members, mentions, reports
from riwaya.casefile.settings import keep_setting, setting
from riwaya.incidents.linking.linker import link, link_new
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Cluster
from riwaya.reading.version import program_version

_RULES, _HEEDED = "linking rules", "decisions heeded"
# Above this share of new mentions, linking all of them in memory costs less than looking around.
_MANY = 0.1
# Above this many reports, looking at all copies costs less than looking for theirs.
_MANY_GROUPS = 2_000
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of a linking: reports new to it, incidents made anew, incidents in all."""

    reports: int
    changed: int
    incidents: int


class KnownClusters(Protocol):
    """Clusters that were made elsewhere of mentions with this `sum_of`, without decisions."""

    @property
    def mentions(self) -> int:
        """`sum_of` the mentions."""

    def pieces(self) -> Iterable[Sequence[Cluster]]:
        """All clusters, some at a time."""


def bring_up_to_date(
    case: Case,
    tell: Callable[[int], None] = lambda done: None,
    known: KnownClusters | None = None,
) -> Linked:
    """Link what is new; the result is that of linking the whole case at once.

    One transaction: a run that is cut short changes nothing. `tell` hears how many reports have
    been looked at. `known`: taken over where they are of just the mentions of the case, and nobody
    has decided anything in it.
    """
    with case.reading() as connection:
        if _is_current(connection):
            return Linked(0, 0, _count(connection))
    with case.writing() as connection:
        if setting(connection, _RULES) != linking_rules():
            # Mentions made by other rules may even be of another form.
            clear_mentions(connection)
            connection.execute(update(reports).values(linked=None))
        stale = _stale(connection)
        copied = _groups_of(connection, stale)
        decided = all_decisions(connection)
        fresh = decided[int(setting(connection, _HEEDED) or 0) :]
        changed = _relink(connection, stale, copied, decided, fresh, tell, known)
        keep_setting(connection, _RULES, linking_rules())
        keep_setting(connection, _HEEDED, str(len(decided)))
        told = f"{len(stale)} reports and {len(fresh)} decisions, {changed} incidents"
        log.append(connection, case.moment(), case.who, [log.Deed("link", "incidents", "", told)])
        return Linked(len(stale), changed, _count(connection))


def heed(connection: Connection, report_ids: Sequence[str]) -> None:
    """Compose the incidents of some reports again after a decision about their claims, the last.

    Nothing else is looked at: what is new besides waits for `bring_up_to_date`.
    """
    beside = _beside(connection, report_ids)
    decided = decisions_of(connection, beside)
    recompose(connection, report_ids, decided, groups_of(connection, beside))
    made = number_of_decisions(connection)
    if int(setting(connection, _HEEDED) or 0) == made - 1:
        keep_setting(connection, _HEEDED, str(made))


def _beside(connection: Connection, report_ids: Sequence[str]) -> list[int]:
    """The reports of all incidents that these reports tell of."""
    beside = members.alias("beside")
    query = (
        select(beside.c.report)
        .join(members, members.c.incident == beside.c.incident)
        .join(reports, reports.c.number == members.c.report)
        .distinct()
    )
    found: set[int] = set()
    for start in range(0, len(report_ids), _CHUNK):
        some = report_ids[start : start + _CHUNK]
        found.update(connection.execute(query.where(reports.c.id.in_(some))).scalars())
    return sorted(found)


@lru_cache(maxsize=1)
def linking_rules() -> str:
    """What decides how mentions are linked and figures reconciled, as a digest."""
    folder = Path(riwaya.incidents.__file__).parent
    digest = hashlib.sha256(program_version().encode())
    for file in sorted(folder.rglob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_current(connection: Connection) -> bool:
    if setting(connection, _RULES) != linking_rules():
        return False
    made = connection.execute(select(func.count()).select_from(decisions)).scalar() or 0
    if int(setting(connection, _HEEDED) or 0) != made:
        return False
    return not _stale(connection)


def _stale(connection: Connection) -> list[int]:
    """The reports with another reading, or another first copy, than when they were linked.

    A report's copies change with its text and so with its reading. Therefore only the copies of
    unread reports are looked at, those they have now and those they had.
    """
    unread = select(reports.c.number, reports.c.origin).where(
        reports.c.reading.is_not(None),
        or_(reports.c.linked.is_(None), reports.c.linked != reports.c.reading),
    )
    origins = {row.number: row.origin for row in connection.execute(unread)}
    found = set(origins)
    if not found:
        return []
    copied = _groups_of(connection, sorted(found))
    was = _origins(connection, {first for one in origins.items() for first in one if first})
    beside = sorted((copied.keys() | was.keys()) - found)
    was |= _origins_of(connection, sorted(set(beside) - was.keys()))
    now = copied | _groups_of(connection, sorted(set(beside) - copied.keys()))
    found.update(n for n in beside if was.get(n, n) != now.get(n, (n, ""))[0])
    return sorted(found)


def _origins(connection: Connection, firsts: Iterable[int]) -> dict[int, int]:
    """The reports for whose texts these stood when they were linked, with which of them."""
    return _linked_where(connection, reports.c.origin, sorted(firsts))


def _origins_of(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """The reports that stood for the texts of these when they were linked."""
    return _linked_where(connection, reports.c.number, numbers)


def _linked_where(
    connection: Connection, column: Column[int], values: Sequence[int]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(values), _CHUNK):
        query = select(reports.c.number, reports.c.origin).where(
            column.in_(values[start : start + _CHUNK]),
            reports.c.linked.is_not(None),
            reports.c.origin.is_not(None),
        )
        found.update({row.number: row.origin for row in connection.execute(query)})
    return found


def _groups_of(connection: Connection, numbers: Sequence[int]) -> Groups:
    """The groups of these reports; of all, where they are so many that this costs less."""
    many = len(numbers) > _MANY_GROUPS
    return groups(connection) if many else groups_of(connection, numbers)


def _relink(
    connection: Connection,
    stale: Sequence[int],
    copied: Groups,
    decided: tuple[Decision, ...],
    fresh: Sequence[Decision],
    tell: Callable[[int], None],
    known: KnownClusters | None,
) -> int:
    """Link the mentions of stale reports anew; returns how many incidents were made."""
    gone = list(StoredMentions(connection).of_reports(stale))
    new = _make_mentions(connection, stale, copied, tell)
    stored = StoredMentions(connection)
    seeds = new + [m for key in _touched(fresh, decided) if (m := stored.get(key))]
    total = connection.execute(select(func.count()).select_from(mentions)).scalar() or 0
    if len(seeds) > _MANY * total:
        pieces: Iterable[Sequence[Cluster]]
        if known is not None and not decided and known.mentions == stored.sum():
            pieces = known.pieces()
        else:
            pieces = [link(stored.everything(), decided)]
        return replace_all_incidents(connection, pieces, decided, groups(connection))
    relinked = link_new(seeds, stored, decided, gone)
    named = {c for d in _with_undone(fresh, decided) for c in d.one if d.kind not in _OF_MENTIONS}
    told = {claim.rpartition(":")[0] for claim in named}
    copied = _copied_beside(connection, relinked.mentions, told)
    replace_incidents(connection, relinked.mentions, relinked.clusters, decided, copied)
    return len(relinked.clusters) + recompose(connection, told, decided, copied)


def _copied_beside(
    connection: Connection, keys: Iterable[MentionKey], report_ids: Iterable[str]
) -> Groups:
    """The groups of the reports of mentions, and of all that tell of the incidents of reports."""
    named = numbers_of(connection, {key.report for key in keys})
    beside = _beside(connection, sorted(report_ids))
    return _groups_of(connection, sorted({*named.values(), *beside}))


def _make_mentions(
    connection: Connection,
    stale: Sequence[int],
    copied: Groups,
    tell: Callable[[int], None],
) -> list[Mention]:
    new: list[Mention] = []
    for start in range(0, len(stale), _CHUNK):
        chunk = stale[start : start + _CHUNK]
        made: dict[int, tuple[Mention, ...]] = dict.fromkeys(chunk, ())
        for number, account in accounts(connection, chunk, copied):
            made[number] = mentions_of(account)
            new += made[number]
        replace_mentions(connection, made)
        tell(start + len(chunk))
    if stale:
        connection.execute(
            update(reports)
            .where(reports.c.number == bindparam("which"))
            .values(linked=reports.c.reading, origin=bindparam("first")),
            [{"which": n, "first": copied.get(n, (n, ""))[0]} for n in stale],
        )
    return new


_OF_MENTIONS = frozenset({"must", "never"})


def _with_undone(fresh: Sequence[Decision], decided: Iterable[Decision]) -> list[Decision]:
    """Decisions made since the last linking, and those which they took back or put in force."""
    by_id = {decision.id: decision for decision in decided}
    found = list(fresh)
    for decision in found:
        if decision.kind == "undo":
            found += [by_id[one] for one in decision.one if one in by_id]
    return found


def _touched(fresh: Sequence[Decision], decided: Iterable[Decision]) -> list[MentionKey]:
    named = {
        text
        for decision in _with_undone(fresh, decided)
        if decision.kind in _OF_MENTIONS
        for text in (*decision.one, *decision.other)
    }
    return sorted(MentionKey.parse(text) for text in named)


def _count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(incidents)).scalar() or 0
