"""A small sketch of a text, by which near copies are found without comparing all pairs."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import eq
from typing import Any

_PERMUTATIONS = 128
# Bands are cut from the first half: more of them would find less alike texts, at twice the rows.
_BANDED = 64
_ROWS = 4
BANDS = _BANDED // _ROWS
"""How many bands the sketch of a text has."""

_SHINGLE = 4
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells copies of a text. `text_key`: the same for texts of the same words in order.

    `bands`: two texts of which 70 in 100 shingles are shared have one in common 99 times in 100.
    Empty for a text of under 12 words, which is a copy only of the same words.
    """

    shingles: int
    text_key: str
    signature: bytes
    bands: tuple[int, ...]


def shingles_of(words: Sequence[str]) -> frozenset[str]:
    """All runs of four words; none for a text too short to tell by them."""
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(
        " ".join(words[index : index + _SHINGLE]) for index in range(len(words) - _SHINGLE + 1)
    )


def sketch(words: Sequence[str]) -> Sketch:
    """The sketch of a text given as folded words, figures included, without page furniture."""
    key = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    shingles = shingles_of(words)
    if not shingles:
        return Sketch(0, key, b"", ())
    minhash = _empty().copy()
    minhash.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
    values = [int(value) for value in minhash.hashvalues]
    bands = tuple(_band(index, values[index : index + _ROWS]) for index in range(0, _BANDED, _ROWS))
    return Sketch(len(shingles), key, struct.pack(f"<{_PERMUTATIONS}I", *values), bands)


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of shingles that two texts have in common, from their signatures."""
    if len(one) != len(other) or not one:
        return 0.0
    same = map(eq, memoryview(one).cast("I"), memoryview(other).cast("I"))
    return float(sum(same) / (len(one) // 4))


@cache
def _empty() -> Any:
    """A sketch of nothing, to be copied: its permutations take longer to make than most texts."""
    from datasketch import MinHash  # brings NumPy, which a look into a case can do without

    return MinHash(num_perm=_PERMUTATIONS, seed=1)


def _band(index: int, values: Sequence[int]) -> int:
    """A signed 64-bit number, as databases hold them."""
    packed = struct.pack(f"<{len(values) + 1}Q", index, *values)
    return struct.unpack("<q", hashlib.sha256(packed).digest()[:8])[0]  # type: ignore[no-any-return]
