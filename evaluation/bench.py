"""Speed, memory and start-up of the reader on one core.

    python evaluation/bench.py [FILE.jsonl ...]

Without files the bundled samples are read, again and again. With them, every text in them is
read once. Prints one figure a line; the requirements stand beside it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "src" / "riwaya" / "samples"
REPEATS = 200
SIZES = (100_000, 1_000_000, 10_000_000)


def seconds(*arguments: str) -> float:
    """The least wall time of three runs of a Python process with these arguments."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def texts(names: list[str]) -> list[str]:
    """The texts to read: of the JSON Lines files, else of the samples, many times."""
    if names:
        lines = [line for name in names for line in Path(name).read_bytes().split(b"\n")]
        return [str(json.loads(line)["text"]) for line in lines if line.strip()]
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))] * REPEATS


def main() -> None:
    """Measure and print."""
    sample = str(SAMPLES / "clash.txt")
    print(f"start-up of --version   {seconds('-m', 'riwaya', '--version'):8.2f} s   (at most 0.5)")
    print(
        f"start-up and first read {seconds('-m', 'riwaya', 'read', sample):8.2f} s   (at most 1.5)"
    )

    from riwaya import read

    reports = texts(sys.argv[1:])
    read(reports[0])
    start = time.process_time()
    for text in reports:
        read(text)
    spent = time.process_time() - start
    total = sum(map(len, reports))
    print(f"reports                 {len(reports):8,}     ({total:,} characters)")
    print(f"speed on one core       {total / spent:8,.0f} characters/s   (at least 150,000)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most          {peak:8,.0f} MB   (at most 400)")
    one = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    for size in SIZES:
        text = (one * (size // len(one) + 1))[:size]
        start = time.process_time()
        read(text)
        rate = size / (time.process_time() - start)
        print(f"one text of {size:10,}  {rate:8,.0f} characters/s")


if __name__ == "__main__":
    main()
