"""One report read: the steps in their order."""

from __future__ import annotations

import hashlib
from datetime import date

from riwaya.arabic.dates import dateline_date, find_said, publication_weekday, resolve_all
from riwaya.model import Reading, Report
from riwaya.reading.actors import find_actors
from riwaya.reading.aliases import with_explained
from riwaya.reading.assemble import Findings, assemble
from riwaya.reading.attribution import attribute, explained_terms
from riwaya.reading.casualties import cumulative_sentences, find_figures, make_context
from riwaya.reading.casualties.corrected import with_corrected
from riwaya.reading.casualties.denials import with_denials
from riwaya.reading.casualties.parties import with_parties
from riwaya.reading.casualties.retold import without_repeats
from riwaya.reading.document import TIME, Document
from riwaya.reading.events.assign import assign
from riwaya.reading.events.find import find_events
from riwaya.reading.people import find_people, with_counts
from riwaya.reading.places.find import find_places
from riwaya.reading.places.namesakes import without_people
from riwaya.reading.segments import make_document
from riwaya.reading.statements import find_statements
from riwaya.reading.vocabulary import reading_lexicon


def read(
    text: str,
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    *,
    report_id: str | None = None,
    published_basis: str | None = None,
) -> Reading:
    """Read one report and return everything claimed in it, with the words that claim it.

    `text`: the report as received; any string is accepted, and all offsets in the result count
    its code points. `published`: the day of publication, against which relative dates resolve;
    without it the report's own stamp serves when it has one. `outlet`: the name of the publisher.
    `report_id`: kept if given, else derived from the text. Pure: same arguments, same result.
    Raises only errors of `riwaya.errors`.
    """
    doc = make_document(text, reading_lexicon(), published, outlet)
    return read_document(
        doc, url=url, title=title, report_id=report_id, published_basis=published_basis
    )


def read_document(
    doc: Document,
    *,
    url: str | None = None,
    title: str | None = None,
    report_id: str | None = None,
    published_basis: str | None = None,
) -> Reading:
    """As `read`, for a report that is already cut into sentences."""
    text, published = doc.text, doc.published
    basis = (published_basis or "given") if published else None
    said = find_said(doc.tokens, doc.begun[TIME])
    times = resolve_all(said, published)
    if published is None:
        stamp = dateline_date(text, doc.tokens, times=times)
        if stamp is not None:
            published, basis = stamp.day, "dateline"
            times = resolve_all(said, published)
    named = find_actors(doc)
    places = find_places(doc, named)
    attribution = attribute(doc)
    actors, aliases = with_explained(doc, named, explained_terms(doc), attribution)
    context = make_context(
        doc,
        actors,
        [(t.first, t.last) for t in times],
        [(s.first, s.last) for s in attribution.sources],
    )
    figures = find_figures(context, cumulative_sentences(context, times))
    figures = with_parties(context, with_corrected(context, figures))
    people = find_people(context, figures)
    places = without_people(places, people)
    figures = with_counts(doc, figures, people)
    figures = with_denials(doc, figures, attribution)
    events = find_events(doc, actors, places, times, figures, attribution.denied())
    event_of = assign(doc, figures, events, places)
    figures, event_of = without_repeats(doc, figures, event_of, attribution)
    statements = find_statements(doc, attribution, actors, figures, events, event_of)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    report = Report(
        id=report_id or f"r-{digest[:16]}",
        sha256=digest,
        text=text,
        title=title,
        url=url,
        published=published,
        published_basis=basis,
        published_weekday=publication_weekday(times),
    )
    findings = Findings(
        doc, times, actors, places, attribution, context, figures, events, event_of, people,
        statements, aliases,
    )  # fmt: skip
    return assemble(report, doc.outlet, findings)
