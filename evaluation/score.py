"""Score the reader on a folder of annotated reports; README.md says how each measure is counted.

    python evaluation/score.py FOLDER [--errors]

FOLDER holds reports.jsonl and annotations.json. `riwaya evaluate FOLDER` says more, in the same
measures.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from riwaya import read
from riwaya.evaluation.accounts import Account, annotated_account, read_account
from riwaya.evaluation.scoring import MEASURE, MEASURES, Example, Key, Tally, score_report


@dataclass(slots=True)
class Scores:
    """A tally for each of MEASURES, and what went wrong."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MEASURES})
    errors: list[Example] = field(default_factory=list)

    def f1(self) -> dict[str, float]:
        """F1 by measure, to four places."""
        return {name: round(tally.f1, 4) for name, tally in self.tallies.items()}


def score(annotated: Iterable[Account], readings: Iterable[Account]) -> Scores:
    """Compare accounts by id; an annotated report without a reading counts as read empty."""
    scores = Scores()
    by_id = {account.id: account for account in readings}
    for gold in annotated:
        one = score_report(gold, by_id.get(gold.id, Account(gold.id, (), (), ())))
        for name, total in scores.tallies.items():
            tally = one.tallies[Key(MEASURE, name)]
            total.right += tally.right
            total.annotated += tally.annotated
            total.read += tally.read
        scores.errors += one.examples
    return scores


def score_folder(folder: Path) -> Scores:
    """Read every report of a folder and compare it with its annotation.

    Raises OSError when one of the two files is missing, ValueError when one is no JSON.
    """
    annotations = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    readings = []
    for line in filter(str.strip, lines):
        report = json.loads(line)
        published = report.get("published")
        reading = read(
            report["text"],
            published=date.fromisoformat(published[:10]) if published else None,
            outlet=report.get("outlet"),
            title=report.get("title"),
            report_id=report["id"],
        )
        readings.append(read_account(reading.to_object()))
    return score(map(annotated_account, annotations), readings)


def main() -> None:
    """Print the scores of a folder as JSON, and with --errors what went wrong before it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    scores = score_folder(arguments.folder)
    if arguments.errors:
        for wrong in scores.errors:
            shown = f"{wrong.annotated} <> {wrong.read} {wrong.words}".rstrip()
            print(f"{wrong.report}: {wrong.field}: {shown}")
    json.dump(scores.f1(), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
