"""Times in text: the table of cases, what depends on the publication day, stamps, robustness."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.dates import (
    TimeExpression,
    dateline_date,
    find_times,
    publication_weekday,
    resolve,
    resolve_all,
)
from riwaya.arabic.words import tokenise

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "dates.yaml").read_text(encoding="utf-8")
)
REFERENCE: date = CASES["reference"]
DATED = ("day", "night between two days", "week", "month", "year", "period", "cumulative")


def times(text: str, reference: date | None = REFERENCE) -> list[TimeExpression]:
    return find_times(tokenise(text), reference)


def said(text: str, time: TimeExpression) -> str:
    tokens = tokenise(text)
    return text[tokens[time.first].start : tokens[time.last - 1].end]


def dated_cases() -> list[Any]:
    return [
        pytest.param(kind, case["start"], case.get("end", case["start"]), words, id=words)
        for kind in DATED
        for case in CASES[kind]
        for words in case["words"]
    ]


@pytest.mark.parametrize(("kind", "start", "end", "words"), dated_cases())
def test_dates(kind: str, start: date, end: date, words: str) -> None:
    text = f"وقع القصف في القرية في {words}، وأصيب 3 مدنيين."
    found = times(text)
    assert [(time.start, time.end) for time in found] == [(start, end)], found
    assert said(text, found[0]).endswith(words.split()[-1])
    if kind in ("week", "month", "year"):
        assert found[0].precision == kind
    if kind in ("day", "night between two days"):
        assert found[0].precision == "day"
    assert found[0].cumulative == (kind == "cumulative")


@pytest.mark.parametrize(
    ("part", "words"),
    [(case["part"], words) for case in CASES["part of day only"] for words in case["words"]],
)
def test_part_of_day_alone_has_no_date(part: str, words: str) -> None:
    (time,) = times(f"استهدف القصف البلدة {words}.")
    assert (time.part_of_day, time.start, time.says_a_date) == (part, None, False)


@pytest.mark.parametrize("words", CASES["undated"][0])
def test_undated(words: str) -> None:
    assert [time.start for time in times(f"توفي {words}.")] in ([], [None])


@pytest.mark.parametrize("sentence", CASES["none"])
def test_lookalikes(sentence: str) -> None:
    assert times(sentence) == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("فجر الثلاثاء", "dawn"),
        ("صباح أمس", "morning"),
        ("ظهر يوم الجمعة", "noon"),
        ("بعد ظهر اليوم", "afternoon"),
        ("مساء 15 آب", "evening"),
        ("الليلة الماضية", "night"),
        ("الثلاثاء صباحا", "morning"),
        ("أمس عند الساعة 23:30", "night"),
        ("الساعة 13:00 من ظهر اليوم", "noon"),
        ("بعد منتصف الليل", "night"),
    ],
)
def test_part_of_day_with_a_date(words: str, part: str) -> None:
    assert times(f"أصيب راع {words}.")[0].part_of_day == part


def test_relative_times_wait_for_the_publication() -> None:
    (time,) = times("قصفت القرية أمس الأحد", None)
    assert (time.start, time.day_offset, time.weekday) == (None, -1, "sunday")
    assert resolve(time, date(2023, 5, 8)).start == date(2023, 5, 7)


def test_a_weekday_alone_stays_a_weekday() -> None:
    (time,) = times("قصفت القرية الثلاثاء", None)
    assert (time.start, time.weekday, time.basis) == (None, "tuesday", "weekday only")


def test_day_and_month_without_year_keep_their_fields() -> None:
    (time,) = times("في 14 آب", None)
    assert (time.start, time.day, time.month, time.year) == (None, 14, 8, None)
    resolved = resolve(time, date(2021, 8, 20))
    assert (resolved.start, resolved.basis) == (
        date(2021, 8, 14),
        "year inferred from publication",
    )


def test_the_weekday_chooses_between_years() -> None:
    # 14 August was a Saturday in 2021 and a Sunday in 2022.
    (time,) = times("السبت 14 آب", date(2022, 9, 1))
    assert time.start == date(2021, 8, 14)


def test_a_stamp_some_days_late_follows_the_weekday() -> None:
    assert times("اليوم الأربعاء", date(2025, 2, 27))[0].start == date(2025, 2, 26)


def test_a_weekday_that_contradicts_the_stamp_gives_no_date() -> None:
    (time,) = times("أمس الاثنين", date(2024, 12, 9))
    assert (time.start, time.basis) == (None, "contradicts publication")


def test_the_same_month_is_taken_from_the_text() -> None:
    text = "في 3 آذار 2022 قصفت البلدة، وفي 12 من الشهر ذاته قصفت ثانية"
    assert [time.start for time in times(text, None)] == [date(2022, 3, 3), date(2022, 3, 12)]
    later = resolve_all(times(text.replace(" 2022", ""), None), date(2022, 6, 1))
    assert [time.start for time in later] == [date(2022, 3, 3), date(2022, 3, 12)]


def test_since_without_publication_keeps_its_start() -> None:
    (time,) = times("منذ آذار 2020", None)
    assert (time.start, time.end, time.cumulative) == (date(2020, 3, 1), None, True)


def test_spoken_ago() -> None:
    assert times("قصفوا القرية من يومين")[0].start == date(2024, 12, 2)
    assert times("في أقل من يومين وواحد من أسبوع وأكثر من شهر") == []


def test_two_days_named_separately_stay_two() -> None:
    assert [time.weekday for time in times("يومي الاثنين والخميس")] == ["monday", "thursday"]


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("قصف اليوم الاثنين", "monday"),
        ("قصف أمس الأحد", "monday"),
        ("يتوقع غدا الجمعة", "thursday"),
        ("اليوم السبت ثم أمس الأحد ثم مساء أمس الأحد", "monday"),
        ("اليوم السبت ثم أمس الأحد", "saturday"),
        ("قصف الثلاثاء", None),
    ],
)
def test_publication_weekday(text: str, weekday: str | None) -> None:
    assert publication_weekday(times(text, None)) == weekday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قصف القرية\n1-02-2025, 17:13\nأصيب راع", date(2025, 2, 1)),
        ("صفحة البلدةOctober 25, 2024 · Shared with Publicأصيب راع", date(2024, 10, 25)),
        ("صفحة accountNov 29, 2024 · أصيب راع", date(2024, 11, 29)),
        ("28/10/2022\nأصيب راع", date(2022, 10, 28)),
        ("10/28/2022\nأصيب راع", date(2022, 10, 28)),
        ("نشر في: 3 أيار 2021\nأصيب راع", date(2021, 5, 3)),
        ("2024-12-01T10:00\nأصيب راع", date(2024, 12, 1)),
        ("الخميس, ٢٧ فبراير ٢٠٢٥, ١٠:١٨\nأصيب راع", date(2025, 2, 27)),
        ("أصيب راع اليوم.\n" * 20 + "10:04 PM · Aug 3, 2022·", date(2022, 8, 3)),
        ("3 أيار 2021\nأصيب راع9:03 AM · Dec 4, 20244.7KViews", date(2024, 12, 4)),
        ("3 أيار 2021\n5 أيار 2021\nأصيب راع", None),
        ("أصيب راع\n1-02-1925\n", None),
        ("وكانت الهدنة قد أعلنت بين الطرفين في 5 أيار 2020 برعاية دولتين ضامنتين لها", None),
    ],
)
def test_dateline(text: str, day: date | None) -> None:
    found = dateline_date(text, tokenise(text))
    assert (found and found.day) == day
    if found:
        assert str(found.day.year) in text[found.start : found.end].translate(
            str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
        )


def test_a_stamp_after_the_report_was_seen_is_ignored() -> None:
    text = "السبت 1 آب 2026\nأصيب راع"
    assert dateline_date(text, tokenise(text), not_after=date(2024, 10, 26)) is None


WORDS = sorted(
    {word for kind in DATED for case in CASES[kind] for w in case["words"] for word in w.split()}
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "و", "من", "إلى", "،", "\n", "99999", "30", "0", "قتل"])),
    st.one_of(st.none(), st.dates()),
)
def test_any_mixture_of_words_is_read(words: list[str], reference: date | None) -> None:
    tokens = tokenise(" ".join(words))
    found = find_times(tokens, reference)
    ends = 0
    for time in found:
        assert ends <= time.first < time.last <= len(tokens)
        ends = time.last
        assert time.end is None or (time.start is not None and time.start <= time.end)
