"""Values of a JSON file built one at a time as the file streams by, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riwaya.errors import TooLarge

# Beyond these a record is none: messages and reports have some dozens of values, some levels deep.
MAX_VALUES = 200_000
MAX_DEPTH = 32

Events = Iterator[tuple[str, str, Any]]
"""(path, kind of event, value) of each value of a JSON file, as ijson tells them."""


def built(events: Events, event: str, value: Any) -> Any:
    """The value that begins with this event, the rest taken from `events`.

    Raises TooLarge for one with more in it, or nested deeper, than a record can be.
    """
    from ijson import ObjectBuilder

    builder = ObjectBuilder()
    depth = values = 0
    while True:
        builder.event(event, value)
        depth += event.startswith("start_") - event.startswith("end_")
        values += 1
        if not depth:
            return builder.value
        if depth > MAX_DEPTH or values > MAX_VALUES:
            raise TooLarge("a record with more in it than any record holds; not read further")
        _, event, value = next(events)
