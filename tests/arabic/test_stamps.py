"""Stamps: as networks print them, labelled, said in the text; what is no stamp gives no day."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.arabic.dates import dateline_date
from riwaya.arabic.words import tokenise

BODY = "أصيب راع بجروح حين سقطت قذيفة قرب خيمته في أطراف قرية النخيل. " * 4


def _day(text: str) -> date | None:
    found = dateline_date(text, tokenise(text))
    return found.day if found else None


@pytest.mark.parametrize(
    "stamp",
    [
        "10:22 PM · Nov 3, 2022",
        "10:22 pm · 3 Nov 2022",
        "22:15 · Nov 3, 2022",
        "10:22 PM · Nov 3, 20224.7K Views",
        "أنباء_247:42 AM · Nov 3, 2022",
        "١٠:٢٢ م · ٣ نوفمبر ٢٠٢٢",
        "10:22 ص · 3 تشرين الثاني 2022",
        "صفحة البلدةNovember 3, 2022 · Shared with Publicأصيب راع",
        "صفحة البلدة3 November 2022 · Shared with Publicأصيب راع",
        "صفحة البلدة3 November 2022 at 22:15 · Public",
        "November 3, 2022 at 10:15 PM · Shared with Public",
        "٣ نوفمبر ٢٠٢٢ · تمت المشاركة مع العامة",
        "صفحة البلدة3 نوفمبر، 2022 الساعة 10:15 م · تمت المشاركة مع العامة",
        "\u200f٣ تشرين الثاني ٢٠٢٢\u200f · \u200fتمت المشاركة مع العامة\u200f",
    ],
)
def test_the_stamp_of_a_post_is_found_wherever_it_stands(stamp: str) -> None:
    assert _day(f"{BODY}\n" * 15 + stamp) == date(2022, 11, 3)


@pytest.mark.parametrize(
    "text", ["2h · Shared with Public", "منذ ساعتين · العامة", "Nov 3 · Public"]
)
def test_stamps_that_do_not_say_the_whole_day_give_none(text: str) -> None:
    assert _day(f"{text}\n{BODY}") is None


def test_of_several_posts_the_first_decides() -> None:
    text = f"{BODY}\n10:22 PM · Nov 3, 2022\n{BODY}\n9:00 AM · Nov 7, 2022"
    assert _day(text) == date(2022, 11, 3)


@pytest.mark.parametrize(
    "stamp",
    [
        "تاريخ النشر: 03.11.2022 | 22:00 GMT | أخبار",
        "التاريخ: 2022-11-03 الوقت: 01:13 AM",
        "تاريخ\n03.11.2022",
        "نشر في: الخميس 3 تشرين الثاني 2022",
        "Published on November 3, 2022",
        "Premiered Nov 3, 2022",
        "آخر تحديث: 03.11.2022 | 10:40",
    ],
)
def test_a_date_called_that_of_publication_counts_below_the_report_too(stamp: str) -> None:
    assert _day(f"{BODY}\n" * 15 + stamp) == date(2022, 11, 3)


def test_publication_comes_before_update_and_before_the_clock_of_the_page() -> None:
    text = f"السبت 5 آب 2023\nتاريخ النشر: 3.11.2022\nآخر تحديث: 4.11.2022\n{BODY}"
    assert _day(text) == date(2022, 11, 3)


def test_a_label_within_a_sentence_is_none() -> None:
    text = f"{BODY}\n" * 13 + "وكان المقطع الذي نشر في 5 أيار 2020 قد أظهر سيارة محترقة قرب القرية"
    assert _day(text) is None


def test_dates_of_other_headlines_below_the_report_do_not_count() -> None:
    text = f"الأحد 2022/09/18\nإصابة راع\n{BODY}\nاقرأ المزيد\nالجمعة 2023/08/19\nعنوان آخر"
    assert _day(text) == date(2022, 9, 18)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("اليوم الخميس 3 تشرين الثاني 2022", date(2022, 11, 3)),
        ("فجر اليوم الخميس (3 تشرين الثاني/ نوفمبر 2022)", date(2022, 11, 3)),
        ("أمس الأربعاء 2 تشرين الثاني 2022", date(2022, 11, 3)),
        ("اليوم الجمعة 3 تشرين الثاني 2022", None),
        ("يوم الخميس 3 تشرين الثاني 2022", None),
        ("اليوم الخميس 3 تشرين الثاني", None),
        ("منذ بداية العام الحالي 2022 وحتى اليوم الخميس 3 تشرين الثاني", date(2022, 11, 3)),
    ],
)
def test_the_day_that_the_text_calls_today(said: str, day: date | None) -> None:
    assert _day(f"قال مصدر محلي إن راعيا أصيب {said} قرب قرية النخيل حين سقطت قذيفة") == day


def test_the_year_is_taken_from_a_full_date_only_where_the_weekday_fits() -> None:
    sentence = "أصيب راع اليوم الخميس 3 تشرين الثاني قرب قرية النخيل، بعد هدنة أعلنت بين الطرفين في"
    assert _day(f"{sentence} 5 أيار 2022 برعاية دولتين") == date(2022, 11, 3)
    assert _day(f"{sentence} 5 أيار 2020 برعاية دولتين") is None


def test_two_days_called_today_give_none() -> None:
    text = "أصيب راع اليوم الخميس 3 تشرين الثاني 2022. وقتل آخر اليوم الجمعة 4 تشرين الثاني 2022."
    assert _day(text) is None


def test_the_clock_of_the_page_gives_way_to_the_day_called_today() -> None:
    report = "أصيب راع اليوم الخميس 3 تشرين الثاني 2022 قرب قرية النخيل"
    assert _day(f"السبت 5 آب 2023\n{report}") == date(2022, 11, 3)
    assert _day(f"الجمعة 4 تشرين الثاني 2022\n{report}") == date(2022, 11, 4)


def test_a_date_far_above_the_report_is_the_clock_of_the_page() -> None:
    headlines = "عنوان خبر آخر\n"
    assert _day(f"السبت 5 آب 2023\n{headlines * 5}{BODY}") == date(2023, 8, 5)
    assert _day(f"السبت 5 آب 2023\n{headlines * 25}{BODY}") is None


def test_the_heading_of_a_bulletin_names_its_day() -> None:
    heading = "حصاد النخيل لمجمل أحداث الميدان في أرياف المحافظة ليوم الخميس 3/ تشرين الثاني/ 2022"
    assert _day(f"{heading}\n{BODY}") == date(2022, 11, 3)


def test_quoted_posts_count_only_where_the_page_has_no_date_of_its_own() -> None:
    quoted = "إصابة راع (@nakhil_news) November 2, 2022"
    assert _day(f"عنوان\n{quoted}\n{BODY}") == date(2022, 11, 2)
    assert _day(f"3 تشرين الثاني 2022\nعنوان\n{quoted}\n{BODY}") == date(2022, 11, 3)


@pytest.mark.parametrize(
    "opening",
    [
        "النخيل – 3/11/2022: ",
        "النخيل، 3 تشرين الثاني 2022 (وكالة السدرة) – ",
        "3 نوفمبر 2022 - النخيل (السدرة) - ",
        "النخيل (ريف البيلسان) — ٣ تشرين الثاني ٢٠٢٢: ",
        "النخيل - السدرة: [9 ربيع الآخر 1444هـ] ",
        "النخيل/ الخميس 3 تشرين الثاني 2022/ ",
    ],
)
def test_the_date_in_the_opening_of_a_text_is_its_day(opening: str) -> None:
    assert _day(f"عنوان الخبر\n{opening}{BODY}") == date(2022, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        "أصيب راع في قرية النخيل يوم 3/11/2022: قذيفة سقطت قرب خيمته في أطراف القرية",
        "شهدت القرية التي نزح منها الرعاة، 3 تشرين الثاني 2022 – قصفا أصاب خيمة أحدهم",
        "النخيل – 3/11/2022: قصف أصاب خيمة راع\nالسدرة – 5/11/2022: قصف أصاب بستان مزارع",
    ],
)
def test_dates_within_sentences_and_several_openings_give_no_day(text: str) -> None:
    assert _day(text) is None


def test_marks_of_direction_within_a_date_in_digits() -> None:
    assert _day(f"\u200f٣\u200f/\u200f١١\u200f/\u200f٢٠٢٢\n{BODY}") == date(2022, 11, 3)
