"""What the filter for archives of general news holds back and lets through.

    python evaluation/filter_recall.py REPORTS.jsonl ...

Reads every text (lines with "text") whole and counts those in which the reader finds a claim or
an event; recall is the share of these that the filter lets through.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from riwaya import read
from riwaya.reading.filter import may_claim


@dataclass(frozen=True, slots=True)
class FilterFigures:
    """Counts of texts: `telling` have a claim or an event, `lost` of them were held back;
    `silent` have none, `passed` of them were let through."""

    telling: int
    lost: int
    silent: int
    passed: int

    @property
    def recall(self) -> float:
        """Share of the telling texts that are let through; 1 where there are none."""
        return 1 - self.lost / self.telling if self.telling else 1.0


def measure_filter(texts: Iterable[str], tells: Callable[[str], bool]) -> FilterFigures:
    """Count what the filter does with `texts`, of which `tells` knows the truth."""
    telling = lost = silent = passed = 0
    for text in texts:
        let_through = may_claim(text)
        if tells(text):
            telling += 1
            lost += not let_through
        else:
            silent += 1
            passed += let_through
    return FilterFigures(telling, lost, silent, passed)


def _tells(text: str) -> bool:
    reading = read(text)
    return bool(reading.claims or reading.events)


def main() -> None:
    """Print the figures of the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="REPORTS.jsonl")
    texts = [
        json.loads(line)["text"]
        for file in parser.parse_args().files
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    figures = measure_filter(texts, _tells)
    start = time.process_time()
    for text in texts:
        may_claim(text)
    speed = sum(map(len, texts)) / (time.process_time() - start)
    print(f"let through {figures.telling - figures.lost} of {figures.telling} texts with claims")
    print(f"recall {figures.recall:.4f}")
    print(f"let through {figures.passed} of {figures.silent} texts without")
    print(f"{speed / 1e6:.0f} million characters a processor second")


if __name__ == "__main__":
    main()
