"""Pieces of HTML as feeds carry them, turned to text."""

from __future__ import annotations

import pytest

from riwaya.ingest.markup_text import markup_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("قتيل في النخيل", "قتيل في النخيل"),
        ("سطر\nآخر", "سطر\nآخر"),
        ("القتلى < 5 & الجرحى > 7", "القتلى < 5 & الجرحى > 7"),
        ("<p>قتيل\n في  النخيل</p><p>وجريح</p>", "قتيل في النخيل\nوجريح"),
        ("قتيل<br>وجريح<br/>ومفقود", "قتيل\nوجريح\nومفقود"),
        ("مقتل <b>ثلا</b>ثة&nbsp;مدنيين", "مقتل ثلاثة مدنيين"),
        ("<ul><li>قتيل</li><li>جريح</li></ul>بعدها", "قتيل\nجريح\nبعدها"),
        ("<p>قتيل</p><script>x()</script><style>p{}</style><!-- لا -->وجريح", "قتيل\nوجريح"),
        ("<table><tr><td>حلب</td><td>3</td></tr></table>", "حلب\n3"),
        ("&#1602;&#1578;&#1604;", "قتل"),
        ("<img src=x>", ""),
        ("", ""),
    ],
)
def test_blocks_are_lines_and_the_rest_is_running_text(markup: str, text: str) -> None:
    assert markup_text(markup) == text


@pytest.mark.parametrize("piece", ["<!--", "</", "<b ", "<div>", "&#", "<![CDATA["])
def test_markup_made_to_keep_readers_busy_ends(piece: str) -> None:
    assert "قتيل" in markup_text("<p>قتيل</p>" + piece * 300_000)


def test_nothing_but_unfinished_comments_ends() -> None:
    assert isinstance(markup_text("<!--" * 500_000), str)


def test_control_characters_and_depth_do_no_harm() -> None:
    assert markup_text("<p>قتيل\0</p>") == "قتيل\ufffd"
    assert "جريح" in markup_text("<i>" * 200 + "جريح")
