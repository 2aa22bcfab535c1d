"""Reviews as rows: what was read, what was said of it, by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from riwaya.casefile.reviews import Review
from riwaya.casefile.schema import figures, reports

COLUMNS = (
    "decision", "claim", "report", "kind", "verdict", "read_status", "read_class", "read_low",
    "read_high", "low", "high", "class", "status", "source", "actor", "cause", "name", "who", "at",
    "why", "settles",
)  # fmt: skip
"""Those without "read" hold what an edit says, empty where it leaves the field as read. An edit to
an open upper bound says "open"."""

_EDITED = ("low", "high", "class", "status", "source", "actor", "cause", "name")
_CHUNK = 400


def rows_of(connection: Connection, said: Sequence[Review]) -> Iterator[tuple[object, ...]]:
    """A row of COLUMNS for each review, in their order."""
    read = _as_read(connection, sorted({review.key.rpartition(":")[0] for review in said}))
    for review in said:
        report = review.key.rpartition(":")[0]
        edit = {name: value or "open" for name, value in review.edit.items() if name == "high"}
        edit = {**review.edit, **edit}
        yield (
            review.decision, review.key, report, review.kind, review.verdict,
            *read.get(review.key, (None,) * 4), *(edit.get(name) for name in _EDITED),
            review.who, review.at, review.why, review.settles,
        )  # fmt: skip


def _as_read(
    connection: Connection, report_ids: Sequence[str]
) -> dict[str, tuple[str, str, int, int | None]]:
    """Figures by claim key: status, class, low, high as they stand in the newest readings."""
    columns = (figures.c.status, figures.c["class"], figures.c.low, figures.c.high)
    query = select(reports.c.id, figures.c.claim, *columns).join(
        reports, reports.c.number == figures.c.report
    )
    found = {}
    for start in range(0, len(report_ids), _CHUNK):
        some = query.where(reports.c.id.in_(report_ids[start : start + _CHUNK]))
        for report, claim, *values in connection.execute(some):
            status, person_class, low, high = values
            found[f"{report}:{claim}"] = (status, person_class, low, high)
    return found
