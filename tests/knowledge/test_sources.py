"""The list of named sources: enough of them, well formed, each name given to one source only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from riwaya.arabic.particles import bare
from riwaya.arabic.script import INVISIBLE, fold
from riwaya.errors import DataError
from riwaya.knowledge.sources import NewsSource, load_sources, parse_sources

HEADER = "key\tkind\tcountry\talignment\tname_en\tname_ar\taliases\tdomains\n"
ROW = "nour\toutlet\tsy\tindependent\tNour\tصحيفة نور\tنور برس\tnour.example\n"


def spellings() -> Iterator[tuple[NewsSource, str]]:
    for source in load_sources():
        for name in source.names:
            yield source, name


def test_enough_sources_of_every_region() -> None:
    countries = Counter(source.country for source in load_sources())
    assert len(load_sources()) >= 450
    for country in ("sy", "iq", "ye", "lb", "ps", "il", "ly", "sd", "tr", "ir", "us", "ru", "eg"):
        assert countries[country] >= 8, country


def test_enough_sources_of_the_kinds_that_reports_credit() -> None:
    kinds = Counter(source.kind for source in load_sources())
    floors = {
        "outlet": 150, "news_agency": 40, "state_media": 40, "monitor": 40, "official": 40,
        "activist_network": 50, "military": 40, "medical": 30, "armed_group": 15,
        "civil_defence": 8, "ngo": 35, "international": 30,
    }  # fmt: skip
    assert {kind: kinds[kind] for kind, floor in floors.items() if kinds[kind] < floor} == {}


@pytest.mark.parametrize(
    ("name", "key", "kind"),
    [
        ("المرصد السوري لحقوق الانسان", "sohr", "monitor"),
        ("الخوذ البيضاء", "syria_civil_defence", "civil_defence"),
        ("رويترز", "reuters", "news_agency"),
        ("الاناضول التركية", "anadolu", "news_agency"),
        ("وزارة الصحه في غزه", "gaza_moh", "medical"),
        ("القيادة المركزية الأمريكية", "centcom", "military"),
        ("محامو الطوارئ", "sudan_emergency_lawyers", "monitor"),
        ("هيومن رايتس ووتش", "hrw", "ngo"),
        ("سانا", "sana", "state_media"),
        ("يونيسيف", "unicef", "international"),
    ],
)
def test_a_name_as_reports_spell_it_leads_to_its_source(name: str, key: str, kind: str) -> None:
    found = {s.key: s.kind for s, written in spellings() if fold(written) == fold(name)}
    assert found == {key: kind}


def test_no_name_belongs_to_two_sources_or_is_repeated() -> None:
    counts = Counter(fold(name) for source in load_sources() for name in source.names)
    assert [name for name, times in counts.items() if times > 1] == []


def test_the_article_alone_does_not_tell_two_sources_apart() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for source, name in spellings():
        first, *rest = map(fold, name.split())
        owners.setdefault((bare(first), *rest), set()).add(source.key)
    assert [keys for keys in owners.values() if len(keys) > 1] == []


def test_no_domain_belongs_to_two_sources() -> None:
    counts = Counter(d for source in load_sources() for d in source.domains)
    assert [domain for domain, times in counts.items() if times > 1] == []
    shape = re.compile(r"@[a-z0-9_]+|[a-z0-9-]+(?:\.[a-z0-9-]+)+")
    assert [domain for domain in counts if not shape.fullmatch(domain)] == []


def test_names_are_clean() -> None:
    for source, name in spellings():
        assert unicodedata.is_normalized("NFKC", name), (source.key, name)
        assert not INVISIBLE.search(name), (source.key, name)
        assert not re.search(r'[یکگچپەہ"“”«»\t]|  ', name), (source.key, name)


@pytest.mark.parametrize(
    "word",
    [
        "الحدث", "العربية", "الجزيرة", "الشرق", "الحياة", "الوطن", "الأخبار", "النهار", "الثورة",
        "المنار", "الميادين", "العالم", "الاتجاه", "الحرة", "الشرقية", "قاسيون", "شام", "خطوة",
        "حلب اليوم", "أفاد", "واع", "وفا", "بلدي", "التايمز", "الزمان", "القبس", "المدن", "أعماق",
    ],
)  # fmt: skip
def test_no_name_is_an_ordinary_word_or_place_alone(word: str) -> None:
    assert [source.key for source, name in spellings() if fold(name) == fold(word)] == []


def test_ministries_are_qualified() -> None:
    bare = {"وزارة الصحة", "وزارة الداخلية", "وزارة الدفاع", "وزارة الخارجية", "الدفاع المدني"}
    folded = {fold(name) for name in bare}
    assert [name for _, name in spellings() if fold(name) in folded] == []


def test_a_row_gives_all_its_cells() -> None:
    (source,) = parse_sources(HEADER + ROW, "list.tsv")
    assert source == NewsSource(
        "nour", "outlet", "sy", "independent", "Nour", "صحيفة نور", ("نور برس",), ("nour.example",)
    )


def test_an_unknown_alignment_is_none() -> None:
    (source,) = parse_sources(HEADER + ROW.replace("independent", ""), "list.tsv")
    assert source.alignment is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        (HEADER.replace("kind", "sort") + ROW, 1),
        (HEADER + "nour\toutlet\n", 2),
        (HEADER + ROW.replace("outlet", "rumour"), 2),
        (HEADER + ROW.replace("nour\t", "Nour Press\t", 1), 2),
        (HEADER + ROW.replace("\tsy\t", "\tSY\t"), 2),
        (HEADER + ROW.replace("صحيفة نور", ""), 2),
        (HEADER + ROW.replace("نور برس", "نور برس|"), 2),
        (HEADER + ROW + "\n" + ROW.replace("nour\t", "fajr\t", 1), 3),
        (HEADER + ROW + ROW, 3),
        (HEADER + ROW + "fajr\toutlet\tsy\t\tFajr\tفجر برس\tصحيفه نور\t\n", 3),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(text: str, line: int) -> None:
    with pytest.raises(DataError, match=rf"^list\.tsv:{line}: "):
        list(parse_sources(text, "list.tsv"))
