"""Content codings taken off within bounds."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from riwaya.errors import TooLarge, UnreadableFile
from riwaya.ingest.web.unpack import unpack

TEXT = "سقط ثلاثة جرحى في قرية الزيتونة. ".encode() * 40
MB = 1024 * 1024


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _gzip(data: bytes) -> bytes:
    """Without the hour, which would be in the names of the tests: each process collects its own."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("gzip", _gzip(TEXT)),
        ("x-gzip", _gzip(TEXT)),
        ("GZIP", _gzip(TEXT[:300]) + _gzip(TEXT[300:])),
        ("gzip", _gzip(TEXT) + b"\0\0 junk"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw_deflate(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("deflate, gzip", _gzip(zlib.compress(TEXT))),
        ("identity", TEXT),
        ("", TEXT),
    ],
)
def test_unpacked(codings: str, packed: bytes) -> None:
    assert unpack(packed, codings, MB) == TEXT


@pytest.mark.parametrize("codings", ["gzip", "deflate", "br"])
def test_a_bomb_is_stopped(codings: str) -> None:
    zeros = b"0" * (20 * MB)
    pack = {"gzip": _gzip, "deflate": zlib.compress, "br": brotli.compress}[codings]
    with pytest.raises(TooLarge, match="1 MB"):
        unpack(pack(zeros), codings, MB)


def test_a_bomb_of_many_small_members_is_stopped() -> None:
    with pytest.raises(TooLarge):
        unpack(_gzip(b"0" * MB) * 3, "gzip", 2 * MB)


def test_the_limit_itself_is_allowed() -> None:
    assert len(unpack(_gzip(b"0" * MB), "gzip", MB)) == MB


@pytest.mark.parametrize(
    ("codings", "packed"),
    [
        ("gzip", _gzip(TEXT)[:-20]),
        ("gzip", b"not packed at all"),
        ("deflate", b"not packed at all"),
        ("deflate", zlib.compress(TEXT)[:-20]),
        ("br", brotli.compress(TEXT)[:-20]),
        ("compress", TEXT),
        ("gzip, gzip, gzip, gzip", TEXT),
    ],
)
def test_damage_is_told(codings: str, packed: bytes) -> None:
    with pytest.raises(UnreadableFile):
        unpack(packed, codings, MB)
