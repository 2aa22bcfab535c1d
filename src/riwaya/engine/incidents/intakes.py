"""What a case keeps of a report beside its reading, as a line of a run's side file.

A side file has a line for each line of its shard of readings, in the same order. The text itself
stands in the reading, and only where there is none in this line.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from riwaya.errors import RunError
from riwaya.model.intake import Failure, Intake, Original
from riwaya.model.serialise import dumps

_LEVEL = 6
_TEXTS = ("where", "id", "title", "url", "outlet", "published_basis", "key", "forwarded_from")


def intake_line(item: Intake | Failure, *, read: bool) -> str:
    """The line of an input, without a line feed; `read`: whether its reading holds the text."""
    if isinstance(item, Failure):
        return dumps({"where": item.where, "id": item.id, "error": str(item.error)})
    given = item.original
    return dumps(
        {
            **{name: getattr(item, name) for name in _TEXTS},
            "published": item.published.isoformat() if item.published else None,
            "published_at": item.published_at.isoformat() if item.published_at else None,
            "notes": list(item.notes),
            "original": given and _original_object(given, item.text if read else None),
            **({} if read else {"text": item.text}),
        }
    )


def packed_lines(lines: Iterable[str]) -> bytes:
    """Lines as the bytes of a side file: the same each time."""
    whole = "".join(f"{line}\n" for line in lines).encode("utf-8")
    return gzip.compress(whole, _LEVEL, mtime=0)


def unpacked_lines(stream: IO[bytes]) -> Iterator[str]:
    """The lines of a side file."""
    with gzip.open(stream) as lines:
        for line in lines:
            yield line.decode("utf-8")


def intake_of(line: str, reading: Mapping[str, Any]) -> Intake | None:
    """The input that `intake_line` wrote; `reading`: the object of its line beside it.

    None where there was none, or where it was passed over. Raises RunError for another line.
    """
    try:
        found = json.loads(line)
        if "error" in found or "skipped" in reading:
            return None
        text = found["text"] if "text" in found else reading["report"]["text"]
        return Intake(
            **{name: found[name] for name in _TEXTS},
            text=text,
            published=_day(found["published"]),
            published_at=_moment(found["published_at"]),
            notes=tuple(found["notes"]),
            original=found["original"] and _original(found["original"], text),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(
            f"a line of the run's side files cannot be read ({error!r}); run it again"
        ) from error


def intake_in(reading: Mapping[str, Any], where: str) -> Intake | None:
    """An input as far as its reading tells, for readings without a side file; None for an error."""
    if "error" in reading or "skipped" in reading:
        return None
    report = reading["report"]
    outlets = [source["name"] for source in reading["sources"] if source["id"] == report["outlet"]]
    known = report["published_basis"] in ("given", "metadata")
    return Intake(
        where=where,
        text=report["text"],
        id=report["id"],
        title=report["title"],
        url=report["url"],
        outlet=outlets[0] if outlets else None,
        published=_day(report["published"]) if known else None,
        published_basis=report["published_basis"] if known else None,
    )


def _original_object(original: Original, text: str | None) -> dict[str, Any]:
    return {
        **_data_object(original.data, text),
        "media_type": original.media_type,
        "headers": [list(pair) for pair in original.headers],
        "retrieved": original.retrieved.isoformat() if original.retrieved else None,
    }


def _data_object(data: bytes, text: str | None) -> dict[str, Any]:
    """The bytes as text where they are UTF-8; not again where they are those of the report."""
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}
    return {} if said == text else {"data": said}


def _original(found: Mapping[str, Any], text: str) -> Original:
    if "base64" in found:
        data = base64.b64decode(found["base64"], validate=True)
    else:
        data = found.get("data", text).encode("utf-8")
    return Original(
        data=data,
        media_type=found["media_type"],
        headers=tuple((name, value) for name, value in found["headers"]),
        retrieved=_moment(found["retrieved"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
