"""Casualty figures of single sentences: counts, classes, parts, scopes, and what is no figure."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya.arabic.dates import find_times
from riwaya.reading.actors import find_actors
from riwaya.reading.casualties import cumulative_sentences, find_figures, make_context
from riwaya.reading.drafts import Figure
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon


@cache
def _cases() -> dict[str, Any]:
    path = Path(__file__).parents[1] / "cases" / "ar" / "casualties.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _figures(text: str) -> list[Figure]:
    document = make_document(text, reading_lexicon())
    times = find_times(document.tokens, None)
    context = make_context(document, find_actors(document), [(t.first, t.last) for t in times])
    return find_figures(context, cumulative_sentences(context, times))


def _in_words(figure: Figure) -> str:
    """A figure as the table writes it."""
    if figure.high is None:
        interval = f"{figure.low}+"
    elif figure.high == figure.low:
        interval = str(figure.low)
    else:
        interval = f"{figure.low}-{figure.high}"
    words = [figure.status, interval, figure.person_class]
    if figure.group is not None:
        words.append(figure.group)
    if figure.approx:
        words.append("approx")
    if figure.part_of is not None:
        words.append("part")
    if figure.scope != "event":
        words.append(figure.scope)
    if figure.polarity != "asserted":
        words.append(figure.polarity)
    return " ".join(words)


@pytest.mark.parametrize(
    ("value", "text"), [(e["value"], text) for e in _cases()["figures"] for text in e["texts"]]
)
def test_the_figures_of_a_sentence(value: list[str], text: str) -> None:
    assert sorted(_in_words(figure) for figure in _figures(text)) == sorted(value)


@pytest.mark.parametrize("text", _cases()["none"])
def test_a_sentence_without_a_figure(text: str) -> None:
    assert [_in_words(figure) for figure in _figures(text)] == []


def test_the_words_of_a_figure_hold_its_number_and_its_people() -> None:
    text = "وأفاد شاهد بمقتل سبعة مزارعين قرب البئر، بينهم ثلاثة أطفال."
    document = make_document(text, reading_lexicon())
    total, part = _figures(text)
    assert "سبعة مزارعين" in document.span(total.first, total.last).text
    assert document.span(part.first, part.last).text == "ثلاثة أطفال"
    assert part.part_of == 0


def test_the_party_of_the_dead_is_the_force_named_after_them() -> None:
    text = "قتل ثلاثة عناصر من قوات النظام وجنديان من الجيش التركي."
    document = make_document(text, reading_lexicon())
    parties = [document.span(*f.party).text for f in _figures(text) if f.party is not None]
    assert any("النظام" in party for party in parties)


def test_a_named_person_is_counted_with_the_name() -> None:
    text = "استشهاد الشاب سامر الدالي (24 عاما) برصاص قناص."
    document = make_document(text, reading_lexicon())
    (figure,) = _figures(text)
    assert [document.span(*name).text for name in figure.names] == ["سامر الدالي"]
