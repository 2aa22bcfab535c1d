"""Records as the plain objects of the JSON contract `riwaya.reading/1`."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from riwaya.model.claim import Casualty, Claim, Person, Relation
from riwaya.model.event import Actor, DateRange, Event, Place
from riwaya.model.report import Report
from riwaya.model.source import Source
from riwaya.model.span import Span

if TYPE_CHECKING:
    from riwaya.model.reading import Reading

SCHEMA = "riwaya.reading/1"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """Compact JSON on one line, Arabic readable, safe to encode as UTF-8.

    Half a surrogate pair, which UTF-8 cannot hold, stays as a JSON escape.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def reading_object(reading: Reading) -> dict[str, Any]:
    """The whole reading, keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "report": _report(reading.report),
        "sources": [_source(s) for s in reading.sources],
        "actors": [_actor(a) for a in reading.actors],
        "places": [_place(p) for p in reading.places],
        "events": [_event(e) for e in reading.events],
        "claims": [_claim(c) for c in reading.claims],
        "people": [_person(p) for p in reading.people],
        "relations": [_relation(r) for r in reading.relations],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any] | None]:
    return [_span(s) for s in spans]


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "sha256": report.sha256,
        "language": report.language,
        "title": report.title,
        "url": report.url,
        "outlet": report.outlet,
        "text": report.text,
        "published": _iso(report.published),
        "published_basis": report.published_basis,
        "published_weekday": report.published_weekday,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "name_en": source.name_en,
        "kind": source.kind,
        "named": source.named,
        "alignment": source.alignment,
        "known_as": source.known_as,
        "mentions": _spans(source.mentions),
    }


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "name_en": actor.name_en,
        "known_as": actor.known_as,
        "kind": actor.kind,
        "loaded": [{"term": t.term, "neutral": t.neutral} for t in actor.loaded],
        "mentions": _spans(actor.mentions),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "name_en": place.name_en,
        "kind": place.kind,
        "within": list(place.within),
        "gazetteer": place.gazetteer,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "mentions": _spans(place.mentions),
    }


def _date(when: DateRange | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "start": _iso(when.start),
        "end": _iso(when.end),
        "text": when.text,
        "precision": when.precision,
        "basis": when.basis,
        "weekday": when.weekday,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "subtype": event.subtype,
        "occurrence": event.occurrence,
        "background": event.background,
        "place": event.place,
        "date": _date(event.date),
        "perpetrators": list(event.perpetrators),
        "opponents": list(event.opponents),
        "targets": list(event.targets),
        "weapons": [{"name": w.name, "kind": w.kind} for w in event.weapons],
        "source": event.source,
        "evidence": _spans(event.evidence),
    }


def _casualty(casualty: Casualty | None) -> dict[str, Any] | None:
    if casualty is None:
        return None
    return {
        "status": casualty.status,
        "low": casualty.low,
        "high": casualty.high,
        "approx": casualty.approx,
        "vague": casualty.vague,
        "class": casualty.person_class,
        "group": casualty.group,
        "party": casualty.party,
        "part_of": casualty.part_of,
        "scope": casualty.scope,
        "polarity": casualty.polarity,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "event": claim.event,
        "source": claim.source,
        "chain": list(claim.chain),
        "stance": claim.stance,
        "certainty": claim.certainty,
        "cue": _span(claim.cue),
        "casualty": _casualty(claim.casualty),
        "about": list(claim.about),
        "evidence": _spans(claim.evidence),
        "rule": claim.rule,
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "name_en": person.name_en,
        "status": person.status,
        "role": person.role,
        "party": person.party,
        "age": person.age,
        "kin": person.kin,
        "claim": person.claim,
        "evidence": _spans(person.evidence),
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind,
        "about": relation.about,
        "from": relation.source_claim,
        "to": relation.target_claim,
        "reason": relation.reason,
    }
