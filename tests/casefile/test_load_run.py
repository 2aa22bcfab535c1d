"""A run brought into a case makes the case that adding the same reports makes."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.engine.conftest import lines, read_archives

from riwaya.casefile import linking
from riwaya.casefile.filters import Query
from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import log, metadata, settings
from riwaya.casefile.search import search
from riwaya.casefile.verify import verify
from riwaya.engine import loading
from riwaya.engine.engines import Serial
from riwaya.engine.incidents.link_run import Sizes, link_run
from riwaya.engine.loading import Loaded, load_run
from riwaya.engine.run import open_run
from riwaya.engine.storage import store_at
from riwaya.errors import RunError
from riwaya.ingest.add import add
from riwaya.ingest.inputs import inputs_of

WIRE = (
    "قتل ستة مدنيين وأصيب تسعة آخرون جراء قصف مدفعي استهدف سوقا شعبية في سرمين يوم الأحد 10 آذار "
    "2024، بحسب ما أفاد مصدر طبي في المشفى الذي نقل إليه المصابون، وقال شهود عيان إن القصف استمر "
    "ساعة كاملة."
)
RECORDS = (
    {"id": "a", "text": WIRE, "outlet": "وكالة السهل", "published": "2024-03-10T10:30:00+03:00"},
    {"id": "b", "text": f"عاجل\n{WIRE}", "title": "قصف", "url": "https://a.example/1?utm_source=x"},
    {"id": "a", "text": WIRE.replace("ستة", "سبعة")},
    {"id": "b", "text": "أفاد الدفاع المدني بمقتل مدنيين في تدمر.", "url": "https://a.example/2"},
    {"text": "قتل مدني برصاص قناص في منبج في 14 آذار 2024.", "retrieved": "2024-03-15T00:00:00Z"},
    {"text": "قتل مدني برصاص قناص في منبج في 14 آذار 2024."},
    {"id": "broken"},
    {"id": "half", "text": "قتل \ud83d أربعة جنود في نوى يوم 3 نيسان 2024."},
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON Lines of thirty reports."""
    path = tmp_path_factory.mktemp("archive") / "archive.jsonl"
    path.write_bytes("".join(json.dumps(r) + "\n" for r in RECORDS).encode() + lines(range(24)))
    return path


@pytest.fixture(scope="module")
def results(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a run over the archive in several shards, linked."""
    output = tmp_path_factory.mktemp("results") / "out"
    read_archives([archive], output, size=3_000)
    with open_run(str(output)) as run:
        link_run(run, Serial(), sizes=Sizes(batch=5))
    return output


@pytest.fixture(scope="module")
def added(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case into which the archive was added, linked."""
    address = str(tmp_path_factory.mktemp("added") / "case.db")
    case = open_case(address, create=True, who="tester", clock=still)
    add(case, inputs_of(str(archive), io.BytesIO()))
    bring_up_to_date(case)
    yield case
    case.close()


@pytest.fixture
def case(address: str) -> Iterator[Case]:
    """An empty case whose clock stands still."""
    opened = open_case(address, create=True, who="tester", clock=still)
    yield opened
    opened.close()


def still() -> datetime:
    """A clock that stands still."""
    return datetime(2024, 5, 1, tzinfo=UTC)


def content(case: Case) -> dict[str, list[Any]]:
    """All rows of all tables, but for what is noted of the load itself."""
    found = {}
    with case.reading() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(select(table)).all()
            found[table.name] = sorted(map(repr, rows))
        kept = select(settings).where(settings.c.name.not_like("run %"))
        found["settings"] = sorted(map(repr, connection.execute(kept).all()))
    return found


def load(case: Case, results: Path) -> Loaded:
    return load_run(case, store_at(str(results)))


def test_every_row_is_that_of_a_case_filled_report_by_report(
    case: Case, added: Case, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The clusters come from the run: linking them again would fail.
    monkeypatch.delattr(linking, "link")
    loaded = load(case, results)
    assert (loaded.added, loaded.changed, loaded.unchanged, loaded.skipped) == (29, 1, 1, 1)
    assert loaded.linked is not None
    expected, found = content(added), content(case)
    assert found.keys() == expected.keys()
    for table in expected:
        assert found[table] == expected[table], table
    assert len(found["copies"]) > 0 < len(found["incidents"])


def test_what_was_loaded_is_found_and_verified(case: Case, results: Path) -> None:
    load(case, results)
    with case.reading() as connection:
        assert verify(connection).faults == ()
        assert [hit.id for hit in search(connection, Query("سرمين")).hits] == ["a", "b"]


def test_loading_again_adds_nothing(case: Case, results: Path) -> None:
    load(case, results)
    before = content(case)
    again = load(case, results)
    assert (again.added, again.changed, again.passed > 1) == (0, 0, True)
    assert content(case) == before


def test_a_load_that_was_cut_short_is_finished_by_another(
    case: Case, added: Case, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = loading.keep
    monkeypatch.setattr(loading, "BATCH", 4)

    def tired(most: int) -> Callable[..., Any]:
        left = [most]

        def keep(*arguments: Any) -> Any:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return kept(*arguments)

        return keep

    for most in (0, 3, 1, 2):
        monkeypatch.setattr(loading, "keep", tired(most))
        with pytest.raises(KeyboardInterrupt):
            load(case, results)
    monkeypatch.setattr(loading, "keep", kept)
    load(case, results)
    assert content(case) == content(added)


def test_a_case_that_has_other_reports_is_linked_as_a_whole(
    case: Case, archive: Path, results: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "z", "text": WIRE}) + "\n")
    add(case, inputs_of(str(other), io.BytesIO()))
    load(case, results)
    anew = open_case(str(tmp_path / "anew.db"), create=True)
    for name in (other, archive):
        add(anew, inputs_of(str(name), io.BytesIO()))
    bring_up_to_date(anew)
    with case.reading() as connection, anew.reading() as beside:
        assert list(incident_objects(connection)) == list(incident_objects(beside))
    anew.close()


def test_a_run_without_incidents_leaves_linking_to_the_case(
    case: Case, archive: Path, tmp_path: Path
) -> None:
    read_archives([archive], tmp_path / "out", size=3_000)
    assert load(case, tmp_path / "out").linked is None
    with case.reading() as connection:
        assert connection.execute(select(log.c.what).where(log.c.what == "link")).first() is None


def test_readings_of_another_program_are_not_taken_for_its_own(
    case: Case, results: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copytree(results, tmp_path / "other"))
    manifest = json.loads((other / "manifest.json").read_text())
    manifest["program"]["knowledge"] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(RunError, match="run `riwaya run` again"):
        load(case, other)
