"""The claims of an incident as cards: what is said, by whom, in which words, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from riwaya.desk.dossier.decided import Decided
from riwaya.desk.dossier.phrases import Phrases
from riwaya.desk.render import shown_name, term, translate
from riwaya.export.dossier_markup import quotation
from riwaya.export.dossier_quotes import quotes
from riwaya.export.dossier_view import NOT_COUNTED, STRUCK, Entry, View, published
from riwaya.export.markup import sentence
from riwaya.export.safe import clean
from riwaya.export.stated import stated
from riwaya.knowledge.actors import load_actors
from riwaya.model import Claim
from riwaya.model.decision import Decision
from riwaya.model.incident import Origin
from riwaya.model.review import EDIT, REJECT, edit_of, edited


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A claim. `said`: it in a sentence, or in Arabic what it is about. `speakers`: (as written,
    in English) of who says it, the innermost first. `reason`: why it stands or not. `decided`:
    what a person decided about it. `edited`: its title as a reviewer edited it. `parts`: figures
    within this one, by the same origin.
    """

    entry: Entry
    title: str
    said: Markup | None
    speakers: tuple[tuple[str, str], ...]
    own_voice: bool
    quotes: tuple[Markup, ...]
    struck: bool
    counts: bool
    reason: Markup | None
    published: str | None
    decided: Decided | None
    edited: Markup | None
    parts: tuple[Card, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OriginCards:
    """The claims of one origin. `reason`: why they count as one."""

    origin: Origin
    name: Markup
    reason: Markup
    party: Markup | None
    cards: tuple[Card, ...]


def cards_by_origin(phrases: Phrases, decided: Mapping[str, Decided]) -> list[OriginCards]:
    """Every claim once, parts within their totals."""
    view = phrases.view
    return [
        OriginCards(
            origin,
            phrases.origin(origin),
            phrases.prose(origin.reason, reports=origin.reports),
            _party(phrases, origin.party) if origin.party else None,
            tuple(_card(phrases, entry, decided) for entry in _figures_first(view, origin)),
        )
        for origin in view.origins()
    ]


def _party(phrases: Phrases, party: str) -> Markup:
    """The party that an origin speaks for, which is a key of the actor list or a name."""
    known = load_actors().get(party)
    if known is not None:
        return shown_name(phrases.interface, known.name_ar, known.name_en)
    return phrases.prose(party)


def _figures_first(view: View, origin: Origin) -> list[Entry]:
    """The claims of an origin, by source; figures before the rest, for they make the sum."""
    entries = [entry for _, found in view.of_origin(origin) for entry in found]
    return sorted(entries, key=lambda entry: entry.told.casualty is None)


def _card(phrases: Phrases, entry: Entry, decided: Mapping[str, Decided]) -> Card:
    view, claim = phrases.view, entry.told.claim
    colour = claim.casualty.status if claim.casualty else claim.kind
    language = entry.account.reading.report.language
    moment = published(entry.account)
    reason = None
    if entry.state is not None and (entry.standing != "stands" or entry.key in decided):
        reason = phrases.prose(entry.state.reason, view.named_by(entry.state))
    heeded = decided.get(entry.key)
    verdict = heeded.decision.kind if heeded else ""
    return Card(
        entry=entry,
        title=_title(phrases, claim),
        said=_said(phrases, entry),
        speakers=tuple(_speakers(entry)),
        own_voice=claim.source is None,
        quotes=tuple(Markup(quotation(quote, colour, language)) for quote in quotes(entry)),
        struck=entry.standing in STRUCK or verdict == REJECT,
        counts=entry.standing not in NOT_COUNTED,
        reason=reason,
        published=moment.isoformat() if moment else None,
        decided=heeded,
        edited=_edited(phrases, entry, heeded.decision) if heeded and verdict == EDIT else None,
        parts=tuple(_card(phrases, part, decided) for part in view.parts(entry)),
    )


def _title(phrases: Phrases, claim: Claim) -> Markup | str:
    if claim.casualty is not None:
        return phrases.shown_figure(claim.casualty)
    return term(phrases.interface, "claim_kinds", claim.kind)


def _edited(phrases: Phrases, entry: Entry, review: Decision) -> Markup:
    """What a reviewer reads in place of what was read, and whom they take to say it."""
    edit, claim = edit_of(review), entry.told.claim
    after = edited(claim, edit)
    told = [] if after.casualty == claim.casualty else [phrases.shown_figure(after.casualty)]
    told += [
        Markup("<bdi>{}</bdi>").format(clean(entry.index.actors[key].name))
        for key in after.about
        if key != "" and "actor" in edit and key in entry.index.actors
    ]
    if "cause" in edit:
        told.append(escape(term(phrases.interface, "event_types", edit["cause"])))
    if "source" in edit:
        source = entry.index.sources.get(edit["source"])
        name = shown_name(phrases.interface, source.name, source.name_en) if source else None
        told.append(name or translate(phrases.interface, "incident.own_voice"))
    return Markup(phrases.comma).join(told)


def _said(phrases: Phrases, entry: Entry) -> Markup | None:
    """What a claim without a figure says; a figure is told by its title."""
    claim = entry.told.claim
    if claim.casualty is not None:
        return None
    if phrases.interface.language != "ar":
        text = stated(entry.index, claim)
        return Markup(sentence(f"{text[:1].upper()}{text[1:]}."))
    names = [
        Markup("<bdi>{}</bdi>").format(clean(entry.index.actors[key].name))
        for key in claim.about
        if key in entry.index.actors
    ]
    return Markup(phrases.comma).join(names) if names else None


def _speakers(entry: Entry) -> list[tuple[str, str]]:
    """Who says it, then through whom; the outlet of the report last."""
    claim, sources = entry.told.claim, entry.index.sources
    outlet = entry.account.reading.report.outlet
    chain = [source for source in claim.chain if source in sources]
    if outlet in sources and outlet not in chain:
        chain.insert(0, outlet)
    if claim.source in sources and claim.source not in chain:
        chain.append(claim.source)
    names = ((sources[key].name, sources[key].name_en) for key in reversed(chain) if key)
    # An outlet can stand in a report under two ids: as whose page it is, and as named in the text.
    return list(dict.fromkeys(names))
