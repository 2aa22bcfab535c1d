"""What a case holds of one report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from riwaya.casefile.history import History, history
from riwaya.casefile.open import Case
from riwaya.errors import NotInCase
from riwaya.export.show_text import ADDED, REMOVED, difference_text, show_text
from riwaya.model.intake import Intake, Original

Put = Callable[..., object]
FIRST = "قتل خمسة مدنيين في قصف على بلدة النخيل أمس، وقال شهود إن القصف استمر ساعة."
SECOND = FIRST.replace("خمسة", "سبعة")


@pytest.fixture
def held(case: Case) -> Callable[[str], History]:
    def held(name: str) -> History:
        with case.reading() as connection:
            return history(connection, name)

    return held


Held = Callable[[str], History]


def story(text: str, name: str = "story", **more: object) -> Intake:
    return Intake(
        f"{name}.html", text, id=name, published=date(2024, 5, 10), published_basis="given",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_versions_come_in_order_with_where_they_came_from_and_their_own_reading(
    put: Put, held: Held
) -> None:
    page = Original(b"<p>...</p>", "text/html", (("etag", "x"),), datetime(2024, 5, 10, tzinfo=UTC))
    put(story(FIRST, url="https://news.example.org/a", original=page))
    put(story(SECOND, url="https://news.example.org/a", title="سبعة قتلى", notes=("windows-1256",)))
    found = held("story")
    one, two = found.versions
    assert (one.ordinal, one.text, one.media_type, one.size) == (1, FIRST, "text/html", 10)
    assert one.headers == (("etag", "x"),)
    assert (two.ordinal, two.text, two.title, two.notes) == (
        2, SECOND, "سبعة قتلى", ("windows-1256",),
    )  # fmt: skip
    assert one.added < two.added
    figures = [v.reading.claims[0].casualty.low for v in (one, two)]  # type: ignore[union-attr]
    assert figures == [5, 7]
    assert found.version() is two
    assert found.version(1) is one
    with pytest.raises(NotInCase, match="no version 3; it has 1, 2"):
        found.version(3)


def test_a_report_is_found_by_the_address_it_came_from(put: Put, held: Held) -> None:
    put(story(FIRST, url="https://news.example.org/a?id=7"))
    put(Intake("b", "خبر آخر من مكان آخر.", url="https://news.example.org/b"))
    assert held("https://news.example.org/a?id=7").id == "story"
    assert held("http://www.news.example.org/b?utm_source=x").versions[0].origin == "b"


def test_a_name_that_is_not_there_is_answered_with_those_like_it(put: Put, held: Held) -> None:
    put(story(FIRST, "Report-0012"), story(FIRST + " وانتهى.", "Report-0077"))
    with pytest.raises(NotInCase, match=r"report-00; did you mean Report-0012 or Report-0077\?"):
        held("report-00")
    with pytest.raises(NotInCase, match=r"did you mean Report-0077"):
        held("Report-0O77")
    with pytest.raises(NotInCase, match="`riwaya search` shows the ids"):
        held("zzz")
    with pytest.raises(NotInCase):
        held("' OR 1=1 -- \0")


def test_copies_are_told_with_the_reason(put: Put, held: Held) -> None:
    put(story(FIRST, "one", outlet="شبكة الرصيف"), story(FIRST, "two"), story("خبر آخر.", "three"))
    (copy,) = held("two").copies
    assert (copy.id, copy.outlet, copy.likeness, copy.reason) == (
        "one", "شبكة الرصيف", 1.0, "the same words",
    )  # fmt: skip
    assert [c.id for c in held("one").copies] == ["two"]
    assert held("three").copies == ()


def test_a_report_is_shown_with_its_versions_copies_and_claims(put: Put, held: Held) -> None:
    put(story(FIRST, "copy"), story(FIRST), story(SECOND, title="قصف \u202eعلى النخيل"))
    found = held("story")
    shown = show_text(found, found.version(1))
    assert "1   added 2024-03-01T09:00:00+00:00 from story.html (shown here)" in shown
    assert "copy  2024-05-10: " in shown
    assert "5 civilians were killed" in shown
    newest = show_text(found, found.version())
    assert "7 civilians were killed" in newest
    assert "\u202e" not in newest


def test_a_difference_shows_corrected_figures_in_their_words(put: Put, held: Held) -> None:
    put(story(FIRST, title="خمسة قتلى"))
    put(story(SECOND, title="سبعة قتلى"))
    found = held("story")
    told = difference_text(found, *found.versions, REMOVED, ADDED)
    assert "from version 1 to 2" in told
    assert "قتل [-خمسة-] {+سبعة+} مدنيين" in told
    assert "5 killed (civilians)\u2069 → \u20687 killed (civilians)" in told
    assert "Title: \u2068خمسة قتلى\u2069 → \u2068سبعة قتلى\u2069" in told
    assert "Published" not in told
