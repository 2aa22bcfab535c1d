"""One report of a case for programs: `riwaya.report/1`."""

from __future__ import annotations

from typing import Any

from riwaya.casefile.history import History, Version
from riwaya.export.differences import Piece, differences
from riwaya.model.serialise import dumps

SCHEMA = "riwaya.report/1"


def show_json(history: History, version: Version, older: Version | None = None) -> str:
    """One line: versions, copies and the reading of `version`.

    With `older` also `changes` from its text to that of `version`: spans are code points of each.
    """
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "id": history.id,
        "version": version.ordinal,
        "versions": [_version(one) for one in history.versions],
        "copies": [
            {
                "id": copy.id,
                "published": copy.published,
                "outlet": copy.outlet,
                "likeness": copy.likeness,
                "reason": copy.reason,
            }
            for copy in history.copies
        ],
    }
    if older is not None:
        found["changes"] = {
            "from": older.ordinal,
            "to": version.ordinal,
            "words": [
                {"old": _piece(change.old), "new": _piece(change.new)}
                for change in differences(older.text, version.text)
            ],
        }
    found["failure"] = version.failure
    found["reading"] = version.reading.to_object() if version.reading else None
    return dumps(found)


def _piece(piece: Piece) -> dict[str, Any]:
    return {"start": piece.start, "end": piece.end, "text": piece.text}


def _version(version: Version) -> dict[str, Any]:
    return {
        "version": version.ordinal,
        "added": version.added,
        "from": version.origin,
        "url": version.url,
        "title": version.title,
        "outlet": version.outlet,
        "published": version.published,
        "published_basis": version.published_basis,
        "published_at": version.published_at,
        "forwarded_from": version.forwarded_from,
        "retrieved": version.retrieved,
        "headers": [list(header) for header in version.headers],
        "notes": list(version.notes),
        "original": {
            "sha256": version.original,
            "size": version.size,
            "media_type": version.media_type,
        },
        "read_by": version.program,
    }
