"""Every byte of the text formats, for a person to look at when it changes.

After a change that is meant: RIWAYA_WRITE_GOLDEN=1 pytest tests/export/formats/test_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.export.losses import Losses

Write = Callable[..., tuple[dict[str, bytes], Losses]]
GOLDEN = Path(__file__).parents[2] / "golden"
FILES = {
    "acled": "acled.csv",
    "ucdp": "ucdp.csv",
    "ibc": "ibc.csv",
    "geojson": "incidents.geojson",
    "incidents": "incidents.jsonl",
    "csv": "incidents.csv",
    "ftm": "entities.ftm.jsonl",
    "ftm-statements": "statements.csv",
    "claimreview": "claimreview.jsonld",
    "codebook of incidents": "conflict_events.csv",
    "codebook of people": "casualty_record.csv",
    "webannotation": "annotations.jsonl",
    "ris": "reports.ris",
    "bibtex": "reports.bib",
}


def same(name: str, data: bytes) -> None:
    """Compares with the golden file, or writes it when that is asked for."""
    file = GOLDEN / name
    if os.environ.get("RIWAYA_WRITE_GOLDEN"):
        file.write_bytes(data)
    assert file.read_bytes() == data


@pytest.mark.parametrize("name", FILES)
def test_the_format_is_as_it_was(name: str, write: Write) -> None:
    files, losses = write(name)
    same(FILES[name], files[""])
    same(f"{FILES[name]}.losses.json", losses.to_json(name, name).encode())
