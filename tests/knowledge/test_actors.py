"""Actors, loaded terms and nationalities: the tables hold what the reader relies on."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import pytest

from riwaya.arabic.script import INVISIBLE, fold
from riwaya.errors import DataError
from riwaya.knowledge.actors import (
    ACTOR_KINDS,
    LOADED_CATEGORIES,
    Actor,
    load_actors,
    load_loaded_terms,
    load_nationalities,
    parse_actors,
    parse_loaded_terms,
    parse_nationalities,
)

HEADER = "key\tkind\tcountry\tname_en\tname_ar\taliases\tside\tloaded\tparent"
FOREIGN_LETTERS = "یکەۀہھڪ"


def folded(name: str) -> str:
    """A name as the reader looks it up: folded, the article off its first word."""
    first, *rest = name.split()
    bare = first.removeprefix("ال") if len(first) > 4 else first
    return " ".join(fold(word) for word in (bare, *rest))


def actor_named(name: str) -> Actor:
    return next(a for a in load_actors().values() if folded(name) in {folded(n) for n in a.names})


def test_there_are_actors_enough() -> None:
    actors = load_actors().values()
    assert len(actors) >= 540
    assert len({folded(name) for actor in actors for name in actor.names}) >= 3500
    assert {actor.kind for actor in actors} == ACTOR_KINDS


@pytest.mark.parametrize(
    ("country", "floor"),
    [
        ("sy", 130),
        ("iq", 50),
        ("ye", 20),
        ("lb", 15),
        ("ps", 18),
        ("il", 15),
        ("ly", 25),
        ("sd", 22),
    ],
)
def test_each_war_has_its_parties(country: str, floor: int) -> None:
    assert sum(actor.country == country for actor in load_actors().values()) >= floor


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("قسد", "sdf"),
        ("داعش", "is"),
        ("تنظيم الدولة", "is"),
        ("جيش الاحتلال", "israeli_army"),
        ("الجيش الإسرائيلي", "israeli_army"),
        ("ميليشيات الأسد", "syrian_army"),
        ("الطيران الروسي", "russian_air_force"),
        ("جندرمة الاحتلال التركي", "turkish_gendarmerie"),
        ("الحوثيين", "houthis"),
        ("طيران العدوان", "saudi_led_coalition"),
        ("مليشيا آل دقلو", "rsf"),
        ("قوات حفتر", "lna"),
        ("الحشد الشعبي", "pmf"),
        ("مجهولين", "unidentified_gunmen"),
        ("قوى الأمن العام", "syria_general_security"),
        ("فلول النظام البائد", "assad_remnants"),
    ],
)
def test_names_lead_to_their_actor(name: str, key: str) -> None:
    assert actor_named(name).key == key


@pytest.mark.parametrize(
    "name", ["المغرب", "الهند", "مالي", "الشرعية", "القاعدة", "شاهد", "الهيئة"]
)
def test_ordinary_words_are_no_names(name: str) -> None:
    names = {folded(n) for actor in load_actors().values() for n in actor.names}
    assert folded(name) not in names


def test_no_name_belongs_to_two_actors() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in load_actors().values():
        for name in actor.names:
            owners[folded(name)].add(actor.key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_neutral_names_are_neutral() -> None:
    loaded = {"ميليشيا", "مليشيا", "عصابات", "مرتزقة", "شبيحة", "الاحتلال", "العدو", "إرهابي"}
    for actor in load_actors().values():
        if actor.kind != "criminal":
            assert not loaded & set(actor.name_ar.split()), actor.key
        assert actor.name_ar not in actor.loaded
        assert actor.loaded <= set(actor.aliases)


def test_taking_sides_is_told_apart() -> None:
    army = load_actors()["syrian_army"]
    assert "ميليشيا أسد" in army.loaded
    assert "قوات النظام" in army.aliases and "قوات النظام" not in army.loaded


def test_names_that_begin_with_a_loaded_word_are_marked() -> None:
    words = {"ميليشيا", "ميليشيات", "مليشيا", "مليشيات", "عصابة", "عصابات", "مرتزقة", "شبيحة"}
    for actor in load_actors().values():
        if actor.kind in ("criminal", "unidentified"):
            continue
        for alias in set(actor.aliases) - actor.loaded:
            assert alias.split()[0].removeprefix("ال") not in words, (actor.key, alias)


def test_loaded_terms_have_neutral_wordings() -> None:
    terms = load_loaded_terms()
    assert len(terms) >= 120
    assert {term.category for term in terms} == LOADED_CATEGORIES
    for column in ("key", "term"):
        values = [getattr(term, column) for term in terms]
        assert len(values) == len(set(values)), column
    for term in terms:
        assert term.neutral_ar and term.neutral_en and term.used_by, term.key
        assert fold(term.term) != fold(term.neutral_ar)


def test_nationalities_lead_to_states() -> None:
    states = load_nationalities()
    assert states["صهيوني"] == "israel"
    assert states["أميركي"] == states["أمريكي"] == "usa"
    for adjective, key in states.items():
        assert load_actors()[key].kind == "state", adjective
        assert adjective.endswith("ي") and not adjective.startswith("ال")


def test_the_words_are_plain_arabic() -> None:
    words = [n for a in load_actors().values() for n in a.names]
    words += [w for t in load_loaded_terms() for w in (t.term, t.neutral_ar)]
    words += load_nationalities()
    for word in words:
        assert word == word.strip() and word, word
        assert unicodedata.is_normalized("NFC", word)
        assert unicodedata.normalize("NFKC", word) == word
        assert not INVISIBLE.search(word), word
        assert not set(word) & set(FOREIGN_LETTERS), word


def row(**changed: str) -> str:
    cells = {
        "key": "north_guard", "kind": "rebel_group", "country": "sy", "name_en": "North Guard",
        "name_ar": "حرس الشمال", "aliases": "الحرس", "side": "", "loaded": "", "parent": "",
    }  # fmt: skip
    return "\t".join((cells | changed).values())


def test_a_row_becomes_an_actor() -> None:
    text = "\n".join([HEADER, row(aliases="الحرس|عصابة الحرس", loaded="عصابة الحرس")])
    actor = parse_actors(text, "x.tsv")["north_guard"]
    assert actor.names == ("حرس الشمال", "الحرس", "عصابة الحرس")
    assert actor.loaded == {"عصابة الحرس"}
    assert actor.parent is None


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(kind="army")], r"x\.tsv:2: unknown kind"),
        ([row(), row()], r"x\.tsv:3: north_guard is given twice"),
        ([row(parent="nobody")], r"x\.tsv:2: unknown parent"),
        ([row(loaded="عصابة")], r"x\.tsv:2: loaded names"),
        ([row(name_ar="")], r"x\.tsv:2: north_guard lacks"),
        ([row() + "\tmore"], r"x\.tsv:2: expected 9 cells"),
    ],
)
def test_a_broken_row_is_named(rows: list[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_actors("\n".join([HEADER, *rows]), "x.tsv")


def test_other_broken_tables_are_named() -> None:
    with pytest.raises(DataError, match=r"x\.tsv:1: expected the columns"):
        parse_actors("key\tkind", "x.tsv")
    head = "key\tterm\tcategory\tneutral_ar\tneutral_en\tused_by"
    with pytest.raises(DataError, match=r"x\.tsv:2: unknown category"):
        list(parse_loaded_terms(f"{head}\na\tوغد\trude\tرجل\tman\tall", "x.tsv"))
    with pytest.raises(DataError, match=r"x\.tsv:3: شمالي belongs to north"):
        parse_nationalities("key\tadjectives\nnorth\tشمالي\nsouth\tشمالي", "x.tsv")
