"""Values of a JSON file built one at a time as the file streams by, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riwaya.errors import TooLarge
from riwaya.ingest.chats.repair import SoundJson

# Beyond these a record is none: messages and reports have some dozens of values, some levels deep.
MAX_VALUES = 200_000
MAX_DEPTH = 32

# Around records there are a few lists and objects more.
_AROUND = 8
_LONGEST_NAME = 10_000

Events = Iterator[tuple[str, str, Any]]
"""(path, kind of event, value) of each value of a JSON file, as ijson tells them."""


def walked(stream: SoundJson) -> Events:
    """The events of a JSON file with their paths, like those of `ijson.parse`, within bounds.

    That one writes out the path of every value of a piece of the file before it gives the first,
    so that some kilobytes of brackets would take gigabytes. Raises TooLarge for what is nested
    deeper, or has longer names, than any export; and what the stream and ijson raise.
    """
    from ijson import basic_parse

    path, around = "", list[str]()
    for event, value in basic_parse(stream, use_float=True):
        if event == "map_key":
            if len(value) > _LONGEST_NAME:
                raise TooLarge("a name in it is longer than any; not read further")
            yield around[-1], event, value
            path = f"{around[-1]}.{value}" if around[-1] else value
        elif event in ("start_map", "start_array"):
            if len(around) >= MAX_DEPTH + _AROUND:
                raise TooLarge("nested deeper than any export; not read further")
            around.append(path)
            yield path, event, value
            if event == "start_array":
                path = f"{path}.item" if path else "item"
        elif event in ("end_map", "end_array"):
            path = around.pop()
            yield path, event, value
        else:
            yield path, event, value


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
