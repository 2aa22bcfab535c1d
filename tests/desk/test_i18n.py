"""The words of the interface: all there in both languages, none left over."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from riwaya.desk.i18n import LANGUAGES, plural, translations, words
from riwaya.desk.interface import Interface
from riwaya.desk.render import translate

DESK = Path(str(files("riwaya.desk")))
SOURCES = [*DESK.rglob("*.html"), *DESK.rglob("*.py")]
_WHOLE = re.compile(r"""["']([a-z_]+\.[a-z0-9_]+)["']""")
_BEGINNING = re.compile(r"""["']([a-z_]+\.[a-z0-9_]*)(?:["'] *[~+]|\{)""")
_FORMS = {"en": {"one", "other"}, "ar": {"zero", "one", "two", "few", "many", "other"}}
_ARABIC = re.compile(r"[\u0621-\u064a]")


def used() -> tuple[set[str], set[str]]:
    """Keys that templates and pages name, and beginnings to which they add something."""
    pages = {key.partition(".")[0] for key in translations()}
    whole, beginnings = set(), set()
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        beginnings |= set(_BEGINNING.findall(text))
        whole |= {key for key in _WHOLE.findall(text) if key.partition(".")[0] in pages}
    known_ends = ("html", "css", "js", "svg", "json", "csv", "db", "yaml", "py")
    whole = {key for key in whole if key.partition(".")[2] not in known_ends}
    return whole - beginnings, {b for b in beginnings if b.partition(".")[0] in pages}


def test_every_key_that_is_used_has_words() -> None:
    whole, beginnings = used()
    assert whole - translations().keys() == set()
    for beginning in beginnings:
        assert any(key.startswith(beginning) for key in translations()), beginning


def test_every_key_that_has_words_is_used() -> None:
    whole, beginnings = used()
    spare = {
        key
        for key in translations()
        if key not in whole and not any(key.startswith(beginning) for beginning in beginnings)
    }
    assert spare == set()


@pytest.mark.parametrize("key", sorted(translations()))
def test_every_key_says_the_same_in_both_languages(key: str) -> None:
    given = translations()[key]
    assert set(given) == set(LANGUAGES)
    holes = []
    for language in LANGUAGES:
        forms = given[language]
        texts = [forms] if isinstance(forms, str) else list(forms.values())
        assert all(text.strip() for text in texts)
        if isinstance(forms, dict):
            assert set(forms) == _FORMS[language]
        holes.append({hole for text in texts for hole in re.findall(r"\{(\w*)\}", text)})
    assert holes[0] == holes[1]


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"),
     (100, "other"), (102, "other"), (103, "few"), (111, "many"), (1000, "other")],
)  # fmt: skip
def test_arabic_counts_take_their_form(count: int, form: str) -> None:
    assert plural("ar", count) == form


def test_english_counts_take_theirs() -> None:
    assert [plural("en", n) for n in (0, 1, 2)] == ["other", "one", "other"]


def test_words_put_into_a_sentence_are_escaped_and_isolated() -> None:
    said = translate(Interface("en"), "account.you", name="<b>\u202ex", role="admin")
    assert said == "<bdi>&lt;b&gt;x</bdi>, <bdi>admin</bdi>"


def test_numbers_in_a_sentence_take_the_digits_chosen() -> None:
    arabic = Interface("ar", "arabic")
    assert translate(arabic, "search.total", n=1234) == "<bdi>١٬٢٣٤</bdi> تقريرا"
    assert translate(Interface("ar"), "search.total", n=2) == "تقريران"
    assert words("search.total", "ar", 0) == "لا تقارير"


@pytest.mark.parametrize("path", ["/incidents", "/search", "/add", "/account", "/users", "/x"])
def test_pages_are_whole_in_either_language(desk, path: str) -> None:
    english = desk.get(path).text
    assert '<html lang="en" dir="ltr"' in english
    desk.submit("/account/interface", language="ar", latin_names="no")
    arabic = desk.get(path).text
    assert '<html lang="ar" dir="rtl"' in arabic
    shown = re.sub(r"<(script|style|option|code)\b.*?</\1>|<[^>]*>", " ", arabic, flags=re.DOTALL)
    latin = set(re.findall(r"[A-Za-z]{3,}", shown))
    allowed = {
        "ClaimReview",
        "CSV",
        "JSON",
        "English",
        "PDF",
        "HTML",
        "DOCX",
        "XLSX",
        "Lines",
        "ZIP",
        "UTC",
    }
    assert latin - allowed - {"Not", "Found"} == set()


def test_the_interface_is_kept_by_the_browser_and_digits_follow(desk) -> None:
    desk.submit("/account/interface", language="ar", digits="arabic", theme="dark")
    page = desk.get("/incidents").text
    assert 'data-theme="dark"' in page
    assert "<bdi>٤</bdi> حوادث" in page
    assert "٢٠٢٤-٠٤-١١" in page
    assert 'datetime="2024-04-11"' in page


def test_what_cannot_be_chosen_is_passed_over(desk) -> None:
    desk.submit("/account/interface", language="fr", digits="roman", theme='"><script>')
    page = desk.get("/incidents").text
    assert '<html lang="en" dir="ltr" data-theme="auto" data-digits="latin">' in page


def test_the_language_a_browser_asks_for_is_taken_until_one_is_chosen(desk) -> None:
    asked = {"accept-language": "ar-EG,ar;q=0.9"}
    assert 'lang="ar"' in desk.get("/incidents", headers=asked).text.partition(">")[2][:200]


def test_names_stand_in_latin_letters_only_where_that_is_wanted(desk) -> None:
    assert "Hodeidah" in desk.get("/incidents").text
    desk.submit("/account/interface", latin_names="no")
    page = desk.get("/incidents").text
    assert "Hodeidah" not in page
    assert "الحديدة" in page
