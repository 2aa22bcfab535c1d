"""Readings held against annotations: what counts as right, and what is told of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from riwaya.arabic.same_name import alike
from riwaya.evaluation.accounts import Account, EventRef, Figure, Named, places_of
from riwaya.evaluation.matching import distinct, same_number
from riwaya.evaluation.result import evaluate
from riwaya.evaluation.scoring import FIELD, MEASURE, MEASURES, Key, score_report

PLACE = EventRef("e1", "shelling", ("بلدة السدرة",))
THREE = Figure("killed", 3, 3, "civilian", None, "asserted", ("المرصد",), PLACE)


def _account(*figures: Figure, **others: Any) -> Account:
    fields = {"events": (PLACE,), "people": ()} | others
    return Account("r", figures, fields["events"], fields["people"])


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, (1, 1, 1, 1)),
        ({"low": 2}, (0, 0, 0, 0)),
        ({"status": "injured"}, (0, 0, 0, 0)),
        ({"group": "women"}, (0, 0, 0, 0)),
        ({"person_class": "armed"}, (1, 0, 0, 0)),
        ({"sources": ()}, (1, 1, 0, 0)),
        ({"sources": ("مصدر طبي",)}, (1, 1, 0, 0)),
        ({"sources": ("المرصد السوري",)}, (1, 1, 1, 1)),
        ({"event": None}, (1, 1, 1, 0)),
        ({"event": PLACE._replace(type="attack")}, (1, 1, 1, 0)),
        ({"event": PLACE._replace(places=("السدرة",))}, (1, 1, 1, 1)),
    ],
)
def test_each_measure_asks_for_one_thing_more(
    change: dict[str, Any], right: tuple[int, ...]
) -> None:
    tallies = score_report(_account(THREE), _account(THREE._replace(**change))).tallies
    assert tuple(tallies[Key(MEASURE, name)].right for name in MEASURES[:4]) == right


def test_open_intervals_may_differ_by_one() -> None:
    more = THREE._replace(low=21, high=None)
    assert same_number(more, more._replace(low=20))
    assert not same_number(more, more._replace(low=19))
    assert not same_number(more, more._replace(high=21))


def test_a_report_that_was_not_read_counts_as_missed() -> None:
    result = evaluate([_account(THREE, people=(Named("سامر"),))], [])
    by_name = {row.key.name: row for row in result.whole.group(MEASURE)}
    number, people = by_name["number"].tally, by_name["people"].tally
    assert (number.annotated, number.read, number.right, people.annotated) == (1, 0, 0, 1)
    assert by_name["number"].precision.value is None
    assert by_name["number"].recall.value == by_name["number"].f1.value == 0.0
    assert result.unread == ("r",)


def test_names_are_alike_whatever_their_article_and_spelling() -> None:
    assert alike("المرصد السوري لحقوق الإنسان", "للمرصد السوري")
    assert alike("قرية العاقولة", "العاقوله")
    assert not alike("مصدر طبي", "مصدر أمني في الوزارة")
    assert not alike("", "المرصد")


def test_a_figure_told_twice_by_one_source_counts_once() -> None:
    again = THREE._replace(sources=("للمرصد",), words="elsewhere")
    assert distinct([THREE, again]) == (THREE,)
    assert len(distinct([THREE, THREE._replace(sources=("وكالة",))])) == 2


def test_a_wrong_number_in_the_same_words_is_an_error_of_the_number_alone() -> None:
    gold = THREE._replace(spans=((10, 20),), words="the words")
    read = THREE._replace(low=13, high=13, spans=((12, 18),))
    score = score_report(_account(gold), _account(read))
    assert [(e.field, e.annotated, e.read, e.words) for e in score.examples] == [
        ("number", "3", "13", "the words")
    ]
    tally = score.tallies[Key(FIELD, "number")]
    assert (tally.right, tally.annotated) == (0, 1)
    assert score.tallies[Key(FIELD, "status")].right == 1
    # In other words of the text it is another figure: one missed, one too many.
    apart = score_report(_account(gold), _account(read._replace(spans=((40, 50),))))
    assert [e.field for e in apart.examples] == ["figure missed", "figure too many"]


def test_fields_of_events_are_compared_where_the_annotation_gives_them() -> None:
    given = PLACE._replace(date="2024-03-11", perpetrators=("لواء الوادي",))
    read = PLACE._replace(date="2024-03-12", perpetrators=("كتيبة السهل",), background=True)
    score = score_report(_account(events=(given,)), _account(events=(read,)))
    wrong = {e.field: (e.annotated, e.read) for e in score.examples}
    assert wrong == {
        "date": ("2024-03-11", "2024-03-12"),
        "perpetrator": ("لواء الوادي", "كتيبة السهل"),
        "background": ("the news", "background"),
    }
    silent = score_report(_account(events=(PLACE,)), _account(events=(read,)))
    assert Key(FIELD, "date") not in silent.tallies


def test_a_quotation_is_found_wherever_it_stands() -> None:
    assert places_of("قتلى", "قتلى وجرحى ثم قتلى") == ((0, 4), (14, 18))
    assert places_of("", "قتلى") == ()


def test_outlets_are_scored_apart_and_add_up() -> None:
    def one(name: str, outlet: str) -> Account:
        return Account(name, (THREE,), (PLACE,), (), outlet)

    gold = [one("a", "ضفاف"), one("b", "الرمان"), one("c", "ضفاف"), one("d", "")]
    result = evaluate(gold, [one("a", ""), one("b", ""), one("d", "")])
    shown = {s.name: (s.reports, s.group(MEASURE)[0].tally.right) for s in result.outlets}
    assert shown == {"ضفاف": (2, 1), "(no outlet)": (1, 1), "الرمان": (1, 1)}
    assert result.outlets[0].name == "ضفاف"


def test_examples_are_bounded_and_all_errors_counted() -> None:
    gold = [Account(str(n), (THREE,), (), ()) for n in range(30)]
    result = evaluate(gold, [], most_examples=4)
    assert result.errors["figure missed"] == 30
    assert [e.report for e in result.examples["figure missed"]] == ["0", "1", "2", "3"]
