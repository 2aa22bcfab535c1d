"""Rows of a coder held against ours: who is paired with whom, and how agreement is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from riwaya.evaluation.coding.scheme import (
    COORDINATES,
    DAY,
    NAME,
    NUMBER,
    POINT,
    SAME,
    SEVERAL,
    Compared,
    Scheme,
)
from riwaya.evaluation.comparing.compare import Comparison, FieldAgreement, compare
from riwaya.evaluation.comparing.machine import Machine
from riwaya.evaluation.comparing.pairing import BY_ID, BY_RULE, pairs
from riwaya.evaluation.comparing.parties import same_party
from riwaya.model.coded import CodedRecord, Coder, Value

MONDAY = date(2024, 3, 11)
OURS = "i-00000000000000a1"
ROW = CodedRecord(
    "SYR1", start=MONDAY, end=MONDAY, place="Sarmin", latitude=35.9, longitude=36.7,
    type="shelling", killed_best=3,
)  # fmt: skip
READ = replace(ROW, key=OURS, incident=OURS)
FIELDS = (
    Compared("day", DAY), Compared("kind", SAME), Compared("by", NAME), Compared("dead", NUMBER),
    Compared("all", SEVERAL), Compared(COORDINATES, POINT),
)  # fmt: skip


def paired(coder: Sequence[CodedRecord], machine: Sequence[CodedRecord]) -> list[tuple[str, str]]:
    return [(pair.coder.key, pair.machine.key) for pair in pairs(coder, machine)]


def test_the_id_of_the_incident_stands_above_all_likeness() -> None:
    other = replace(READ, key="i-b2", incident="i-b2", start=date(2020, 1, 1), end=date(2020, 1, 1))
    (pair,) = pairs([replace(ROW, incident="i-b2")], [READ, other])
    assert (pair.machine.key, pair.by) == ("i-b2", BY_ID)


def test_an_incident_that_is_no_more_is_followed_to_its_successor() -> None:
    row = replace(ROW, incident="i-gone", start=None, end=None)
    (pair,) = pairs([row], [READ], lambda name: OURS if name == "i-gone" else None)
    assert (pair.machine.key, pair.by) == (OURS, BY_ID)


def test_rows_near_in_time_and_place_are_paired() -> None:
    (pair,) = pairs([ROW], [READ])
    assert pair.by == BY_RULE
    near = replace(ROW, start=MONDAY + timedelta(days=1), end=MONDAY + timedelta(days=1))
    assert paired([near], [READ]) == [("SYR1", OURS)]


def test_rows_that_are_far_apart_are_not_paired() -> None:
    late = MONDAY + timedelta(days=4)
    assert paired([replace(ROW, start=late, end=late)], [READ]) == []
    assert paired([replace(ROW, latitude=36.4)], [READ]) == []  # 55 km
    assert paired([replace(ROW, start=None, end=None)], [READ]) == []
    nowhere = replace(ROW, latitude=None, longitude=None, place="")
    assert paired([nowhere], [READ]) == []


def test_nearness_alone_is_not_enough_where_nothing_else_fits() -> None:
    late = MONDAY + timedelta(days=3)
    odd = replace(ROW, start=late, end=late, type="protest", killed_best=40)
    assert paired([odd], [READ]) == []
    assert paired([replace(odd, type="shelling")], [READ]) == [("SYR1", OURS)]


def test_places_of_one_name_do_without_coordinates() -> None:
    named = replace(ROW, latitude=None, longitude=None)
    assert paired([named], [READ]) == [("SYR1", OURS)]
    assert paired([replace(named, place="Manbij")], [READ]) == []


def test_the_best_pair_goes_first_and_each_row_is_used_once() -> None:
    other = replace(READ, key="i-b2", incident="i-b2", killed_best=30, type="attack")
    rows = [replace(ROW, key="A", type="attack", killed_best=30), replace(ROW, key="B")]
    assert paired(rows, [READ, other]) == [("A", "i-b2"), ("B", OURS)]
    assert paired(rows[::-1], [other, READ]) == [("A", "i-b2"), ("B", OURS)]


def test_a_long_incident_is_met_by_a_day_within_it() -> None:
    long = replace(READ, end=MONDAY + timedelta(days=20))
    within = MONDAY + timedelta(days=12)
    assert paired([replace(ROW, start=within, end=within)], [long]) == [("SYR1", OURS)]


def test_rows_about_people_need_names_alike() -> None:
    person = replace(ROW, unit="person", person="سالم ياسين الرماني")
    same = replace(READ, key="p1", unit="person", person="سالم ياسين")
    assert paired([person], [same]) == [("SYR1", "p1")]
    assert paired([person], [replace(same, person="عمر الحسن")]) == []


def held(coded: Sequence[dict[str, Value]], read: Sequence[dict[str, Value]]) -> Comparison:
    """Rows with these fields, the first of one side being the first of the other."""

    def rows(told: Sequence[dict[str, Value]]) -> tuple[CodedRecord, ...]:
        return tuple(
            CodedRecord(
                f"i-{n:08x}",
                incident=f"i-{n:08x}",
                latitude=float(fields["latitude"]) if "latitude" in fields else None,
                longitude=36.7 if "latitude" in fields else None,
                fields=tuple(fields.items()),
            )
            for n, fields in enumerate(told)
        )

    scheme = Scheme("acled", (), (), FIELDS, lambda _: ROW)
    machine = Machine(rows(read), (), 0, "acled")
    return compare(Coder("amal", "acled"), scheme, rows(coded), machine, km=10.0)


def field(result: Comparison, name: str) -> FieldAgreement:
    return next(each for each in result.fields if each.name == name)


def test_a_field_is_compared_where_either_side_says_something() -> None:
    result = held(
        [{"kind": "a"}, {"kind": "a"}, {}, {}],
        [{"kind": "A"}, {"kind": "b"}, {"kind": "b"}, {}],
    )
    kind = field(result, "kind")
    assert (kind.compared, kind.agreed) == (3, 1)
    assert [(d.coded, d.read) for d in kind.differences] == [("a", "b"), ("—", "b")]


def test_fields_that_the_coder_never_fills_are_not_compared() -> None:
    result = held([{"kind": "a"}], [{"kind": "a", "by": "Wadi Brigade"}])
    assert [each.name for each in result.fields] == ["kind"]
    assert result.ungiven == ("day", "by", "dead", "all", "coordinates")


def test_names_need_only_be_alike_and_sets_may_be_in_any_order() -> None:
    result = held(
        [{"by": "Wadi Brigade (2011-)", "all": "Sahl; Wadi Brigade"}],
        [{"by": "the Wadi Brigade", "all": "Wadi Brigade (Syria); Sahl"}],
    )
    assert field(result, "by").share == field(result, "all").share == 1.0
    more = held([{"all": "Sahl"}], [{"all": "Sahl; Wadi Brigade"}])
    assert field(more, "all").share == 0.0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Military Forces of Syria (2000-2024)", "Syrian army (until December 2024)", True),
        (
            "Military Forces of Syria (2000-2024) Air Force",
            "Syrian army (until December 2024)",
            True,
        ),
        ("Government of Syria", "Syrian army (until December 2024)", True),
        ("Police Forces of Iraq (2022-)", "Military Forces of Iraq (2022-)", True),
        ("Civilians (Syria)", "Civilians", True),
        ("Military Forces of Iraq (2022-)", "Syrian army (until December 2024)", False),
        ("Military Forces of South Sudan (2011-)", "Sudan", False),
        ("Wadi Brigade", "Sahl Battalion", False),
    ],
)
def test_parties_are_known_by_how_other_data_sets_name_them(
    one: str, other: str, same: bool
) -> None:
    assert same_party(one, other) is same_party(other, one) is same


def test_points_agree_within_the_distance_that_is_asked_for() -> None:
    result = held(
        [{"latitude": 35.90}, {"latitude": 35.90}], [{"latitude": 35.95}, {"latitude": 36.05}]
    )
    points = field(result, COORDINATES)
    assert (points.compared, points.agreed, points.how) == (2, 1, "within 10 km")


def test_alpha_is_below_the_share_where_chance_alone_would_agree() -> None:
    result = held(
        [{"kind": "a"}] * 9 + [{"kind": "b"}], [{"kind": "a"}] * 8 + [{"kind": "b"}, {"kind": "b"}]
    )
    kind = field(result, "kind")
    # Two coders, ten units, one disagreement: 1 - 19 * 2 / (2 * 17 * 3).
    assert kind.share == 0.9 and kind.alpha is not None
    assert abs(kind.alpha - (1 - 19 * 2 / (2 * 17 * 3))) < 1e-9
    assert field(held([{"kind": "a"}] * 2, [{"kind": "a"}] * 2), "kind").alpha is None


def test_numbers_are_the_same_or_not_and_their_sums_are_told() -> None:
    dead = field(held([{"dead": 3}, {"dead": 5}], [{"dead": 3.0}, {"dead": 10}]), "dead")
    assert (dead.agreed, dead.coded_sum, dead.read_sum) == (1, 8, 13)
    assert dead.alpha is not None and 0 < dead.alpha < 1


def test_what_only_one_side_has_is_listed_within_the_days_that_were_coded() -> None:
    coded = [ROW, replace(ROW, key="SYR2", start=date(2024, 3, 20), end=date(2024, 3, 20))]
    inside = replace(READ, key="i-b2", incident="i-b2", start=date(2024, 3, 15), place="Manbij")
    inside = replace(inside, end=inside.start, latitude=36.5)
    outside = replace(inside, key="i-c3", incident="i-c3", start=date(2023, 1, 1))
    outside = replace(outside, end=outside.start)
    scheme = Scheme("acled", (), (), FIELDS, lambda _: ROW)
    machine = Machine((READ, inside, outside), (), 4, "acled")
    result = compare(Coder("amal", "acled"), scheme, coded, machine, km=10.0)
    assert [each.key for each in result.only_coder] == ["SYR2"]
    assert [each.key for each in result.only_machine] == ["i-b2"]
    assert (result.outside, result.left_out, result.by_id) == (1, 4, 0)
