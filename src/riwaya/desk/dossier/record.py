"""One incident as its page needs it: composed from its own reports, with what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from riwaya.casefile.decisions import all_decisions
from riwaya.casefile.incidents import accounts_of, cluster_of, clusters
from riwaya.desk.dossier.decided import Decided, decided_about, heeded_about_claims
from riwaya.export.dossier_view import View
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model.incident import Account, Casualties, Cluster, Incident


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """An incident under a policy. `decisions`: those about it, the last first. `untouched`: the
    tolls as they were without what people decided about its claims, None where nobody did.
    `of_claims`: what is heeded about each claim that somebody decided about, by claim key.
    """

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]
    view: View
    decisions: tuple[Decided, ...]
    untouched: Casualties | None

    of_claims: Mapping[str, Decided]


def load(connection: Connection, incident_id: str, policy: str) -> Dossier:
    """The incident of that id, which may be cut short; raises NotInCase."""
    cluster = next(clusters(connection, [incident_id]), None)
    cluster = cluster or cluster_of(connection, incident_id)
    accounts = accounts_of(connection, cluster)
    every = all_decisions(connection)
    rule = load_policies()[policy]
    incident = compose(cluster, accounts, every, rule)
    view = View.of(incident, cluster, accounts)
    of_claims = {
        key: decided for key, decided in heeded_about_claims(every).items() if key in view.by_key
    }
    return Dossier(
        incident=incident,
        cluster=cluster,
        accounts=accounts,
        view=view,
        decisions=decided_about(every, cluster.members, view.by_key),
        untouched=compose(cluster, accounts, (), rule).casualties if of_claims else None,
        of_claims=of_claims,
    )
