"""Content codings of HTTP taken off, never beyond a bound: a few kilobytes can hold gigabytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

from riwaya.errors import TooLarge, UnreadableFile

_STEP = 256 * 1024
_MOST_CODINGS = 3


def unpack(body: bytes, codings: str, limit: int) -> bytes:
    """`body` with the codings of a Content-Encoding header taken off, the last one first.

    `limit`: the most bytes out of each. Raises TooLarge beyond it, UnreadableFile for damaged
    data and codings that are not known.
    """
    names = [name for part in codings.lower().split(",") if (name := part.strip())]
    if len(names) > _MOST_CODINGS:
        raise UnreadableFile(f"packed {len(names)} times over")
    for name in reversed(names):
        if not body or name in (
            "identity",
            "none",
            "utf-8",
        ):  # the last is a mistake that servers make
            continue
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise UnreadableFile(f"packed in a way that is not known: {name[:40]!r}")
        body = decoder(body, limit)
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    out = bytearray()
    rest = body
    while rest.startswith(b"\x1f\x8b") or rest is body:  # other bytes after the end mean nothing
        try:
            rest = _inflate(rest, zlib.MAX_WBITS | 16, out, limit)
        except zlib.error as error:
            raise UnreadableFile(f"damaged gzip data: {error}") from error
    return bytes(out)


def _deflate(body: bytes, limit: int) -> bytes:
    """With the zlib header that the standard asks for, or without, as many servers send it."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        out = bytearray()
        try:
            _inflate(body, window, out, limit)
            return bytes(out)
        except zlib.error as error:
            damage = error
    raise UnreadableFile(f"damaged deflate data: {damage}") from damage


def _inflate(body: bytes, window: int, out: bytearray, limit: int) -> bytes:
    """One stream appended to `out`; what follows it is returned. Raises zlib.error, TooLarge."""
    stream = zlib.decompressobj(window)
    pending = body
    while pending and not stream.eof:
        out += stream.decompress(pending, min(_STEP, limit - len(out) + 1))
        if len(out) > limit:
            raise _too_large(limit)
        pending = stream.unconsumed_tail
    if not stream.eof:
        out += stream.flush()
        if len(out) > limit:
            raise _too_large(limit)
        if not stream.eof:
            raise zlib.error("it ends in the middle")
    return stream.unused_data


def _brotli(body: bytes, limit: int) -> bytes:
    try:
        from fastwarc.stream_io import BrotliReader
    except ImportError as error:
        raise UnreadableFile("reading br needs: pip install 'riwaya[web]'") from error
    return _drawn(BrotliReader(io.BytesIO(body)), "br", limit)


def _zstd(body: bytes, limit: int) -> bytes:
    try:
        from fastwarc.stream_io import ZstdReader
    except ImportError as error:
        raise UnreadableFile("reading zstd needs: pip install 'riwaya[web]'") from error
    return _drawn(ZstdReader(io.BytesIO(body)), "zstd", limit)


def _drawn(reader: object, name: str, limit: int) -> bytes:
    read: Callable[[int], bytes] = reader.read  # type: ignore[attr-defined]
    out = bytearray()
    try:
        while part := read(_STEP):
            out += part
            if len(out) > limit:
                raise _too_large(limit)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"damaged {name} data: {error}") from error
    return bytes(out)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"unpacks to more than {limit // (1024 * 1024)} MB")


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
