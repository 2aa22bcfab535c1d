"""Changes between two versions of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.export.differences import differences


def changes(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.old.text, change.new.text) for change in differences(old, new)]


def test_a_corrected_figure_is_one_change() -> None:
    old = "قتل خمسة مدنيين في بلدة النخيل، وأصيب 12 آخرون."
    new = "قتل سبعة مدنيين في بلدة النخيل، وأصيب 15 آخرون."
    assert changes(old, new) == [("خمسة", "سبعة"), ("12", "15")]


def test_words_put_in_and_taken_out_have_an_empty_other_side() -> None:
    assert changes("قتل مدنيون أمس", "قتل مدنيون بينهم طفلان أمس") == [("", "بينهم طفلان")]
    assert changes("قتل ثلاثة مدنيين", "قتل مدنيين") == [("ثلاثة", "")]
    assert changes("", "خبر") == [("", "خبر")]


def test_white_space_alone_is_no_change() -> None:
    assert changes("قتل  مدني\nأمس", "قتل مدني أمس ") == []


@given(st.text("اب ج\n.1", max_size=60), st.text("اب ج\n.1", max_size=60))
def test_changes_give_the_words_of_both_texts_and_turn_one_into_the_other(
    old: str, new: str
) -> None:
    found = differences(old, new)
    pieces, here = [], 0
    for change in found:
        assert change.old.text == old[change.old.start : change.old.end]
        assert change.new.text == new[change.new.start : change.new.end]
        pieces += [old[here : change.old.start], " ", change.new.text, " "]
        here = change.old.end
    pieces.append(old[here:])
    assert "".join("".join(pieces).split()) == "".join(new.split())


def test_texts_that_share_nothing_are_compared_by_lines() -> None:
    old = "\n".join(f"سطر {n} قديم" for n in range(4_000))
    new = "\n".join(f"خبر {n} جديد" for n in range(4_000))
    assert len(changes(old, new)) == 1
