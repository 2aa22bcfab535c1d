"""Outputs in parts: each task writes one file, and the next stage reads the same part of all.

A file begins with a line of JSON, what its task told. Then come numbers of 8 bytes: where each part
begins, counted from the end of that line, and where the last one ends. The parts follow, a JSON
value a line. So a part is found without reading what stands there of all others.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from riwaya.engine.stage import Chunk, Task, shard_name
from riwaya.engine.storage import Store
from riwaya.model.serialise import dumps

Parts = list[list[str]]
"""Lines by part."""

PREFIX = "link-"
"""What the names of the stages between readings and incidents begin with."""

SUFFIX = ".parts"
"""What the names of such outputs end with."""

_NUMBER = struct.Struct("<Q")


def parts_of(count: int) -> Parts:
    """So many parts with nothing in them."""
    return [[] for _ in range(count)]


def written(parts: Parts, told: Any = None, **counts: int) -> Iterator[Chunk]:
    """An output in parts. `told`: a JSON value for the driver; `counts`: for the manifest."""
    bodies = [("".join(f"{line}\n" for line in lines)).encode("utf-8") for lines in parts]
    bounds = list(accumulate(map(len, bodies), initial=_NUMBER.size * (len(bodies) + 1)))
    index = b"".join(map(_NUMBER.pack, bounds))
    yield Chunk(dumps(told).encode("utf-8") + b"\n" + index, counts=counts)
    for body in bodies:
        if body:
            yield Chunk(body)


def output_of(stage: str, number: int) -> str:
    """The file of a task of a stage."""
    return f"{PREFIX}{stage}/{shard_name(number)}{SUFFIX}"


def told(store: Store, stage: str, number: int) -> Any:
    """What a task told the driver."""
    with store.opened(output_of(stage, number)) as stream:
        return json.loads(stream.readline())


def part(store: Store, stage: str, number: int, wanted: int) -> Iterator[Any]:
    """The values of one part of one output, in their order."""
    for line in part_lines(store, stage, number, wanted):
        yield json.loads(line)


def part_lines(store: Store, stage: str, number: int, wanted: int) -> list[bytes]:
    """The lines of one part of one output, without line feeds."""
    with store.opened(output_of(stage, number)) as stream:
        stream.readline()
        head = stream.tell()
        stream.seek(head + _NUMBER.size * wanted)
        bounds = stream.read(2 * _NUMBER.size)
        (start,), (end,) = _NUMBER.iter_unpack(bounds)
        stream.seek(head + start)
        return stream.read(end - start).split(b"\n")[:-1] if start < end else []


def parts(store: Store, stage: str, tasks: int, wanted: int) -> Iterator[Any]:
    """The values of one part of all outputs of a stage, in the order of its tasks."""
    for number in range(tasks):
        yield from part(store, stage, number, wanted)


def tasks_of(count: int, **more: Any) -> list[Task]:
    """The tasks of a stage, numbered from 0; `more`: what all of them are told."""
    return [Task(shard_name(n), ({"number": n, **more},)) for n in range(count)]


def place_of(key: str, count: int) -> int:
    """In which of `count` parts the rows of a key lie; the same everywhere."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


def in_parts(rows: Iterable[tuple[int, Any]], count: int) -> Parts:
    """Rows (part, JSON value) as lines by part."""
    found = parts_of(count)
    for wanted, value in rows:
        found[wanted].append(dumps(value))
    return found


def heads(store: Store, stage: str, tasks: int) -> Sequence[Any]:
    """What all tasks of a stage told, in order."""
    return [told(store, stage, number) for number in range(tasks)]
