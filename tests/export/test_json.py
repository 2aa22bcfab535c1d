"""JSON Lines of readings and failures."""

from __future__ import annotations

import json

from riwaya.errors import BadRecord
from riwaya.export.json import json_pieces
from riwaya.ingest import Failure
from riwaya.model import Reading


def test_one_line_a_report_in_order(reading: Reading) -> None:
    failure = Failure("in.jsonl:2", BadRecord("not JSON"), "x")
    lines = "".join(json_pieces([reading, failure, reading])).splitlines()
    objects = [json.loads(line) for line in lines]
    assert [o["report"]["id"] for o in objects] == ["r-1", "x", "r-1"]
    assert objects[1]["error"] == "not JSON"
    assert objects[1]["input"] == "in.jsonl:2"
    assert "error" not in objects[0]
    assert lines[0] == lines[2] == reading.to_json()
