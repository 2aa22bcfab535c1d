"""Readings as JSON: one object a report, one on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.model import Reading
from riwaya.model.intake import Failure
from riwaya.model.serialise import SCHEMA, dumps


def json_pieces(results: Iterable[Reading | Failure]) -> Iterator[str]:
    """A line for every report in its place; one that could not be read has `error`."""
    for result in results:
        text = failure_json(result) if isinstance(result, Failure) else result.to_json()
        yield text + "\n"


def failure_json(failure: Failure) -> str:
    """`{"schema", "report": {"id"}, "input", "error"}` on one line; the error is a sentence."""
    return dumps(
        {
            "schema": SCHEMA,
            "report": {"id": failure.id},
            "input": failure.where,
            "error": str(failure.error),
        }
    )
