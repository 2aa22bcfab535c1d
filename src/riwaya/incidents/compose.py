"""One incident from the mentions of a cluster: the steps in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from riwaya.incidents.claims import Telling, gather
from riwaya.incidents.disputes import find_disputes
from riwaya.incidents.grades import grade
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.origins import find_origins
from riwaya.incidents.people import find_victims, register_check
from riwaya.incidents.policies import Policy
from riwaya.incidents.reconcile import reconcile
from riwaya.incidents.responsibility import find_responsibility
from riwaya.incidents.states import find_states
from riwaya.incidents.when import incident_date
from riwaya.incidents.where import incident_place
from riwaya.model.decision import Decision, MentionKey, standing
from riwaya.model.incident import Account, Cluster, Incident
from riwaya.model.review import in_force

# Types that say little give way to those that say what was done.
_VAGUE = frozenset({"other", "attack"})


def compose(
    cluster: Cluster,
    accounts: Mapping[str, Account],
    decisions: Iterable[Decision],
    policy: Policy,
    mentions: Mapping[MentionKey, Mention] | None = None,
) -> Incident:
    """The incident that the members of a cluster tell of, reconciled under a policy.

    `accounts`: the reports of the case by id, at least those of the cluster. `decisions`: all of
    the case; those about claims are heeded. `mentions`: of the members, where
    linking has made them already. Pure: same arguments, same result. Raises NotInCase when a
    member is not among the accounts.
    """
    heard = standing(tuple(decisions))
    telling = gather(cluster, accounts, in_force(heard))
    # Of those alone: an incident must not depend on what else was loaded beside it.
    origins = find_origins(telling, telling.accounts)
    states = find_states(telling, origins, heard)
    casualties = reconcile(telling, origins, states, policy)
    responsibility = find_responsibility(telling)
    disputes = find_disputes(telling, origins, states, responsibility)
    people = find_victims(telling)
    members = _mentions(cluster, telling, mentions)
    types = _types(telling)
    return Incident(
        id=cluster.id,
        type=_main_type(types),
        types=types,
        date=incident_date(members),
        place=incident_place(members),
        reports=tuple(telling.accounts),
        origins=origins.records,
        casualties=casualties,
        responsibility=responsibility,
        disputes=disputes,
        grade=grade(telling, origins, states, disputes, responsibility),
        claims=tuple(told.key for told in telling.claims),
        states=states,
        people=people,
        register=register_check(people, casualties),
        members=cluster.members,
    )


def _mentions(
    cluster: Cluster, telling: Telling, made: Mapping[MentionKey, Mention] | None
) -> Sequence[Mention]:
    if made is None:
        made = {
            mention.key: mention
            for account in telling.accounts.values()
            for mention in mentions_of(account)
        }
    return [made[key] for key in cluster.members if key in made]


def _types(telling: Telling) -> tuple[tuple[str, int], ...]:
    """How many accounts tell of which type, the most frequent first."""
    counts = Counter(event.type for _, event in telling.events)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _main_type(types: Sequence[tuple[str, int]]) -> str:
    for name, _ in types:
        if name not in _VAGUE:
            return name
    return types[0][0] if types else "other"
