"""What became of incidents; review of every kind of claim, and how many of each an incident has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COUNTS = ("figures", "accused", "causes", "named")


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "trails",
        sa.Column("old", sa.String(length=32), nullable=False),
        sa.Column("new", sa.String(length=32), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_trails")),
    )
    for table in ("doubts", "reviews"):
        op.add_column(
            table, sa.Column("kind", sa.String(length=16), nullable=False, server_default="figure")
        )
    op.create_index(
        op.f("ix_doubts_kind_score_incident_report_claim"),
        "doubts",
        ["kind", "score", "incident", "report", "claim"],
        unique=False,
    )
    for name in _COUNTS:
        op.add_column(
            "incidents", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    op.create_index(
        "ix_incidents_review",
        "incidents",
        ["type", "grade", "disputes", "start", "end", "id", "latitude", "longitude", *_COUNTS],
        unique=False,
    )
    # What waits for review is told when incidents are composed: the next linking composes all.
    op.execute("DELETE FROM settings WHERE name = 'linking rules'")
