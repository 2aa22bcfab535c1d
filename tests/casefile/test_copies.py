"""Copies of one text are grouped; reports of one incident written apart are not."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select

from riwaya.casefile.accounts import accounts
from riwaya.casefile.copies import _sketches_of, groups, groups_of, keep_sketches
from riwaya.casefile.open import Case
from riwaya.casefile.schema import bands, copies, sketches
from riwaya.model.intake import Intake

Put = Callable[..., object]

WIRE = (
    "قتل أحد عشر مدنيا بينهم ثلاثة أطفال وأصيب عشرون آخرون بجروح في غارة جوية استهدفت سوقا شعبية "
    "في بلدة كفر حمرة شمالي المدينة صباح الثلاثاء، وفق ما أفاد به مصدر طبي محلي. وقال شهود إن "
    "الطائرة حلقت على علو منخفض قبل أن تلقي صاروخين على السوق المكتظة بالباعة والمتسوقين."
)
APART = (
    "أفادت فرق الإنقاذ بأن ضربة من الجو أصابت صباح الثلاثاء موقع البيع في كفر حمرة وأودت بحياة أحد "
    "عشر شخصا على الأقل، فيما نقل عشرون جريحا إلى مشاف قريبة. ولم تتضح بعد الجهة التي نفذت الضربة "
    "ولا سبب استهداف السوق في ساعة الذروة."
)


def grouped(case: Case) -> list[set[str]]:
    """The ids of the reports of each group."""
    by_origin: dict[str, set[str]] = {}
    with case.reading() as connection:
        for _, account in accounts(connection):
            origin = account.text_origin or ""
            by_origin.setdefault(origin, set()).add(account.reading.report.id)
    return sorted((ids for ids in by_origin.values() if len(ids) > 1), key=sorted)


def test_a_wire_story_under_other_headers_is_one_text(case: Case, put: Put) -> None:
    put(
        Intake("a", f"وكالة السهل للأنباء\n{WIRE}", id="a"),
        Intake("b", f"{WIRE}\nالمصدر: وكالات", id="b"),
        Intake("c", APART, id="c"),
    )
    assert grouped(case) == [{"a", "b"}]


def test_a_corrected_toll_is_still_the_same_story(case: Case, put: Put) -> None:
    put(Intake("a", WIRE, id="a"))
    put(Intake("b", WIRE.replace("أحد عشر", "ثلاثة عشر"), id="b"))
    assert grouped(case) == [{"a", "b"}]


def test_marks_and_spelling_do_not_make_another_text(case: Case, put: Put) -> None:
    put(Intake("a", WIRE, id="a"), Intake("b", WIRE.replace("أ", "ا").replace("ة", "ه"), id="b"))
    with case.reading() as connection:
        assert [reason for _, reason in groups(connection).values()] == ["the same words"] * 2


def test_short_posts_are_copies_only_of_the_same_words(case: Case, put: Put) -> None:
    put(
        Intake("a", "قصف مدفعي على سرمين", id="a"),
        Intake("b", "قصف مدفعي على سراقب", id="b"),
        Intake("c", "قصف مدفعي على سرمين.", id="c"),
    )
    assert grouped(case) == [{"a", "c"}]


def test_the_order_of_adding_does_not_matter(case: Case, put: Put) -> None:
    put(Intake("b", f"{WIRE}\nالمصدر: وكالات", id="b"), Intake("c", APART, id="c"))
    put(Intake("d", f"عاجل\n{WIRE}", id="d"))
    put(Intake("a", WIRE, id="a"))
    assert grouped(case) == [{"a", "b", "d"}]


def test_a_new_version_with_other_words_leaves_its_group(case: Case, put: Put) -> None:
    put(Intake("a", WIRE, id="a"), Intake("b", WIRE, id="b"))
    put(Intake("b", APART, id="b"))
    assert grouped(case) == []


def test_the_group_of_a_few_reports_is_that_of_the_whole_case(case: Case, put: Put) -> None:
    put(
        Intake("a", f"وكالة السهل للأنباء\n{WIRE}", id="a"),
        Intake("b", f"{WIRE}\nالمصدر: وكالات", id="b"),
        Intake("c", APART, id="c"),
        Intake("d", f"{APART}\nنقلا عن وكالات", id="d"),
        Intake("e", WIRE, id="e"),
    )
    with case.reading() as connection:
        whole = groups(connection)
        numbers = {account.reading.report.id: number for number, account in accounts(connection)}
        assert groups_of(connection, [numbers["e"]]) == {
            numbers[name]: whole[numbers[name]] for name in ("a", "b", "e")
        }
        assert groups_of(connection, numbers.values()) == whole


def test_copies_of_a_first_that_changed_stay_copies_of_one_another(case: Case, put: Put) -> None:
    for id in "abcd":
        put(Intake(id, WIRE, id=id))
    put(Intake("a", APART, id="a"))
    assert grouped(case) == [{"b", "c", "d"}]


def test_a_case_filled_at_once_has_the_copies_of_one_filled_in_steps(case: Case, put: Put) -> None:
    texts = [f"{WIRE} رقم {n} من {' '.join(str(n * k) for k in range(n % 7))}" for n in range(40)]
    reports = [Intake(str(n), text, id=f"{n:02}") for n, text in enumerate(texts)]
    put(*reports)
    with case.reading() as connection:
        at_once = connection.execute(select(copies).order_by(copies.c.one, copies.c.other)).all()
    with case.writing() as connection:
        stored = _sketches_of(connection, list(range(1, 41)))
        for table in (copies, bands, sketches):
            connection.execute(delete(table))
        for number, made in stored.items():
            keep_sketches(connection, {number: made})
        in_steps = connection.execute(select(copies).order_by(copies.c.one, copies.c.other)).all()
    assert at_once == in_steps
    assert len(at_once) > 40
