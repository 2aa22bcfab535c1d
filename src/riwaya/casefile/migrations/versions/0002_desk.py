"""The desk: users, sessions, tokens, failed logins, reviews, and the list of incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_LISTED = (
    "id", "start", "end", "type", "grade", "disputes", "reports", "origins",
    "killed_low", "killed_high", "injured_low", "injured_high",
)  # fmt: skip
_COUNTED = ("type", "grade", "disputes", "start", "end", "id")
_MAPPED = (
    "latitude", "longitude", "precision", "start", "end", "type", "grade", "disputes", "killed_low",
)  # fmt: skip
_BY_DAY = (
    "start", "killed_low", "latitude", "longitude", "end", "type", "grade", "disputes",
)  # fmt: skip


def upgrade() -> None:
    """Bring the tables forward."""
    _people()
    _reviews()
    op.create_index("ix_incidents_list", "incidents", list(_LISTED), unique=False)
    op.create_index("ix_incidents_counted", "incidents", list(_COUNTED), unique=False)
    unlinked = sa.text("reading IS NOT NULL AND (linked IS NULL OR linked != reading)")
    op.create_index(
        "ix_reports_unlinked", "reports", ["number"], unique=False,
        sqlite_where=unlinked, postgresql_where=unlinked,
    )  # fmt: skip
    op.create_index("ix_incidents_map", "incidents", list(_MAPPED), unique=False)
    op.create_index("ix_incidents_days", "incidents", list(_BY_DAY), unique=False)


def _people() -> None:
    op.create_table(
        "users",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_users")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("begun", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.key"], name=op.f("fk_sessions_user")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_tokens_digest")),
    )
    op.create_table(
        "failed_logins",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_failed_logins")),
    )
    op.create_index(
        op.f("ix_failed_logins_subject_at"), "failed_logins", ["subject", "at"], unique=False
    )


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("edit", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_reviews_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reviews")),
    )
    for columns in (["report", "claim"], ["report", "event"], ["who", "number"], ["undoes"]):
        op.create_index(op.f(f"ix_reviews_{'_'.join(columns)}"), "reviews", columns, unique=False)
