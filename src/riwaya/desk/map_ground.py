"""A PMTiles file that the desk was started with, as the ground of its map.

The file is read here, so that the browser asks for single tiles like any other part of a page.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response

from riwaya.desk.context import Viewer, settings_of
from riwaya.desk.security.refusals import NotFound
from riwaya.errors import UsageError

router = APIRouter()

_IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "AVIF": "image/avif"}
_VECTORS = "application/vnd.mapbox-vector-tile"
_MOST_LAYERS, _LONGEST_CREDIT = 60, 500
_TAG = re.compile("<[^<>]*>")
_READING = threading.Lock()


class Ground(NamedTuple):
    """What a tiles file holds. `kind`: "raster" or "vector"; `layers`: names of a vector file's;
    `credit`: whom it asks to be named, as plain text.
    """

    tiles: str
    kind: str
    least_zoom: int
    most_zoom: int
    layers: tuple[str, ...]
    credit: str


class _Tiles(NamedTuple):
    ground: Ground
    media_type: str
    packed: bool
    tile: Callable[[int, int, int], bytes | None]


def ground_of(path: Path | None) -> Ground | None:
    """The ground in a PMTiles file; None without one. Raises UsageError for what is none."""
    return _opened(path).ground if path is not None else None


@router.get("/map/ground/{z}/{x}/{y}")
def tile(request: Request, person: Viewer, z: int, x: int, y: int) -> Response:
    """One tile of the ground; empty where it has none."""
    path = settings_of(request).map_tiles
    if path is None or not 0 <= z <= 24 or not (0 <= x < 1 << z and 0 <= y < 1 << z):
        raise NotFound("the map has no such part")
    tiles = _opened(path)
    with _READING:
        data = tiles.tile(z, x, y)
    if data is None:
        return Response(status_code=204)
    headers = {"cache-control": "private, max-age=3600"}
    if tiles.packed:
        headers["content-encoding"] = "gzip"
    return Response(data, headers=headers, media_type=tiles.media_type)


@cache
def _opened(path: Path) -> _Tiles:
    try:
        from pmtiles.reader import MmapSource, Reader
        from pmtiles.tile import Compression
    except ModuleNotFoundError as error:
        raise UsageError(f"tiles need: pip install 'riwaya[desk]' ({error})") from error
    # The package states no types.
    open_reader: Any = Reader
    map_source: Any = MmapSource
    try:
        with path.open("rb") as file:
            reader = open_reader(map_source(file))
        header, metadata = reader.header(), reader.metadata()
    # The library has no error of its own: a wrong file fails in any way.
    except Exception as error:
        raise UsageError(f"{path} is no PMTiles file (version 3): {error}") from error
    kind = header["tile_type"].name
    if kind not in _IMAGES and kind != "MVT":
        raise UsageError(f"{path} has tiles of the kind {kind}; images and MVT can be shown")
    if header["tile_compression"] not in (Compression.NONE, Compression.GZIP, Compression.UNKNOWN):
        raise UsageError(f"{path}: its tiles are packed in a way that is not known here")
    ground = Ground(
        # Its size tells one file from another that took its name.
        f"/map/ground/{{z}}/{{x}}/{{y}}?v={path.stat().st_size}",
        "vector" if kind == "MVT" else "raster",
        int(header["min_zoom"]), int(header["max_zoom"]),
        _layers(metadata), _credit(metadata),
    )  # fmt: skip
    packed = header["tile_compression"] == Compression.GZIP
    return _Tiles(ground, _IMAGES.get(kind, _VECTORS), packed, reader.get)


def _layers(metadata: dict[str, Any]) -> tuple[str, ...]:
    found = metadata.get("vector_layers")
    layers = found if isinstance(found, list) else []
    return tuple(str(layer["id"])[:80] for layer in layers[:_MOST_LAYERS] if "id" in layer)


def _credit(metadata: dict[str, Any]) -> str:
    """Whom to name; the file may hold markup, which is shown as plain words."""
    text = str(metadata.get("attribution") or "")[:_LONGEST_CREDIT]
    return " ".join(unescape(_TAG.sub("", text)).split())
