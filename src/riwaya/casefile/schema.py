"""The tables of a case, the same on SQLite and PostgreSQL.

Rows of `originals`, `versions`, `readings`, `decisions` and `log` are written once and never
changed. What can be made anew from them (words, facets, copies, mentions, incidents) may be
replaced. Days and moments are ISO 8601 text, moments in UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from riwaya.casefile.columns import ReceivedText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What was received, by the SHA-256 of its bytes; `data` is compressed where that is shorter.
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("compressed", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# A report over all its versions. `key` tells it from others: its id, URL, post number or text.
# `version` and `reading` point to the newest of each; `linked` to the reading that incidents were
# last made of, and `origin` to the report that then stood for its text.
reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", ReceivedText, nullable=False, unique=True),
    Column("key", ReceivedText, nullable=False, unique=True),
    Column("version", Integer),
    Column("reading", Integer),
    Column("linked", Integer),
    Column("origin", Integer),
    Column("outlet", ReceivedText),
    Column("published", String(10)),
    Index(None, "published"),
    Index(None, "outlet"),
    Index(None, "origin"),
)

# The text of a report as it was at one time, and what came with it.
versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("reports.number"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("original", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("text", ReceivedText, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("title", ReceivedText),
    Column("url", ReceivedText),
    Column("outlet", ReceivedText),
    Column("published", String(10)),
    Column("published_basis", Text),
    Column("published_at", Text),
    Column("forwarded_from", ReceivedText),
    Column("place", ReceivedText, nullable=False),
    Column("headers", ReceivedText, nullable=False),
    Column("retrieved", Text),
    Column("notes", ReceivedText, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("report", "ordinal"),
    Index(None, "original"),
)

# What one version of program and knowledge read in a text: `riwaya.reading/1`, compressed.
# `failure` says why there is none.
readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, ForeignKey("versions.number"), nullable=False),
    Column("program", Text, nullable=False),
    Column("knowledge", String(64), nullable=False),
    Column("object", LargeBinary),
    Column("failure", Text),
    Column("made", Text, nullable=False),
    UniqueConstraint("version", "program", "knowledge"),
)

# What reports are found by, from the newest reading: `field` is place, actor, outlet, type, class
# or status.
facets = Table(
    "facets",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("value", ReceivedText, primary_key=True),
    Index(None, "field", "value", "report"),
)

# Days on which events of a report happened, inclusive.
event_days = Table(
    "event_days",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("event", String(16), primary_key=True),
    Column("start", String(10), nullable=False),
    Column("end", String(10), nullable=False),
    Index(None, "start", "end"),
)

# Casualty figures of a report; `high` is empty when open.
figures = Table(
    "figures",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("claim", String(16), primary_key=True),
    Column("status", String(24), nullable=False),
    Column("class", String(16), nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer),
    Index(None, "status", "class", "low"),
)

# The sketch of a report's newest text, and its bands: equal bands mark texts worth comparing.
sketches = Table(
    "sketches",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("shingles", Integer, nullable=False),
    Column("text_key", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Index(None, "text_key"),
)
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Index(None, "report"),
)

# Pairs of reports that share a text, `one` < `other`, with the reason in words.
copies = Table(
    "copies",
    metadata,
    Column("one", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("other", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("likeness", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "other"),
)

# Judgements of people: `riwaya.model.Decision`; `one` and `other` are JSON lists of text.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("one", ReceivedText, nullable=False),
    Column("other", ReceivedText, nullable=False),
    Column("who", ReceivedText, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", ReceivedText, nullable=False),
)

# What was done, in order; each line holds the hash of the line before it.
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", ReceivedText, nullable=False),
    Column("what", String(24), nullable=False),
    Column("subject", ReceivedText, nullable=False),
    Column("before", ReceivedText, nullable=False),
    Column("after", ReceivedText, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)

# RFC 3161 time stamps of the log's head.
stamps = Table(
    "stamps",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("log_number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("server", Text, nullable=False),
    Column("response", LargeBinary, nullable=False),
)

# Where the watch on a feed or folder stands, as JSON.
watched = Table(
    "watched",
    metadata,
    Column("target", ReceivedText, primary_key=True),
    Column("state", ReceivedText, nullable=False),
)

# Mentions of events as the linking compares them, with the keys that bring them together.
mentions = Table(
    "mentions",
    metadata,
    Column("report", Integer, ForeignKey("reports.number"), primary_key=True),
    Column("event", String(16), primary_key=True),
    Column("object", ReceivedText, nullable=False),
)
blocks = Table(
    "blocks",
    metadata,
    Column("block", ReceivedText, primary_key=True),
    Column("report", Integer, primary_key=True),
    Column("event", String(16), primary_key=True),
    Index(None, "report"),
)

# Incidents as last linked: the cluster of mentions with the links among them (JSON), the whole
# incident under the policy `range` (compressed), and the columns that lists are sorted by. The
# last four: how many of its claims can be reviewed, by kind.
incidents = Table(
    "incidents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("cluster", LargeBinary, nullable=False),
    Column("object", LargeBinary, nullable=False),
    Column("type", String(32), nullable=False),
    Column("start", String(10)),
    Column("end", String(10)),
    Column("place", ReceivedText),
    Column("place_en", ReceivedText),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", Integer),
    Column("grade", String(16), nullable=False),
    Column("disputes", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_high", Integer),
    Column("figures", Integer, nullable=False, server_default="0"),
    Column("accused", Integer, nullable=False, server_default="0"),
    Column("causes", Integer, nullable=False, server_default="0"),
    Column("named", Integer, nullable=False, server_default="0"),
    Index(None, "start", "id"),
    Index(None, "grade"),
    Index(None, "type"),
)

# What incidents are filtered by: `field` is place, actor, outlet, type, class or dispute; the
# `value` is folded as in `facets`.
incident_facets = Table(
    "incident_facets",
    metadata,
    Column("incident", String(32), ForeignKey("incidents.id"), primary_key=True),
    Column("field", String(16), primary_key=True),
    Column("value", ReceivedText, primary_key=True),
    Index(None, "field", "value", "incident"),
)
members = Table(
    "members",
    metadata,
    Column("report", Integer, primary_key=True),
    Column("event", String(16), primary_key=True),
    Column("incident", String(32), ForeignKey("incidents.id"), nullable=False),
    Index(None, "incident"),
)

# Where the linking stands: how many decisions it has heeded, and by which rules it went.
settings = Table(
    "settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
