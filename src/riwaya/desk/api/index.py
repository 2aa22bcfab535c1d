"""What the API offers, as a page that needs no network."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response

from riwaya.desk.render import render

router = APIRouter(include_in_schema=False)


class Route(NamedTuple):
    """One thing the API does. `inputs`: (name, where it goes, what it is)."""

    method: str
    path: str
    about: str
    inputs: tuple[tuple[str, str, str], ...]


@router.get("/")
def index(request: Request) -> Response:
    """Every route with what it takes; the same as openapi.json, for people."""
    groups: dict[str, list[Route]] = {}
    for path, methods in request.app.openapi()["paths"].items():
        for method, found in methods.items():
            route = Route(method.upper(), path, found.get("description", ""), _inputs(found))
            groups.setdefault(found.get("tags", [""])[0], []).append(route)
    return render(request, "api.html", groups=groups, base=str(request.base_url).rstrip("/"))


def _inputs(found: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    given = [
        (one["name"], one["in"], one.get("description", ""))
        for one in found.get("parameters", ())
        if one["in"] in ("path", "query")
    ]
    kinds = found.get("requestBody", {}).get("content", {})
    return (*given, *((kind, "body", "") for kind in kinds))
