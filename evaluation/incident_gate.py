"""What the program makes of folders of reports with known incidents, as figures for the gate.

Reports go through a case in a temporary folder, as a user's would.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.incident_score import load_expected, load_lines, score
from evaluation.researchers import score_researchers

HERE = Path(__file__).parent
VARIABLE = "RIWAYA_INCIDENTS"
REPORTS, EXPECTED, RECORDED = "reports.jsonl", "incidents.yaml", "incidents.jsonl"
# The figures that are gated of those that incident_score.py prints.
MEASURES = (
    "found", "link.f1", "date", "place.10km", "place.30km", "type", "grade", "origins",
    "killed.all.low", "killed.all.high", "killed.civilian.low", "killed.civilian.high",
    "injured.all.low", "injured.all.high", "disputes.f1", "responsibility.f1", "people.f1",
)  # fmt: skip


def incident_folders() -> list[Path]:
    """Our own incidents, and the folder that RIWAYA_INCIDENTS names where it is set."""
    given = os.environ.get(VARIABLE)
    own = HERE / "incidents_own"
    return [own, own / "edge", *([Path(given)] if given else [])]


def is_incident_folder(folder: Path) -> bool:
    """Whether a folder holds incidents and not annotated reports."""
    return any((folder / name).exists() for name in (EXPECTED, RECORDED))


def data_files(folder: Path) -> Sequence[str]:
    """The files whose content the figures rest on."""
    return (EXPECTED if (folder / EXPECTED).exists() else RECORDED, REPORTS)


def measure_incidents(folder: Path) -> dict[str, float]:
    """The figures of a folder by measure; raises OSError, ValueError or CalledProcessError."""
    predicted = made_of(folder / REPORTS)
    if (folder / EXPECTED).exists():
        figures = score(load_expected(folder), predicted).figures()
        return {measure: figures[measure] for measure in MEASURES}
    return score_researchers(load_lines(folder / REPORTS), load_lines(folder / RECORDED), predicted)


def made_of(reports: Path) -> list[Any]:
    """The incidents that the program makes of a file of reports, as objects."""
    with tempfile.TemporaryDirectory() as folder:
        case, lines = Path(folder) / "case.db", Path(folder) / "incidents.jsonl"
        _riwaya("add", str(reports), "--case", str(case))
        lines.write_bytes(_riwaya("incidents", "--case", str(case), "--format", "json"))
        return list(load_lines(lines))


def _riwaya(*arguments: str) -> bytes:
    command = [sys.executable, "-m", "riwaya", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
