"""Claims of a reading: casualties, causes, who did it, whether it happened, who the dead were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from riwaya.arabic.clitics import FOR
from riwaya.model import Casualty, Claim, Event, Span
from riwaya.reading.assemble.event_claims import occurrence_drafts, responsibility_drafts
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import Actors
from riwaya.reading.assemble.sources import Sources
from riwaya.reading.assemble.stated import Stated, stated_drafts
from riwaya.reading.drafts import Credit, Figure


class Standing(NamedTuple):
    """Where a claim stands: tokens [first, last) and its sentence; the figure it gives, if any."""

    first: int
    last: int
    sentence: int
    figure: int | None


@dataclass(frozen=True, slots=True)
class Claims:
    """Claim records in textual order, where each stands, and the claim id of each figure."""

    records: list[Claim] = field(default_factory=list)
    places: list[Standing] = field(default_factory=list)
    of_figure: Mapping[int, str] = field(default_factory=dict)


def make_claims(
    findings: Findings, sources: Sources, actors: Actors, events: Sequence[Event]
) -> Claims:
    """All claims, numbered in the order of their words; parts refer to their totals by id."""
    drafts: list[tuple[Standing, Figure | Stated]] = []
    sentence_of = findings.doc.sentence_of
    for index, figure in enumerate(findings.figures):
        place = Standing(figure.first, figure.last, sentence_of[figure.first], index)
        drafts.append((place, figure))
    stated = [
        *stated_drafts(findings, actors),
        *responsibility_drafts(findings, actors),
        *occurrence_drafts(findings, events),
    ]
    for draft in _distinct(findings, stated):
        place = Standing(draft.first, draft.last, sentence_of[draft.first], None)
        drafts.append((place, draft))
    drafts.sort(key=lambda d: (d[0].first, d[0].last, d[0].figure is None, d[0].figure or 0))
    ids = {p.figure: f"c{n}" for n, (p, _) in enumerate(drafts, 1) if p.figure is not None}
    records = []
    for number, (place, said) in enumerate(drafts, 1):
        if isinstance(said, Stated):
            records.append(_claim(findings, sources, events, said, f"c{number}"))
            continue
        event = findings.event_of[place.figure] if place.figure is not None else None
        about = events[event].id if event is not None else None
        total = ids[said.part_of] if said.part_of is not None else None
        records.append(_casualty(findings, sources, said, about, total, f"c{number}"))
    return Claims(records, [place for place, _ in drafts], ids)


def _distinct(findings: Findings, drafts: Sequence[Stated]) -> list[Stated]:
    """`drafts` without those that say what another of the same source says as fully."""
    kept: list[Stated] = []
    by_source: dict[tuple[str, int | None, str | None, str], list[Stated]] = {}
    for draft in sorted(drafts, key=lambda d: (-len(d.about), d.first, d.last)):
        key = (draft.kind, draft.event, draft.speaker, draft.stance)
        same = by_source.setdefault(key, [])
        if not any(set(draft.about) <= set(other.about) for other in same):
            same.append(draft)
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.first, d.last, d.kind))


def _casualty(
    findings: Findings,
    sources: Sources,
    figure: Figure,
    event: str | None,
    total: str | None,
    identifier: str,
) -> Claim:
    """The claim of a figure; `event`, `total`: ids of its event and of the claim it is part of."""
    doc = findings.doc
    credit = findings.attribution.at(figure.cue)
    return Claim(
        id=identifier,
        kind="casualty",
        event=event,
        source=sources.innermost(credit),
        chain=sources.chain(credit),
        stance=credit.stance if credit else "asserts",
        certainty=credit.certainty if credit else "certain",
        cue=_cue(findings, credit),
        casualty=Casualty(
            status=figure.status,
            low=figure.low,
            high=figure.high,
            approx=figure.approx,
            vague=figure.vague,
            person_class=figure.person_class,
            group=figure.group,
            party=_party(findings, figure),
            part_of=total,
            scope=figure.scope,
            polarity=figure.polarity,
        ),
        evidence=(doc.span(figure.first, figure.last),),
        rule=figure.rule,
    )


def _claim(
    findings: Findings, sources: Sources, events: Sequence[Event], draft: Stated, identifier: str
) -> Claim:
    credit = draft.credit
    return Claim(
        id=identifier,
        kind=draft.kind,
        event=events[draft.event].id if draft.event is not None else None,
        source=sources.innermost(credit),
        chain=sources.chain(credit),
        stance=draft.stance,
        certainty=credit.certainty if credit else "certain",
        cue=_cue(findings, credit) or findings.doc.span(*draft.words),
        casualty=None,
        evidence=tuple(findings.doc.span(first, last) for first, last in draft.evidence),
        rule=draft.rule,
        about=draft.about,
    )


def _cue(findings: Findings, credit: Credit | None) -> Span | None:
    return findings.doc.span(*credit.cue) if credit else None


def _party(findings: Findings, figure: Figure) -> str | None:
    """The party of a figure as written, without the particle "of" that a noun may begin with."""
    if figure.party is None:
        return None
    doc, (first, last) = findings.doc, figure.party
    noun = doc.analyses[first].get("actor_nouns")
    text = doc.span(first, last).text
    return text.removeprefix(FOR) if noun is not None and noun.prefix == FOR else text
