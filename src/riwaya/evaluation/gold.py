"""A user's own annotated reports: the files, and whether they can be scored against."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.evaluation.gold_faults import faults
from riwaya.ingest.decode import decode

ANNOTATIONS = ("annotations.json", "annotations.jsonl")
REPORTS = "reports.jsonl"
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotations as they stand in the file. `reports`: where the reports are, None where the
    annotations hold the texts or nothing was found. `digest`: SHA-256 of the annotations' bytes.
    """

    path: Path
    annotations: tuple[Mapping[str, Any], ...]
    reports: Path | None
    digest: str

    def texts(self) -> dict[str, str]:
        """Texts that stand in the annotations themselves, by the report's id."""
        return {
            one["doc_id"]: one["text"]
            for one in self.annotations
            if isinstance(one.get("doc_id"), str) and isinstance(one.get("text"), str)
        }


def load_gold(path: Path, reports: Path | None = None) -> Gold:
    """The annotations of a folder, or of a file: a JSON list, or an object a line.

    `reports`: the file of the reports; by default `reports.jsonl` beside the annotations. Raises
    UnreadableFile, TooLarge.
    """
    file = path
    if path.is_dir():
        found = [path / name for name in ANNOTATIONS if (path / name).is_file()]
        if not found:
            raise UnreadableFile(f"{path}: there is no {ANNOTATIONS[0]} in this folder")
        file = found[0]
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise TooLarge(f"{file}: larger than {_MOST_BYTES // 1024**2} MB; split it")
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file}: {error.strerror}; name a file or folder") from error
    beside = file.with_name(REPORTS)
    return Gold(
        file,
        tuple(_objects(file, data)),
        reports or (beside if beside.is_file() else None),
        hashlib.sha256(data).hexdigest(),
    )


def _objects(file: Path, data: bytes) -> Iterator[Mapping[str, Any]]:
    text, _ = decode(data)
    text = text.strip().removeprefix("\ufeff")
    if not text:
        raise UnreadableFile(f"{file}: it is empty; it must hold annotations")
    if text.startswith("["):
        content = _parsed(text, str(file))
        pieces = [(f"annotation {n}", one) for n, one in enumerate(content, 1)]
    else:
        lines = enumerate(text.splitlines(), 1)
        pieces = [(f"line {n}", _parsed(s, f"{file}:{n}")) for n, s in lines if s.strip()]
    for where, one in pieces:
        if not isinstance(one, dict):
            raise UnreadableFile(f"{file}, {where}: expected an object with a doc_id")
        yield one


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}"
        raise UnreadableFile(f"{where}: not JSON: {error.msg} at {place}") from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFile(f"{where}: JSON too deep, or with a number too long") from error


def gold_faults(gold: Gold, texts: Mapping[str, str]) -> Iterator[str]:
    """Everything for which the annotations cannot be scored, each with file, report and advice.

    `texts`: by report id.
    """
    seen: set[str] = set()
    for number, annotation in enumerate(gold.annotations, 1):
        name = annotation.get("doc_id")
        if not isinstance(name, str) or not name:
            yield f'{gold.path}, annotation {number}: "doc_id": expected the id of the report'
            continue
        where = f"{gold.path}, report {name}"
        if name in seen:
            yield f"{where}: it is annotated twice; keep one of the two"
        seen.add(name)
        if name not in texts:
            held = gold.reports or f"{REPORTS} (name it with --reports)"
            yield f"{where}: no report of this id in {held}; add it there, or take it out here"
        for fault in faults(annotation, texts.get(name)):
            yield f"{where}, {fault}"


def remarks(gold: Gold, held: Mapping[str, str], read: Mapping[str, str]) -> Iterator[str]:
    """What is odd and yet can be scored. `held`: the texts that were annotated, `read`: those of
    readings that were made before, by report id.
    """
    known = {one.get("doc_id") for one in gold.annotations}
    left = sum(1 for name in held if name not in known)
    if left:
        yield f"{left:,} reports are not annotated and are left aside"
    other = [name for name in read if name in known and read[name] != held.get(name, read[name])]
    if other:
        yield (
            f"{len(other):,} readings are of other texts than were annotated ({other[0]} first); "
            "what is told by the same words cannot be found in them"
        )
