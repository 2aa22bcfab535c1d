"""The quality gate: no measure may fall below its floor, and no data change unnoticed.

    python evaluation/gate.py [FOLDER ...] [--set]

Scores the folders evaluation/gold_* and evaluation/incidents_own, the folders named by the
environment variables RIWAYA_GOLD (annotated reports) and RIWAYA_INCIDENTS (incidents) when they
are set, and every FOLDER. Floors stand in evaluation/floors.json by the name of the folder, with
the digest of the data that set them. --set writes them anew from what is measured now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from evaluation.incident_gate import (
    data_files,
    incident_folders,
    is_incident_folder,
    measure_incidents,
)
from evaluation.score import score_folder

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
VARIABLE = "RIWAYA_GOLD"
DATA_FILES = ("annotations.json", "reports.jsonl")


@dataclass(frozen=True, slots=True)
class Floors:
    """The least figure by measure, and the digest of the data they were set on."""

    digest: str
    floors: Mapping[str, float]


def digest(folder: Path) -> str:
    """SHA-256 over the two files of a folder of annotated reports or of incidents."""
    total = hashlib.sha256()
    for name in data_files(folder) if is_incident_folder(folder) else DATA_FILES:
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def load_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """Floors by the name of the folder they belong to; raises OSError, ValueError, KeyError."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(entry["digest"], entry["floors"]) for name, entry in content.items()}


def save_floors(floors: Mapping[str, Floors], path: Path = FLOORS) -> None:
    """Write floors, names in order."""
    content = {
        name: {"digest": entry.digest, "floors": dict(entry.floors)}
        for name, entry in sorted(floors.items())
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def faults(measured: Mapping[str, float], data: str, set_for: Floors | None) -> Iterator[str]:
    """What is wrong with measured figures and the digest `data`, given the floors."""
    if set_for is None:
        yield "no floors are set for this folder (run with --set)"
        return
    if data != set_for.digest:
        yield "the data is not what the floors were set on (run with --set)"
    for measure, figure in measured.items():
        if measure not in set_for.floors:
            yield f"{measure}: no floor is set"
        elif figure < set_for.floors[measure]:
            yield f"{measure}: {figure:.4f} is below the floor {set_for.floors[measure]}"


def floors_of(measured: Mapping[str, float], data: str) -> Floors:
    """Floors a little under what is measured: rounded down to whole hundredths."""
    # To whole ten-thousandths first: 0.58 times 100 is a little less than 58.
    return Floors(
        data, {name: math.floor(round(figure * 100, 2)) / 100 for name, figure in measured.items()}
    )


def measure(folder: Path) -> Mapping[str, float]:
    """The figures of a folder of annotated reports or of incidents, by measure."""
    return measure_incidents(folder) if is_incident_folder(folder) else score_folder(folder).f1()


def folders(named: Sequence[Path]) -> list[Path]:
    """The folders to score: our own (gold_*), that of the environment, those named."""
    given = os.environ.get(VARIABLE)
    own = sorted(path for path in HERE.glob("gold_*") if (path / DATA_FILES[0]).exists())
    return [*own, *([Path(given)] if given else []), *named]


def main() -> int:
    """Score, report and, with --set, write the floors; 1 when something is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="*")
    parser.add_argument("--set", action="store_true", help="write the floors anew")
    arguments = parser.parse_args()
    known = load_floors() if FLOORS.exists() else {}
    status = 0
    for folder in [*folders(arguments.folder), *incident_folders()]:
        measured, data, name = measure(folder), digest(folder), folder.resolve().name
        print(name, "  ".join(f"{key} {value:.4f}" for key, value in measured.items()))
        if arguments.set:
            known[name] = floors_of(measured, data)
            continue
        for fault in faults(measured, data, known.get(name)):
            print(f"{name}: {fault}", file=sys.stderr)
            status = 1
    if arguments.set:
        save_floors(known)
    return status


if __name__ == "__main__":
    sys.exit(main())
