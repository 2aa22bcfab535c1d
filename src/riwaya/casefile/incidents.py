"""Incidents as they lie in a case: clusters with their links, and each composed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, true

from riwaya.casefile.accounts import Groups, accounts
from riwaya.casefile.blind import told_to
from riwaya.casefile.copies import groups, groups_of
from riwaya.casefile.decisions import all_decisions, by_report, decisions_about
from riwaya.casefile.desk_schema import doubts
from riwaya.casefile.digest import packed, unpacked
from riwaya.casefile.doubtful import counts_by_kind, doubt_rows, from_pdf
from riwaya.casefile.incident_facets import facets_of
from riwaya.casefile.schema import incident_facets, incidents, members, reports
from riwaya.casefile.trails import Member, known_as_old, note_trails, successors
from riwaya.errors import IncidentMoved, NotInCase
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import Policy, load_policies
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Account, Cluster, Incident
from riwaya.model.serialise import dumps
from riwaya.model.serialise_cluster import cluster_object, cluster_record
from riwaya.model.serialise_incident import incident_object

STORED_POLICY = "range"
_CHUNK = 200


def incident_objects(connection: Connection, policy: str = STORED_POLICY) -> Iterator[str]:
    """Every incident as the JSON of `riwaya.incident/1`, by date, then id; undated ones last.

    Raises KeyError for a policy that is not known.
    """
    if policy == STORED_POLICY:
        query = select(incidents.c.object).order_by(*_ORDER).execution_options(yield_per=_CHUNK)
        for row in connection.execute(query):
            yield unpacked(row.object)
        return
    for incident in composed(connection, load_policies()[policy]):
        yield dumps(incident_object(incident))


def composed(connection: Connection, policy: Policy) -> Iterator[Incident]:
    """Every incident under a policy, in the same order."""
    decided, copied = all_decisions(connection), groups(connection)
    ids = list(connection.execute(select(incidents.c.id).order_by(*_ORDER)).scalars())
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        by_id = {c.id: c for c in clusters(connection, chunk)}
        found = _accounts_of(connection, by_id.values(), copied)
        for incident_id in chunk:
            yield compose(by_id[incident_id], found, decided, policy)


def cluster_of(connection: Connection, incident_id: str) -> Cluster:
    """The mentions and links of an incident; its id may be cut short where that is enough.

    Raises IncidentMoved when its mentions are held by others now, NotInCase when there is none, or
    more than one.
    """
    start = incident_id if incident_id.startswith("i-") else f"i-{incident_id}"
    query = select(incidents.c.id).where(incidents.c.id.startswith(start, autoescape=True))
    found = list(connection.execute(query.order_by(incidents.c.id).limit(2)).scalars())
    if not found:
        old = known_as_old(connection, start)
        into = tuple(one.id for one in successors(connection, old)) if old else ()
        if old and into:
            raise IncidentMoved(old, into)
        raise NotInCase(f"no incident {incident_id}; `riwaya incidents` lists them")
    if len(found) > 1 and start not in found:
        raise NotInCase(f"more than one incident begins with {incident_id}; write more of its id")
    (cluster,) = clusters(connection, [start if start in found else found[0]])
    return cluster


def compose_one(
    connection: Connection, cluster: Cluster, policy: str, blind: str | None = None
) -> tuple[Incident, dict[str, Account]]:
    """An incident under a policy, and the accounts it is made of, by report id. `blind`: without
    the reviews that the person of this name is not told of yet.
    """
    found = accounts_of(connection, cluster)
    decided = decisions_about(connection, found)
    if blind is not None:
        decided = told_to(decided, blind)
    return compose(cluster, found, decided, load_policies()[policy]), found


def accounts_of(connection: Connection, cluster: Cluster) -> dict[str, Account]:
    """The accounts that an incident is made of, by report id; no other report is looked at."""
    numbers = numbers_of(connection, {key.report for key in cluster.members})
    return _accounts_of(connection, [cluster], groups_of(connection, numbers.values()))


def clusters(connection: Connection, ids: Sequence[str]) -> Iterator[Cluster]:
    """The clusters of these incidents, by id."""
    query = select(incidents.c.cluster).where(incidents.c.id.in_(ids)).order_by(incidents.c.id)
    for row in connection.execute(query):
        yield cluster_record(json.loads(unpacked(row.cluster)))


def with_strongest_links(
    connection: Connection, incident_id: str, most: int
) -> tuple[Cluster, int] | None:
    """An incident with no more than its `most` strongest links, and how many it has; None where
    there is none of exactly this id. Of many reports every two may be linked, which takes long to
    make and is never shown whole.
    """
    query = select(incidents.c.cluster).where(incidents.c.id == incident_id)
    packed_cluster = connection.execute(query).scalar()
    if packed_cluster is None:
        return None
    stored = json.loads(unpacked(packed_cluster))
    links = sorted(stored["links"], key=lambda link: (-link[4], link[:4]))
    return cluster_record(stored | {"links": links[:most]}), len(links)


def replace_all_incidents(
    connection: Connection,
    found: Iterable[Sequence[Cluster]],
    decided: Iterable[Decision],
    copied: Groups,
) -> int:
    """Store clusters, which come some at a time, in place of all that the case had; returns how
    many.
    """
    before, decided, count = _held(connection), tuple(decided), 0
    for table in (members, incident_facets, doubts, incidents):
        connection.execute(delete(table))
    for some in found:
        _store(connection, some, decided, copied)
        count += len(some)
    note_trails(connection, before, _held(connection))
    return count


def replace_incidents(
    connection: Connection,
    touched: Iterable[MentionKey],
    found: Sequence[Cluster],
    decided: Iterable[Decision],
    copied: Groups,
) -> None:
    """Store clusters in place of every incident that held any of the mentions `touched`."""
    numbers = numbers_of(connection, {key.report for key in touched})
    wanted = {(numbers[key.report], key.event) for key in touched if key.report in numbers}
    every = sorted(set(numbers.values()))
    old = sorted({name for member, name in _held(connection, reports=every) if member in wanted})
    before = _held(connection, incidents=old)
    for ids in _chunks(old):
        _delete(connection, ids)
    _store(connection, found, tuple(decided), copied)
    note_trails(connection, before, _held(connection, incidents=[c.id for c in found]))


def recompose(
    connection: Connection,
    report_ids: Iterable[str],
    decided: Iterable[Decision],
    copied: Groups,
) -> int:
    """Compose again the incidents that these reports tell of; returns how many."""
    numbers = numbers_of(connection, report_ids)
    query = select(members.c.incident).where(members.c.report.in_(sorted(numbers.values())))
    ids = sorted(set(connection.execute(query).scalars()))
    found = list(clusters(connection, ids))
    for chunk in _chunks(ids):
        _delete(connection, chunk)
    _store(connection, found, tuple(decided), copied)
    return len(ids)


def _held(
    connection: Connection,
    *,
    reports: Sequence[int] | None = None,
    incidents: Sequence[str] | None = None,
) -> list[tuple[Member, str]]:
    """Mentions with the incident that holds them: of these reports, these incidents, or all."""
    asked = (
        [members.c.report.in_(chunk) for chunk in _chunks(reports)] if reports is not None
        else [members.c.incident.in_(chunk) for chunk in _chunks(incidents)]
        if incidents is not None else [true()]
    )  # fmt: skip
    found = [row for one in asked for row in connection.execute(select(members).where(one))]
    return [((row.report, row.event), row.incident) for row in found]


_ORDER = (incidents.c.start.is_(None), incidents.c.start, incidents.c.id)


def _delete(connection: Connection, ids: Sequence[str]) -> None:
    connection.execute(delete(members).where(members.c.incident.in_(ids)))
    connection.execute(delete(incident_facets).where(incident_facets.c.incident.in_(ids)))
    connection.execute(delete(doubts).where(doubts.c.incident.in_(ids)))
    connection.execute(delete(incidents).where(incidents.c.id.in_(ids)))


def _store(
    connection: Connection,
    found: Sequence[Cluster],
    decided: tuple[Decision, ...],
    copied: Groups,
) -> None:
    policy = load_policies()[STORED_POLICY]
    about = by_report(decided)
    # Reports that several incidents share lie near one another, and so are loaded once.
    ordered = sorted(found, key=lambda cluster: cluster.members)
    for chunk in _chunks(ordered):
        loaded = _accounts_of(connection, chunk, copied)
        numbers = numbers_of(connection, loaded)
        rows: list[dict[str, Any]] = []
        joined: list[dict[str, Any]] = []
        faceted: list[dict[str, Any]] = []
        doubted: list[dict[str, Any]] = []
        pdf = from_pdf(connection, numbers)
        for cluster in chunk:
            incident = compose(cluster, loaded, about.of(cluster), policy)
            reviewable = doubt_rows(incident, loaded, numbers, pdf)
            rows.append(_row(cluster, incident) | counts_by_kind(reviewable))
            faceted += facets_of(incident, loaded)
            doubted += reviewable
            joined += [
                {"report": numbers[key.report], "event": key.event, "incident": cluster.id}
                for key in cluster.members
            ]
        connection.execute(insert(incidents), rows)
        connection.execute(insert(members), joined)
        if faceted:
            connection.execute(insert(incident_facets), faceted)
        if doubted:
            connection.execute(insert(doubts), doubted)


def _row(cluster: Cluster, incident: Incident) -> dict[str, Any]:
    when, where = incident.date, incident.place
    killed, injured = incident.casualties.killed.all, incident.casualties.injured.all
    return {
        "id": incident.id,
        "cluster": packed(dumps(cluster_object(cluster))),
        "object": packed(dumps(incident_object(incident))),
        "type": incident.type,
        "start": when.start.isoformat() if when else None,
        "end": when.end.isoformat() if when else None,
        "place": where.name if where else None,
        "place_en": where.name_en if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "precision": where.precision if where else None,
        "grade": incident.grade,
        "disputes": len(incident.disputes),
        "reports": len(incident.reports),
        "origins": len(incident.origins),
        "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None,
        "injured_low": injured.low if injured else None,
        "injured_high": injured.high if injured else None,
    }


def _accounts_of(
    connection: Connection, found: Iterable[Cluster], copied: Groups
) -> dict[str, Account]:
    numbers = numbers_of(connection, {key.report for c in found for key in c.members})
    loaded = accounts(connection, numbers.values(), copied)
    return {account.reading.report.id: account for _, account in loaded}


def numbers_of(connection: Connection, report_ids: Iterable[str]) -> Mapping[str, int]:
    """The numbers of reports by their ids."""
    numbers: dict[str, int] = {}
    for chunk in _chunks(sorted(set(report_ids))):
        query = select(reports.c.id, reports.c.number).where(reports.c.id.in_(chunk))
        numbers.update({row.id: row.number for row in connection.execute(query)})
    return numbers


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
