"""The claims that wait, each with its words, who says it, and what its incident sums up to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from riwaya.casefile.accounts import accounts
from riwaya.casefile.blind import hidden_from
from riwaya.casefile.copies import groups_of
from riwaya.casefile.decisions import decisions_of
from riwaya.casefile.digest import unpacked
from riwaya.casefile.incidents import accounts_of, clusters
from riwaya.casefile.review_queue import Waiting
from riwaya.casefile.schema import incidents, members, reports
from riwaya.desk.claim_view import ClaimView, claim_view, of_person
from riwaya.desk.interface import Interface
from riwaya.export.index import Index
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Actor, Person, Reading, Source
from riwaya.model.serialise_incident import incident_object

_POLICY = "range"
_CHUNK = 400
_CLASSES = ("civilian", "armed", "unknown")


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A claim that waits. `person`: for named people; `view` is then that of the figure which
    counts them, with the words that name them. `incident`: as in `riwaya.incident/1`. `tolls`:
    (class, interval) of the incident for what befell the people of a figure. `sources`, `actors`:
    that an edit can choose.
    """

    waiting: Waiting
    view: ClaimView
    person: Person | None
    title: str
    outlet: Source | None
    published: str | None
    url: str | None
    incident: dict[str, Any]
    tolls: tuple[tuple[str, dict[str, Any]], ...]
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]


def cards(
    connection: Connection, interface: Interface, found: Sequence[Waiting], who: str | None
) -> list[Card]:
    """The cards of claims, in their order; a report that is read anew meanwhile is left out.

    `who`: sees the sums without what this person is not told of yet; None for everything.
    """
    numbers = [one.number for one in found]
    loaded = dict(accounts(connection, numbers, groups_of(connection, numbers)))
    composed = _composed(connection, sorted({one.incident for one in found}), who)
    made = []
    for one in found:
        if one.number in loaded and one.incident in composed:
            card = _card(interface, one, loaded[one.number].reading, composed[one.incident])
            made += [card] if card else []
    return made


def _card(
    interface: Interface, one: Waiting, reading: Reading, incident: dict[str, Any]
) -> Card | None:
    index, report = Index.of(reading), reading.report
    person = next((p for p in reading.people if p.id == one.claim), None)
    claim = index.claims.get(person.claim or "" if person else one.claim)
    if claim is None:
        return None
    view = claim_view(interface, index, claim)
    if person is not None:
        view = of_person(view, person, report)
    first = next((line for line in report.text.splitlines() if line.strip()), "")
    return Card(
        waiting=one,
        view=view,
        person=person,
        title=(report.title or first)[:160],
        outlet=index.sources.get(report.outlet or ""),
        published=report.published.isoformat() if report.published else None,
        url=report.url,
        incident=incident,
        tolls=tuple(_tolls(incident, claim.casualty.status)) if claim.casualty else (),
        sources=tuple(s for s in reading.sources if s.id != report.outlet),
        actors=reading.actors,
    )


def _tolls(incident: dict[str, Any], status: str) -> list[tuple[str, dict[str, Any]]]:
    toll = incident["casualties"].get(status) or {}
    told = [(name, toll[name]) for name in ("all", *_CLASSES) if toll.get(name)]
    # One class alone says the same as all.
    return told[1:] if len(told) == 2 and told[0][1] == told[1][1] else told


def _composed(
    connection: Connection, ids: Sequence[str], who: str | None
) -> dict[str, dict[str, Any]]:
    """The incidents; those of which `who` may not know all, composed without it."""
    every = decisions_of(connection, _tellers(connection, ids)) if who is not None else ()
    hidden = hidden_from(every, who) if who is not None else {}
    reports_named = {key.rpartition(":")[0] for d in hidden.values() for key in d.one}
    veiled = _told_by(connection, sorted(reports_named)) & set(ids)
    query = select(incidents.c.id, incidents.c.object).where(
        incidents.c.id.in_([name for name in ids if name not in veiled])
    )
    found = {row.id: json.loads(unpacked(row.object)) for row in connection.execute(query)}
    heard = [decision for decision in every if decision.id not in hidden]
    policy = load_policies()[_POLICY]
    for cluster in clusters(connection, sorted(veiled)):
        composed = compose(cluster, accounts_of(connection, cluster), heard, policy)
        found[cluster.id] = incident_object(composed)
    return found


def _tellers(connection: Connection, ids: Sequence[str]) -> list[int]:
    """The numbers of the reports that tell of these incidents."""
    query = select(members.c.report).where(members.c.incident.in_(ids)).distinct()
    return list(connection.execute(query).scalars())


def _told_by(connection: Connection, report_ids: Sequence[str]) -> set[str]:
    """The incidents that these reports tell of."""
    found: set[str] = set()
    query = select(members.c.incident).join(reports, reports.c.number == members.c.report)
    for start in range(0, len(report_ids), _CHUNK):
        some = report_ids[start : start + _CHUNK]
        found |= set(connection.execute(query.where(reports.c.id.in_(some))).scalars())
    return found
