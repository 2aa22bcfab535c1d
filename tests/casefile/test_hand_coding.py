"""What the program exports and takes in as a coder's rows agrees with it in all that it holds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import riwaya
from riwaya.casefile.coded import coders, records, take_in
from riwaya.casefile.digest import Digest, digest
from riwaya.casefile.identity import identity
from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.keep import keep
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case
from riwaya.evaluation.coding.table import coded_rows
from riwaya.evaluation.comparing.compare import Comparison, compare
from riwaya.evaluation.comparing.machine import machine_records, scheme_and_format
from riwaya.evaluation.comparing.pairing import BY_RULE
from riwaya.export.case_incidents import Wish, export_incidents
from riwaya.ingest import intakes
from riwaya.model.coded import CodedRecord, Coder
from riwaya.model.intake import Intake

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "evaluation" / "incidents_own" / "reports.jsonl"
SAMPLES = Path(riwaya.__file__).parent / "samples" / "codebooks"
FORMATS = ("acled", "ucdp", "casualty_record.toml", "conflict_events.yaml")


@pytest.fixture(scope="module")
def digests() -> Sequence[tuple[Intake, Digest]]:
    """The bundled invented reports, read."""
    found = [one for one in intakes(str(REPORTS), io.BytesIO()) if isinstance(one, Intake)]
    return [(one, digest(one, identity(one).id)) for one in found]


@pytest.fixture
def filled(case: Case, digests: Sequence[tuple[Intake, Digest]]) -> Case:
    keep(case, digests)
    bring_up_to_date(case)
    return case


def _coder(name: str) -> tuple[Coder, str]:
    if "." not in name:
        return Coder("amal", name), ""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    content = json.dumps({"file": name, "text": text})
    return Coder("amal", "codebook", name), content


def _exported(case: Case, coder: Coder, content: str, target: Path) -> list[CodedRecord]:
    scheme, form = scheme_and_format(coder, content)
    export_incidents(case, Wish(form), target)
    found = list(coded_rows(target, scheme))
    assert all(isinstance(one, CodedRecord) for one in found), found
    return [one for one in found if isinstance(one, CodedRecord)]


def _compared(case: Case, changed: Sequence[CodedRecord] | None = None) -> Comparison:
    with case.reading() as connection:
        ((number, coder, content),) = coders(connection)
        scheme, form = scheme_and_format(coder, content)
        machine = machine_records(connection, scheme, form)
        assert machine.faults == ()
        rows = tuple(records(connection, number)) if changed is None else tuple(changed)
    return compare(coder, scheme, rows, machine, km=10.0)


@pytest.mark.parametrize("name", FORMATS)
def test_the_round_trip_agrees_in_every_field(filled: Case, tmp_path: Path, name: str) -> None:
    coder, content = _coder(name)
    rows = _exported(filled, coder, content, tmp_path / "out.csv")
    take_in(filled, coder, content, rows, {})
    result = _compared(filled)
    assert result.coded == result.read == len(result.pairs) == result.by_id > 10
    assert {field.name: field.share for field in result.fields if field.share != 1.0} == {}
    compared = {field.name: field.compared for field in result.fields}
    assert len(compared) > 15 and min(compared.values()) > 0
    assert {field.alpha for field in result.fields} <= {1.0, None}
    assert (result.only_coder, result.only_machine) == ((), ())


def test_hand_coding_changes_nothing_of_what_the_program_says(filled: Case, tmp_path: Path) -> None:
    coder, content = _coder("acled")
    with filled.reading() as connection:
        before = list(incident_objects(connection))
    rows = _exported(filled, coder, content, tmp_path / "one.csv")
    take_in(filled, coder, content, [replace(one, killed_best=999) for one in rows], {})
    bring_up_to_date(filled)
    _exported(filled, coder, content, tmp_path / "two.csv")
    with filled.reading() as connection:
        assert list(incident_objects(connection)) == before
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_rows_without_our_ids_find_their_incidents(filled: Case, tmp_path: Path) -> None:
    coder, content = _coder("acled")
    rows = _exported(filled, coder, content, tmp_path / "out.csv")
    take_in(filled, coder, content, rows, {})
    nameless = [replace(one, key=f"SYR{n}", incident=None) for n, one in enumerate(rows)]
    result = _compared(filled, nameless)
    keys = {one.key: rows[n].key for n, one in enumerate(nameless)}
    assert {pair.by for pair in result.pairs} == {BY_RULE}
    assert [p for p in result.pairs if keys[p.coder.key] != p.machine.key] == []
    # Only rows that name no place find nothing.
    assert {one.place for one in result.only_coder} == {""}
    assert len(result.pairs) > 50


def test_a_table_in_another_order_with_other_separators_is_the_same(
    filled: Case, tmp_path: Path
) -> None:
    coder, content = _coder("ucdp")
    rows = _exported(filled, coder, content, tmp_path / "out.csv")
    told = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(told)))
    other = tmp_path / "other.csv"
    with other.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted(table[0], reverse=True), delimiter=";")
        writer.writeheader()
        writer.writerows(reversed(table))
    scheme, _ = scheme_and_format(coder, content)
    again = [one for one in coded_rows(other, scheme) if isinstance(one, CodedRecord)]
    assert sorted(again, key=lambda one: one.key) == sorted(rows, key=lambda one: one.key)
