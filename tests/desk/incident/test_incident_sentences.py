"""What the program says in English is said in Arabic where the interface is Arabic."""

from __future__ import annotations

import re
from importlib.resources import files
from types import SimpleNamespace

import pytest
import yaml

from riwaya.desk.dossier.phrases import Phrases
from riwaya.desk.dossier.sentences import in_arabic
from riwaya.desk.interface import Interface
from riwaya.export.dossier_words import ground
from riwaya.incidents.linking.score import load_weights

LINES = yaml.safe_load((files("riwaya.desk.dossier") / "sentences.yaml").read_text("utf-8"))
SAMPLES = {"days": "3", "km": "4.2", "percent": "62", "one": "7", "other": "12", "name": "سليم"}


def holes(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_nothing_of_a_sentence_is_lost(line: list[str]) -> None:
    english, arabic = line
    assert set(holes(arabic)) <= set(holes(english))
    left_out = set(holes(english)) - set(holes(arabic))
    assert left_out <= ({"n2"} if "independent origin)" in english else set())


@pytest.mark.parametrize("name", sorted(load_weights().reason))
def test_every_ground_of_a_link_is_said_in_arabic(name: str) -> None:
    template = load_weights().reason[name]
    values = {hole: SAMPLES.get(hole, "mortar") for hole in holes(template)}
    if name.startswith(("date", "place", "type", "perpetrators")):
        values |= {"one": "is", "other": "syrian_army"}
    said = in_arabic(ground(template.format(**values)))
    assert said is not None, f"put the reason of {name} into desk/dossier/sentences.yaml"
    assert not re.search(r"[A-Za-z]{3,}", said)


@pytest.mark.parametrize(
    ("english", "arabic"),
    [
        (
            "Civilians killed: 1 to 4, best 3, from a:c1, b:c2 (4 independent origins).",
            "قتلى مدنيون: 1 إلى 4، والأرجح 3، من a:c1، b:c2 (المصادر المستقلة: 4).",
        ),
        (
            "People of all classes killed or injured: at least 5, from a:c1 (1 independent "
            "origin).",
            "بين قتيل وجريح من الجميع: 5 على الأقل، من a:c1 (مصدر مستقل واحد).",
        ),
        (
            "a:c3 does not count: Part of a:c1. The same source later gave at least 2 women "
            "injured, in b:c1.",
            "لا يُحسب a:c3: جزء من a:c1. أعطى المصدر نفسه لاحقًا عددًا آخر (جرحى من النساء: 2 على "
            "الأقل) في b:c1.",
        ),
        (
            "a:c3 counts as Salma edited it: low 7, high open, class civilian.",
            "يُحسب a:c3 كما عدّله Salma: الأدنى 7، بلا حد أعلى، الصفة: مدنيون.",
        ),
        ("Salma left it out: no killed here", "استبعده Salma: no killed here"),
        (
            "The words of X and of sources for whom it alone vouches. 2 reports go back to it. b "
            "is a copy: the same words",
            "كلام X وكلام مصادر يضمنها وحده. ويعود إليه 2 من التقارير. b نسخة: الكلمات نفسها.",
        ),
        ("not Islamic State", "ليس تنظيم الدولة الإسلامية"),
    ],
)
def test_sentences_within_sentences_are_said_too(english: str, arabic: str) -> None:
    assert in_arabic(english) == arabic


def test_numbers_are_in_the_digits_chosen_and_ids_and_words_of_people_are_not() -> None:
    said = in_arabic("Counted within its total, a2:c31.", arabic_digits=True)
    assert said == "محسوب ضمن مجموعه، a2:c31."
    said = in_arabic(
        "People of all classes injured: 12 to 34, from a1:c1 (1 independent origin).", True
    )
    assert said is not None
    assert "١٢ إلى ٣٤، من a1:c1" in said
    assert in_arabic("Salma left it out: 3 were counted", True) == "استبعده Salma: 3 were counted"


def test_what_nobody_put_into_arabic_is_not_made_up() -> None:
    assert in_arabic("The moon stands over the river.") is None
    assert in_arabic("killed " * 2_000) is None


def test_days_within_an_arabic_sentence_keep_their_order() -> None:
    view = SimpleNamespace(by_key={}, report_numbers={})
    sentence = "the dates 2024-05-10 and 2024-05-11 can be one day, one of them known from"
    for digits, last in (("latin", "2024-05-11"), ("arabic", "٢٠٢٤-٠٥-١١")):
        phrases = Phrases(Interface("ar", digits), view, {})
        shown = phrases.prose(f"{sentence} publication only")
        # After an Arabic letter the parts of a day would change places.
        assert f'و<time datetime="2024-05-11">{last}</time>' in shown
