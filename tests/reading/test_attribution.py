"""Who says what, in invented sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import read as read_report
from riwaya.arabic.script import fold
from riwaya.reading.attribution import Attribution, attribute, explained_terms
from riwaya.reading.document import Document
from riwaya.reading.drafts import Credit
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon

_TABLE = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "attribution.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(case, text, id=f"{group}-{number}-{place}")
    for group, cases in _TABLE.items()
    for number, case in enumerate(cases)
    for place, text in enumerate(case["texts"])
]


def read(text: str, outlet: str | None = None) -> tuple[Document, Attribution]:
    doc = make_document(text, reading_lexicon(), outlet=outlet)
    return doc, attribute(doc)


def credit_of(marked: str) -> Credit | None:
    """The credit of the words in braces."""
    start = marked.index("{")
    text = re.sub("[{}]", "", marked)
    doc, attribution = read(text)
    token = next(i for i, t in enumerate(doc.tokens) if t.start == start)
    return attribution.at(token)


def names(credit: Credit | None) -> list[str]:
    return [mention.name for mention in credit.chain] if credit else []


@pytest.mark.parametrize(("case", "text"), _CASES)
def test_table(case: dict[str, Any], text: str) -> None:
    credit = credit_of(text)
    if case.get("own"):
        assert credit is None or (not credit.chain and credit.stance == "asserts")
        return
    assert credit is not None
    assert names(credit) == case["chain"]
    assert credit.stance == case.get("stance", "asserts")
    assert credit.certainty == case.get("certainty", "certain")


def test_one_key_for_all_mentions_of_a_source() -> None:
    _, attribution = read(
        "قالت شبكة نبض الوادي إن القصف توقف.\n"
        "وأضافت الشبكة أن طفلا قتل.\n"
        "وبحسب الشبكة ذاتها أصيب آخران.\n"
        "وقال سكان إن الطريق مقطوع."
    )
    keys = [mention.key for mention in attribution.sources]
    assert len(keys) == 4
    assert len(set(keys[:3])) == 1
    assert keys[3] != keys[0]


def test_a_source_named_in_full_later_keeps_its_key() -> None:
    _, attribution = read(
        'بحسب شبكة نبض الوادي قتل طفل.\nوقالت شبكة "نبض الوادي" المحلية إن القصف توقف.'
    )
    assert len({mention.key for mention in attribution.sources}) == 1


def test_two_generic_sources_stay_apart() -> None:
    _, attribution = read(
        "قالت مصادر عسكرية في الفرقة إن القصف توقف.\nوقالت مصادر عسكرية معارضة إن القصف مستمر."
    )
    assert len({mention.key for mention in attribution.sources}) == 2


def test_named_sources_are_known() -> None:
    _, attribution = read("قال المرصد السوري لحقوق الإنسان إن القصف توقف.")
    (mention,) = attribution.sources
    assert mention.named
    assert mention.kind == "monitor"
    assert mention.known_as is not None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال مصدر طبي إن طفلا أصيب.", "medical"),
        ("قالت مصادر عسكرية إن جنديا أصيب.", "military"),
        ("قال شهود عيان إن طفلا أصيب.", "witness"),
        ("قال ناشطون إن طفلا أصيب.", "activist"),
        ("قال مصدر إن طفلا أصيب.", "anonymous"),
        ("أعلنت وزارة الداخلية أن شرطيا أصيب.", "official"),
    ],
)
def test_kinds_of_generic_sources(text: str, kind: str) -> None:
    _, attribution = read(text)
    assert [mention.kind for mention in attribution.sources] == [kind]


def test_hearer_that_is_the_outlet_is_not_in_the_chain() -> None:
    text = "قال مصدر طبي لأورينت نت إن طفلا أصيب."
    doc, attribution = read(text, outlet="أورينت نت")
    credit = attribution.at(len(doc.tokens) - 2)
    assert names(credit) == ["مصدر طبي"]
    assert attribution.outlet in {mention.key for mention in attribution.sources}


def test_spans_are_exact() -> None:
    doc, attribution = read("أصيب طفلان، وفقا للدفاع المدني في بلدة النخيل.")
    (mention,) = attribution.sources
    assert doc.span(mention.first, mention.last).text.startswith("للدفاع المدني")
    assert mention.name.startswith("الدفاع المدني")


def test_explained_term() -> None:
    doc = make_document(
        'وقالت القناة إن من سمتهم "المخربين" أطلقوا النار، في إشارة إلى المتظاهرين السلميين.\n'
        'واتهمت "العصابات" في إشارة إلى الفصائل المحلية.',
        reading_lexicon(),
    )
    (term,) = [t for t in explained_terms(doc) if doc.span(*t.term).text == "العصابات"]
    assert doc.span(*term.meaning).text == "الفصائل المحلية"


_WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        'قال قالت إن أن بحسب وفق مصدر مصادر طبية نقلا عن المرصد لوكالة " “ ” ( ) : ، . \n قتل ما '
        "كما نفسه ذات المصدر مضيفا كان التي في على لـ ل و لم مقتل نفى بيان أنباء يعتقد ربما فيما",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_any_order_of_crediting_words(text: str) -> None:
    doc, attribution = read(text)
    for token in range(len(doc.tokens)):
        credit = attribution.at(token)
        if credit is not None:
            assert len({mention.key for mention in credit.chain}) == len(credit.chain)
    for mention in attribution.sources:
        assert mention.first < mention.last
        assert mention.name


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    read(text)


def test_lexicon_examples_hold_their_words() -> None:
    """Every entry of the two lexicon files is found in its example sentences."""
    from riwaya.arabic.lexicon import load_entries

    for category in ("sayings", "crediting"):
        for key, entry in load_entries(category).items():
            assert entry.get("examples"), f"{category}.{key} has no example"
            for example in entry["examples"]:
                doc = make_document(example, reading_lexicon())
                found = {
                    word.sense.key
                    for form in doc.forms
                    for word in doc.lexicon.analyses(fold(form))
                    if word.sense.category == category
                } | {
                    found.sense.key
                    for phrases in doc.phrases.values()
                    for found in phrases
                    if found.sense.category == category
                }
                assert key in found, f"{category}.{key}: {example}"


def test_a_state_that_speaks_has_its_english_name() -> None:
    [source] = read_report("أعلنت أنقرة مقتل تسعة مسلحين.").sources
    assert (source.name, source.name_en) == ("أنقرة", "Ankara")
