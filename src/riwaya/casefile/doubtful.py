"""The claims of incidents by how much they need a person's look, as rows of `doubts`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from sqlalchemy import Connection, select

from riwaya.casefile.schema import originals, reports, versions
from riwaya.incidents.doubt import doubts
from riwaya.model.incident import Account, Incident
from riwaya.model.review import CAUSE, FIGURE, PERSON, RESPONSIBILITY

COLUMN_OF = {FIGURE: "figures", RESPONSIBILITY: "accused", CAUSE: "causes", PERSON: "named"}
"""Where `incidents` counts the claims of each kind that can be reviewed."""

_CHUNK = 400
_PDF = "application/pdf"


def doubt_rows(
    incident: Incident,
    accounts: Mapping[str, Account],
    numbers: Mapping[str, int],
    pdf: Set[str],
) -> list[dict[str, Any]]:
    """The rows of one incident. `numbers`: of reports by id; `pdf`: as `from_pdf` gives it."""
    return [
        {
            **doubt._asdict(), "incident": incident.id, "report": numbers[doubt.report],
            "reasons": json.dumps(doubt.reasons),
        }
        for doubt in doubts(incident, accounts, pdf)
    ]  # fmt: skip


def counts_by_kind(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows of one incident are of each kind, by the columns of `incidents`."""
    kinds = Counter(row["kind"] for row in rows)
    return {column: kinds[kind] for kind, column in COLUMN_OF.items()}


def from_pdf(connection: Connection, numbers: Mapping[str, int]) -> set[str]:
    """The ids of those reports whose newest text is out of a PDF."""
    found: set[str] = set()
    wanted = sorted(numbers.values())
    for start in range(0, len(wanted), _CHUNK):
        query = (
            select(reports.c.id)
            .join(versions, versions.c.number == reports.c.version)
            .join(originals, originals.c.sha256 == versions.c.original)
            .where(reports.c.number.in_(wanted[start : start + _CHUNK]))
            .where(originals.c.media_type == _PDF)
        )
        found |= set(connection.execute(query).scalars())
    return found
