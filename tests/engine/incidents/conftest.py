"""Invented reports of all the ways in which reports come again, read in a run and in a case."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.engine.conftest import lines, read_archives

from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import open_case
from riwaya.engine.engines import Engine, Serial
from riwaya.engine.incidents.link_run import LinkedRun, Sizes, link_run
from riwaya.engine.run import open_run
from riwaya.ingest.add import add
from riwaya.ingest.inputs import inputs_of

OWN = Path(__file__).parents[3] / "evaluation/incidents_own/reports.jsonl"
SMALL = Sizes(reports=20, mentions=40, batch=15, output=7)
"""So finely cut that each stage has many tasks."""


def _again(own: list[dict[str, str]]) -> Iterator[object]:
    """Reports that come a second time in some way."""
    for at, report in enumerate(own[:36]):
        other = {**report, "id": f"again-{at}"}
        yield from (
            [{**other, "text": f"عاجل\n{report['text']}\nالمصدر: وكالات"}],
            [other, other],
            [{**own[at + 40], "id": report["id"], "url": report.get("url")}, report],
            [{**report, "url": f"https://elsewhere.example/{at}"}],
            [{"text": own[at + 40]["text"], "url": f"https://page.example/{at % 3}?utm_source=x"}],
            [{"id": f"broken-{at}"}, {**other, "title": None, "text": " \n"}],
        )[at % 6]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON Lines of about two hundred reports."""
    own = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    whole = [json.dumps(record, ensure_ascii=False) for record in (*own, *_again(own))]
    path.write_bytes("\n".join(whole).encode("utf-8") + b"\n" + lines(range(20)))
    return path


@pytest.fixture(scope="session")
def case_file(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case into which the reports were added, not linked; for copies alone."""
    path = tmp_path_factory.mktemp("case") / "case.db"
    case = open_case(str(path), create=True)
    add(case, inputs_of(str(reports), io.BytesIO()))
    case.close()
    return path


def linked_in(case_file: Path, folder: Path) -> bytes:
    """The incidents of a copy of a case, as JSON Lines."""
    case = open_case(str(shutil.copy(case_file, folder / "copy.db")))
    try:
        bring_up_to_date(case)
        with case.reading() as connection:
            found = list(incident_objects(connection))
    finally:
        case.close()
    return "".join(f"{one}\n" for one in found).encode("utf-8")


@pytest.fixture(scope="session")
def linked_case(case_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The incidents of a case into which the reports were added, as JSON Lines."""
    return linked_in(case_file, tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="session")
def read_run(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run over the reports, not linked; for `copied` alone."""
    output = tmp_path_factory.mktemp("run") / "out"
    read_archives([reports], output, size=30_000)
    return output


@pytest.fixture
def copied(read_run: Path, tmp_path: Path) -> Path:
    """Results of a run, for one test."""
    return Path(shutil.copytree(read_run, tmp_path / "out"))


Link = Callable[..., LinkedRun]


@pytest.fixture
def link() -> Link:
    """Links a folder of results."""

    def link(output: Path, engine: Engine | None = None, sizes: Sizes | None = None) -> LinkedRun:
        with open_run(str(output)) as run:
            return link_run(run, engine or Serial(), sizes=sizes)

    return link
