"""Every format from cases: filters, policies, names withheld, many incidents, both databases."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.export.formats.conftest import FORMS

from riwaya.casefile.digest import digest
from riwaya.casefile.identity import identity
from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.keep import keep
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.reviewing import review
from riwaya.errors import UsageError
from riwaya.export.case_incidents import LOSSES, Wish, export_incidents
from riwaya.export.dossier_redaction import Redaction
from riwaya.export.formats import parquet
from riwaya.export.formats.format import Format, Publisher, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.export.selection import selected
from riwaya.model.intake import Intake
from riwaya.model.review import ACCEPT

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
DESK = Publisher("Desk")
PLACES = ("درعا", "دوما", "حمص", "تدمر", "منبج")
MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
    "نوفمبر", "ديسمبر",
)  # fmt: skip
SMALL = (
    "قالت مصادر طبية إن 9 مدنيين قتلوا في قصف للواء الوادي على درعا يوم 3 مارس 2024.",
    "قالت شبكة الرمان إن 11 مدنيا قتلوا في قصف على درعا يوم 3 مارس 2024.",
    "قتل 4 مسلحين في اشتباك في حمص يوم 7 أبريل 2024. ومن القتلى سالم ياسين الرماني.",
    "تظاهر العشرات في دوما يوم 9 مايو 2024 وأصيب 3 مدنيين.",
)
# Of the large case: nobody has judged it, and it names nobody.
WITHOUT_ROWS = ("claimreview", "codebook of people")
every = pytest.mark.parametrize("name", FORMS)


def filled(address: str, texts: tuple[str, ...]) -> Case:
    """A case with these reports, linked; its clock stands still."""
    case = open_case(address, create=True, who="tester", clock=lambda: NOON)
    intakes = [
        Intake("test", told, id=f"r-{n:03}", url=f"https://example.org/{n}", outlet="إذاعة المرفأ")
        for n, told in enumerate(texts)
    ]
    keep(case, [(intake, digest(intake, identity(intake).id)) for intake in intakes])
    bring_up_to_date(case, lambda *_: None)
    review(case, "r-000:c1", ACCEPT)
    return case


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Three incidents in a file."""
    case = filled(str(tmp_path_factory.mktemp("small") / "case.db"), SMALL)
    yield case
    case.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Case]:
    """The same on PostgreSQL."""
    file = Path(__file__).parents[2] / "casefile" / "postgres.py"
    spec = importlib.util.spec_from_file_location("riwaya_test_postgres_exports", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.server() as url:
        # The server may be one that was given, with tables of other tests.
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        case = filled(url, SMALL)
        yield case
        case.close()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Told]]:
    """More incidents than the case hands over at once: 105 reports of five each."""
    texts = tuple(
        "\n\n".join(
            f"قتل {at % 7 + 1} مدنيين في قصف على {PLACES[k]} يوم {at % 28 + 1} "
            f"{MONTHS[at // 28 % 12]} {2019 + at // 336}."
            for k in range(5)
            for at in [r * 5 + k]
        )
        for r in range(105)
    )
    case = filled(str(tmp_path_factory.mktemp("many") / "case.db"), texts)
    with case.reading() as connection:
        yield list(selected(connection, IncidentQuery(), "range"))
    case.close()


def exported(case: Case, folder: Path, name: str, **wish: object) -> dict[str, bytes]:
    """The files of an export, by their names below the target."""
    form = FORMS[name]
    target = folder / "out"
    publisher = DESK if name == "claimreview" else None
    export_incidents(case, Wish(form, publisher=publisher, **wish), target)  # type: ignore[arg-type]
    made = [target] if form.pieces else sorted(target.iterdir())
    return {file.name: file.read_bytes() for file in made}


def account(folder: Path) -> dict[str, object]:
    """The account of losses beside an export."""
    found: dict[str, object] = json.loads((folder / f"out{LOSSES}").read_text(encoding="utf-8"))
    return found


@every
def test_a_server_gives_the_same_bytes_as_a_file(
    name: str, small: Case, server: Case, tmp_path: Path
) -> None:
    folders = [tmp_path / "file", tmp_path / "server"]
    for folder in folders:
        folder.mkdir()
    one, other = (
        exported(case, folder, name) for case, folder in zip((small, server), folders, strict=True)
    )
    assert one == other
    assert account(folders[0]) == account(folders[1])


@every
def test_filters_and_policies_work_for_every_format(name: str, small: Case, tmp_path: Path) -> None:
    exported(small, tmp_path, name, query=IncidentQuery(place="درعا"), policy="ucdp")
    made = account(tmp_path)
    assert (made["incidents"], made["policy"]) == (1, "ucdp")
    assert made["format"] == FORMS[name].name


@every
def test_names_are_withheld_or_the_format_refuses(name: str, small: Case, tmp_path: Path) -> None:
    redaction = Redaction(victims=True, sources=True)
    if not FORMS[name].redacts:
        with pytest.raises(UsageError, match="cannot withhold"):
            exported(small, tmp_path, name, redaction=redaction)
        return
    exported(small, tmp_path, name, redaction=redaction)
    not_held = account(tmp_path)["not_held"]
    assert isinstance(not_held, dict)
    assert not_held["withheld"]["incidents"] == 3


@every
def test_hxl_tags_are_given_or_refused(name: str, small: Case, tmp_path: Path) -> None:
    if FORMS[name].hxl:
        assert exported(small, tmp_path, name, hxl=True) != exported(small, tmp_path, name)
    else:
        with pytest.raises(UsageError, match="csv and xlsx do"):
            exported(small, tmp_path, name, hxl=True)


def lines(form: Format, found: list[Told]) -> tuple[list[bytes], Losses]:
    """The pieces of a format."""
    losses = Losses(form.holds)
    assert form.pieces
    return list(form.pieces(found, Setting("range", 0, publisher=DESK), losses)), losses


def test_no_incident_is_lost_between_the_portions_of_a_large_case(many: list[Told]) -> None:
    assert len(many) > 500
    ids = [told.id for told in many]
    assert len(set(ids)) == len(ids)
    days = [told.incident.date.start for told in many if told.incident.date]
    assert days == sorted(days)
    pieces, losses = lines(FORMS["csv"], many)
    rows = list(csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ids
    assert losses.written == len(ids)


@pytest.mark.parametrize(
    "name",
    [
        n
        for n, form in FORMS.items()
        # These are whole only at the end: a ZIP file, and references in the order of their ids.
        if n not in ("xlsx", "ris", "bibtex", *WITHOUT_ROWS) and form.pieces
    ],
)
def test_incidents_are_written_while_later_ones_are_still_to_come(
    name: str, many: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROWS_A_GROUP", 100)
    form = FORMS[name]
    assert form.pieces
    taken = 0

    def counted() -> Iterator[Told]:
        nonlocal taken
        for told in many:
            taken += 1
            yield told

    written = 0
    for piece in form.pieces(counted(), Setting("range", 0), Losses(form.holds)):
        written += len(piece)
        if written > 2_000:
            break
    assert 0 < taken < len(many)


def test_parquet_in_several_groups_is_one_table(
    many: list[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import parquet as arrow

    monkeypatch.setattr(parquet, "_ROWS_A_GROUP", 100)
    pieces, _ = lines(FORMS["parquet"], many)
    file = arrow.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert file.num_row_groups == len(many) // 100 + 1
    assert file.read()["id"].to_pylist() == [told.id for told in many]


def test_statements_of_a_large_case_stand_once(many: list[Told]) -> None:
    pieces, _ = lines(FORMS["ftm-statements"], many)
    rows = csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8")))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) > 5_000
