"""Which incident a mention belongs to now, and which incidents were said to be apart."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, select

from riwaya.casefile.schema import members, reports
from riwaya.desk.dossier.record import Dossier
from riwaya.desk.render import incident_url
from riwaya.incidents.policies import POLICIES
from riwaya.model.decision import MentionKey

_MOST = 200


def incident_of(connection: Connection, key: MentionKey) -> str | None:
    """The id of the incident that holds a mention."""
    query = (
        select(members.c.incident)
        .join(reports, reports.c.number == members.c.report)
        .where(reports.c.id == key.report, members.c.event == key.event)
    )
    return connection.execute(query).scalar()


def parted_from(connection: Connection, dossier: Dossier) -> dict[str, str]:
    """The incidents that people said this one never is, with the decision's id, as far as those
    decisions stand.
    """
    mine = {str(key) for key in dossier.cluster.members}
    found: dict[str, str] = {}
    looked = 0
    for decided in dossier.decisions:
        decision = decided.decision
        if decision.kind != "never" or not decided.stands:
            continue
        one, other = set(decision.one), set(decision.other)
        beyond = (other if one & mine else set()) | (one if other & mine else set())
        for text in sorted(beyond - mine):
            looked += 1
            if looked > _MOST:
                return found
            incident = incident_of(connection, MentionKey.parse(text))
            if incident is not None:
                found.setdefault(incident, decision.id)
    return found


def named_incident(written: str) -> str:
    """The id in what a person wrote: an id, or the address of an incident's page."""
    path = urlsplit(written.strip()[:500]).path
    return unquote(path.rstrip("/").rpartition("/")[2])


def incident_address(incident_id: str, policy: str = "") -> str:
    """The address of an incident's page under a policy; the one that it has anyway is left out."""
    query = f"?policy={policy}" if policy in POLICIES[1:] else ""
    return f"{incident_url(incident_id)}{query}"
