"""The values that a row has for the fields of codebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from riwaya.arabic.latin import romanise
from riwaya.export.dossier_redaction import NONE
from riwaya.export.formats.codebook.incident_values import INCIDENT_VALUES, Found, Getter
from riwaya.export.formats.codebook.rows import Row, Value
from riwaya.export.formats.told import web_address
from riwaya.incidents.claims import ToldClaim
from riwaya.model import Casualty, Source
from riwaya.model.incident import ClaimState, Victim
from riwaya.model.review import is_about


def values_of(row: Row, field: str) -> tuple[Value, ...]:
    """All values of a field in a row, each once, in their order; none where nothing is told."""
    found = _VALUES[field](row)
    each = found if isinstance(found, Iterable) and not isinstance(found, str) else (found,)
    return tuple(dict.fromkeys(value for value in each if value is not None and value != ""))


def _figure(take: Callable[[ToldClaim, Casualty, Row], Found]) -> Getter:
    def got(row: Row) -> Found:
        claim = row.figure
        return take(claim, claim.casualty, row) if claim and claim.casualty else None

    return got


def _person(take: Callable[[Victim], Found]) -> Getter:
    return lambda row: take(row.person) if row.person else None


def _named(source: Source) -> str:
    return source.name_en or romanise(source.name)


def _source(take: Callable[[Source], Value | None]) -> Getter:
    return _figure(lambda claim, _, row: take(claim.source) if claim.source else None)


def _chain(claim: ToldClaim, row: Row) -> list[Value]:
    sources = {source.id: source for source in row.account.reading.sources}
    return [_named(sources[one]) for one in claim.claim.chain if one in sources]


def _state(claim: ToldClaim, row: Row) -> ClaimState | None:
    return next((one for one in row.told.incident.states if one.claim == claim.key), None)


def _review(claim: ToldClaim, row: Row) -> str | None:
    """What reviewers said; with names withheld the ids of claims are others and nothing is told."""
    if row.told.redaction != NONE:
        return None
    review = row.told.reviews.get(claim.key)
    original = row.told.original[2][claim.report].reading.claims
    about = next((one for one in original if one.id == claim.claim.id), None)
    return review.kind if review and about and is_about(review, about) else None


def _outlet(row: Row) -> str | None:
    reading = row.account.reading
    return next((one.name for one in reading.sources if one.id == reading.report.outlet), None)


def _copy_of(row: Row) -> str | None:
    origin = row.account.text_origin
    return origin if origin != row.report else None


_VALUES: Mapping[str, Getter] = {
    **INCIDENT_VALUES,
    "report.id": lambda row: row.report,
    "report.title": lambda row: row.account.reading.report.title,
    "report.outlet": lambda row: row.told.outlet(row.report),
    "report.outlet.name": _outlet,
    "report.url": lambda row: web_address(row.account.reading.report),
    "report.published": lambda row: row.account.reading.report.published,
    "report.language": lambda row: row.account.reading.report.language,
    "report.copy_of": _copy_of,
    "figure.id": _figure(lambda claim, _, row: claim.key),
    "figure.status": _figure(lambda _, figure, row: figure.status),
    "figure.low": _figure(lambda _, figure, row: figure.low),
    "figure.high": _figure(lambda _, figure, row: figure.high),
    "figure.approx": _figure(lambda _, figure, row: figure.approx),
    "figure.vague": _figure(lambda _, figure, row: figure.vague),
    "figure.class": _figure(lambda _, figure, row: figure.person_class),
    "figure.group": _figure(lambda _, figure, row: figure.group),
    "figure.party": _figure(lambda _, figure, row: figure.party),
    "figure.part_of": _figure(
        lambda claim, figure, row: claim.sibling(figure.part_of) if figure.part_of else None
    ),
    "figure.scope": _figure(lambda _, figure, row: figure.scope),
    "figure.polarity": _figure(lambda _, figure, row: figure.polarity),
    "figure.stance": _figure(lambda claim, _, row: claim.claim.stance),
    "figure.certainty": _figure(lambda claim, _, row: claim.claim.certainty),
    "figure.state": _figure(lambda claim, _, row: s.state if (s := _state(claim, row)) else None),
    "figure.state.why": _figure(
        lambda claim, _, row: s.reason if (s := _state(claim, row)) else None
    ),
    "figure.source": _source(_named),
    "figure.source.name": _source(lambda source: source.name),
    "figure.source.kind": _source(lambda source: source.kind),
    "figure.source.alignment": _source(lambda source: source.alignment),
    "figure.chain": _figure(lambda claim, _, row: _chain(claim, row)),
    "figure.words": _figure(lambda claim, _, row: [span.text for span in claim.claim.evidence]),
    "figure.review": _figure(lambda claim, _, row: _review(claim, row)),
    "person.id": _person(lambda victim: victim.id),
    "person.name": _person(lambda victim: victim.name),
    "person.name_en": _person(lambda victim: victim.name_en),
    "person.names": _person(lambda victim: victim.names),
    "person.status": _person(lambda victim: victim.status),
    "person.role": _person(lambda victim: victim.role),
    "person.age": _person(lambda victim: victim.age),
    "person.reports": _person(
        lambda victim: [mention.rpartition(":")[0] for mention in victim.mentions]
    ),
}
