"""The words that carry each claim as W3C Web Annotations, with quote and position selectors."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from riwaya.errors import CaseDamaged
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told, web_address
from riwaya.export.index import Index
from riwaya.export.losses import Losses
from riwaya.export.sentences import claim_sentence
from riwaya.incidents.claims import ToldClaim
from riwaya.model import Report, Span
from riwaya.model.serialise import dumps

_AROUND = 32


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """One annotation a line, in the order of the claims; offsets count code points.

    Raises CaseDamaged where a quotation is not what stands at its place in the report.
    """
    for told in tolds:
        losses.seen(told)
        written: set[str] = set()
        for annotation in annotations_of(told):
            if annotation["id"] not in written:
                written.add(annotation["id"])
                yield f"{dumps(annotation)}\n".encode()


def annotations_of(told: Told) -> Iterator[dict[str, Any]]:
    """An annotation for each stretch of text that carries a claim of the incident."""
    indexes = {
        report: Index.of(account.reading) for report, account in told.telling.accounts.items()
    }
    for claim in told.telling.claims:
        index = indexes[claim.report]
        report = index.reading.report
        for span in claim.claim.evidence:
            yield _annotation(told, claim, index, report, span)


def _annotation(
    told: Told, claim: ToldClaim, index: Index, report: Report, span: Span
) -> dict[str, Any]:
    text = report.text
    if text[span.start : span.end] != span.text or span.start > span.end:
        raise CaseDamaged(
            f"report {report.id}: claim {claim.claim.id} quotes other words than stand at "
            f"{span.start} to {span.end}; read the report again with `riwaya reread`"
        )
    name = f"{told.id}\x1f{claim.key}\x1f{span.start}\x1f{span.end}"
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:riwaya:annotation:{digest}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": "en",
                "value": claim_sentence(index, claim.claim),
            },
            {"id": f"urn:riwaya:incident:{told.id}", "purpose": "linking"},
            {"id": f"urn:riwaya:claim:{quote(claim.key)}", "purpose": "linking"},
        ],
        "target": {
            "source": web_address(report) or f"urn:riwaya:report:{quote(report.id)}",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }


FORMAT = Format(
    "webannotation",
    "W3C Web Annotations of the words that carry each claim, one a line",
    "range",
    frozenset(
        {
            "claims",
            "words",
            "parts",
            "withdrawn",
            "other_harm",
            "open",
            "ranges",
            "roles",
            "parties",
            "denials",
            "reports",
        }
    ),
    pieces=pieces,
    redacts=False,
)
