"""The day and the place on which the accounts of an incident agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riwaya.incidents.linking.record import MentionPlace, MentionTime
from riwaya.incidents.when import incident_date
from riwaya.incidents.where import incident_place

TENTH, ELEVENTH = date(2024, 3, 10), date(2024, 3, 11)


def published(day: date) -> MentionTime:
    return MentionTime(day.replace(day=day.day - 1), day, "publication")


def test_no_date_where_no_account_tells_one(mention) -> None:
    assert incident_date([mention("a", day=None)]) is None


def test_the_day_that_most_accounts_tell(mention) -> None:
    found = incident_date([mention("a"), mention("b"), mention("c", day="2024-03-11")])
    assert found is not None
    assert (found.start, found.end, found.precision) == (TENTH, TENTH, "day")


def test_copies_of_one_text_count_once(mention) -> None:
    copies = [mention(f"c{n}", day="2024-03-11", text_origin="c0") for n in range(5)]
    found = incident_date([mention("a"), mention("b"), *copies])
    assert found is not None
    assert found.start == TENTH


def test_a_date_of_the_event_stands_above_days_of_publication(mention) -> None:
    later = [mention(f"p{n}", time=published(ELEVENTH)) for n in range(2)]
    found = incident_date([mention("a", day="2024-03-10"), *later])
    assert found is not None
    assert (found.start, found.end, found.basis) == (TENTH, TENTH, "event")


def test_publication_alone_leaves_the_day_before_open(mention) -> None:
    found = incident_date([mention("a", time=published(ELEVENTH))])
    assert found is not None
    assert (found.start, found.end, found.basis) == (TENTH, ELEVENTH, "publication")


def test_a_month_is_the_answer_only_without_a_day(mention) -> None:
    month = MentionTime(date(2024, 3, 1), date(2024, 3, 31), "event")
    alone = incident_date([mention("a", time=month)])
    assert alone is not None
    assert (alone.start.day, alone.end.day, alone.precision) == (1, 31, "month")
    both = incident_date([mention("a", time=month), mention("b")])
    assert both is not None
    assert both.start == TENTH


def test_the_village_stands_above_the_province_around_it(mention) -> None:
    accounts = [mention(f"w{n}", place="marjan") for n in range(3)]
    found = incident_place([mention("a"), *accounts])
    assert found is not None
    assert found.name_en == "Sarab"


def test_the_place_of_most_independent_accounts(mention) -> None:
    copies = [mention(f"c{n}", place="far", text_origin="c0") for n in range(4)]
    found = incident_place([mention("a"), mention("b"), *copies])
    assert found is not None
    assert (found.name_en, found.latitude, found.precision) == ("Sarab", 35.0, 1)


def test_a_namesake_looked_up_without_context_gives_way(mention) -> None:
    village = mention("a").place
    assert isinstance(village, MentionPlace)
    elsewhere = replace(village, within=(), areas=("سهل",), latitude=31.0, gazetteer="t:9")
    accounts = [mention(f"n{n}") for n in range(2)]
    stray = [replace(m, place=elsewhere) for m in accounts]
    found = incident_place([mention("a"), *stray])
    assert found is not None
    assert found.latitude == 35.0


def test_no_place_where_no_account_names_one(mention) -> None:
    assert incident_place([mention("a", place=None)]) is None
