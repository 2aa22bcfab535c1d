"""Map and timeline: what they are given, within which filters, and that it is harmless."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert

from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.incident_map import Day, sites_of
from riwaya.casefile.open import Case
from riwaya.casefile.schema import incidents
from riwaya.desk.map_library import library_urls
from riwaya.desk.timeline import bars

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\x00'\"{{7*7}}"


def put(case: Case, id: str, **changes: object) -> None:
    """An incident in the list, without reports."""
    row: dict[str, object] = {
        "id": id, "cluster": b"", "object": b"", "type": "shelling", "start": "2024-05-01",
        "end": "2024-05-01", "place": "بلدة", "place_en": "town", "latitude": 35.5,
        "longitude": 36.5, "precision": 1, "grade": "weak", "disputes": 0, "reports": 1,
        "origins": 1, "killed_low": 2, "killed_high": 4, "injured_low": None, "injured_high": None,
    }  # fmt: skip
    with case.writing() as connection:
        connection.execute(insert(incidents), [row | changes])


def features(desk, path: str, query: str = "") -> list[dict]:
    answer = desk.get(f"/map/{path}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/geo+json")
    return answer.json()["features"]


def types(desk, query: str) -> list[str]:
    return sorted(f["properties"]["type"] for f in features(desk, "incidents.geojson", query))


def test_incidents_are_points_with_longitude_first_and_null_where_there_is_none(desk) -> None:
    found = {f["properties"]["type"]: f for f in features(desk, "incidents.geojson")}
    longitude, latitude = found["shelling"]["geometry"]["coordinates"]
    assert 36 < longitude < 37
    assert 35 < latitude < 36
    assert found["other"]["geometry"] is None
    assert found["shelling"]["id"].startswith("i-")
    assert found["shelling"]["properties"]["desk"] == f"/incidents/{found['shelling']['id']}"
    assert "crs" not in desk.get("/map/incidents.geojson").json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place=إدلب", ["shelling"]),
        ("type=bombing", ["bombing"]),
        ("grade=fair", ["shelling"]),
        ("since=2024-03-12&until=2024-03-31", ["air_drone_strike"]),
        ("begun=2024-03-04..2024-03-12", ["air_drone_strike", "shelling"]),
        ("begun=2024-03-05..2024-03-12", ["air_drone_strike"]),
        ("box=36,35,37,36", ["shelling"]),
        ("box=36,35,44,37", ["bombing", "shelling"]),
        ("box=36,35,44,37&begun=2024-04-01..2024-04-30", ["bombing"]),
        ("located=no", ["other"]),
        ("located=yes", ["air_drone_strike", "bombing", "shelling"]),
        ("box=-10,-10,0,0", []),
        ("most=1", ["bombing"]),
    ],
)
def test_filters_period_and_area_choose_what_is_on_the_map(desk, query: str, found) -> None:
    assert types(desk, query) == found


@pytest.mark.parametrize("query", ["box=36,35,37,36", "begun=2024-03-05..2024-04-30", "located=no"])
def test_the_list_of_incidents_takes_the_same_selection(desk, query: str) -> None:
    listed = desk.get(f"/incidents?{query}&format=json").text.splitlines()
    assert sorted(json.loads(line)["type"] for line in listed) == types(desk, query)


def test_the_list_says_by_what_it_is_cut_and_keeps_that_when_filtered_further(desk) -> None:
    page = desk.get("/incidents?box=36,35,37,36&begun=2024-03-01..2024-03-31").text
    assert 'name="box" value="36,35,37,36"' in page
    assert 'href="/incidents?begun=2024-03-01..2024-03-31"' in page
    assert "An area of the map" in page


@pytest.mark.parametrize(
    "query",
    ["box=1,2,3", "box=37,35,36,36", "box=a,b,c,d", "box=nan,nan,nan,nan", "box=0,0,181,1",
     "begun=2024-05-01", "begun=2024-05-02..2024-05-01", "begun=x..y", "located=perhaps",
     "most=0", "most=1e9"],
)  # fmt: skip
def test_an_area_or_period_that_makes_no_sense_is_refused(desk, query: str) -> None:
    answer = desk.get(f"/map/incidents.geojson?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.text


def test_edges_belong_to_the_area(desk, case) -> None:
    put(case, "i-edge", latitude=10.25, longitude=-20.125)
    (found,) = features(desk, "incidents.geojson", "box=-20.125,10.25,-20.125,10.25")
    assert found["id"] == "i-edge"


def test_a_site_counts_its_incidents_and_takes_what_most_of_them_are(desk, case) -> None:
    for number, grade in enumerate(("weak", "fair", "fair")):
        put(case, f"i-{number}", latitude=20.0, longitude=30.0, grade=grade, killed_low=number)
    put(case, "i-far", latitude=20.0, longitude=30.5)
    put(case, "i-region", latitude=20.0, longitude=30.0, precision=3, killed_low=None)
    found = features(desk, "sites.geojson", "box=29,19,31,21")
    shown = [(f["geometry"]["coordinates"], *map(f["properties"].get, ("incidents", "killed", "most", "precision"))) for f in found]  # fmt: skip  # noqa: E501
    assert shown == [
        ([30.0, 20.0], 3, 3, "fair", 1),
        ([30.0, 20.0], 1, 0, "weak", 3),
        ([30.5, 20.0], 1, 2, "weak", 1),
    ]
    assert found[0]["properties"]["box"] == "30.0,20.0,30.0,20.0"
    by_type = features(desk, "sites.geojson", "box=29,19,31,21&colour=type")
    assert {f["properties"]["most"] for f in by_type} == {"shelling"}
    assert desk.get("/map/sites.geojson?colour=red").status_code == 400


def test_too_many_sites_are_put_together_without_losing_an_incident(case) -> None:
    for number in range(40):
        put(case, f"i-{number:02}", latitude=20 + number / 100, longitude=30.01, killed_low=1)
    query = IncidentQuery(box=(30.0, 20.0, 31.0, 21.0))
    with case.reading() as connection:
        every = sites_of(connection, query, "grade", GRADES)
        fewer = sites_of(connection, query, "grade", GRADES, most=10)
    assert (len(every.sites), every.cell) == (40, 0.0)
    assert len(fewer.sites) <= 10
    assert fewer.cell > 0
    assert sum(site.incidents for site in fewer.sites) == 40
    assert sum(site.killed for site in fewer.sites) == 40
    for site in fewer.sites:
        west, south, east, north = site.box
        assert west <= site.longitude <= east
        assert south <= site.latitude <= north


def test_bars_are_of_all_and_of_those_in_the_area(desk) -> None:
    answer = desk.get("/map/timeline.json?box=36,35,37,36&unit=month").json()
    assert [(b["start"], b["end"], b["all"], b["here"]) for b in answer["bars"]] == [
        ("2024-03-01", "2024-03-31", 2, 1),
        ("2024-04-01", "2024-04-30", 2, 0),
    ]
    assert answer["bars"][0]["killed"] == 5
    alone = desk.get("/map/timeline.json?unit=month&begun=2024-03-01..2024-03-31").json()
    assert [b["all"] for b in alone["bars"]] == [2, 2], "the period selected hides no bar"
    filtered = desk.get("/map/timeline.json?unit=month&type=bombing").json()
    assert [b["all"] for b in filtered["bars"]] == [1]


def days(*days: str) -> list[Day]:
    return [Day(date.fromisoformat(day), 1, 2) for day in days]


@pytest.mark.parametrize(
    ("unit", "first", "last", "number"),
    [
        ("day", ("2024-02-27", "2024-02-27"), ("2024-03-02", "2024-03-02"), 5),
        ("week", ("2024-02-26", "2024-03-03"), ("2024-02-26", "2024-03-03"), 1),
        ("month", ("2024-02-01", "2024-02-29"), ("2024-03-01", "2024-03-31"), 2),
        ("year", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31"), 1),
    ],
)
def test_bars_cover_their_days_without_gap(unit, first, last, number) -> None:
    told = days("2024-02-27", "2024-03-02")
    found = bars(told, told, unit)["bars"]
    assert len(found) == number
    assert (found[0]["start"], found[0]["end"]) == first
    assert (found[-1]["start"], found[-1]["end"]) == last
    assert sum(bar["all"] for bar in found) == 2
    assert sum(bar["killed"] for bar in found) == 4


def test_a_unit_that_would_give_too_many_bars_becomes_coarser() -> None:
    told = days("1950-01-01", "2024-03-02")
    found = bars(told, told, "day")
    assert (found["unit"], found["units"], len(found["bars"])) == ("year", ["year"], 75)
    assert bars(told, told, None)["unit"] == "year"


def test_the_first_and_the_last_day_there_are_do_no_harm() -> None:
    told = days("0001-01-01", "9999-12-31")
    found = bars(told, told, None)["bars"]
    assert (found[0]["start"], found[-1]["end"]) == ("0001-01-01", "9999-12-31")
    last = days("9999-12-30", "9999-12-31")
    for unit in ("day", "week", "month"):
        assert bars(last, last, unit)["bars"][-1]["end"] == "9999-12-31"


def test_no_dates_give_no_bars() -> None:
    assert bars([], [], None)["bars"] == []


def test_the_page_lists_what_is_selected_and_what_has_no_point(desk) -> None:
    page = desk.get("/map?begun=2024-03-01..2024-03-31&box=36,35,37,36").text
    assert 'id="selected-total" role="status" data-total="1"' in page
    assert "GeoJSON" in page
    part = desk.get("/map/selected?begun=2024-04-01..2024-04-30&box=36,35,37,36").text
    assert 'data-total="0"' in part
    assert 'id="unlocated" data-total="1"' in part, "an area does not hide those without a point"
    assert 'href="/map?begun=2024-04-01..2024-04-30"' in part, "the area can be taken away"


def test_names_of_places_are_harmless(desk, case) -> None:
    put(case, "i-bad", place=HOSTILE, place_en=HOSTILE, start="2031-01-01", end="2031-01-01")
    put(case, "i-lost", place=HOSTILE, latitude=None, longitude=None, start="2031-01-01")
    page = desk.get("/map?begun=2031-01-01..2031-01-01")
    assert "<img" not in page.text
    assert "\u202e" not in page.text
    assert "&lt;img src=x" in page.text
    answer = desk.get("/map/incidents.geojson?begun=2031-01-01..2031-01-01")
    assert answer.headers["x-content-type-options"] == "nosniff"
    for feature in answer.json()["features"]:
        assert "\u202e" not in feature["properties"]["place"]
        assert "\x00" not in feature["properties"]["place"]


def test_queries_are_harmless_in_the_page(desk) -> None:
    page = desk.get("/map", params={"place": HOSTILE, "unit": HOSTILE, "colour": HOSTILE}).text
    assert "<img" not in page


def test_all_that_the_page_needs_comes_from_the_desk(desk) -> None:
    page = desk.get("/map").text
    found = library_urls()
    assert found
    for address in (found.script, found.style):
        assert address in page
        answer = desk.get(address)
        assert answer.status_code == 200
        assert "max-age" in answer.headers["cache-control"]
    assert "3-Clause BSD" in desk.get(found.script).text[:400]
    assert "http://" not in page
    assert "https://" not in page
    assert desk.get("/map/library/pywidget.js").status_code == 404
    assert desk.get("/map/library/..%2f__init__.py").status_code == 404


def test_outlines_are_named_in_both_languages_and_small() -> None:
    from importlib.resources import files

    packed = (files("riwaya.knowledge") / "data" / "outlines.json.gz").read_bytes()
    assert len(packed) < 500_000
    found = json.loads(gzip.decompress(packed))["features"]
    regions = [f["properties"] for f in found if f["properties"]["level"] == "region"]
    assert len(regions) == 105
    assert {p["iso"][:2] for p in regions} == {"SY", "IQ", "YE", "LB", "PS", "LY", "SD"}
    assert all(p["name_ar"] and p["name_en"] for p in regions)
    for feature in found:
        longitude, latitude = feature["properties"]["label"]
        ring = max((rings[0] for rings in feature["geometry"]["coordinates"]), key=len)
        assert -25 < longitude < 65, "longitude comes first"
        assert -15 < latitude < 45
        assert ring[0] == ring[-1]


def test_the_page_says_whose_outlines_they_are_and_what_they_are_not(desk) -> None:
    page = desk.get("/map").text
    assert "Who&#39;s On First" in page
    assert "not a statement about borders" in page


def test_every_part_of_the_map_asks_who_is_there(open_desk, people) -> None:
    people("viewer")
    stranger = open_desk()
    for path in ("/map", "/map/selected", "/map/incidents.geojson", "/map/sites.geojson",
                 "/map/timeline.json", "/map/ground/0/0/0", "/map/outlines.json"):  # fmt: skip
        answer = stranger.get(path, follow_redirects=False)
        assert answer.status_code == 303, path
    assert people("viewer").get("/map").status_code == 200


@pytest.fixture
def tiles(tmp_path: Path) -> Path:
    """A PMTiles file with one image."""
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    path = tmp_path / "ground.pmtiles"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.write_tile(zxy_to_tileid(0, 0, 0), b"\x89PNG picture")
        header = {
            "tile_type": TileType.PNG, "tile_compression": Compression.NONE, "min_zoom": 0,
            "max_zoom": 0, "min_lon_e7": -1, "min_lat_e7": -1, "max_lon_e7": 1, "max_lat_e7": 1,
            "center_zoom": 0, "center_lon_e7": 0, "center_lat_e7": 0,
        }  # fmt: skip
        writer.finalize(header, {"attribution": "<a href='x'>Mapmakers</a> <script>alert(1)"})
    return path


def test_tiles_of_ones_own_lie_under_the_map(open_desk: Callable, tiles: Path) -> None:
    desk = open_desk(map_tiles=tiles)
    page = desk.get("/map").text
    assert "Ground: <bdi>Mapmakers alert(1)</bdi>" in page
    answer = desk.get("/map/ground/0/0/0")
    assert (answer.content, answer.headers["content-type"]) == (b"\x89PNG picture", "image/png")
    assert desk.get("/map/ground/1/0/0").status_code == 204
    for outside in ("1/2/0", "0/0/-1", "99/0/0", "a/b/c"):
        assert desk.get(f"/map/ground/{outside}").status_code in (400, 404)


def test_a_file_that_holds_no_tiles_is_named(open_desk: Callable, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pmtiles"
    wrong.write_bytes(b"not tiles")
    answer = open_desk(map_tiles=wrong).get("/map")
    assert answer.status_code == 400
    assert "wrong.pmtiles" in answer.text
