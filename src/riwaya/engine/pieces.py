"""Pieces of inputs: ranges that can be read by themselves, the same however work is spread.

Where a file is cut depends on its bytes and on the size of shards, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from riwaya.model.intake import Failure, Intake

GROWTH = 16
"""In what must be unpacked from its start, a piece that begins at position p is at least
p / GROWTH long: so nothing is unpacked more than GROWTH + 1 times on the whole."""


class Source(NamedTuple):
    """An input file. `base`: where relative paths start. `size`: about how many bytes a piece
    has. `columns`: of tables, by field, as the person named them."""

    name: str
    base: str
    size: int
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an input, as it stands in the manifest.

    `input`: the file's name as given. `kind`: how it is read. `start`, `stop`: bytes, for packed
    JSON Lines of what they unpack to, for Parquet rows; None for a file that is not cut. `first`:
    the number of its first line. `packed`: whether it is in a gzip file. `month_first`: how
    dates in digits are written in its table. `sha256`: of what is read. `broken`: why nothing can
    be read behind it, or in its place.
    """

    input: str
    kind: str
    sha256: str = ""
    start: int | None = None
    stop: int | None = None
    first: int | None = None
    packed: bool = False
    month_first: bool = False
    broken: str | None = None

    def to_object(self) -> dict[str, Any]:
        """As JSON, without what does not apply."""
        found = asdict(self).items()
        return {key: value for key, value in found if value is not None and value is not False}


class Cutter(NamedTuple):
    """A kind of input. `cut`: its pieces, in order. `read`: the reports of a piece, in order;
    what cannot be read is a Failure. Both may raise InputError."""

    cut: Callable[[Source], Iterator[Piece]]
    read: Callable[[Source, Piece], Iterator[Intake | Failure]]
