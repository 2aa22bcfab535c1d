"""What people have judged, as schema.org ClaimReview in JSON-LD.

Only claims on which a reviewer has given a verdict are written: read rightly, read otherwise, or
not said. Rated is whether the report says it; whether it is true is not Riwaya's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from riwaya.errors import UsageError
from riwaya.export.formats.format import Format, Publisher, Setting
from riwaya.export.formats.told import Told, web_address
from riwaya.export.index import Index
from riwaya.export.losses import Losses
from riwaya.export.safe import ISOLATE, POP, one_line
from riwaya.export.sentences import claim_sentence
from riwaya.incidents.claims import ToldClaim, gather
from riwaya.model import Report, Source
from riwaya.model.decision import Decision
from riwaya.model.review import ACCEPT, EDIT, REJECT
from riwaya.model.serialise import dumps

Object = dict[str, Any]
WORST, BEST = 1, 5
SCALE = (
    f"Rated is whether the named report says this, from {WORST} (it does not) to {BEST} (it does). "
    "It is not rated whether it is true."
)
"""What the numbers mean; it stands in every rating."""

_VERDICTS = {
    ACCEPT: (BEST, "The report says this"),
    EDIT: (BEST, "The report says this, as a reviewer corrected it"),
    REJECT: (WORST, "The report does not say this"),
}
_PEOPLE = frozenset({"witness", "activist"})
_UNPLAIN = str.maketrans("", "", ISOLATE + POP)


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """One JSON-LD document, a review a line. Raises UsageError without a publisher."""
    if setting.publisher is None:
        raise UsageError("a ClaimReview names who publishes it; give --organisation NAME")
    yield b'{"@context":"https://schema.org","@graph":['
    before = "\n"
    for told in tolds:
        losses.seen(told)
        claims = _claims(told)
        judged = [(claim, claim.review) for claim in claims if claim.review is not None]
        judged = [(claim, review) for claim, review in judged if review.kind in _VERDICTS]
        if not judged:
            losses.left_out(told, "nobody has given a verdict on what reports say of it")
        elif len(judged) < len(claims):
            losses.coded(told, "no_verdict", len(claims) - len(judged))
        for claim, review in judged:
            yield f"{before}{dumps(_review(told, claim, review, setting.publisher))}".encode()
            before = ",\n"
    yield b"\n]}\n"


def _claims(told: Told) -> tuple[ToldClaim, ...]:
    """The claims with their reviews; edited ones as the reviewer reads them."""
    _, cluster, accounts = told.original
    return gather(cluster, accounts, told.reviews).claims


def _review(told: Told, claim: ToldClaim, review: Decision, publisher: Publisher) -> Object:
    value, verdict = _VERDICTS[review.kind]
    index = Index.of(told.original[2][claim.report].reading)
    return {
        "@type": "ClaimReview",
        "@id": f"urn:riwaya:review:{quote(review.id)}:{quote(claim.key)}",
        "datePublished": review.at.date().isoformat(),
        "inLanguage": "en",
        "author": _organisation(publisher),
        "claimReviewed": claim_sentence(index, claim.claim).translate(_UNPLAIN),
        "itemReviewed": _item(told, claim, review, index),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "worstRating": WORST,
            "bestRating": BEST,
            "alternateName": verdict,
            "ratingExplanation": SCALE,
        },
    }


def _organisation(publisher: Publisher) -> Object:
    made = {"@type": "Organization", "name": one_line(publisher.name)}
    return made | ({"url": publisher.url} if publisher.url else {})


def _item(told: Told, claim: ToldClaim, review: Decision, index: Index) -> Object:
    report = index.reading.report
    item: Object = {
        "@type": "Claim",
        "text": " … ".join(one_line(span.text) for span in claim.claim.evidence),
        "inLanguage": report.language,
        "appearance": _appearance(told, claim.report, report),
        "about": {"@type": "Event", "identifier": told.id},
    }
    # Whom the program credited with what the report does not say, said nothing.
    if claim.source is not None and review.kind != REJECT:
        item["author"] = _author(claim.source)
    if report.published is not None:
        item["datePublished"] = report.published.isoformat()
    return item


def _author(source: Source) -> Object:
    name, arabic = one_line(source.name_en), one_line(source.name)
    kind = "Person" if source.kind in _PEOPLE and source.named else "Organization"
    made = {"@type": kind, "name": name or arabic}
    return made | ({"alternateName": arabic} if name and arabic and name != arabic else {})


def _appearance(told: Told, identifier: str, report: Report) -> Object:
    made: Object = {"@type": "NewsArticle", "identifier": identifier}
    if url := web_address(report):
        made["url"] = url
    if report.title:
        made["headline"] = one_line(report.title)
    return made | {
        "publisher": {"@type": "Organization", "name": one_line(told.outlet(identifier))}
    }


FORMAT = Format(
    "claimreview",
    "schema.org ClaimReview (JSON-LD) of what reviewers have judged, and of nothing else",
    "range",
    frozenset(),
    pieces=pieces,
    redacts=False,
)
