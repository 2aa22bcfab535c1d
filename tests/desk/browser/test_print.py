"""A dossier on paper: everything that is said, nothing to press, legible in black on white."""

from __future__ import annotations

import ctypes
import json
import unicodedata
from collections.abc import Iterator

import pypdfium2
import pytest
from pypdfium2 import raw

from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.open import Case

_MARGIN = 30  # Points that stay free at each edge.
_LEAST_CONTRAST = 4.5


class Paper:
    """A printed page of the desk: its text, where it stands, and in which colours."""

    def __init__(self, data: bytes) -> None:
        self.pages = list(pypdfium2.PdfDocument(data))
        whole = " ".join(page.get_textpage().get_text_bounded() for page in self.pages)
        self.text = " ".join(unicodedata.normalize("NFKC", whole).split())

    def says(self, words: str) -> bool:
        """Whether all words are there; PDF keeps some Arabic ones from left to right."""
        written = "".join(self.text.split())
        return all(word in written or word[::-1] in written for word in words.split())

    def outside(self) -> list[str]:
        """Signs that stand in the margin or beyond the paper."""
        return [sign for page in self.pages for sign in _outside(page)]

    def pale(self) -> list[tuple[int, ...]]:
        """Colours of letters that are hard to read on white."""
        colours = {colour for page in self.pages for colour in _colours(page)}
        return sorted(colour for colour in colours if _contrast(colour) < _LEAST_CONTRAST)


def _outside(page: pypdfium2.PdfPage) -> Iterator[str]:
    width, _ = page.get_size()
    letters = page.get_textpage()
    for index in range(letters.count_chars()):
        left, _, right, _ = letters.get_charbox(index)
        if left < right and (left < _MARGIN or right > width - _MARGIN):
            yield letters.get_text_range(index, 1)


def _colours(page: pypdfium2.PdfPage) -> Iterator[tuple[int, ...]]:
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        parts = [ctypes.c_uint() for _ in range(4)]
        assert raw.FPDFPageObj_GetFillColor(found.raw, *parts)
        yield tuple(part.value for part in parts[:3])


def _contrast(colour: tuple[int, ...]) -> float:
    """With white, as WCAG 2 measures it."""
    lines = [part / 255 for part in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in lines)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.fixture(scope="module")
def strike(strike_case: Case) -> str:
    """The address of the disputed incident."""
    with strike_case.reading() as connection:
        found = [json.loads(text) for text in incident_objects(connection)]
    return next(f"/incidents/{one['id']}" for one in found if one["disputes"])


@pytest.fixture
def open_in(chromium, strike_desk: str):
    """Opens a page of the desk in a language and a theme."""
    contexts = []

    def open_in(path: str, language: str, theme: str, wanted: str = "light"):
        context = chromium.new_context(color_scheme=wanted)
        contexts.append(context)
        value = f"language={language}&digits=latin&theme={theme}&latin_names=yes"
        context.add_cookies([{"name": "riwaya-interface", "value": value, "url": strike_desk}])
        page = context.new_page()
        page.goto(strike_desk + path)
        return page

    yield open_in
    for context in contexts:
        context.close()


def printed(page) -> Paper:
    return Paper(page.pdf(format="A4", prefer_css_page_size=True))


@pytest.mark.parametrize(
    ("language", "menu", "press", "folded"),
    [("en", "Review", "Leave out", "both tell of"), ("ar", "القائمة", "استبعد", "كلاهما يروي")],
)
def test_a_dossier_printed_from_a_dark_page_is_legible_and_whole(
    open_in, strike: str, language: str, menu: str, press: str, folded: str
) -> None:
    page = open_in(strike, language, "dark")
    assert page.locator("details:not([open])").count() >= 2
    paper = printed(page)
    assert paper.pale() == []
    assert paper.outside() == []
    assert paper.says(folded)
    assert paper.says(page.inner_text(".id").removeprefix("i-"))
    assert not paper.says(menu)
    assert not paper.says(press)


@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_a_dossier_that_is_handed_on_prints_legible_and_whole(
    open_in, strike: str, wanted: str
) -> None:
    paper = printed(open_in(f"{strike}/dossier", "en", "auto", wanted))
    assert paper.pale() == []
    assert paper.outside() == []
    assert paper.says("both tell of")
    assert paper.says("1 copy of this text")


def test_what_a_person_left_out_is_printed_struck_through(
    open_in, strike_case: Case, strike: str
) -> None:
    page = open_in(strike, "en", "light")
    page.locator("#sum .decide summary").first.click()
    page.locator("#sum .decide input[name=why]").first.fill("named no source")
    page.locator("#sum .decide button[value=exclude]").first.click()
    page.wait_for_selector("#sum s")
    page.emulate_media(media="print")
    struck = "getComputedStyle(document.querySelector('#sum s')).textDecorationLine"
    assert page.evaluate(struck) == "line-through"
    paper = printed(page)
    assert paper.says(page.inner_text("#sum s"))
    assert paper.says("named no source")
