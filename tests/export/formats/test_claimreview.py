"""ClaimReview: what people have judged and nothing else, by the rules that schema.org states."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from riwaya.errors import UsageError
from riwaya.export.formats import claimreview
from riwaya.export.formats.format import Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses

Write = Callable[..., tuple[dict[str, bytes], Losses]]
# What https://schema.org/ClaimReview, /Claim and /Rating have, and what readers of it ask for.
REQUIRED = {
    "ClaimReview": {"author", "claimReviewed", "datePublished", "itemReviewed", "reviewRating"},
    "Claim": {"appearance"},
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName", "ratingExplanation"},
    "Organization": {"name"},
    "Person": {"name"},
    "NewsArticle": {"publisher"},
    "Event": {"identifier"},
}
KNOWN = {
    "ClaimReview": REQUIRED["ClaimReview"] | {"inLanguage", "url"},
    "Claim": {"appearance", "author", "datePublished", "text", "inLanguage", "about"},
    "Rating": REQUIRED["Rating"],
    "Organization": {"name", "alternateName", "url"},
    "Person": {"name", "alternateName"},
    "NewsArticle": {"identifier", "url", "headline", "publisher"},
    "Event": {"identifier"},
}
RANGES = {
    "author": {"Organization", "Person"},
    "publisher": {"Organization"},
    "itemReviewed": {"Claim"},
    "reviewRating": {"Rating"},
    "appearance": {"NewsArticle"},
    "about": {"Event"},
}


def check(thing: dict[str, Any]) -> None:
    """Asserts that an object has what its type asks for, of the right kinds."""
    kind = thing["@type"]
    names = {name for name in thing if not name.startswith("@")}
    assert REQUIRED[kind] <= names <= KNOWN[kind]
    for name in names:
        found = thing[name]
        if name in RANGES:
            assert found["@type"] in RANGES[name]
            check(found)
        elif name.startswith("date"):
            assert date.fromisoformat(found).isoformat() == found
        elif name == "url":
            assert urlsplit(found).scheme in ("http", "https")
            assert urlsplit(found).netloc
        elif name.endswith(("Value", "Rating")):
            assert thing["worstRating"] <= found <= thing["bestRating"]
        else:
            assert isinstance(found, str)
            assert found.strip()


def reviews(files: dict[str, bytes]) -> dict[str, Any]:
    """The reviews by the report and claim that they are of."""
    document = json.loads(files[""])
    assert document["@context"] == "https://schema.org"
    return {one["@id"].split(":", 4)[4].replace("%3A", ":"): one for one in document["@graph"]}


def test_every_review_keeps_the_rules_of_schema_org(write: Write) -> None:
    found = reviews(write("claimreview")[0])
    assert len(found) == 5
    for review in found.values():
        check(review)
        assert review["author"]["name"] == "Harbour Verification Desk"
        assert review["reviewRating"]["ratingExplanation"] == claimreview.SCALE


def test_verdicts_are_those_of_the_reviewers(write: Write) -> None:
    found = reviews(write("claimreview")[0])
    accepted, rejected = found["difaf-1:c1"], found["difaf-1:c4"]
    edited = found["radio-1:c1"]
    assert accepted["reviewRating"]["ratingValue"] == 5
    assert accepted["datePublished"] == "2024-03-20"
    item = accepted["itemReviewed"]
    assert item["appearance"]["url"] == "https://difaf.example/difaf-1"
    assert item["author"] == {
        "@type": "Organization", "name": "medical sources", "alternateName": "مصادر طبية",
    }  # fmt: skip
    assert item["text"] == "9 مدنيين بينهم 3 أطفال قتلوا"
    assert rejected["reviewRating"]["ratingValue"] == 1
    assert "author" not in rejected["itemReviewed"]
    assert "12 to 14 civilians" in edited["claimReviewed"]
    assert "corrected" in edited["reviewRating"]["alternateName"]


def test_what_the_machine_alone_says_is_not_there_and_is_counted(write: Write) -> None:
    files, losses = write("claimreview")
    text = files[""].decode()
    for word in (
        "difaf-1%3Ac2",
        "difaf-1%3Ac3",
        "copy-1",
        "radio-1%3Ac2",
        "clash-1%3Ac2",
        "15 civ",
    ):
        assert word not in text
    account = json.loads(losses.to_json("claimreview", "range"))
    lost = {name: kinds["no_verdict"] for name, kinds in account["by_incident"].items()}
    assert lost == {f"i-{1:016x}": 7, f"i-{2:016x}": 1, f"i-{3:016x}": 1}


def test_without_verdicts_there_is_no_review(
    write: Write, tolds: Callable[..., list[Told]]
) -> None:
    files, losses = write("claimreview", found=tolds())
    assert reviews(files) == {}
    assert losses.written == 0
    assert len(json.loads(losses.to_json("claimreview", "range"))["left_out"]) == 3


def test_a_review_of_words_that_are_read_otherwise_now_is_none(
    write: Write, tolds: Callable[..., list[Told]]
) -> None:
    told = tolds(reviewed=True)[1]
    claim = told.accounts["clash-1"].reading.claims[0]
    object.__setattr__(claim.casualty, "low", 3)
    assert reviews(write("claimreview", found=[told])[0]) == {}


def test_a_publisher_is_asked_for(tolds: Callable[..., list[Told]]) -> None:
    with pytest.raises(UsageError, match="--organisation"):
        list(claimreview.pieces(tolds(), Setting("range", 0), Losses(frozenset())))
