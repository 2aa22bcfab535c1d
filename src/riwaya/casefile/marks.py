"""What the log says of rows that are written once, so that a change in them shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from riwaya.casefile.columns import stored
from riwaya.casefile.digest import unpacked
from riwaya.casefile.originals import digest_of

_PROVENANCE = (
    "ordinal", "title", "url", "outlet", "published", "published_basis", "published_at",
    "forwarded_from", "place", "headers", "retrieved", "notes", "added",
)  # fmt: skip


def provenance_mark(row: Mapping[str, Any]) -> str:
    """SHA-256 over where, when and how a version came in: all that is kept beside its text."""
    said = [row[name] for name in _PROVENANCE]
    # The hash is over what a later reader finds in the table, so over the stored form.
    text = json.dumps([stored(v) if isinstance(v, str) else v for v in said], ensure_ascii=True)
    return digest_of(text.encode("ascii"))


def reading_mark(reading: bytes | None, failure: str | None, program: str, knowledge: str) -> str:
    """What the log says of a reading: its hash, and what made it; or why there is none.

    `reading`: as `digest.packed` wrote it. Raises ValueError, zlib.error for broken bytes.
    """
    if reading is None:
        return f"failed: {failure}"
    text = digest_of(unpacked(reading).encode("utf-8"))
    return f"{text} by {program} {knowledge[:16]}"


def decision_mark(kind: str, one: list[str], other: list[str], why: str) -> str:
    """What the log says of a decision."""
    return json.dumps({"kind": kind, "one": one, "other": other, "why": why})
