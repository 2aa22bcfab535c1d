"""Each format opened by the program that it is made for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote as quoted

import pandas
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from riwaya.errors import CaseDamaged
from riwaya.export.formats import acled, ibc, table, ucdp
from riwaya.export.formats.told import Told, web_address
from riwaya.export.losses import Losses
from riwaya.model import Span

Write = Callable[..., tuple[dict[str, bytes], Losses]]
ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, "
    "actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, "
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, "
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)
UCDP = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, "
    "conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, "
    "side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, "
    "source_article, source_office, source_date, source_headline, source_original, where_prec, "
    "where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, "
    "priogrid_gid, country, country_id, region, event_clarity, date_prec, date_start, date_end, "
    "deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
)


def frame(files: dict[str, bytes], **options: Any) -> pandas.DataFrame:
    """The table as pandas reads it."""
    return pandas.read_csv(io.BytesIO(files[""]), encoding="utf-8", **options)


def lines(files: dict[str, bytes]) -> Iterator[Any]:
    """The objects of JSON Lines."""
    for line in files[""].decode("utf-8").splitlines():
        yield json.loads(line)


def test_acled_has_its_31_columns_with_values_of_their_types(write: Write) -> None:
    found = frame(write("acled")[0], parse_dates=["event_date"])
    assert list(found.columns) == ACLED.split(", ") == list(acled.COLUMNS)
    assert len(found.columns) == 31
    shelling, clash = found.to_dict("records")
    assert shelling["event_id_cnty"] == f"SYR-{1:016x}"
    assert shelling["event_date"] == pandas.Timestamp(2024, 3, 11)
    assert (shelling["event_type"], shelling["sub_event_type"]) == (
        "Explosions/Remote violence", "Shelling/artillery/missile attack",
    )  # fmt: skip
    assert (shelling["actor1"], shelling["inter1"]) == ("Wadi Brigade", 2)
    assert (shelling["actor2"], shelling["inter2"]) == ("Civilians (Syria)", 7)
    assert (shelling["interaction"], shelling["civilian_targeting"]) == (27, "Civilian targeting")
    assert (shelling["iso"], shelling["region"]) == (760, "Middle East")
    assert (shelling["admin1"], shelling["location"]) == ("Idlib", "Sarmin")
    assert (shelling["latitude"], shelling["longitude"]) == (35.904, 36.724)
    assert shelling["fatalities"] == 9
    assert (clash["actor1"], clash["actor2"]) == ("Wadi Brigade", "Plain Battalion")
    assert clash["interaction"] == 24
    assert pandas.isna(clash["latitude"])
    assert set(found["timestamp"]) == {1_710_150_000}


def test_acled_leaves_out_what_has_no_day_and_says_so(write: Write) -> None:
    _, losses = write("acled")
    left_out = json.loads(losses.to_json("acled", "acled"))["left_out"]
    assert left_out == {f"i-{3:016x}": "no account tells the day"}


def test_ucdp_has_its_49_columns_and_its_deaths_add_up(write: Write) -> None:
    files, losses = write("ucdp")
    found = frame(files)
    assert list(found.columns) == UCDP.split(", ") == list(ucdp.COLUMNS)
    assert len(found.columns) == 49
    parts = found[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)
    assert list(parts) == list(found["best"])
    assert (found["low"] <= found["best"]).all()
    assert (found["best"] <= found["high"]).all()
    shelling, clash = found.to_dict("records")
    assert (shelling["best"], shelling["high"], shelling["low"]) == (9, 15, 9)
    assert (shelling["type_of_violence"], shelling["side_b"]) == (3, "Civilians")
    assert (shelling["where_prec"], shelling["priogrid_gid"]) == (1, 181154)
    assert shelling["geom_wkt"] == "POINT (36.724 35.904)"
    assert (clash["type_of_violence"], clash["deaths_a"]) == (2, 4)
    assert json.loads(losses.to_json("ucdp", "ucdp"))["left_out"] == {
        f"i-{3:016x}": "no figure tells of a death"
    }


def test_ibc_gives_minimum_and_maximum_of_civilians(write: Write) -> None:
    found = frame(write("ibc")[0])
    assert list(found.columns) == list(ibc.COLUMNS)
    shelling = found.to_dict("records")[0]
    assert (shelling["deaths_minimum"], shelling["deaths_maximum"]) == (9, 15)
    assert (shelling["weapons"], shelling["killers"]) == ("mortars", "Wadi Brigade")
    assert shelling["media_sources"].split("; ") == ["Difaf News Agency", "Harbour Radio"]


def test_csv_opens_in_pandas_with_arabic_and_no_cell_begins_a_formula(write: Write) -> None:
    files, _ = write("csv")
    assert files[""].startswith(b"\xef\xbb\xbf")
    found = frame(files, dtype=str, keep_default_na=False)
    assert list(found.columns) == [column.name for column in table.COLUMNS]
    assert found["place"][0] == "سرمين"
    assert found["url"][0] == "https://difaf.example/difaf-1; https://difaf.example/radio-1"
    cells = [cell for row in found.to_numpy().tolist() for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r")]
    assert not [cell for cell in cells if "\n" in cell or "\r" in cell]
    assert found["people"][2].startswith("'=HYPERLINK")


def test_hxl_tags_stand_in_the_second_row(write: Write) -> None:
    found = frame(write("csv", hxl=True)[0], dtype=str)
    assert found["killed_low"][0] == "#affected+killed+min"
    assert found["latitude"][0] == "#geo+lat"
    assert len(found) == 4
    assert len(frame(write("csv")[0])) == 3


def test_xlsx_opens_in_openpyxl_with_text_never_a_formula(write: Write) -> None:
    sheet = load_workbook(io.BytesIO(write("xlsx")[0][""]))["incidents"]
    rows = list(sheet.iter_rows())
    names = [cell.value for cell in rows[0]]
    assert names == [column.name for column in table.COLUMNS]
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    place = rows[1][names.index("place")]
    assert (place.value, place.alignment.readingOrder) == ("سرمين", 2)
    assert rows[1][names.index("killed_low")].value == 9


def test_parquet_opens_in_pyarrow_with_typed_columns(write: Write) -> None:
    found = parquet.read_table(io.BytesIO(write("parquet")[0][""]))
    assert found.column_names == [column.name for column in table.COLUMNS]
    assert str(found.schema.field("killed_high").type) == "int64"
    assert found["killed_high"].to_pylist() == [15, None, None]
    assert found["latitude"].to_pylist()[0] == 35.904


def test_csv_xlsx_and_parquet_hold_the_same_incidents(write: Write) -> None:
    ids = [f"i-{number:016x}" for number in (1, 2, 3)]
    sheet = load_workbook(io.BytesIO(write("xlsx")[0][""]))["incidents"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ids
    assert list(frame(write("csv")[0])["id"]) == ids
    assert parquet.read_table(io.BytesIO(write("parquet")[0][""]))["id"].to_pylist() == ids


def test_geojson_keeps_the_rules_of_rfc_7946(write: Write) -> None:
    found = json.loads(write("geojson")[0][""])
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    ids = [feature["id"] for feature in found["features"]]
    assert len(set(ids)) == len(ids) == 3
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        geometry = feature["geometry"]
        if geometry is not None:
            assert set(geometry) == {"type", "coordinates"}
            assert geometry["type"] == "Point"
            east, north = geometry["coordinates"]
            assert -180 <= east <= 180
            assert -90 <= north <= 90
    shelling, clash, _ = found["features"]
    assert shelling["geometry"]["coordinates"] == [36.724, 35.904]
    assert clash["geometry"] is None
    assert clash["properties"]["place"]["name"] == "وادي الحور"


def test_followthemoney_takes_every_entity_and_every_value(write: Write) -> None:
    model = pytest.importorskip("followthemoney").model
    entities = list(lines(write("ftm")[0]))
    proxies = {entity["id"]: model.get_proxy(entity) for entity in entities}
    assert len(proxies) == len(entities)
    for entity in entities:
        schema = model.get(entity["schema"])
        assert schema is not None
        schema.validate(entity)
        proxy = proxies[entity["id"]]
        for name, values in entity["properties"].items():
            assert schema.get(name) is not None
            assert len(proxy.get(name)) == len(values)
            if schema.get(name).type.name == "entity":
                ranges = [proxies[value].schema for value in values]
                assert all(one.is_a(schema.get(name).range) for one in ranges)
    events = [proxy for proxy in proxies.values() if proxy.schema.name == "Event"]
    assert len(events) == 3
    assert all(event.get("proof") for event in events)
    names = {proxy.caption for proxy in proxies.values() if proxy.schema.name == "Person"}
    assert "سالم ياسين الرماني" in names


def test_annotations_quote_what_stands_at_their_place(write: Write, tolds: Any) -> None:
    texts = {
        web_address(report) or f"urn:riwaya:report:{quoted(report.id)}": report.text
        for told in tolds()
        for report in told.reports
    }
    found = list(lines(write("webannotation")[0]))
    assert len({annotation["id"] for annotation in found}) == len(found) == 14
    for annotation in found:
        quote, position = annotation["target"]["selector"]
        text = texts[annotation["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_a_quotation_that_is_not_there_stops_the_export(write: Write, tolds: Any) -> None:
    told: Told = tolds()[0]
    claim = told.accounts["difaf-1"].reading.claims[0]
    moved = Span(claim.evidence[0].start + 1, claim.evidence[0].end + 1, claim.evidence[0].text)
    object.__setattr__(claim, "evidence", (moved,))
    with pytest.raises(CaseDamaged, match="claim c1 quotes other words"):
        write("webannotation", found=[told])


def test_ris_has_one_record_a_report_whatever_titles_hold(write: Write) -> None:
    text = write("ris")[0][""].decode()
    records = [record.split("\r\n") for record in text.split("\r\n\r\n") if record]
    assert len(records) == 5
    for record in records:
        tags = [line[:6] for line in record]
        assert tags[0] == "TY  - "
        assert tags[-1] == "ER  - "
        assert all(tag[2:] == "  - " for tag in tags)
        assert tags.count("TY  - ") == 1


def test_bibtex_has_one_entry_a_report_and_balanced_braces(write: Write) -> None:
    text = write("bibtex")[0][""].decode()
    bare = text.replace("\\{", "").replace("\\}", "")
    depth, starts = 0, 0
    for sign in bare:
        starts += sign == "@" and depth == 0
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert (depth, starts) == (0, 5)


def test_dossiers_are_listed_and_carry_no_script(write: Write) -> None:
    files, _ = write("dossiers")
    assert set(files) == {f"i-{n:016x}.html" for n in (1, 2, 3)} | {"index.html"}
    index = files["index.html"].decode()
    assert all(f'href="{name}"' in index for name in files if name != "index.html")
    assert not [name for name, page in files.items() if b"<script" in page]
