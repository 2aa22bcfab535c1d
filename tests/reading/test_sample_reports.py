"""The bundled samples are read as a person would read them."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from riwaya import read
from riwaya.model import Claim, Reading


@pytest.fixture(scope="module")
def clash() -> Reading:
    text = (files("riwaya") / "samples" / "clash.txt").read_text(encoding="utf-8")
    return read(text, published=date(2024, 3, 12))


def _toll(reading: Reading, status: str, low: int, person_class: str) -> Claim:
    (found,) = (
        claim
        for claim in reading.claims
        if (casualty := claim.casualty) is not None
        and (casualty.status, casualty.low) == (status, low)
        and (casualty.person_class, casualty.part_of) == (person_class, None)
    )
    return found


def _source(reading: Reading, claim: Claim) -> str:
    return next(source.name for source in reading.sources if source.id == claim.source)


def test_the_total_has_its_parts(clash: Reading) -> None:
    total = _toll(clash, "killed", 9, "civilian")
    parts = [c.casualty for c in clash.claims if c.casualty and c.casualty.part_of == total.id]
    assert [(part.group, part.low, part.high) for part in parts] == [
        ("children", 3, 3),
        ("women", 2, 2),
    ]
    assert _source(clash, total) == "مصادر محلية"


def test_two_accounts_stand_against_each_other(clash: Reading) -> None:
    local, network = (_toll(clash, "killed", number, "civilian") for number in (9, 6))
    relations = {(r.kind, r.about, r.source_claim, r.target_claim) for r in clash.relations}
    assert ("contradicts", "count", network.id, local.id) in relations
    assert ("contradicts", "cause") in {(kind, about) for kind, about, _, _ in relations}


def test_the_network_takes_its_first_account_back(clash: Reading) -> None:
    first = _toll(clash, "killed", 10, "armed")
    assert _source(clash, first) == _source(clash, _toll(clash, "killed", 6, "civilian"))
    assert any(r.kind == "retracts" and r.target_claim == first.id for r in clash.relations)


def test_side_and_names_are_told(clash: Reading) -> None:
    network = next(source for source in clash.sources if "شبكة" in source.name)
    assert (network.alignment or "").startswith("loyal to")
    assert [person.name for person in clash.people] == [
        "سالم ياسين الدرباسي",
        "رنا فواز الطحان",
        "كريم سالم الدرباسي",
    ]
