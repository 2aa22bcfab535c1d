"""What people coded by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "codings",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codings")),
        sa.UniqueConstraint("coder", "format", "book", name=op.f("uq_codings_coder_format_book")),
    )
    op.create_table(
        "coded",
        sa.Column("coding", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("incident", sa.String(length=80), nullable=True),
        sa.Column("start", sa.String(length=10), nullable=True),
        sa.Column("end", sa.String(length=10), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["coding"], ["codings.number"], name=op.f("fk_coded_coding")),
        sa.PrimaryKeyConstraint("coding", "key", "version", name=op.f("pk_coded")),
    )
    for column in ("incident", "start"):
        op.create_index(op.f(f"ix_coded_{column}"), "coded", [column], unique=False)
