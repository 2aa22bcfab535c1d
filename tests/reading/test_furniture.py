"""Zones of invented pages and posts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.lexicon.entries import expand, load_entries
from riwaya.reading.document import (
    BODY,
    COMMENTS,
    DATELINE,
    FURNITURE,
    HEADLINE,
    READ_ZONES,
    SIGNATURE,
)
from riwaya.reading.page.furniture import find_zones
from riwaya.reading.page.furniture_words import furniture_words, line_words
from riwaya.reading.page.quotations import quotations
from riwaya.reading.page.signature import outlet_name, signature_source
from riwaya.reading.segments import make_document

EMPTY = Lexicon(())
CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "furniture.yaml").read_text(encoding="utf-8")
)
HEAD = "مقتل ثلاثة مزارعين بقصف على قرية السنديانة"
PARAGRAPHS = (
    "قتل ثلاثة مزارعين وأصيب أربعة آخرون بجروح جراء قصف مدفعي استهدف قرية السنديانة صباح اليوم.",
    "وقال مصدر طبي في مشفى الوادي إن الجرحى وصلوا إلى قسم الإسعاف بينهم طفلة في حالة حرجة.",
    "وأضاف المصدر أن فرق الإنقاذ ما تزال تبحث عن مفقودين تحت أنقاض المنازل في القرية.",
)


def zone_of(text: str, piece: str, nth: int = 0) -> str:
    """The one zone in which the nth occurrence of `piece` lies."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    kinds = {
        zone.kind
        for zone in find_zones(text, EMPTY)
        if zone.start < start + len(piece) and zone.end > start
    }
    assert len(kinds) == 1, (piece, kinds)
    return kinds.pop()


def read_text(text: str) -> str:
    return "\n".join(
        text[zone.start : zone.end].strip()
        for zone in find_zones(text, EMPTY)
        if zone.kind in READ_ZONES
    )


def lines(place: str) -> list[tuple[str, str]]:
    return [(zone, line) for zone, cases in CASES.items() for line in cases.get(place, ())]


@pytest.mark.parametrize(("zone", "line"), lines("above"))
def test_line_above_the_report(zone: str, line: str) -> None:
    title = [] if zone == HEADLINE else [HEAD]
    text = "\n\n".join([*title, line, *PARAGRAPHS])
    assert zone_of(text, line) == zone


@pytest.mark.parametrize(("zone", "line"), lines("not_above"))
def test_line_above_the_report_is_something_else(zone: str, line: str) -> None:
    assert zone_of("\n\n".join([HEAD, line, *PARAGRAPHS]), line) != zone


@pytest.mark.parametrize(("zone", "line"), lines("below"))
def test_line_below_the_report(zone: str, line: str) -> None:
    assert zone_of("\n\n".join([HEAD, *PARAGRAPHS, line]), line) == zone


@pytest.mark.parametrize(("zone", "line"), lines("not_below"))
def test_sentence_with_a_word_of_furniture_is_read(zone: str, line: str) -> None:
    text = "\n\n".join([HEAD, *PARAGRAPHS, line])
    assert zone_of(text, line) == BODY


def test_related_headlines_below_are_not_read() -> None:
    related = ["مقتل تسعة في غارة على بلدة الحور", "إصابة قائد ميداني بانفجار في الميناء"]
    text = "\n\n".join([HEAD, *PARAGRAPHS, *related])
    assert all(zone_of(text, line) == FURNITURE for line in related)


def test_related_headline_between_paragraphs_is_not_read() -> None:
    link = "مقتل تسعة في غارة على بلدة الحور"
    text = "\n\n".join([HEAD, PARAGRAPHS[0], PARAGRAPHS[1], link, PARAGRAPHS[2]])
    assert zone_of(text, link) == FURNITURE


def test_text_goes_on_after_a_block_of_links() -> None:
    block = ["مقالات ذات صلة", "مقتل تسعة في غارة على بلدة الحور"]
    text = "\n\n".join([HEAD, PARAGRAPHS[0], *block, PARAGRAPHS[1], PARAGRAPHS[2]])
    assert zone_of(text, PARAGRAPHS[2]) == BODY
    assert zone_of(text, block[1]) == FURNITURE


def test_list_of_names_after_a_colon_is_read() -> None:
    names = ["سامر نجم الراعي", "رائد حسن الخالد", "هدى علي السالم وابنتها"]
    text = "\n\n".join([HEAD, *PARAGRAPHS, "وعرف من بين القتلى كل من:", *names])
    assert all(zone_of(text, name) == BODY for name in names)


def test_short_post_in_lines_without_stops_is_read_whole() -> None:
    text = "عاجل\nقصف على قرية السنديانة\nثلاثة قتلى\nسبعة جرحى بينهم أطفال"
    assert read_text(text) == text


