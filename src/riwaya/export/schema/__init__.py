"""JSON Schemas (draft 2020-12) of what the program prints, for other programs to check."""

from __future__ import annotations

from importlib.resources import files

NAMES = ("reading", "incident")
"""What there is a schema of: `riwaya.reading/1` and `riwaya.incident/1`."""


def schema_text(name: str) -> str:
    """The schema of one of NAMES as JSON. Raises ValueError for another name."""
    if name not in NAMES:
        raise ValueError(f"no schema {name!r}; there is {' and '.join(NAMES)}")
    return (files(__package__) / f"{name}-1.schema.json").read_text(encoding="utf-8")
