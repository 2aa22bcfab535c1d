"""Why two mentions are linked or not, in words and in numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from riwaya.incidents.linking.parties import alliance
from riwaya.incidents.linking.record import DayOfYear, Mention, MentionFigure
from riwaya.incidents.linking.score import link_of, load_weights, score


def names(one: Mention, other: Mention) -> set[str]:
    return {feature.name for feature in link_of(one, other).features}


def test_the_score_is_the_sum_of_features_with_reasons(mention) -> None:
    link = link_of(mention("a", killed=[6]), mention("b", killed=[6]))
    assert link.score == pytest.approx(sum(feature.weight for feature in link.features))
    assert link.score == score(mention("a", killed=[6]), mention("b", killed=[6]))
    assert {f.name for f in link.features} == {
        "date_same", "place_same", "type_same", "killed_same_many",
    }  # fmt: skip
    reasons = {feature.name: feature.reason for feature in link.features}
    assert reasons["killed_same_many"] == "both count 6 killed"
    assert "2024-03-10" in reasons["date_same"]


def test_the_order_of_two_mentions_does_not_matter(mention) -> None:
    one, other = mention("a", killed=[6]), mention("b", day="2024-03-11", place="marjan")
    assert link_of(one, other) == link_of(other, one)


@pytest.mark.parametrize(
    ("fields", "feature"),
    [
        ({"day": "2024-03-11"}, "date_next_day"),
        ({"day": "2024-03-12"}, "date_days_apart"),
        ({"day": "2024-03-20"}, "date_far"),
        ({"day": "2023-03-10"}, "date_very_far"),
        ({"basis": "publication"}, "date_fits"),
        ({"day": "2024-03-15", "basis": "publication"}, "date_far_from_publication"),
        ({"day": None}, "date_unknown"),
        ({"place": "near_sarab"}, "place_close"),
        ({"place": "far"}, "place_far"),
        ({"place": "marjan"}, "place_inside_region"),
        ({"place": "town"}, "place_inside"),
        ({"place": "city"}, "place_inside_region"),
        ({"type": "shelling"}, "type_compatible"),
        ({"type": "arrest"}, "type_unlike"),
        ({"report": "a", "event": "e2"}, "same_report"),
    ],
)
def test_what_is_compared(mention, fields: dict, feature: str) -> None:
    assert feature in names(mention("a"), mention(**{"report": "b", **fields}))


def test_days_without_a_year_are_compared(mention) -> None:
    dated = mention("a")
    same = mention("b", day=None, day_of_year=DayOfYear(3, 10, None))
    other = mention("b", day=None, day_of_year=DayOfYear(5, 1, None))
    sunday = mention("b", day=None, day_of_year=DayOfYear(None, None, "sunday"))
    friday = mention("b", day=None, day_of_year=DayOfYear(None, None, "friday"))
    assert "date_day_and_month" in names(dated, same)
    assert "date_day_and_month_differ" in names(dated, other)
    assert "date_weekday" in names(dated, sunday)
    assert "date_weekday_differs" in names(dated, friday)


def test_parts_of_a_figure_are_not_compared_with_totals(mention) -> None:
    total = MentionFigure("killed", "civilian", 9, 9)
    part = MentionFigure("killed", "civilian", 4, 4, part=True, group="children")
    found = names(mention("a", figures=(total, part)), mention("b", killed=[4]))
    assert "killed_same_few" not in found
    assert "killed_differ_much" in found


def test_a_victim_is_known_under_a_shorter_name_in_another_order(mention) -> None:
    one = mention("a", victims=("خالد سالم مرجان",))
    assert "victim_same" in names(one, mention("b", victims=("سالم خالد مرجان",)))
    assert "victims_differ" in names(one, mention("b", victims=("عمر زيد نخله",)))


def test_copied_words_outweigh_a_wrong_place(mention) -> None:
    words = tuple(range(20))
    one = mention("a", day=None, sketch=words)
    copy = mention("b", day=None, place="marjan", sketch=words)
    assert "words_same" in names(one, copy)
    assert score(one, copy) >= load_weights().link_at


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("syrian_army",), ("syrian_army", "russia"), "same"),
        (("russian_air_force",), ("russia",), "side"),
        (("turkey",), ("syrian_army",), "differ"),
        (("someone",), ("russia",), "unknown"),
    ],
)
def test_doers_of_one_side(one: tuple[str], other: tuple[str], expected: str) -> None:
    assert alliance(one, other) == expected


def test_two_villages_days_apart_are_never_one_incident(mention) -> None:
    assert score(mention("a"), mention("b", place="far")) < 0
    assert score(mention("a"), mention("b", day="2024-03-14")) < 0


def test_two_quarters_of_one_name_in_two_cities_are_two_places(mention) -> None:
    base = mention("a").place
    north, south = (
        replace(base, within=(city,), areas=(city,), latitude=latitude)
        for city, latitude in (("مرجان", 35.0), ("سهل", 32.0))
    )
    alone = replace(south, within=())
    one, other, unsure = (
        replace(mention(report), place=where)
        for report, where in (("a", north), ("b", south), ("c", alone))
    )
    assert "place_far" in names(one, other)
    assert "place_same_name" in names(one, unsure)


def test_shots_are_not_taken_for_an_explosion(mention) -> None:
    shots, bomb = mention("a", weapons=("firearm",)), mention("b", weapons=("car_bomb",))
    assert "weapons_unlike" in names(shots, bomb)
    assert "weapons_differ" in names(mention("c", weapons=("rocket",)), bomb)


def test_violence_that_goes_on_the_next_day_has_another_toll(mention) -> None:
    first = mention("a", killed=[5])
    later = mention("b", day="2024-03-11", killed=[2])
    same = mention("c", day="2024-03-11", killed=[5])
    assert "date_next_day_other_toll" in names(first, later)
    assert "date_next_day" in names(first, same)
