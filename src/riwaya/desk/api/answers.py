"""How the API answers."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from pydantic import BaseModel


class Problem(BaseModel):
    """Why a request was not answered."""

    error: str


ANSWERS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": said}
    for code, said in (
        (400, "The request makes no sense."),
        (401, "No valid token."),
        (403, "The token or its user may not do this."),
        (404, "There is no such thing in the case."),
    )
}
"""What every route can answer besides what was asked for."""


def json_text(text: str) -> Response:
    """JSON that has been written already."""
    return Response(text.encode("utf-8", "surrogatepass"), media_type="application/json")
