"""Incidents downloaded from the desk in the formats of the field."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from riwaya.casefile.open import Case
from riwaya.casefile.schema import log
from riwaya.desk.export_files import FILES


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def logged(case: Case) -> list[str]:
    with case.reading() as connection:
        query = select(log.c.after).where(log.c.what == "export").order_by(log.c.number)
        return list(connection.execute(query).scalars())


@pytest.mark.parametrize("name", FILES)
def test_every_format_of_the_menu_is_given_as_a_file(desk, name: str) -> None:
    answer = desk.get("/export", params={"as": name})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FILES[name][0]
    ending = FILES[name][1]
    assert f'filename="incidents-{name}.{ending}"' in answer.headers["content-disposition"]
    assert answer.content


def test_the_menu_of_a_list_keeps_its_filters(desk, case: Case) -> None:
    page = desk.get("/incidents?place=الموصل&sort=killed").text
    form = page.partition('action="/export"')[2].partition("</form>")[0]
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    assert kept == {"place": "الموصل"}
    assert len(rows(desk.get("/export", params={"as": "acled"}).text)) == 4
    only = rows(desk.get("/export", params={"as": "acled", **kept}).text)
    assert [row["event_date"] for row in only] == ["2024-04-11"]
    assert [told.partition(",")[0] for told in logged(case)] == ["4 as acled", "1 as acled"]


def test_one_incident_is_given_alone(desk) -> None:
    lines = desk.get("/export", params={"as": "incidents"}).text.splitlines()
    wanted = json.loads(lines[1])["id"]
    assert f'name="incident" value="{wanted}"' in desk.get(f"/incidents/{wanted}").text
    answer = desk.get("/export", params={"as": "incidents", "incident": wanted})
    assert [json.loads(line)["id"] for line in answer.text.splitlines()] == [wanted]
    assert wanted in answer.headers["content-disposition"]
    assert desk.get("/export", params={"incident": "i-none"}).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [{"as": "dossiers"}, {"as": "exe"}, {"as": "ris", "victims": "yes"}, {"since": "soon"}],
)
def test_what_cannot_be_given_is_refused_before_anything_is_sent(
    desk, case: Case, asked: dict[str, str]
) -> None:
    answer = desk.get("/export", params=asked)
    assert answer.status_code == 400
    assert "content-disposition" not in answer.headers
    assert logged(case) == []


def test_only_users_get_files(people: Callable[[str], object], open_desk) -> None:
    assert people("viewer").get("/export").status_code == 200
    assert open_desk().get("/export", follow_redirects=False).status_code == 303
