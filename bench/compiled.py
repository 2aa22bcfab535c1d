"""The compiled reader beside the same reader in Python: bytes, speed, start-up, size.

    python bench/compiled.py [TEXTS.jsonl] [--wheel FILE] [--rounds N] [--check]

Without --wheel the compiled wheel is built first, which takes minutes and a C compiler (see
docs/how-to/run-at-scale.md). The wheel is laid out in two folders, in one without its libraries,
and each is run in processes of its own, in turn. First both read every report and the JSON is
compared; the exit status is 1 if a byte differs. --check ends there. Times are processor seconds:
"unseen", one half of the texts after the other half has been read; "warm", all of them after that.
TEXTS.jsonl holds one object with a "text" a line, and what else `read` takes; without it, the
project's own annotated reports are read, and reports made up from parts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from statistics import median
from typing import Any

from run import generated_reports, machine

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("Python", "compiled")
ROUNDS = 5
GENERATED = 300
SHORT = "قتل ثلاثة أشخاص في بلدة السدرة."
MEASURES = (
    ("unseen", "characters a second, unseen", "12,.0f", max),
    ("warm", "characters a second, warm", "12,.0f", max),
    ("version", "start-up of --version, seconds", "12.2f", min),
    ("first", "start-up of a first read, seconds", "12.2f", min),
)


def main() -> None:
    """Compare, measure and print; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--check", action="store_true", help="compare the bytes alone")
    parser.add_argument("--part", choices=("digests", "speeds"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part:
        part = digests if chosen.part == "digests" else speeds
        sys.stdout.write(json.dumps(part(_loaded(chosen.texts))))
        return
    reports = _loaded(chosen.texts) if chosen.texts else own_reports()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts.jsonl"
        texts.write_text("".join(json.dumps(report) + "\n" for report in reports), "utf-8")
        wheel, seconds = (chosen.wheel, None) if chosen.wheel else build(folder / "dist")
        folders = laid_out(folder, wheel)
        differing = different(folders, texts)
        total = sum(len(report["text"]) for report in reports)
        _say(f"{wheel.name}: {len(reports):,} reports of {total:,} characters, "
             f"{len(differing)} read differently")  # fmt: skip
        for number in differing[:10]:
            _say(f"  {reports[number].get('id') or f'report {number + 1}'}")
        if not chosen.check:
            _say(f"{machine()}\n\n{table(measured(folders, texts, chosen.rounds))}")
            _say(f"\nwheel: {wheel.stat().st_size / 1e6:.1f} MB")
            if seconds is not None:
                _say(f"to build it: {seconds:.0f} processor seconds")
    sys.exit(bool(differing))


def own_reports() -> list[dict[str, Any]]:
    """The project's annotated reports, and some made up from parts."""
    files = sorted((ROOT / "evaluation").rglob("reports.jsonl"))
    made = enumerate(generated_reports(GENERATED))
    written = [{"id": f"made-{number}", "text": text} for number, text in made]
    return [report for file in files for report in _loaded(file)] + written


def build(folder: Path) -> tuple[Path, float]:
    """The compiled wheel of this checkout and the processor seconds it took, gcc's among them."""
    before = _spent_by_children()
    command = [sys.executable, "-m", "build", "--outdir", folder, ROOT]
    environment = os.environ | {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return next(folder.glob("*.whl")), _spent_by_children() - before


def laid_out(folder: Path, wheel: Path) -> dict[str, Path]:
    """A folder for PYTHONPATH of each kind; SystemExit if the wheel is not of these sources."""
    folders = {kind: folder / kind for kind in KINDS}
    for target in folders.values():
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(target)
    libraries = list(folders["Python"].rglob(f"*{EXTENSION_SUFFIXES[0]}"))
    if not libraries:
        sys.exit(f"{wheel} is not compiled for this Python; make compiled builds one that is")
    for library in libraries:
        library.unlink()
    source = ROOT / "src" / "riwaya"
    if _code(source) != _code(folders["Python"] / "riwaya"):
        sys.exit(f"{wheel} was made of other sources than {source}; build it again")
    return folders


def different(folders: dict[str, Path], texts: Path) -> list[int]:
    """Numbers, from 0, of the reports of which the two say something else."""
    python, compiled = (_part("digests", folders[kind], texts) for kind in KINDS)
    pairs = zip(python, compiled, strict=True)
    return [number for number, (one, other) in enumerate(pairs) if one != other]


def measured(folders: dict[str, Path], texts: Path, rounds: int) -> dict[str, list[Any]]:
    """What each round found of each kind, by the names of MEASURES."""
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            found[kind].append(_part("speeds", folders[kind], texts) | _starts(folders[kind]))
    return found


def table(found: dict[str, list[Any]]) -> str:
    """Best and median of each kind, and how they stand to each other round by round."""
    lines = [f"{'':<44}{'Python':>12}{'compiled':>12}   compiled / Python (all rounds)"]
    for key, name, form, best in MEASURES:
        python, compiled = ([one[key] for one in found[kind]] for kind in KINDS)
        ratios = sorted(new / old for old, new in zip(python, compiled, strict=True))
        lines.append(f"{name + ': best':<44}{best(python):{form}}{best(compiled):{form}}")
        lines.append(
            f"{'median':>44}{median(python):{form}}{median(compiled):{form}}"
            f"   {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )
    return "\n".join(lines)


def digests(reports: Iterable[dict[str, Any]]) -> list[str]:
    """In a process of one kind: SHA-256 of the JSON of each reading, sent through pickle."""
    found = []
    for report in reports:
        reading = _read(report)
        sent = pickle.loads(pickle.dumps(reading))
        if sent != reading:
            sys.exit(f"the reading of {report.get('id')} is another after pickling")
        found.append(hashlib.sha256(sent.to_json().encode()).hexdigest())
    return found


def speeds(reports: Sequence[dict[str, Any]]) -> dict[str, float]:
    """In a process of one kind: characters a processor second, of unseen texts and warm."""
    from riwaya.ingest.processes import collect_seldom

    # As the commands do that read.
    collect_seldom()
    _speed(reports[::2])
    collect_seldom()
    return {"unseen": _speed(reports[1::2]), "warm": _speed(reports)}


def _part(name: str, folder: Path, texts: Path) -> Any:
    command = [sys.executable, __file__, str(texts), "--part", name]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=_environment(folder))
    return json.loads(ran.stdout)


def _starts(folder: Path) -> dict[str, float]:
    commands = {
        "version": ["-m", "riwaya", "--version"],
        "first": ["-c", f"from riwaya import read; read({SHORT!r})"],
    }
    spent = {}
    for name, arguments in commands.items():
        before = _spent_by_children()
        command = [sys.executable, "-P", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment(folder))
        spent[name] = _spent_by_children() - before
    return spent


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(folder)}


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _speed(reports: Sequence[dict[str, Any]]) -> float:
    start = time.process_time()
    for report in reports:
        _read(report)
    return sum(len(report["text"]) for report in reports) / (time.process_time() - start)


def _read(report: dict[str, Any]) -> Any:
    from riwaya import read

    day = report.get("published")
    given = {name: report.get(name) for name in ("outlet", "url", "title")}
    published = date.fromisoformat(day[:10]) if day else None
    return read(report["text"], published, report_id=report.get("id"), **given)


def _loaded(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _code(package: Path) -> dict[str, bytes]:
    return {str(file.relative_to(package)): file.read_bytes() for file in package.rglob("*.py")}


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
