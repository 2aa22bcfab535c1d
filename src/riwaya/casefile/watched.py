"""Where the watch on feeds and folders stands, kept between two runs."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from riwaya.casefile.open import Case
from riwaya.casefile.schema import watched


def load_state(case: Case, target: str) -> str | None:
    """What was kept for a target, or None."""
    with case.reading() as connection:
        query = select(watched.c.state).where(watched.c.target == target)
        return connection.execute(query).scalar()


def save_state(case: Case, target: str, state: str) -> None:
    """Keep `state` in place of what was kept for the target before."""
    with case.writing() as connection:
        connection.execute(delete(watched).where(watched.c.target == target))
        connection.execute(insert(watched), [{"target": target, "state": state}])
