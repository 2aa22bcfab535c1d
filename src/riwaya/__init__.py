"""Riwaya reads Arabic reports of violence into claims with a source and the exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riwaya.reading.read import read

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    # Importing the reader costs more than `riwaya --version` should.
    if name == "read":
        from riwaya.reading.read import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
