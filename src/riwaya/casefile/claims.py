"""Claims of a case by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from riwaya.casefile.accounts import reading_of
from riwaya.errors import NotInCase


def require_claims(connection: Connection, keys: Sequence[str]) -> None:
    """Raise NotInCase unless the newest readings hold every claim, named as `claim_key` does."""
    for key in keys:
        report, _, claim = key.rpartition(":")
        reading = reading_of(connection, report)
        if reading is None:
            raise NotInCase(f"no report {report!r}; a claim is named like REPORT:c1")
        if all(found.id != claim for found in reading.claims):
            raise NotInCase(f"report {report} has no claim {claim!r}; `riwaya show` lists them")
