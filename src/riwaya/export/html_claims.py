"""Claims as cards beside the report."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export import wording
from riwaya.export.index import Index
from riwaya.export.labels import label, value
from riwaya.export.markup import escaped, labelled, named, sentence
from riwaya.export.sentences import claim_sentence
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Casualty, Claim, Event


def claim_card(index: Index, claim: Claim, prefix: str) -> str:
    """A list item: what is claimed, by whom, in which event, and the sentence in English."""
    colour = claim.casualty.status if claim.casualty else claim.kind
    target = f"{prefix}e-{claim.id}" if claim.evidence else f"{prefix}{claim.id}"
    rows = "".join(
        f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in _rows(index, claim, prefix)
    )
    part = " part" if claim.casualty and claim.casualty.part_of else ""
    return (
        f'<li class="claim{part}" id="{prefix}{escaped(claim.id)}" data-claim>'
        f'<a class="go" href="#{escaped(target)}"><span class="tag {escaped(colour)}">'
        f"{escaped(claim.id)}</span> {_title(claim)}</a>"
        f"<dl>{rows}</dl>"
        f'<p class="said" lang="en" dir="ltr">{sentence(claim_sentence(index, claim))}</p></li>\n'
    )


def _title(claim: Claim) -> str:
    if claim.casualty is None:
        return labelled(value("claim_kinds", claim.kind))
    rule = escaped(wording.interval_rule(claim.casualty))
    figure = escaped(_number(claim.casualty))
    return f'<b class="figure" dir="ltr" title="{rule}">{figure}</b> ' + labelled(
        value("statuses", claim.casualty.status)
    )


def _number(casualty: Casualty) -> str:
    """The interval in signs that both languages read: 9, 9+, 6–9, ~9."""
    about = "~" if casualty.approx else ""
    if casualty.high is None:
        return f"{about}{casualty.low}+"
    if casualty.low == casualty.high:
        return f"{about}{casualty.low}"
    return f"{about}{casualty.low}–{casualty.high}"


def _rows(index: Index, claim: Claim, prefix: str) -> Iterator[tuple[str, str]]:
    yield labelled(label("field", "source")), _source(index, claim)
    if claim.stance != "asserts":
        yield labelled(label("field", "stance")), labelled(value("stances", claim.stance))
    casualty = claim.casualty
    if casualty is not None:
        yield labelled(label("field", "class")), _class(casualty)
        if casualty.part_of:
            link = f"#{prefix}{casualty.part_of}"
            whole = f'<a href="{escaped(link)}">{escaped(casualty.part_of)}</a>'
            yield labelled(label("field", "part_of")), whole
        if casualty.scope == "cumulative":
            yield labelled(label("field", "scope")), labelled(value("scopes", "cumulative"))
    event = index.events.get(claim.event or "")
    if event is not None:
        yield labelled(label("field", "event")), event_summary(index, event)


def _class(casualty: Casualty) -> str:
    words = labelled(value("classes", casualty.person_class))
    if casualty.group:
        words += f" · {labelled(value('groups', casualty.group))}"
    if casualty.party:
        words += f" · <bdi>{escaped(casualty.party)}</bdi>"
    return words


def _source(index: Index, claim: Claim) -> str:
    if claim.source not in index.sources:
        return labelled(label("field", "own_voice"))
    chain = [index.sources[s] for s in reversed(claim.chain) if s in index.sources]
    names = [named(s.name, s.name_en) for s in chain or [index.sources[claim.source]]]
    return ' <span class="via">←</span> '.join(names)


def event_summary(index: Index, event: Event) -> str:
    """Type, place, time and sides of an event on one line."""
    parts = [f"{escaped(event.id)}: {labelled(value('event_types', event.type))}"]
    if event.place in index.places:
        place = index.places[event.place]
        parts.append(named(place.name, place.name_en))
    if event.date is not None:
        day = event.date.start.isoformat() if event.date.start else event.date.weekday or ""
        if event.date.end and event.date.end != event.date.start:
            day += f" – {event.date.end.isoformat()}"
        parts.append(
            f'<bdi>{escaped(event.date.text)}</bdi> <bdi class="en day">{escaped(day)}</bdi>'
        )
    sides = [index.actors[a] for a in event.perpetrators + event.opponents if a in index.actors]
    parts += [named(actor.name, english_name(actor)) for actor in sides]
    if event.background:
        parts.append(labelled(label("field", "background")))
    return " · ".join(parts)
