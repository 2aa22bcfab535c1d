"""One invented report that holds every difficulty the reader was built for.

Sources within sources, a source named again by a pronoun, two accounts of one incident, a toll
without a number, an explained alias, named dead with their rank, a retraction, partisan words.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from riwaya import read
from riwaya.model import Claim, Reading, Source

_FILE = Path(__file__).parents[1] / "cases" / "ar" / "founding_style.txt"


@cache
def reading() -> Reading:
    return read(_FILE.read_text(encoding="utf-8"))


def source(words: str) -> Source:
    """The source one of whose mentions holds these words."""
    return next(s for s in reading().sources if any(words in m.text for m in s.mentions))


def claim_at(words: str, kind: str = "casualty") -> Claim:
    """The claim of this kind whose evidence holds these words."""
    return next(
        c
        for c in reading().claims
        if c.kind == kind and any(words in span.text for span in c.evidence)
    )


def known(identifiers: tuple[str, ...]) -> set[str | None]:
    """Keys in the actor list of the actors with these ids."""
    return {a.known_as for a in reading().actors if a.id in identifiers}


def test_outlet_and_weekday() -> None:
    report = reading().report
    outlet = next(s for s in reading().sources if s.id == report.outlet)
    assert outlet.known_as == "enab_baladi"
    assert report.published is None
    assert report.published_weekday == "thursday"


def test_clash_with_its_sides_days_and_unknown_cause() -> None:
    clash = next(e for e in reading().events if e.type == "armed_clash")
    assert "shabiha" in known(clash.perpetrators)
    assert "iran_backed_militias" in known(clash.opponents)
    assert clash.date is not None and clash.date.weekday == "wednesday"
    place = next(p for p in reading().places if p.id == clash.place)
    assert "القصور" in place.name
    renewed = next(e for e in reading().events if e.date and e.date.weekday == "thursday")
    assert "iran_backed_militias" in known(renewed.perpetrators)
    unknown = claim_at("لم تعرف أسبابه", "other")
    assert unknown.about == ("unknown", "cause")
    assert unknown.source is None


def test_toll_of_the_same_local_source_with_its_cause() -> None:
    toll = claim_at("17")
    assert toll.casualty is not None
    assert (toll.casualty.low, toll.casualty.high) == (17, 17)
    assert toll.casualty.person_class == "civilian"
    assert toll.source == source("مصادر محلية").id
    parts = {
        c.casualty.group
        for c in reading().claims
        if c.casualty is not None and c.casualty.part_of == toll.id
    }
    assert parts == {"women", "children"}
    cause = claim_at("بنيران المتقاتلين", "cause")
    assert "mutual" in cause.about and cause.source == toll.source


def test_dead_without_a_number() -> None:
    dead = claim_at(["قتلى", "من", "عناصر", "الجانبين"][0])
    assert dead.casualty is not None and dead.casualty.high is None
    unknown = claim_at("لم يعرف عددهم", "other")
    assert unknown.about == ("unknown", "number")
    assert unknown.source == source("مصادر عنب بلدي").id


def test_toll_of_the_network() -> None:
    toll = claim_at("9 مدنيين")
    assert toll.casualty is not None and toll.casualty.low == toll.casualty.high == 9
    assert toll.source == source("شبكة").id
    assert claim_at("9 مدنيين قضوا بالقصف", "cause").about[0] == "shelling"


def test_two_accounts_of_the_cause() -> None:
    blaming, mutual = claim_at("مصدره", "cause"), claim_at("المتبادل", "cause")
    assert blaming.about[0] == mutual.about[0] == "shelling"
    assert known(blaming.about) == {"sdf"}
    assert "mutual" in mutual.about
    assert blaming.source == source("وسائل إعلام النظام").id
    assert mutual.source == source("مصادر عنب بلدي").id


def test_activists_on_the_struggle_and_the_weapons() -> None:
    struggle = claim_at("الصراع", "cause")
    assert struggle.about[0] == "struggle"
    assert struggle.source == source("ناشطون").id
    weapons = claim_at("لاستخدام الأسلحة الثقيلة", "other")
    assert weapons.about[0] == "weapons" and "missile" in weapons.about


def test_the_day_before_with_an_explained_alias() -> None:
    toll = claim_at("مقتل 4")
    assert toll.casualty is not None
    assert (toll.casualty.low, toll.casualty.person_class) == (4, "armed")
    assert toll.source == source("شبكة").id
    event = next(e for e in reading().events if e.id == toll.event)
    assert event.background and event.type == "bombing"
    cause = claim_at("عبوة ناسفة", "cause")
    assert (cause.about[:2], cause.stance) == (("bombing", "ied"), "alleges")
    assert known(cause.about) == {"sdf"}
    alias = next(a for a in reading().actors if a.name == "المخربين")
    assert alias.known_as == "sdf" and alias.kind != "unidentified"
    assert [term.term for term in alias.loaded] == ["المخربين"]


def test_the_dead_by_name() -> None:
    names = [person.name for person in reading().people]
    assert names == ["سامر العلي", "نادر العبود", "وائل الصالح", "هيثم الدرويش"]
    assert {person.claim for person in reading().people} == {claim_at("مقتل 4").id}


def test_retraction() -> None:
    taken_back = claim_at("مقتل أطفال ونساء")
    anew = claim_at("القتلى هم من", "identity")
    assert taken_back.source == anew.source == source("شبكة").id
    retracts = [r for r in reading().relations if r.kind == "retracts"]
    assert [(r.about, r.source_claim, r.target_claim) for r in retracts] == [
        ("class", anew.id, taken_back.id)
    ]


@pytest.mark.parametrize(
    ("about", "later", "earlier"),
    [
        ("count", ("9 مدنيين", "casualty"), ("17", "casualty")),
        ("cause", ("المتبادل", "cause"), ("مصدره", "cause")),
        ("class", ("القتلى هم من", "identity"), ("مقتل أطفال ونساء", "casualty")),
    ],
)
def test_contradictions(about: str, later: tuple[str, str], earlier: tuple[str, str]) -> None:
    found = [
        (r.source_claim, r.target_claim)
        for r in reading().relations
        if r.kind == "contradicts" and r.about == about
    ]
    assert (claim_at(*later).id, claim_at(*earlier).id) in found
    assert len(found) == (2 if about == "cause" else 1)


def test_partisan_words_with_neutral_ones() -> None:
    terms = {t.term: t.neutral for a in reading().actors for t in a.loaded}
    assert {"شبيحة النظام", "مرتزقة", "ميليشيا أسد", "سيئة السمعة", "المخربين"} <= set(terms)
    assert all(terms.values())


def test_sources_apart_and_allegiance_stated() -> None:
    local, network = source("مصادر محلية"), source("شبكة")
    assert claim_at("17").chain == (reading().report.outlet, local.id)
    assert claim_at("9 مدنيين").chain == (reading().report.outlet, network.id)
    assert network.alignment == "pro-government (stated by the report)"
