"""Tables of the desk: who works on a case, how they come in, and what they say of claims.

They belong to the case's metadata, so that one migration and one backup hold all of it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, or_

from riwaya.casefile.columns import ReceivedText
from riwaya.casefile.schema import incidents, metadata, reports

# `password`: the argon2 hash with its parameters. Names are compared as folded in `key`.
users = Table(
    "users",
    metadata,
    Column("key", ReceivedText, primary_key=True),
    Column("name", ReceivedText, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text, nullable=False),
    Column("added", Text, nullable=False),
)

# Who is logged in: the SHA-256 of what the browser's cookie holds, never the value itself.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", ReceivedText, ForeignKey("users.key"), nullable=False),
    Column("begun", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Index(None, "user"),
)

# Keys of programs, by their SHA-256. `user` is empty for those of a desk without users.
tokens = Table(
    "tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user", ReceivedText, nullable=False),
    Column("label", ReceivedText, nullable=False),
    Column("scope", String(8), nullable=False),
    Column("made", Text, nullable=False),
)

# Logins that failed, by "user:" and the name or "address:" and the address they came from.
failed_logins = Table(
    "failed_logins",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("subject", ReceivedText, nullable=False),
    Column("at", Text, nullable=False),
    Index(None, "subject", "at"),
)

# What reviewers say of claims, in order; taken back by another line, never erased. `verdict`:
# accept, edit, reject, unsure, or undo, where `undoes` is the number of the line taken back.
# `number`: that of the decision which is the record. `event`: that the claim was of, by which
# reviews are joined to `members`. `words`: what was reviewed, see `model.review.words_mark`.
# `edit`: JSON. `settles`: 1 for a third word on what two reviewers did not agree on.
reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("claim", String(16), nullable=False),
    Column("event", String(16), nullable=False),
    Column("reading", Integer, nullable=False),
    Column("who", ReceivedText, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("edit", ReceivedText, nullable=False),
    Column("undoes", Integer),
    Column("at", Text, nullable=False),
    Column("words", String(16)),
    Column("settles", Integer),
    Column("kind", String(16), nullable=False, server_default="figure"),
    Index(None, "report", "claim"),
    Index(None, "report", "event"),
    Index(None, "who", "number"),
    Index(None, "undoes"),
)

# Claims that a person should look at, see `incidents.doubt`: `reasons` is a JSON list, `words`
# tells whether a review was of the same words, `kind` is one of `model.review.KINDS`, `claim` the
# id of the claim or person in the reading.
doubts = Table(
    "doubts",
    metadata,
    Column("incident", String(32), ForeignKey("incidents.id"), primary_key=True),
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("claim", String(16), primary_key=True),
    Column("event", String(16), nullable=False),
    Column("score", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("words", String(16), nullable=False),
    Column("kind", String(16), nullable=False, server_default="figure"),
    Index(None, "score", "incident", "report", "claim"),
    Index(None, "kind", "score", "incident", "report", "claim"),
    Index(None, "report", "claim"),
)

# What became of incidents that are no more: those that hold mentions of an `old` one now, with
# how many of them (`shared`).
trails = Table(
    "trails",
    metadata,
    Column("old", String(32), primary_key=True),
    Column("new", String(32), primary_key=True),
    Column("shared", Integer, nullable=False),
)

# All that lists of incidents are filtered, sorted and counted by, apart from the wide rows.
incident_list_index = Index(
    "ix_incidents_list",
    incidents.c.id, incidents.c.start, incidents.c.end, incidents.c.type, incidents.c.grade,
    incidents.c.disputes, incidents.c.reports, incidents.c.origins, incidents.c.killed_low,
    incidents.c.killed_high, incidents.c.injured_low, incidents.c.injured_high,
)  # fmt: skip
incident_counts_index = Index(
    "ix_incidents_counted",
    incidents.c.type, incidents.c.grade, incidents.c.disputes, incidents.c.start, incidents.c.end,
    incidents.c.id,
)  # fmt: skip

# The same for maps, by place, and for timelines, by day.
incident_map_index = Index(
    "ix_incidents_map",
    incidents.c.latitude, incidents.c.longitude, incidents.c.precision, incidents.c.start,
    incidents.c.end, incidents.c.type, incidents.c.grade, incidents.c.disputes,
    incidents.c.killed_low,
)  # fmt: skip
incident_days_index = Index(
    "ix_incidents_days",
    incidents.c.start, incidents.c.killed_low, incidents.c.latitude, incidents.c.longitude,
    incidents.c.end, incidents.c.type, incidents.c.grade, incidents.c.disputes,
)  # fmt: skip

# What a filtered review queue counts, without the wide rows.
incident_review_index = Index(
    "ix_incidents_review",
    incidents.c.type, incidents.c.grade, incidents.c.disputes, incidents.c.start, incidents.c.end,
    incidents.c.id, incidents.c.latitude, incidents.c.longitude, incidents.c.figures,
    incidents.c.accused, incidents.c.causes, incidents.c.named,
)  # fmt: skip

# Reports that the incidents do not tell of yet; few, so that asking costs nothing.
is_unlinked = reports.c.reading.is_not(None) & or_(
    reports.c.linked.is_(None), reports.c.linked != reports.c.reading
)
unlinked_index = Index(
    "ix_reports_unlinked",
    reports.c.number,
    sqlite_where=is_unlinked,
    postgresql_where=is_unlinked,
)
