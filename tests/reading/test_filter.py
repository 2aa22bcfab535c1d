"""The filter lets through whatever can hold a claim, and holds back what cannot."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from riwaya.reading.filter import may_claim

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from evaluation.filter_recall import measure_filter  # noqa: E402
from evaluation.gate import folders  # noqa: E402


@pytest.mark.parametrize(
    "text",
    [
        "قتل ثلاثة مدنيين في قصف على بلدة السدرة.",
        "وأُصيبَ خمسةُ أشخاص.",
        "مقتـ.ـل شخص في السدرة",
        "قصـ ـف على السدرة",
        "ا.ست.شهاد مزارع",
        "فارق الحياة متأثرا بإصابته",
        "ذهب ضحية الحادث أربعة عمال",
        "ألقت الدورية القبض على شابين",
        "شنت الطائرات غارات على أطراف السدرة",
        "خرجت مظاهرة في السدرة",
    ],
)
def test_texts_that_can_hold_a_claim_pass(text: str) -> None:
    assert may_claim(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ذهب الأولاد إلى المدرسة ثم عادوا إلى البيت.",
        "وصفة اليوم: كوب من الدقيق، ملعقة سكر، بيضتان.",
        "سجل المهاجم هدفين وقاد هجوم فريقه إلى الفوز.",
        "افتتح الوزير معرض الكتاب، وقال إن الدورة المقبلة أكبر.",
        "Three were killed in a village.",
        "١٢٣ 456 . . .",
    ],
)
def test_texts_that_hold_none_are_held_back(text: str) -> None:
    assert not may_claim(text)


def test_a_word_with_an_everyday_meaning_passes_only_beside_another() -> None:
    assert not may_claim("سقط المطر على السدرة.")
    assert may_claim("سقط في الهجوم على السدرة عدد منهم.")


def test_of_annotated_reports_hardly_one_is_lost() -> None:
    texts: list[str] = []
    telling: set[str] = set()
    for folder in folders(()):
        lines = (folder / "reports.jsonl").read_text("utf-8").splitlines()
        text_of = {report["id"]: report["text"] for report in map(json.loads, lines)}
        annotated = json.loads((folder / "annotations.json").read_text("utf-8"))
        texts += text_of.values()
        telling |= {text_of[a["doc_id"]] for a in annotated if a["casualties"] or a["events"]}
    figures = measure_filter(texts, telling.__contains__)
    assert figures.telling > 100
    assert figures.recall > 1 - 1 / 150
