"""The incidents of a case that an export takes, each as the formats need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.incident_list import IncidentQuery, every_page
from riwaya.casefile.incidents import accounts_of, clusters
from riwaya.casefile.schema import log
from riwaya.export.dossier_redaction import NONE, Redaction
from riwaya.export.formats.told import Told
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model.decision import standing
from riwaya.model.review import in_force

# What tells that somebody looked at the case, or coded it by hand, changes nothing of what the
# program says.
_NOT_CHANGES = ("export", "import", "stamp", "watch")


def selected(
    connection: Connection,
    query: IncidentQuery,
    policy: str,
    redaction: Redaction = NONE,
    only: str | None = None,
) -> Iterator[Told]:
    """The incidents that fit `query`, or the one with the id `only`, reconciled under `policy`, by
    day, then id; undated last.

    Raises KeyError for a policy or an incident that is not known.
    """
    rule = load_policies()[policy]
    decided = all_decisions(connection)
    reviews = in_force(standing(tuple(decided)))
    for ids in [[only]] if only else _ids(connection, query):
        found = {cluster.id: cluster for cluster in clusters(connection, ids)} if ids else {}
        for incident_id in ids:
            cluster = found[incident_id]
            accounts = accounts_of(connection, cluster)
            incident = compose(cluster, accounts, decided, rule)
            yield Told.of(incident, cluster, accounts, reviews, redaction)


def _ids(connection: Connection, query: IncidentQuery) -> Iterator[list[str]]:
    for page in every_page(connection, replace(query, sort="date", descending=False, after=None)):
        yield [row.id for row in page.rows]


def last_change(connection: Connection) -> str | None:
    """The moment of the newest line of the log that changed the case, ISO 8601 in UTC."""
    query = select(log.c.at).where(log.c.what.not_in(_NOT_CHANGES))
    return connection.execute(query.order_by(log.c.number.desc()).limit(1)).scalar()
