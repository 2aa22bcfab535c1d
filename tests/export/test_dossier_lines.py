"""One line for each incident: readable down the columns, with what is disputed."""

from __future__ import annotations

import json
import re

from riwaya.export.incident_lines import incident_line


def _interval(low: int, high: int | None) -> dict[str, int | None]:
    return {"low": low, "best": None, "high": high}


def _line(**changes: object) -> str:
    incident: dict[str, object] = {
        "id": "i-0011",
        "type": "shelling",
        "date": {"start": "2024-03-11", "end": "2024-03-11", "precision": "day"},
        "place": {"name": "بلدة النخيل", "name_en": "al-Nakhil"},
        "origins": 2,
        "casualties": {
            "killed": {"all": _interval(11, 15)},
            "injured": {"all": _interval(20, None)},
        },
        "disputes": [{"about": "count"}, {"about": "count"}, {"about": "cause"}],
        "grade": "fair",
    }
    return incident_line(json.dumps(incident | changes))


def test_a_line_has_day_grade_id_what_where_figures_origins_and_disputes() -> None:
    assert [column.strip() for column in re.split("  +", _line())] == [
        "2024-03-11", "fair", "i-0011", "shelling, al-Nakhil (\u2068بلدة النخيل\u2069)",
        "11–15 killed, 20+ injured", "2 origins", "disputed: count, cause",
    ]  # fmt: skip


def test_columns_stand_below_one_another() -> None:
    undated = _line(date=None, grade="discounted")
    assert undated.index("i-0011") == _line().index("i-0011")


def test_what_is_not_known_is_said() -> None:
    none = {"killed": {"all": None}, "injured": {"all": None}}
    line = _line(date=None, place=None, casualties=none, disputes=[], origins=1)
    assert line.startswith("no day ")
    assert line.endswith("shelling, place not known  no figure  1 origin")


def test_periods_are_short() -> None:
    def day(start: str, end: str, precision: str) -> str:
        return _line(date={"start": start, "end": end, "precision": precision}).split("  ")[0]

    assert day("2024-03-11", "2024-03-12", "period") == "2024-03-11–12"
    assert day("2024-03-01", "2024-03-31", "month") == "2024-03"
    assert day("2024-02-28", "2024-03-02", "period") == "2024-02-28 to 2024-03-02"


def test_a_name_from_a_report_keeps_to_its_place() -> None:
    place = {"name": "\u202e\x1b[2J" + "ن" * 500, "name_en": "x\ny" * 200}
    line = _line(place=place)
    assert "\n" not in line
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert len(line) < 250


def test_a_type_that_is_not_listed_stands_for_itself() -> None:
    assert "siege, al-Nakhil" in _line(type="siege")
