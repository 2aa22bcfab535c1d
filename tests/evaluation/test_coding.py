"""Tables in other people's columns: what is understood, and what is said of rows that are not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from riwaya.errors import UnreadableFile, UsageError
from riwaya.evaluation.coding.codebook import scheme_of
from riwaya.evaluation.coding.scheme import Scheme
from riwaya.evaluation.coding.schemes import SCHEMES
from riwaya.evaluation.coding.table import coded_rows, coded_stream
from riwaya.model.coded import CodedRecord
from riwaya.model.intake import Failure
from riwaya.ontology.codebook.load import codebook_of

ACLED, UCDP = SCHEMES["acled"], SCHEMES["ucdp"]
EVENT = {
    "event_id_cnty": "SYR1042", "event_date": "11 March 2024", "time_precision": "1",
    "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
    "actor1": "Wadi Brigade", "inter1": "State forces", "actor2": "Civilians (Syria)",
    "inter2": "7", "location": "Sarmin", "latitude": "35.904", "longitude": "36.724",
    "fatalities": "3",
}  # fmt: skip
DYAD = {
    "id": "244657", "relid": "SYR-2024-1-1-9", "date_start": "2024-03-11 00:00:00.000",
    "date_end": "2024-03-12 00:00:00.000", "low": "2", "best": "3", "high": "7",
}  # fmt: skip


def read(scheme: Scheme, *rows: Mapping[str, str]) -> list[CodedRecord | Failure]:
    """A table of these rows, read."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return list(coded_stream("t.csv", io.BytesIO(out.getvalue().encode()), scheme))


def one(scheme: Scheme, row: Mapping[str, str]) -> CodedRecord:
    (found,) = read(scheme, row)
    assert isinstance(found, CodedRecord), found
    return found


def reasons(found: Iterable[CodedRecord | Failure]) -> list[str]:
    return [f"{each.where}: {each.error}" for each in found if isinstance(each, Failure)]


def test_a_row_of_acled_is_understood_with_codes_as_words_or_numbers() -> None:
    record = one(ACLED, EVENT)
    assert (record.key, record.incident, record.type) == ("SYR1042", None, "air_drone_strike")
    assert (record.start, record.end) == (date(2024, 3, 11), date(2024, 3, 11))
    assert (record.latitude, record.longitude, record.killed_best) == (35.904, 36.724, 3)
    assert (record.value("inter1"), record.value("inter2")) == (1, 7)
    assert record.value("event_date") == "2024-03-11"
    numbered = one(ACLED, EVENT | {"inter1": "1", "event_date": "2024-03-11"})
    assert numbered == record


@pytest.mark.parametrize(
    ("sub_event", "event", "ours"),
    [
        ("Shelling/artillery/missile attack", "Explosions/Remote violence", "shelling"),
        ("Armed clash", "Battles", "armed_clash"),
        ("Attack", "Violence against civilians", "attack"),
        ("Arrests", "Strategic developments", "arrest"),
        ("Agreement", "Strategic developments", None),
    ],
)
def test_types_of_acled_are_ours_where_one_fits(
    sub_event: str, event: str, ours: str | None
) -> None:
    row = EVENT | {"event_type": event.upper(), "sub_event_type": sub_event}
    assert one(ACLED, row).type == ours


def test_rows_of_our_own_exports_say_which_incident_they_are() -> None:
    row = EVENT | {"event_id_cnty": "XXX-0123456789abcdef"}
    assert one(ACLED, row).incident == "i-0123456789abcdef"
    assert one(UCDP, DYAD | {"relid": "i-0123456789abcdef"}).incident == "i-0123456789abcdef"
    assert one(UCDP, DYAD).incident is None


def test_a_row_of_ged_is_understood_with_its_times_of_day() -> None:
    record = one(UCDP, DYAD)
    assert (record.start, record.end) == (date(2024, 3, 11), date(2024, 3, 12))
    assert (record.killed_low, record.killed_best, record.killed_high) == (2, 3, 7)


