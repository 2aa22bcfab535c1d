"""Intervals by bootstrap: the same every time, wider with fewer reports, none without enough."""

from __future__ import annotations

from riwaya.evaluation.intervals import LEAST_REPORTS, Row, rows
from riwaya.evaluation.scoring import MEASURE, Key, ReportScore

KEY = Key(MEASURE, "number")


def _scores(*right: int) -> list[ReportScore]:
    scores = []
    for number, hits in enumerate(right):
        score = ReportScore(str(number), "")
        score.add(MEASURE, "number", hits, 1, 1)
        scores.append(score)
    return scores


def _row(*right: int, resamples: int = 400, seed: str = "0") -> Row:
    (row,) = rows(_scores(*right), [KEY], resamples, seed)
    return row


def test_the_same_seed_gives_the_same_interval() -> None:
    mixed = [0, 1, 1] * 79
    assert _row(*mixed, resamples=10) == _row(*mixed, resamples=10)
    assert _row(*mixed, resamples=10).f1 != _row(*mixed, resamples=10, seed="1").f1


def test_the_interval_lies_around_the_figure_and_narrows_with_more_reports() -> None:
    few, many = _row(*[0, 1] * 10).f1, _row(*[0, 1] * 200).f1
    assert few.value == many.value == 0.5
    assert few.low is not None and few.high is not None
    assert many.low is not None and many.high is not None
    assert few.low < many.low < 0.5 < many.high < few.high
    # For a share of one half of 400 the 95 % interval is about 0.45 to 0.55.
    assert 0.43 < many.low < 0.47 and 0.53 < many.high < 0.57


def test_reports_that_are_all_right_have_no_spread() -> None:
    assert _row(*[1] * 10).f1 == (1.0, 1.0, 1.0)


def test_too_few_reports_or_no_samples_give_no_interval() -> None:
    assert _row(*[0, 1, 1, 1][: LEAST_REPORTS - 1]).f1.low is None
    assert _row(*[0, 1] * 10, resamples=0).f1 == (0.5, None, None)


def test_whole_reports_are_drawn() -> None:
    # A hundred figures in one report of ten are right or drawn together: the interval is wide.
    scores = _scores(*[0] * 9)
    whole = ReportScore("whole", "")
    whole.add(MEASURE, "number", 100, 100, 100)
    (row,) = rows([*scores, whole], [KEY], 400, "0")
    assert row.f1.low == 0.0 and row.f1.high is not None and row.f1.high > 0.9


def test_what_is_never_counted_has_no_figure() -> None:
    (row,) = rows(_scores(*[1] * 10), [Key(MEASURE, "people")], 50, "0")
    assert row.f1 == row.precision == (None, None, None)