def test_title_is_the_headline_among_other_stories_above() -> None:
    others = [
        "وزير المالية يعلن موازنة العام المقبل",
        "افتتاح معرض الكتاب في العاصمة",
        "الأرصاد تتوقع أمطارا غزيرة غدا",
        "فوز المنتخب في مباراته الودية",
    ]
    text = "\n\n".join(["الرئيسية", "أخبار", *others, HEAD, *PARAGRAPHS])
    assert zone_of(text, HEAD) == HEADLINE
    assert all(zone_of(text, other) == FURNITURE for other in others)


def test_page_without_its_text_keeps_only_the_headline() -> None:
    text = "\n\n".join([HEAD, "فيسبوك", "الأكثر قراءة", "مقتل تسعة في غارة على بلدة الحور"])
    assert read_text(text) == HEAD


def test_page_that_is_a_list_of_other_stories_is_not_read() -> None:
    stories = [
        "مقتل تسعة في غارة على بلدة الحور",
        "وزير المالية يعلن موازنة العام المقبل",
        "إصابة قائد ميداني بانفجار في الميناء",
        "فوز المنتخب في مباراته الودية",
    ]
    assert read_text("\n\n".join(["الرئيسية", *stories, "English"])) == ""


def test_truncated_preview_is_furniture_and_the_text_is_read() -> None:
    text = f"{PARAGRAPHS[0][:60]}...\n\n{PARAGRAPHS[0]}"
    assert zone_of(text, PARAGRAPHS[0][:60]) == FURNITURE
    assert read_text(text) == PARAGRAPHS[0]


def test_second_copy_of_a_line_is_furniture() -> None:
    text = "\n\n".join([HEAD, *PARAGRAPHS, PARAGRAPHS[1]])
    assert zone_of(text, PARAGRAPHS[1], nth=0) == BODY
    assert zone_of(text, PARAGRAPHS[1], nth=1) == FURNITURE


FACEBOOK = (
    "قصف على قرية السنديانة يوقع... - نبض الضفاف\nFacebook\u200eنبض الضفاف\u200e's Post\n\n"
    "نبض الضفاف Verified accountMarch 4, 2019 · Shared with Public"
    "قصف على قرية السنديانة يوقع قتيلين."
    "#نبض_الضفافAll reactions:2056 comments3 sharesLikeComment"
    "Most relevantسامر نجمالله يرحم الشهداء1y"
    "Huda Rقتلوا عشرين مدنيا1d"
)
FACEBOOK_ARABIC = (
    "نبض الضفاف\n٤ آذار ٢٠١٩ · تمت المشاركة مع العامةقصف على قرية السنديانة يوقع قتيلين"
    " في بيروتكل التفاعلات:"
    "٢٠٥٦ تعليقاتأعجبنيتعليقالأكثر ملاءمةسامر نجمقتلوا عشرين مدنيا"
)
X_POST = (
    "Post\n\nPost\n\nنبض الضفاف@NabdDefaقصف على قرية السنديانة يوقع قتيلين.9:14 AM · Mar 4, 2019"
    "4.7KViews42\n\nسامر@samer_nMar 4, 2019قتلوا عشرين مدنيا12"
)
TELEGRAM = (
    "Telegram Widget\n\nForwarded from نبض الضفاف\n\nقصف على قرية السنديانة يوقع قتيلين.\n\n"
    "t.me/nabddefa/12\n\n8.9K viewsedited 16:11"
)


@pytest.mark.parametrize("post", [FACEBOOK, FACEBOOK_ARABIC, X_POST, TELEGRAM])
def test_words_of_the_post_are_read_and_nothing_of_the_comments(post: str) -> None:
    read = read_text(post)
    assert "قصف على قرية السنديانة يوقع قتيلين" in read
    assert "عشرين" not in read
    assert "فاعلات" not in read
    assert "Views" not in read and "views" not in read


def test_time_stamp_of_a_post_is_its_dateline() -> None:
    assert zone_of(FACEBOOK, "March 4, 2019") == DATELINE
    assert zone_of(FACEBOOK_ARABIC, "٤ آذار ٢٠١٩") == DATELINE
    assert zone_of(X_POST, "9:14 AM · Mar 4, 2019") == DATELINE
    assert zone_of(FACEBOOK, "عشرين") == COMMENTS
    assert zone_of(FACEBOOK, "#نبض_الضفاف") == SIGNATURE


def test_thread_of_the_same_account_is_read_on() -> None:
    more = "وارتفع العدد إلى ثلاثة."
    text = X_POST.replace("سامر@samer_n", "نبض الضفاف@NabdDefa").replace(
        "قتلوا عشرين مدنيا12", more
    )
    assert more in read_text(text)