@pytest.mark.parametrize(
    ("scheme", "row", "reason"),
    [
        (ACLED, EVENT | {"event_id_cnty": " "}, "event_id_cnty is empty"),
        (
            ACLED,
            EVENT | {"event_date": "30 February 2024"},
            "event_date: '30 February 2024' is no day",
        ),
        (ACLED, EVENT | {"fatalities": "some"}, "fatalities: 'some' is no whole number from 0"),
        (ACLED, EVENT | {"fatalities": "-1"}, "fatalities: '-1' is no whole number from 0"),
        (ACLED, EVENT | {"latitude": "95"}, "latitude: '95' is no number of degrees up to 90"),
        (ACLED, EVENT | {"event_type": "Battle"}, "event_type: 'Battle' is not known"),
        (UCDP, DYAD | {"best": "9"}, "low, best and high are not in this order"),
        (UCDP, DYAD | {"date_end": "2024-03-01"}, "date_end is before date_start"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_taken(
    scheme: Scheme, row: Mapping[str, str], reason: str
) -> None:
    key = scheme.required[0]
    good = (EVENT if scheme is ACLED else DYAD) | {key: "9"}
    found = read(scheme, row, good)
    (told,) = reasons(found)
    assert told.startswith(f"t.csv:2: {reason}")
    assert [each.key for each in found if isinstance(each, CodedRecord)] == ["9"]


def test_all_reasons_of_a_row_are_told_at_once() -> None:
    row = EVENT | {"fatalities": "x", "event_type": "y", "longitude": "z"}
    (told,) = reasons(read(ACLED, row))
    assert told.count(";") == 2


def test_a_key_that_stands_twice_counts_once() -> None:
    found = read(ACLED, EVENT, EVENT | {"fatalities": "9"})
    assert isinstance(found[0], CodedRecord) and found[0].killed_best == 3
    assert reasons(found) == ["t.csv:3: 'SYR1042' stands in row 2 already; only that one counts"]


def test_a_row_with_more_cells_than_columns_is_not_guessed_at() -> None:
    head = ",".join(EVENT)
    text = f"{head}\n{','.join([*EVENT.values(), 'more'])}\n"
    (told,) = reasons(coded_stream("t.csv", io.BytesIO(text.encode()), ACLED))
    assert "14 cells under 13 columns" in told


def test_a_table_in_other_columns_is_refused_with_those_it_lacks(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("event_id_cnty,event_date\n1,2024-03-11\n")
    with pytest.raises(UnreadableFile, match="no column event_type, sub_event_type, fatalities"):
        list(coded_rows(file, ACLED))
    file.write_text("")
    with pytest.raises(UnreadableFile, match="empty"):
        list(coded_rows(file, ACLED))
    file.write_text("id,ID,date_start,best,high,low\n")
    with pytest.raises(UnreadableFile, match="two columns are called 'id'"):
        list(coded_rows(file, UCDP))


BOOK = {
    "name": "River records",
    "row": "incident",
    "empty": "NK",
    "join": " | ",
    "vocabulary": {"kinds": {"shelling": "ART", "air_drone_strike": "AIR", "*": "OTH"}},
    "column": [
        {"name": "No", "field": "id"},
        {"name": "Day", "field": "date.start", "date_format": "D/M/YY"},
        {"name": "Kind", "field": "type", "vocabulary": "kinds"},
        {"name": "By", "field": "perpetrators"},
        {"name": "Lat", "field": "place.latitude"},
        {"name": "Lon", "field": "place.longitude"},
        {"name": "Dead", "field": "killed.all.low", "empty": "0"},
        {"name": "Who", "constant": "machine"},
        {"name": "Link", "field": "urls"},
    ],
}
RIVER = {
    "No": "R7", "Day": "11/3/24", "Kind": "art", "By": "Wadi Brigade | Sahl Battalion",
    "Lat": "35.9", "Lon": "36.7", "Dead": "0", "Who": "amal", "Link": "http://a.example",
}  # fmt: skip


def test_a_row_of_a_codebook_is_understood_by_its_codes_and_forms() -> None:
    scheme = scheme_of(codebook_of(BOOK, "mine.toml"))
    record = one(scheme, RIVER)
    assert (record.key, record.type, record.start) == ("R7", "shelling", date(2024, 3, 11))
    assert (record.latitude, record.longitude) == (35.9, 36.7)
    assert record.value("By") == "Sahl Battalion; Wadi Brigade"
    # A column's sign for nothing may be a number, and is then one.
    assert record.value("Dead") == 0
    assert one(scheme, RIVER | {"Kind": "NK", "By": "NK"}).value("Kind") is None
    # Who coded it, and where it was told, is nothing to agree on.
    assert [each.name for each in scheme.compared] == ["Day", "Kind", "By", "coordinates", "Dead"]


def test_a_code_that_the_codebook_does_not_have_is_named() -> None:
    scheme = scheme_of(codebook_of(BOOK, "mine.toml"))
    assert one(scheme, RIVER | {"Kind": "OTH"}).type is None
    (told,) = reasons(read(scheme, RIVER | {"Kind": "BOAT", "Day": "2024-03-11"}))
    assert "Kind: 'BOAT' is no code of kinds" in told and "is no day like D/M/YY" in told


def test_a_codebook_whose_rows_have_no_id_is_refused() -> None:
    book = BOOK | {"column": [{"name": "Day", "field": "date.start"}]}
    with pytest.raises(UsageError, match=r"mine\.toml: no column holds the field id; add one"):
        scheme_of(codebook_of(book, "mine.toml"))
