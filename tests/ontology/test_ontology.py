"""The ontology names every value of the contract and crosses over to other schemes."""

from __future__ import annotations

import unicodedata

import pytest

from riwaya.knowledge.actors import ACTOR_KINDS
from riwaya.ontology import label, load_event_types, load_terms

CONTRACT = {
    "event_types": "armed_clash air_drone_strike shelling bombing suicide_bomb attack abduction"
    " arrest protest riot other",
    "statuses": "killed injured killed_or_injured missing abducted detained displaced",
    "classes": "civilian armed unknown",
    "groups": "children women men elderly journalists medics",
    "stances": "asserts alleges denies retracts confirms hearsay",
    "claim_kinds": "casualty responsibility cause occurrence identity other",
    "occurrences": "asserted denied disputed",
    "scopes": "event cumulative",
    "polarities": "asserted denied none_reported",
    "source_kinds": "outlet news_agency state_media monitor activist_network activist official"
    " military armed_group medical civil_defence witness local social_media ngo international"
    " anonymous other",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_value_of_the_contract_has_labels_and_no_other_has(name: str) -> None:
    values = load_terms()[name]
    assert set(values) == set(CONTRACT[name].split())
    for labels in values.values():
        assert labels["en"].isascii()
        assert all("ARABIC" in unicodedata.name(c) for c in labels["ar"] if c.isalpha())


def test_every_kind_of_actor_has_a_label() -> None:
    assert set(load_terms()["actor_kinds"]) >= ACTOR_KINDS


def test_label_follows_the_language() -> None:
    assert label("source_kinds", "medical") == "medical source"
    assert label("event_types", "shelling", "ar").startswith("قصف")


def test_unknown_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("statuses", "alive")


def test_crosswalks() -> None:
    types = load_event_types()
    assert types["air_drone_strike"].acled[0].sub_event == "Air/drone strike"
    assert types["suicide_bomb"].cameo == "1831"
    assert types["arrest"].plover[0] == "COERCE"
    assert not types["protest"].ucdp_counted
    explosions = {k for k, t in types.items() if t.acled[0].event == "Explosions/Remote violence"}
    assert explosions == {"air_drone_strike", "shelling", "bombing", "suicide_bomb"}