def test_mention_inside_a_post_is_not_an_author() -> None:
    text = X_POST.replace("يوقع", "بحسب @UnHumanRights يوقع")
    assert "بحسب @UnHumanRights يوقع قتيلين" in read_text(text)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("عدن 12 مايو (رويترز) - قتل جنديان في هجوم.", "عدن 12 مايو (رويترز) -"),
        ("بغداد/ وكالة الضفاف: قتل جنديان في هجوم.", "بغداد/ وكالة الضفاف:"),
        ("(أ ف ب) - قتل جنديان في هجوم.", "(أ ف ب) -"),
        ("دمشق – سانا: قتل جنديان في هجوم.", "دمشق – سانا:"),
    ],
)
def test_dateline_at_the_head_of_a_paragraph(text: str, dateline: str) -> None:
    assert zone_of(text, dateline) == DATELINE
    assert zone_of(text, "قتل جنديان") == BODY


def test_bracket_that_explains_a_name_is_no_dateline() -> None:
    text = "قوات حماية الوادي (قحو) - وهي فصيل محلي - قتلت جنديين."
    assert zone_of(text, "قوات حماية الوادي (قحو) -") == BODY


def test_hashtag_that_belongs_to_the_sentence_is_body() -> None:
    assert zone_of("قتل جنديان في هجوم على #السنديانة", "#السنديانة") == BODY


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (FACEBOOK, "نبض الضفاف"),
        (X_POST, "نبض الضفاف"),
        ("\n\n".join([HEAD, "وادي النور – الضفاف برس", *PARAGRAPHS]), "الضفاف برس"),
        ("\n\n".join([HEAD, *PARAGRAPHS, "راديو الضفاف – وادي النور"]), "راديو الضفاف"),
        (f"{PARAGRAPHS[0]} | شبكة الضفاف", "شبكة الضفاف"),
        ("\n\n".join([HEAD, *PARAGRAPHS]), None),
    ],
)
def test_outlet_as_the_page_names_it(text: str, outlet: str | None) -> None:
    document = make_document(text, EMPTY)
    found = outlet_name(document)
    assert (document.span(*found).text if found else None) == outlet


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("#القصف_يقتل_الأطفال", FURNITURE), ("#لجنة_إعلام_الوادي", SIGNATURE), ("#يقتل", SIGNATURE)],
)
def test_a_hashtag_that_cries_out_names_nobody(tag: str, kind: str) -> None:
    entries = load_entries("casualties")
    lexicon = Lexicon(expand("casualties", "kill", entries["kill"]))
    text = f"أصيب حارس في قرية السنديانة.\n{tag}"
    assert [zone.kind for zone in find_zones(text, lexicon) if zone.end == len(text)] == [kind]


def test_source_in_the_signature() -> None:
    document = make_document("\n\n".join([HEAD, *PARAGRAPHS, "المصدر: وكالة الضفاف"]), EMPTY)
    found = signature_source(document)
    assert found is not None
    assert document.span(*found).text == "وكالة الضفاف"
    assert signature_source(make_document(HEAD, EMPTY)) is None


@pytest.mark.parametrize(
    "key", [k for k, e in load_entries("furniture").items() if "examples" in e]
)
def test_examples_of_the_lexicon(key: str) -> None:
    entry = load_entries("furniture")[key]
    role = entry["features"]["role"]
    known = furniture_words()
    for example in entry["examples"]:
        words = line_words(example)
        opening = known.opening(words)
        assert (opening and opening.role == role) or known.holds(role, words), example


MANGLED = st.lists(
    st.sampled_from(
        [
            "Shared with Public", "All reactions:", "LikeComment", " · ", "9:14 AM · Mar 4, 2019",
            "اسم@handle", "@x",
            "مقالات ذات صلة", "اقرأ أيضاً:", "#وسم_طويل", "\n", "\n\n", " ", "...", ".",
            "قتل ثلاثة", "إصابة", "ةاستشهد", "قتـ.ـل",
            "(أ ف ب) -", "https://a.b/c", "|", "“", "”", "«", "\"",
            "\u200f", "\ud83d\udd34", "🔴", "١٢٣", "12",
            "March 4, 2019", "Facebook\u200eاسم\u200e's Post", ":",
        ]
    )
    | st.text(max_size=12),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | MANGLED)
def test_zones_cover_any_text_without_gaps(text: str) -> None:
    position = 0
    for zone in find_zones(text, EMPTY):
        assert zone.start == position < zone.end
        position = zone.end
    assert position == len(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | MANGLED)
def test_document_of_any_text_is_consistent(text: str) -> None:
    document = make_document(text, EMPTY)
    end = 0
    for token in document.tokens:
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end
    last = 0
    for number, sentence in enumerate(document.sentences):
        assert last <= sentence.first < sentence.last
        assert set(document.sentence_of[sentence.first : sentence.last]) == {number}
        span = document.span(sentence.first, sentence.last)
        assert text[span.start : span.end] == span.text
        last = sentence.last
    for first, stop in quotations(document):
        assert 0 <= first < stop <= len(document.tokens)
    for found in (outlet_name(document), signature_source(document)):
        assert found is None or 0 <= found[0] < found[1] <= len(document.tokens)
