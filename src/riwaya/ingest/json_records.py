"""JSON files that are no JSON Lines: one report, or an array of reports, over any lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from riwaya.errors import BadRecord, InputError
from riwaya.ingest.chats.repair import SoundJson
from riwaya.ingest.json_lines import record_intake
from riwaya.ingest.json_values import built, walked
from riwaya.ingest.opened import Opened
from riwaya.model.intake import Failure, Intake

_TEXT = re.compile(rb'[{,]\s*"text"\s*:')


def is_json_records(source: Opened) -> bool:
    """Whether it is named as JSON, or nameless, and holds an object with a text."""
    start = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    named = source.suffix in (".json", "")
    return named and start in (b"{", b"[") and _TEXT.search(source.head) is not None


def read_json_records(source: Opened) -> Iterator[Intake | Failure]:
    """The reports in order, with the fields of JSON Lines; what is no report gives a Failure.

    An array is read as a stream and may be of any size. Each object, as JSON, is the original.
    """
    import ijson

    number = 0
    try:
        events = walked(SoundJson(source.reader()))
        for path, event, value in events:
            if path == "item" or (not path and event != "start_array" and event != "end_array"):
                number += 1
                where = f"{source.name}:{number}" if path else source.name
                record = built(events, event, value)
                data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
                yield record_intake(where, record, data)
    except ijson.JSONError as error:
        reason = " ".join(str(error).split())[:80]
        yield Failure(
            source.name, BadRecord(f"broken off or not JSON from some place on: {reason}")
        )
    except InputError as error:
        yield Failure(source.name, error)
