"""What was received, kept byte for byte under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from riwaya.casefile.schema import originals
from riwaya.errors import CaseDamaged, NotInCase
from riwaya.model.intake import Original

_LEVEL = 6


def digest_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def row_of(original: Original, sha256: str) -> dict[str, object]:
    """The row of an original; compressed where that is shorter."""
    packed = zlib.compress(original.data, _LEVEL)
    shorter = len(packed) < len(original.data)
    return {
        "sha256": sha256,
        "size": len(original.data),
        "media_type": original.media_type,
        "compressed": int(shorter),
        "data": packed if shorter else original.data,
    }


def load(connection: Connection, sha256: str) -> bytes:
    """The bytes as received. Raises NotInCase, or CaseDamaged when they are not what they were."""
    row = connection.execute(select(originals).where(originals.c.sha256 == sha256)).first()
    if row is None:
        raise NotInCase(f"no original {sha256}")
    data = _unpacked(row.data, row.compressed, row.size)
    if data is None or digest_of(data) != sha256:
        raise CaseDamaged(f"the original {sha256} is not what it was; restore it from a backup")
    return data


def damaged(connection: Connection) -> Iterator[str]:
    """The hashes of originals whose bytes no longer have that hash."""
    query = select(originals).order_by(originals.c.sha256).execution_options(yield_per=100)
    for row in connection.execute(query):
        data = _unpacked(row.data, row.compressed, row.size)
        if data is None or digest_of(data) != row.sha256:
            yield row.sha256


def _unpacked(data: bytes, compressed: int, size: int) -> bytes | None:
    """The bytes as received, or None where the packed ones are broken or not of `size`."""
    if not compressed:
        return bytes(data) if len(data) == size else None
    try:
        # One more than expected, so that a tampered row cannot unpack to gigabytes.
        whole = zlib.decompressobj().decompress(data, size + 1)
    except zlib.error:
        return None
    return whole if len(whole) == size else None
