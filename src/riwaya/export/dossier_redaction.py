"""A dossier with the names of victims or sources withheld, for sharing.

The records themselves are rewritten before anything is shown, so that no part of the page can
tell what they no longer hold: names in every spelling become "name withheld 1", "name withheld 2"
…, the same everywhere. What cannot be redacted with certainty is left out: the texts around the
words that carry the claims, titles, addresses, and ids of reports, which may be file names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from riwaya.export.dossier_ids import NewIds
from riwaya.export.dossier_names import withheld_names
from riwaya.export.dossier_rewriting import Rewriting
from riwaya.export.dossier_view import View
from riwaya.export.dossier_withheld import Names
from riwaya.model.incident import Account, Cluster, Incident


@dataclass(frozen=True, slots=True)
class Redaction:
    """Whose names are withheld. `sources`: named ones; kinds such as "medical source" stay."""

    victims: bool = False
    sources: bool = False


NONE = Redaction()
"""Nothing withheld."""


class Shown(NamedTuple):
    """The records that a page is made from."""

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]


def redacted(
    incident: Incident, cluster: Cluster, accounts: Mapping[str, Account], redaction: Redaction
) -> Shown:
    """The records without the names to withhold; as they are for `NONE`.

    Raises NotInCase when a member of the cluster is not among the accounts.
    """
    if redaction == NONE:
        return Shown(incident, cluster, accounts)
    view = View.of(incident, cluster, accounts)
    found = withheld_names(view, victims=redaction.victims, sources=redaction.sources)
    work = Rewriting(
        redaction.sources, Names(found.names), found.victims, found.sources, NewIds.of(view)
    )
    return Shown(
        work.incident(incident),
        Cluster(
            cluster.id,
            tuple(map(work.mention, cluster.members)),
            tuple(
                replace(
                    work.rewritten(link), one=work.mention(link.one), other=work.mention(link.other)
                )
                for link in cluster.links
            ),
        ),
        {
            work.ids.report(report): work.account(report, account)
            for report, account in view.accounts.items()
        },
    )
