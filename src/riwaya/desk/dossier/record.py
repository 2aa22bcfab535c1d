"""One incident as its page needs it: composed from its own reports, with what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from riwaya.casefile.blind import told_to
from riwaya.casefile.decisions import decisions_about
from riwaya.casefile.incidents import accounts_of, cluster_of, with_strongest_links
from riwaya.desk.dossier.decided import Decided, decided_about, heeded_about_claims
from riwaya.desk.security.people import Person as Reader
from riwaya.export.dossier_view import View
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Person
from riwaya.model.decision import Decision, claim_key, standing
from riwaya.model.incident import Account, Casualties, Cluster, Incident
from riwaya.model.review import is_about

MOST_LINKS = 60
"""So many links are shown, the strongest."""


@dataclass(frozen=True, slots=True, eq=False)
class Dossier:
    """An incident under a policy. `decisions`: those about it, the last first. `untouched`: the
    tolls as they were without what people decided about its claims, None where they are the same.
    `of_claims`: what is heeded about each claim that somebody decided about, by claim key.
    `unseen`: how many of its claims somebody reviewed whose word waits for that of the person.
    `links`: how many there are, shown or not. `named`: the people of its reports by their keys.
    """

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]
    view: View
    decisions: tuple[Decided, ...]
    untouched: Casualties | None

    of_claims: Mapping[str, Decided]
    unseen: int = 0
    links: int = 0
    named: Mapping[str, Person] = field(default_factory=dict)


def load(
    connection: Connection,
    incident_id: str,
    policy: str,
    person: Reader,
    *,
    shortened: bool = False,
) -> Dossier:
    """The incident of that id, which may be cut short, as `person` may see it; `shortened`: with
    the strongest links alone. Raises NotInCase.
    """
    found = with_strongest_links(connection, incident_id, MOST_LINKS) if shortened else None
    cluster = found[0] if found else cluster_of(connection, incident_id)
    accounts = accounts_of(connection, cluster)
    everything = decisions_about(connection, accounts)
    every = told_to(everything, person.name) if person.is_blind else everything
    rule = load_policies()[policy]
    incident = compose(cluster, accounts, every, rule)
    view = View.of(incident, cluster, accounts)
    of_claims = {
        key: decided
        for key, decided in heeded_about_claims(every).items()
        if key in view.by_key and is_about(decided.decision, view.by_key[key].told.claim)
    }
    named = {
        claim_key(report, person.id): person
        for report, account in view.accounts.items()
        for person in account.reading.people
    }
    return Dossier(
        incident=incident,
        cluster=cluster,
        accounts=accounts,
        view=view,
        decisions=decided_about(every, cluster.members, {**view.by_key, **named}),
        untouched=_untouched(incident, compose(cluster, accounts, (), rule)) if of_claims else None,
        of_claims=of_claims,
        unseen=_unseen(view, everything, every),
        named=named,
        links=found[1] if found else len(cluster.links),
    )


def _untouched(incident: Incident, before: Incident) -> Casualties | None:
    """The tolls as they were, where decisions changed them."""
    now, then = incident.casualties, before.casualties
    return None if (now.killed, now.injured) == (then.killed, then.injured) else then


def _unseen(view: View, everything: Sequence[Decision], every: Sequence[Decision]) -> int:
    if len(everything) == len(every):
        return 0
    told = {decision.id for decision in every}
    force = (d for d in standing(tuple(everything)) if d.id not in told)
    return len({key for decision in force for key in decision.one if key in view.by_key})
