"""A claim as pages show it beside its report: what, who, by whom, where and when, which words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from riwaya.desk.interface import Interface
from riwaya.desk.render import shown_name, term
from riwaya.export.dossier_markup import quotation
from riwaya.export.dossier_quotes import claim_quotes
from riwaya.export.index import Index
from riwaya.export.markup import sentence
from riwaya.export.sentences import claim_sentence
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Actor, Casualty, Claim, Event, Person, Place, Report, Source
from riwaya.model.decision import claim_key


@dataclass(frozen=True, slots=True, eq=False)
class ClaimView:
    """A claim. `figure`: the interval in signs, "" for other kinds. `speakers`: who says it, the
    innermost source first, the outlet last. `said`: the claim in an English sentence.
    """

    key: str
    claim: Claim
    figure: str
    colour: str
    speakers: tuple[Source, ...]
    own_voice: bool
    event: Event | None
    place: Place | None
    sides: tuple[Actor, ...]
    about: tuple[str | Markup, ...]
    quotes: tuple[Markup, ...]
    said: Markup

    @property
    def casualty(self) -> Casualty | None:
        """The figure, for a casualty claim."""
        return self.claim.casualty


def claim_view(interface: Interface, index: Index, claim: Claim) -> ClaimView:
    """The view of one claim of a reading."""
    report, casualty = index.reading.report, claim.casualty
    event = index.events.get(claim.event or "")
    colour = casualty.status if casualty else claim.kind
    sides = (*event.perpetrators, *event.opponents) if event else ()
    return ClaimView(
        key=claim_key(report.id, claim.id),
        claim=claim,
        figure=figure(interface, casualty) if casualty else "",
        colour=colour,
        speakers=tuple(_speakers(index, claim)),
        own_voice=claim.source is None or claim.source == report.outlet,
        event=event,
        place=index.places.get(event.place or "") if event else None,
        sides=tuple(
            replace(actor, name_en=english_name(actor))
            for side in sides
            if (actor := index.actors.get(side)) is not None
        ),
        about=tuple(_about(interface, index, claim)),
        quotes=tuple(
            Markup(quotation(quote, colour, report.language))
            for quote in claim_quotes(claim, report.text)
        ),
        said=Markup(sentence(claim_sentence(index, claim))),
    )


def of_person(view: ClaimView, person: Person, report: Report) -> ClaimView:
    """A named person as a claim: `view` of the figure that counts them, with their own words."""
    named = replace(view.claim, evidence=person.evidence, cue=None)
    return replace(
        view,
        key=claim_key(report.id, person.id),
        colour=person.status,
        quotes=tuple(
            Markup(quotation(quote, person.status, report.language))
            for quote in claim_quotes(named, report.text)
        ),
    )


def figure(interface: Interface, casualty: Casualty) -> str:
    """The interval in signs that both languages read: 9, 9+, 6–9, ~9."""
    about = "~" if casualty.approx else ""
    low = interface.number(casualty.low)
    if casualty.high is None:
        return f"{about}{low}+"
    if casualty.low == casualty.high:
        return f"{about}{low}"
    return f"{about}{low}–{interface.number(casualty.high)}"


def _speakers(index: Index, claim: Claim) -> list[Source]:
    outlet = index.reading.report.outlet
    chain = [source for source in claim.chain if source in index.sources]
    if outlet in index.sources and outlet not in chain:
        chain.insert(0, outlet or "")
    if claim.source in index.sources and claim.source not in chain:
        chain.append(claim.source or "")
    return [index.sources[source] for source in reversed(chain)]


def _about(interface: Interface, index: Index, claim: Claim) -> list[str | Markup]:
    """What a claim of another kind is about, in words: the actors as they are named."""
    if claim.casualty is not None:
        return []
    event = index.events.get(claim.event or "")
    weapons = event.weapons if event else ()
    found: list[str | Markup] = []
    for key in claim.about:
        if key in index.actors:
            actor = index.actors[key]
            found.append(shown_name(interface, actor.name, english_name(actor)))
            continue
        groups = ("event_types", "classes", "groups", "occurrences")
        as_written = (
            [w.name for w in weapons if w.kind == key] if interface.language == "ar" else []
        )
        words = as_written or [
            told for group in groups if (told := term(interface, group, key)) != key
        ]
        found.append(words[0] if words else key.replace("_", " "))
    return found
