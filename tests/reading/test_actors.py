"""Parties are found by name, by their noun, and by the adjective of a nation."""

from __future__ import annotations

import pytest

from riwaya.reading.actors import find_actors, nationality
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon


def names(text: str) -> list[str]:
    return [actor.name for actor in find_actors(make_document(text, reading_lexicon()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت قوات النظام البلدة", ["قوات النظام"]),
        ("أطلق مسلحون مجهولون النار", ["مسلحون مجهولون"]),
        ("قصف الطيران الحربي الروسي البلدة", ["الطيران الحربي الروسي"]),
        ("غارة جوية إسرائيلية على البلدة", ["إسرائيلية"]),
        ("اشتباكات بين الجيش السوداني وقوات الدعم السريع", ["الجيش السوداني", "قوات الدعم السريع"]),
        ("هاجمت القوات الحكومية البلدة", ["القوات الحكومية"]),
    ],
)
def test_parties(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["وقع الانفجار في سوريا", "زار الكاتب الروسي المتحف", "اشترى قوة من الورق"]
)
def test_no_party(text: str) -> None:
    assert names(text) == []


def test_nationality_takes_article_and_gender() -> None:
    found = nationality("التركيه")
    assert found is not None
    assert found.key == "turkey"
    assert nationality("كبيره") is None
