"""The map's program and outlines: files of installed packages, sent from here and nowhere else."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from riwaya.desk.context import Viewer
from riwaya.desk.security.refusals import NotFound

router = APIRouter()

_PACKAGE, _FOLDER = "maplibre", "srcjs"
_TYPES = {
    "maplibre-gl.js": "text/javascript; charset=utf-8",
    "maplibre-gl.css": "text/css; charset=utf-8",
}
_FOREVER = "private, max-age=31536000, immutable"
"""Their addresses hold a version; nothing of the case is in them."""


class Library(NamedTuple):
    """Addresses of the files of MapLibre GL JS."""

    script: str
    style: str


@cache
def library_urls() -> Library | None:
    """Where the pages find MapLibre GL JS; None where its wheel is not installed."""
    if _library_folder() is None:
        return None
    try:
        mark = version(_PACKAGE)
    except PackageNotFoundError:
        return None
    script, style = (f"/map/library/{name}?v={mark}" for name in _TYPES)
    return Library(script, style)


@router.get("/map/library/{name}")
def library(request: Request, person: Viewer, name: str) -> Response:
    """A file of MapLibre GL JS."""
    if name not in _TYPES or _library_folder() is None:
        raise NotFound("the map's program is not here: pip install 'riwaya[desk]'")
    return _sent(request, _packed_library(name), _TYPES[name])


@router.get("/map/outlines.json")
def outlines(request: Request, person: Viewer) -> Response:
    """The outlines of countries and governorates as GeoJSON."""
    return _sent(request, _packed_outlines(), "application/geo+json")


@cache
def outlines_url() -> str:
    """The address of the outlines, different whenever they are."""
    mark = hashlib.sha256(_packed_outlines()).hexdigest()[:10]
    return f"/map/outlines.json?v={mark}"


def _sent(request: Request, packed: bytes, media_type: str) -> Response:
    headers = {"cache-control": _FOREVER, "vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, headers=headers | {"content-encoding": "gzip"},
                        media_type=media_type)  # fmt: skip
    return Response(gzip.decompress(packed), headers=headers, media_type=media_type)


def _library_folder() -> Path | None:
    # Found without importing the package, which would load much that is not needed here.
    found = find_spec(_PACKAGE)
    for place in (found and found.submodule_search_locations) or ():
        folder = Path(place) / _FOLDER
        if all((folder / name).is_file() for name in _TYPES):
            return folder
    return None


@cache
def _packed_library(name: str) -> bytes:
    folder = _library_folder()
    assert folder is not None
    return gzip.compress((folder / name).read_bytes(), 6, mtime=0)


@cache
def _packed_outlines() -> bytes:
    return (files("riwaya.knowledge") / "data" / "outlines.json.gz").read_bytes()
