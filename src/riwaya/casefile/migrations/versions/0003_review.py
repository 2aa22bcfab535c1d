"""The review queue: figures by doubt, and what reviews are of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "doubts",
        sa.Column("incident", sa.String(length=32), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("words", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_doubts_incident")),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_doubts_report")),
        sa.PrimaryKeyConstraint("incident", "report", "claim", name=op.f("pk_doubts")),
    )
    for columns in (["score", "incident", "report", "claim"], ["report", "claim"]):
        op.create_index(op.f(f"ix_doubts_{'_'.join(columns)}"), "doubts", columns, unique=False)
    op.add_column("reviews", sa.Column("words", sa.String(length=16), nullable=True))
    op.add_column("reviews", sa.Column("settles", sa.Integer(), nullable=True))
    # Doubts are told when incidents are composed: the next linking composes all of them.
    op.execute("DELETE FROM settings WHERE name = 'linking rules'")
