"""Reports found as people look for them, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from riwaya.casefile.open import Case
from riwaya.casefile.search import Query, Results, search
from riwaya.errors import UsageError
from riwaya.model.intake import Intake

Put = Callable[..., object]


def report(name: str, text: str, title: str | None = None, **more: object) -> Intake:
    day = date(2024, 5, 10)
    return Intake("test", text, id=name, title=title, **{"published": day, **more})  # type: ignore[arg-type]


@pytest.fixture
def find(case: Case) -> Callable[..., Results]:
    def find(text: str = "", **more: object) -> Results:
        with case.reading() as connection:
            return search(connection, Query(text, **more))  # type: ignore[arg-type]

    return find


Find = Callable[..., Results]


def ids(results: Results) -> list[str]:
    return sorted(hit.id for hit in results.hits)


@pytest.fixture
def forms(put: Put) -> None:
    put(
        report("and-in", "تجدد القصف بريف إدلب وبحلب مساء أمس."),
        report("bare", "هدوء حذر في حلب بعد يوم عنيف."),
        report("town", "دخلت القوات البلدة فجرا."),
        report("their-town", "عاد الأهالي ليعيشوا ببلدتهم بعد أشهر."),
        report("country", "قال إن البلد يحتاج إلى السلام."),
        report("masked", "قتـ.ل رجلان في غ-زة أمس."),
        report("marks", "مُسَلَّحون هاجموا الـحـاجز."),
        report("digits", "وصل ٢٥ جريحا إلى المشفى."),
        report("latin", "Fighters of the Ṣafa brigade reached al-Bāb, says SAFA."),
        report("countryside", "نزوح بريف دمشق."),
        report("army", "انسحب الجيش من التلة، وللجيش نقاط أخرى."),
    )


@pytest.mark.usefixtures("forms")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("حلب", ["and-in", "bare"]),
        ("وبحلب", ["and-in", "bare"]),
        ("بلدة", ["their-town", "town"]),
        ("البلدة", ["their-town", "town"]),
        ("بلدتهم", ["their-town", "town"]),
        ("بلد", ["country"]),
        ("قتل", ["masked"]),
        ("غزة", ["masked"]),
        ("قتـ.ل", ["masked"]),
        ("مسلحون حاجز", ["marks"]),
        ("ادلب", ["and-in"]),
        ("ريف", ["and-in", "countryside"]),
        ("بريف", ["and-in", "countryside"]),
        ("25", ["digits"]),
        ("۲۵", ["digits"]),
        ("BAB", ["latin"]),
        ("al-Bab", ["latin"]),
        ("للجيش", ["army"]),
        ("جيش", ["army"]),
    ],
)
def test_a_word_is_found_in_the_forms_it_is_written_in(
    find: Find, query: str, found: list[str]
) -> None:
    assert ids(find(query)) == found


@pytest.fixture
def choices(put: Put) -> None:
    put(
        report("one", "قصف مدفعي طال ريف حماة الشمالي."),
        report("two", "حماة: غارات على ريف المدينة."),
        report("three", "هدوء في ريف حماة، ولا قصف."),
        report("four", "مظاهرة في درعا."),
    )


@pytest.mark.usefixtures("choices")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ريف حماة", ["one", "three", "two"]),
        ('"ريف حماة"', ["one", "three"]),
        ("«ريف حماة»", ["one", "three"]),
        ('"بريف حماة"', []),
        ('"حماة ريف"', []),
        ("ريف -قصف", ["two"]),
        ('حماة -"ريف حماة"', ["two"]),
        ("-حماة", ["four"]),
        ("غارات OR درعا", ["four", "two"]),
        ("غارات أو درعا", ["four", "two"]),
        ("ريف غارات | مدفعي", ["one", "two"]),
        ("زعفران", []),
        ("ريف زعفران", []),
        ("", ["four", "one", "three", "two"]),
    ],
)
def test_words_are_combined(find: Find, query: str, found: list[str]) -> None:
    results = find(query)
    assert (ids(results), results.total) == (found, len(found))


@pytest.mark.usefixtures("choices")
@pytest.mark.parametrize(
    "query",
    [
        '"', '"ريف', "'", "(", ")", "*", "ريف*", "^ريف", "body:ريف", "NEAR(ريف حماة)", "AND", "OR",
        "NOT", "-", "--", "|", "ريف &", "\0", "ريف\0", "\ud800", "!", "a'b", "\\", "' | '", "<->",
        "ريف " * 2_500, "(" * 10_000, '"ريف ' * 2_000, "و" * 10_000, "-ريف " * 500, "%s :x ?",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(find: Find, query: str) -> None:
    assert find(query).total in range(5)


@pytest.mark.usefixtures("choices")
def test_a_search_of_very_many_words_says_that_not_all_were_looked_for(find: Find) -> None:
    assert find("ريف " * 2_500).cut
    assert not find("ريف حماة").cut


def test_a_word_in_the_title_counts_more(put: Put, find: Find) -> None:
    put(
        report("text", "كان السوق مزدحما. اندلع حريق في السوق.", "أخبار المساء"),
        report("title", "كان المكان مزدحما. اندلع حريق هناك.", "حريق في السوق"),
        report("neither", "هطل المطر على القرى.", "طقس الغد"),
    )
    assert [hit.id for hit in find("السوق").hits] == ["title", "text"]


def test_equal_reports_come_in_the_order_of_their_ids(put: Put, find: Find) -> None:
    put(*(report(name, "انفجار في المخزن.") for name in ("c", "a", "d", "b")))
    assert [hit.id for hit in find("انفجار").hits] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("text", ["انفجار", ""])
def test_pages_follow_one_another_without_gap_or_repetition(
    put: Put, find: Find, text: str
) -> None:
    put(
        *(
            report(
                f"r{n:02}",
                "انفجار " * (n % 3 + 1) + "في المخزن.",
                published=date(2024, 5, n % 4 + 1) if n % 4 else None,
            )
            for n in range(23)
        )
    )
    whole = [hit.id for hit in find(text, limit=100).hits]
    paged: list[str] = []
    after = None
    while True:
        results = find(text, limit=5, after=after)
        assert results.total == 23
        paged += [hit.id for hit in results.hits]
        after = results.next
        if after is None:
            break
    assert paged == whole
    assert sorted(paged) == [f"r{n:02}" for n in range(23)]


@pytest.mark.parametrize(
    "more",
    [{"after": "x"}, {"after": "zz r1"}, {"after": "\0\ud800 r1"}, {"limit": 0}, {"limit": 10**6}],
)
def test_a_page_that_cannot_be_is_refused(put: Put, find: Find, more: dict[str, object]) -> None:
    put("انفجار في المخزن.")
    with pytest.raises(UsageError):
        find("انفجار", **more)


@pytest.mark.parametrize("text", ["انفجار", ""])
def test_a_page_after_any_id_is_no_error(put: Put, find: Find, text: str) -> None:
    put("انفجار في المخزن.")
    assert find(text, after="0x1.0p+4 \0\ud800'").total == 1


def test_a_snippet_marks_words_of_the_text_as_received(put: Put, find: Find) -> None:
    text = (
        "بدأ اليوم هادئا. " * 40
        + "ثم\u200f قـُصـِفَت البلدةُ ليلا، وخرج أهلها من بلدتهم. "
        + "نهاية. " * 50
    )
    put(report("long", text))
    (hit,) = find("بلدة أهل").hits
    assert hit.snippet.text == text[hit.snippet.start : hit.snippet.end]
    assert [text[start:end] for start, end in hit.snippet.marks] == ["البلدةُ", "أهلها", "بلدتهم"]
    assert len(hit.snippet.text) <= 240


def test_a_quotation_is_marked_whole_and_titles_too(put: Put, find: Find) -> None:
    put(report("one", "سقطت قذائف على ريف حماة أمس.", "قذائف على بريف حماة"))
    (hit,) = find('"ريف حماة"').hits
    assert [
        hit.snippet.text[s - hit.snippet.start : e - hit.snippet.start]
        for s, e in hit.snippet.marks
    ] == ["ريف حماة"]
    assert [(hit.title or "")[s:e] for s, e in hit.title_marks] == ["بريف حماة"]


def test_a_new_version_is_found_by_its_words_and_no_longer_by_the_old(put: Put, find: Find) -> None:
    put(report("story", "انفجار في المخزن."))
    put(report("story", "حريق في المخزن."))
    assert ids(find("حريق")) == ["story"]
    assert ids(find("انفجار")) == []


@pytest.fixture
def told(put: Put) -> None:
    shelling = "قتل خمسة مدنيين وأصيب اثنان بقصف مدفعي لقوات النظام على بلدة سرمين أمس."
    attack = "قتل 12 جنديا بهجوم للحوثيين على موقع في مدينة تعز."
    protest = "خرجت مظاهرة سلمية في مدينة السويداء."
    put(
        report("sarmin", shelling, outlet="شبكة الرصيف"),
        report("taiz", attack, published=date(2024, 6, 2)),
        report("protest", protest, published=date(2024, 6, 20)),
        report("market", "أسعار الخضار ترتفع في الأسواق.", published=date(2024, 6, 21)),
        report("undated", "أسعار الوقود ترتفع.", published=None),
    )


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"place": "سرمين"}, ["sarmin"]),
        ({"place": "Sarmin"}, ["sarmin"]),
        ({"place": "إدلب"}, ["sarmin"]),
        ({"place": "Idlib"}, ["sarmin"]),
        ({"place": "اليمن"}, ["taiz"]),
        ({"place": "As-Suwayda"}, ["protest"]),
        ({"actor": "الحوثيون"}, ["taiz"]),
        ({"actor": "Houthis"}, ["taiz"]),
        ({"outlet": "شبكة الرصيف"}, ["sarmin"]),
        ({"event_type": "shelling"}, ["sarmin"]),
        ({"person_class": "civilian"}, ["sarmin"]),
        ({"person_class": "armed", "status": "killed"}, ["taiz"]),
        ({"at_least": 5}, ["sarmin", "taiz"]),
        ({"at_least": 6}, ["taiz"]),
        ({"at_least": 3, "status": "injured"}, []),
        ({"at_most": 5}, ["sarmin"]),
        ({"at_least": 5, "place": "سرمين", "text": "قصف"}, ["sarmin"]),
        ({"place": "سرمين", "text": "هجوم"}, []),
        ({"text": "-قصف", "at_least": 1}, ["taiz"]),
        ({"text": "أسعار", "since": date(2024, 6, 1)}, ["market"]),
        ({"since": date(2024, 5, 9), "until": date(2024, 5, 9)}, ["sarmin"]),
        ({"since": date(2024, 5, 10), "until": date(2024, 5, 10)}, []),
        ({"since": date(2024, 6, 21)}, ["market"]),
        ({"place": "قرية لا وجود لها"}, []),
        ({"place": "' OR 1=1 --"}, []),
        ({"place": "\0\ud800%"}, []),
        ({"actor": "\0", "outlet": "\ud800\0"}, []),
    ],
)
def test_filters_narrow_with_and_without_words(
    find: Find, filters: dict[str, object], found: list[str]
) -> None:
    results = find(**filters)
    assert (ids(results), results.total) == (found, len(found))


@pytest.mark.usefixtures("told")
def test_a_result_tells_the_figures_of_its_report(find: Find) -> None:
    (hit,) = find(place="سرمين").hits
    assert [(f.status, f.low, f.high) for f in hit.figures] == [("killed", 5, 5), ("injured", 2, 2)]


def test_a_part_of_a_figure_is_no_figure_of_its_own(put: Put, find: Find) -> None:
    put(report("whole", "قتل عشرة مدنيين بينهم ثلاثة أطفال في قصف على بلدة النخيل."))
    assert ids(find(at_most=5)) == []
    assert ids(find(at_least=10)) == ["whole"]


def test_a_figure_over_a_whole_war_is_not_one_of_an_event(put: Put, find: Find) -> None:
    put(report("war", "قتل منذ بداية الحرب أكثر من ثلاثمئة ألف شخص في عموم البلاد."))
    assert ids(find(at_least=1_000)) == []
    assert ids(find(status="killed")) == ["war"]
