"""Messages of the program in the language of the interface."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml

from riwaya.desk.interface import Interface
from riwaya.desk.said import said

ARABIC, ENGLISH = Interface(language="ar"), Interface(language="en")


def test_english_stays_as_it_is_and_nothing_quoted_acts() -> None:
    assert said(ENGLISH, "no incident <b>; x") == "no incident &lt;b&gt;; x"


@pytest.mark.parametrize(
    ("message", "holds"),
    [
        ("since: 'soon' is not a day like 2024-12-01", "<bdi>soon</bdi>"),
        ("write the reason; it is kept with the decision", "اكتب السبب"),
        ("incident i-1 is now part of i-2, i-3", "<bdi>i-2, i-3</bdi>"),
        ("not a PDF that can be opened: broken xref", "<bdi>broken xref</bdi>"),
        ("the case has no report <img src=x>; `riwaya search` shows the ids", "&lt;img src=x&gt;"),
    ],
)
def test_what_is_known_is_said_in_arabic_with_quotes_set_apart(message: str, holds: str) -> None:
    shown = str(said(ARABIC, message))
    assert holds in shown
    assert "<img" not in shown
    assert re.match("[\u0600-\u06ff]|<bdi>", shown)


def test_what_is_not_known_stands_in_english_with_its_own_direction() -> None:
    shown = said(ARABIC, "something <new> went wrong")
    assert shown == '<bdi lang="en" dir="ltr">something &lt;new&gt; went wrong</bdi>'


def test_both_languages_of_a_message_have_the_same_holes() -> None:
    text = (files("riwaya.desk") / "said.yaml").read_text(encoding="utf-8")
    for english, arabic in yaml.safe_load(text):
        holes = [set(re.findall(r"\{(\w+)\}", words)) for words in (english, arabic)]
        assert holes[1] <= holes[0], english


def test_a_page_that_is_not_there_says_so_in_arabic(desk) -> None:
    arabic = {"accept-language": "ar"}
    assert "لا توجد صفحة بهذا العنوان" in desk.get("/nowhere", headers=arabic).text
    wrong = desk.get("/incidents?since=soon", headers=arabic)
    assert wrong.status_code == 400
    assert "ليس يوما" in wrong.text
