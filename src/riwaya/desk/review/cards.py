"""The figures that wait, each with its words, who says it, and what its incident sums up to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from riwaya.casefile.accounts import accounts
from riwaya.casefile.copies import groups_of
from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.digest import unpacked
from riwaya.casefile.incidents import accounts_of, clusters
from riwaya.casefile.review_queue import SECOND, Waiting
from riwaya.casefile.schema import incidents
from riwaya.desk.claim_view import ClaimView, claim_view
from riwaya.desk.interface import Interface
from riwaya.export.index import Index
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Source
from riwaya.model.decision import Decision, standing
from riwaya.model.review import VERDICTS
from riwaya.model.serialise_incident import incident_object

_POLICY = "range"
_CLASSES = ("civilian", "armed", "unknown")


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A figure that waits. `incident`: as in `riwaya.incident/1`. `tolls`: (class, interval) of
    the incident for what befell the people of this figure. `sources`: that an edit can choose.
    """

    waiting: Waiting
    view: ClaimView
    title: str
    outlet: Source | None
    published: str | None
    url: str | None
    incident: dict[str, Any]
    tolls: tuple[tuple[str, dict[str, Any]], ...]
    sources: tuple[Source, ...]


def cards(
    connection: Connection, interface: Interface, found: Sequence[Waiting], stage: str, who: str
) -> list[Card]:
    """The cards of figures, in their order; a report that is read anew meanwhile is left out.

    Who reviews a second time sees the sums without what others said in review.
    """
    numbers = [one.number for one in found]
    loaded = dict(accounts(connection, numbers, groups_of(connection, numbers)))
    ids = sorted({one.incident for one in found})
    composed = _blind(connection, ids, who) if stage == SECOND else _stored(connection, ids)
    made = []
    for one in found:
        if one.number not in loaded or one.incident not in composed:
            continue
        reading = loaded[one.number].reading
        index = Index.of(reading)
        claim = index.claims.get(one.claim)
        if claim is None or claim.casualty is None:
            continue
        incident, report = composed[one.incident], reading.report
        first = next((line for line in report.text.splitlines() if line.strip()), "")
        made.append(
            Card(
                waiting=one,
                view=claim_view(interface, index, claim),
                title=(report.title or first)[:160],
                outlet=index.sources.get(report.outlet or ""),
                published=report.published.isoformat() if report.published else None,
                url=report.url,
                incident=incident,
                tolls=tuple(_tolls(incident, claim.casualty.status)),
                sources=tuple(s for s in reading.sources if s.id != report.outlet),
            )
        )
    return made


def _tolls(incident: dict[str, Any], status: str) -> list[tuple[str, dict[str, Any]]]:
    toll = incident["casualties"].get(status) or {}
    told = [(name, toll[name]) for name in ("all", *_CLASSES) if toll.get(name)]
    # One class alone says the same as all.
    return told[1:] if len(told) == 2 and told[0][1] == told[1][1] else told


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    query = select(incidents.c.id, incidents.c.object).where(incidents.c.id.in_(ids))
    return {row.id: json.loads(unpacked(row.object)) for row in connection.execute(query)}


def _blind(connection: Connection, ids: Sequence[str], who: str) -> dict[str, dict[str, Any]]:
    """The incidents composed without what others than `who` said in review."""
    heard = _without_others(standing(all_decisions(connection)), who)
    policy = load_policies()[_POLICY]
    return {
        cluster.id: incident_object(
            compose(cluster, accounts_of(connection, cluster), heard, policy)
        )
        for cluster in clusters(connection, ids)
    }


def _without_others(decisions: Iterable[Decision], who: str) -> list[Decision]:
    return [d for d in decisions if d.kind not in VERDICTS or d.who == who]
