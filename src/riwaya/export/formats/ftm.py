"""Incidents as FollowTheMoney entities, one a line: for Aleph and its kin.

An Event with the reports as Articles, parties as organisations, the named as Persons, and a
Documentation for each report beyond the first. It has no room for figures or spans: those are in
the JSON Lines and the web annotations, joined by the incident's id in `recordId`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.export.dossier_redaction import NONE
from riwaya.export.dossier_words import headline
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.notes import notes
from riwaya.export.formats.sides import Party
from riwaya.export.formats.told import Told, web_address
from riwaya.export.losses import Losses
from riwaya.export.safe import one_line
from riwaya.model.incident import Account, Victim
from riwaya.model.serialise import dumps

Entity = dict[str, Any]

SHARED = frozenset({"Article", "Organization", "PublicBody"})
"""What several incidents can have in common; all else is of one."""


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """Entities in the order of the incidents; one that several share stands where it is first."""
    written: set[str] = set()
    for told in tolds:
        losses.seen(told)
        here: set[str] = set()
        for entity in entities(told):
            known = written if entity["schema"] in SHARED else here
            if entity["id"] not in known:
                known.add(entity["id"])
                yield f"{dumps(entity)}\n".encode()


def entities(told: Told) -> Iterator[Entity]:
    """The entities of one incident, those pointed to before those that point."""
    articles = {
        report: _article(told, report, account) for report, account in told.telling.accounts.items()
    }
    yield from articles.values()
    parties = [_party(told, party) for party in (*told.sides.doers, *told.sides.others)]
    yield from parties
    people = [] if told.redaction.victims else list(told.incident.people)
    persons = [_person(told, victim, articles) for victim in people]
    yield from persons
    event = _event(told, [*articles.values()], [*parties, *persons])
    yield event
    for report, article in list(articles.items())[1:]:
        yield _entity(
            _id("documentation", told.id, report),
            "Documentation",
            document=[article["id"]],
            entity=[event["id"]],
            role=["tells of it"],
        )


def _event(told: Told, articles: list[Entity], involved: list[Entity]) -> Entity:
    incident, where = told.incident, told.incident.place
    date = incident.date
    country = told.whereabouts.country
    return _entity(
        event_id(told),
        "Event",
        name=[_plain_headline(told)],
        startDate=[date.start.isoformat()] if date else [],
        endDate=[date.end.isoformat()] if date else [],
        location=[told.whereabouts.description, where.name if where else ""],
        country=[country.alpha2.lower()] if country else [],
        involved=[entity["id"] for entity in involved],
        proof=[entity["id"] for entity in articles[:1]],
        sourceUrl=list(told.urls),
        summary=[notes(told)],
        keywords=[incident.type, incident.grade],
        recordId=[incident.id],
    )


def _plain_headline(told: Told) -> str:
    return "".join(sign for sign in headline(told.incident) if sign not in "\u2068\u2069")


def _article(told: Told, report: str, account: Account) -> Entity:
    reading = account.reading
    outlet = told.outlet(report)
    record = reading.report
    hidden = told.redaction != NONE
    return _entity(
        article_id(told, report),
        "Article",
        title=[record.title or f"{outlet}, {record.published or 'undated'}"],
        sourceUrl=[web_address(record)],
        publishedAt=[record.published.isoformat()] if record.published else [],
        publisher=[outlet],
        language=[{"ar": "ara", "en": "eng"}.get(record.language, "")],
        contentHash=[]
        if hidden
        else [hashlib.sha1(record.text.encode("utf-8", "replace")).hexdigest()],
    )


def _party(told: Told, party: Party) -> Entity:
    schema = "PublicBody" if party.is_state else "Organization"
    return _entity(
        party_id(party),
        schema,
        name=[party.name],
        country=[party.country.lower()],
        keywords=[party.kind],
    )


def _person(told: Told, victim: Victim, articles: dict[str, Entity]) -> Entity:
    date = told.incident.date
    dead = victim.status == "killed" and date is not None and date.start == date.end
    reports = dict.fromkeys(mention.rpartition(":")[0] for mention in victim.mentions)
    return _entity(
        person_id(told, victim),
        "Person",
        name=[victim.name],
        alias=[name for name in (*victim.names, victim.name_en) if name != victim.name],
        position=[victim.role or ""],
        deathDate=[date.start.isoformat()] if dead and date else [],
        status=[victim.status],
        proof=[articles[report]["id"] for report in reports if report in articles],
    )


def _entity(identifier: str, schema: str, **properties: list[str]) -> Entity:
    cleaned = {
        name: list(dict.fromkeys(text for value in values if (text := one_line(value))))
        for name, values in properties.items()
    }
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in cleaned.items() if values},
    }


def event_id(told: Told) -> str:
    """The id of an incident's Event."""
    return f"riwaya-{told.id}"


def article_id(told: Told, report: str) -> str:
    """The id of a report's Article."""
    # Ids of reports without names count from one in every incident.
    return _id("article", told.id if told.redaction != NONE else "", report)


def party_id(party: Party) -> str:
    """The id of a party's organisation."""
    return _id("party", party.key)


def person_id(told: Told, victim: Victim) -> str:
    """The id of a named person."""
    return _id("person", told.id, victim.id, victim.name)


def _id(*parts: str) -> str:
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"riwaya-{parts[0]}-{digest[:24]}"


HOLDS = frozenset({"people", "reports", "days", "undated", "grade", "placeless"})
"""What entities keep of an incident."""

FORMAT = Format(
    "ftm",
    "FollowTheMoney entities, one a line",
    "range",
    HOLDS,
    pieces=pieces,
)
