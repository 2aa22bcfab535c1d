"""Tables of what people coded by hand, apart from all that the program makes of reports.

Rows are written once. A row that was coded anew is one more version of it.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from riwaya.casefile.columns import ReceivedText
from riwaya.casefile.schema import metadata

# Who coded what: `format` is acled, ucdp or codebook, `book` the codebook's name or "", `content`
# name and text of the codebook's file as last imported (JSON) or "".
codings = Table(
    "codings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("coder", ReceivedText, nullable=False),
    Column("format", String(16), nullable=False),
    Column("book", ReceivedText, nullable=False),
    Column("content", ReceivedText, nullable=False),
    UniqueConstraint("coder", "format", "book"),
)

# The rows, `key` as in the data set, the newest `version` counts. `object`: the whole record as
# JSON; the columns beside it are those that records are looked for by.
coded = Table(
    "coded",
    metadata,
    Column("coding", Integer, ForeignKey("codings.number"), primary_key=True),
    Column("key", ReceivedText, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("object", ReceivedText, nullable=False),
    Column("incident", String(80)),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("added", Text, nullable=False),
    Index(None, "incident"),
    Index(None, "start"),
)
