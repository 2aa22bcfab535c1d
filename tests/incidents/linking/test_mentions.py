"""What a report tells, as mentions; texts are invented."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya import read
from riwaya.errors import DataError
from riwaya.incidents.linking.mentions import mentions_of
from riwaya.incidents.linking.record import DayOfYear, Mention
from riwaya.model.incident import Account

DAY = date(2024, 3, 10)
STRIKE = "قتل ثلاثة مدنيين وأصيب خمسة آخرون بقصف مدفعي على مدينة إدلب"


def told(text: str, published: date | None = DAY, **fields: str) -> tuple[Mention, ...]:
    return mentions_of(Account(read(text, published=published, report_id="r1"), **fields))


def test_a_mention_holds_place_day_and_figures() -> None:
    (mention,) = told(f"{STRIKE} أمس.")
    assert mention.key == ("r1", "e1")
    assert mention.type == "shelling"
    assert mention.time is not None
    assert (mention.time.start, mention.time.basis) == (date(2024, 3, 9), "event")
    assert mention.place is not None
    assert mention.place.words == "ادلب"
    assert [(f.status, f.low, f.high) for f in mention.figures] == [
        ("killed", 3, 3),
        ("injured", 5, 5),
    ]


def test_news_without_a_date_happened_on_publication_or_the_day_before() -> None:
    (mention,) = told(f"{STRIKE}.")
    assert mention.time is not None
    assert (mention.time.start, mention.time.end) == (date(2024, 3, 9), DAY)
    assert mention.time.basis == "publication"


def test_no_date_is_guessed_when_nothing_tells_one() -> None:
    (mention,) = told(f"{STRIKE}.", published=None)
    assert mention.time is None
    assert mention.day_of_year is None


def test_a_day_without_its_year_is_kept() -> None:
    (mention,) = told(f"{STRIKE} يوم الأحد 10 آذار.", published=None)
    assert mention.time is None
    assert mention.day_of_year == DayOfYear(3, 10, "sunday")


def test_a_round_up_gives_a_mention_for_each_incident() -> None:
    text = (
        "إدلب: قتل مدني بقصف مدفعي على مدينة سرمين أمس.\n\n"
        "حلب: أصيب أربعة مدنيين بانفجار عبوة ناسفة في مدينة الباب أمس.\n\n"
        "درعا: اغتال مجهولون شرطيا في مدينة نوى أمس."
    )
    mentions = told(text)
    names = {mention.place.words for mention in mentions if mention.place}
    assert {"سرمين", "باب", "نوي"} <= names
    assert len({mention.key for mention in mentions}) == len(mentions)


def test_a_report_without_an_event_gives_one_mention_to_be_found_by() -> None:
    (mention,) = told("صور من مدينة إدلب اليوم.")
    assert mention.key.event == ""
    assert mention.type == ""
    assert mention.place is not None


def test_a_place_the_gazetteer_lacks_takes_the_point_of_the_town_around_it() -> None:
    (mention,) = told("قصف مدفعي على قرية زنبقستان قرب مدينة سرمين شرقي إدلب أمس.")
    assert mention.place is not None
    assert mention.place.gazetteer is None
    assert mention.place.latitude == pytest.approx(35.9, abs=0.1)
    assert mention.place.precision is not None
    assert mention.place.precision >= 2


def test_quarters_without_a_name_go_by_the_town_around_them() -> None:
    (mention,) = told("قصف مدفعي على الأحياء السكنية في مدينة سرمين أمس.")
    assert mention.place is not None
    assert mention.place.words == ""
    assert "سرمين" in mention.place.within


def test_copies_share_a_sketch_and_other_texts_do_not() -> None:
    text = (
        "قتل ثلاثة مدنيين وأصيب خمسة آخرون بقصف مدفعي على مدينة إدلب أمس، "
        "وقال شهود إن القذائف سقطت قرب السوق القديم عند الظهر."
    )
    (one,) = told(text)
    (copy,) = told(f"وكالة: {text}")
    (other,) = told("قتل رجل بانفجار لغم في أرض زراعية قرب مدينة نوى غربي درعا أمس.")
    assert len(set(one.sketch) & set(copy.sketch)) > len(one.sketch) / 2
    assert not set(one.sketch) & set(other.sketch)


def test_stored_mentions_come_back_as_they_were() -> None:
    for mention in told(f"{STRIKE} أمس. الشهيد أحمد محمود السالم."):
        assert Mention.from_object(mention.to_object()) == mention


@pytest.mark.parametrize("content", [{}, {"report": "r1"}, {"time": ["yesterday"]}])
def test_what_is_no_mention_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(DataError, match="stored mention"):
        Mention.from_object(content)
