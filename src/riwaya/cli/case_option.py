"""The option that names the case, and the case opened by it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from riwaya.casefile.open import Case

CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="CASE",
        help="A file name or a database URL. Default: RIWAYA_CASE, else riwaya.db here.",
    ),
]


@contextmanager
def opened_case(address: str | None, *, create: bool = False) -> Iterator[Case]:
    """The case at `address`, closed at the end. Raises CaseUnavailable."""
    from riwaya.casefile.open import open_case  # `riwaya --version` needs no database

    case = open_case(address, create=create)
    try:
        yield case
    finally:
        case.close()
