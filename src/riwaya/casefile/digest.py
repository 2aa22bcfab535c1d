"""Everything that is worked out of a report before it is kept: a pure function of its intake."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from datetime import date

from riwaya.casefile.sketches import Sketch, sketch
from riwaya.errors import RiwayaError
from riwaya.model.intake import Intake
from riwaya.model.serialise import dumps
from riwaya.reading.document import READ_ZONES, Document
from riwaya.reading.read import read_document
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon


@dataclass(frozen=True, slots=True)
class Digest:
    """What a report holds. `reading`: `riwaya.reading/1`, compressed, or None with a `failure`.

    `report`: the id that the reading bears, which is that of the report in its case.
    `published`, `published_basis`: as in the reading, so also from a dateline. `body`: the text
    without page furniture and comments, for the word index.
    """

    report: str
    reading: bytes | None
    failure: str | None
    published: str | None
    published_basis: str | None
    body: str
    sketch: Sketch


def digest(intake: Intake, report_id: str) -> Digest:
    """Read a report and sketch its text. A defect of the reader costs its reading, no more."""
    reading, failure = None, None
    published, basis = intake.published, intake.published_basis
    doc = make_document(intake.text, reading_lexicon(), intake.published, intake.outlet)
    try:
        found = read_document(
            doc,
            url=intake.url,
            title=intake.title,
            report_id=report_id,
            published_basis=intake.published_basis,
        )
        published, basis = found.report.published, found.report.published_basis
        reading = packed(found.to_json())
    except RiwayaError as error:
        failure = str(error)
    except Exception as error:
        failure = f"the reader failed ({type(error).__name__}: {error}); please report this"
    return _digest(doc, report_id, reading, failure, published, basis)


def digest_of_reading(
    intake: Intake, report_id: str, reading: str | None, failure: str | None
) -> Digest:
    """What `digest` gives, of a report that was read already.

    `reading`: the JSON of it, which bears `report_id`, or None with a `failure`.
    """
    doc = make_document(intake.text, reading_lexicon(), intake.published, intake.outlet)
    if reading is None:
        published, basis = intake.published, intake.published_basis
        return _digest(doc, report_id, None, failure, published, basis)
    report = json.loads(reading)["report"]
    day = date.fromisoformat(report["published"]) if report["published"] else None
    return _digest(doc, report_id, packed(reading), None, day, report["published_basis"])


def renamed(made: Digest, report_id: str) -> Digest:
    """The digest of a report that turns out to bear another id in its case."""
    if made.report == report_id or made.reading is None:
        return made
    found = json.loads(unpacked(made.reading))
    found["report"]["id"] = report_id
    return replace(made, report=report_id, reading=packed(dumps(found)))


def _digest(
    doc: Document,
    report_id: str,
    reading: bytes | None,
    failure: str | None,
    published: date | None,
    basis: str | None,
) -> Digest:
    words = [doc.forms[index] for index in doc.read_tokens() if doc.forms[index].isalnum()]
    return Digest(
        report=report_id,
        reading=reading,
        failure=failure,
        published=published.isoformat() if published else None,
        published_basis=basis if published else None,
        body=_body(doc),
        sketch=sketch(words),
    )


def packed(text: str) -> bytes:
    """A JSON text as it is stored."""
    return zlib.compress(text.encode("utf-8"), 6)


def unpacked(data: bytes) -> str:
    """The JSON text that `packed` stored."""
    return zlib.decompress(data).decode("utf-8")


def body_of(text: str, outlet: str | None) -> str:
    """The text of a report without page furniture and comments, for the word index."""
    return _body(make_document(text, reading_lexicon(), None, outlet))


def _body(doc: Document) -> str:
    parts = [doc.text[z.start : z.end].strip() for z in doc.zones if z.kind in READ_ZONES]
    return "\n".join(part for part in parts if part) or doc.text
