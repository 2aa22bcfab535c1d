"""Claims of a reading: casualties, who did it, whether it happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from riwaya.model import Casualty, Claim, Event, Span
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import Actors
from riwaya.reading.assemble.sources import Sources
from riwaya.reading.drafts import Credit, Figure


@dataclass(frozen=True, slots=True)
class Claims:
    """Claim records in textual order, and the id of the claim of each figure."""

    records: list[Claim] = field(default_factory=list)
    of_figure: Mapping[int, str] = field(default_factory=dict)


def make_claims(
    findings: Findings, sources: Sources, actors: Actors, events: Sequence[Event]
) -> Claims:
    """All claims, numbered in the order of their words; parts refer to their totals by id."""
    drafts: list[tuple[int, int, Claim, int | None]] = []
    for index, figure in enumerate(findings.figures):
        event = findings.event_of[index]
        claim = _casualty(findings, sources, figure, events[event].id if event is not None else None)
        drafts.append((figure.first, figure.last, claim, index))
    for number, event_record in enumerate(events):
        draft = findings.events[number]
        credit = findings.attribution.at(draft.cue)
        if event_record.perpetrators:
            drafts.append((draft.first, draft.last, _about_event(
                findings, sources, event_record, credit, "responsibility",
                event_record.perpetrators + event_record.opponents), None))  # fmt: skip
        if event_record.occurrence != "asserted":
            drafts.append((draft.first, draft.last, _about_event(
                findings, sources, event_record, credit, "occurrence",
                (event_record.occurrence,)), None))  # fmt: skip
    drafts.sort(key=lambda d: (d[0], d[1], d[3] is None, d[3] or 0))
    ids = {index: f"c{n}" for n, (_, _, _, index) in enumerate(drafts, 1) if index is not None}
    records = []
    for number, (_, _, claim, index) in enumerate(drafts, 1):
        casualty = claim.casualty
        if casualty is not None and index is not None:
            parent = findings.figures[index].part_of
            casualty = replace(casualty, part_of=ids[parent] if parent is not None else None)
        records.append(replace(claim, id=f"c{number}", casualty=casualty))
    return Claims(records, ids)


def _casualty(findings: Findings, sources: Sources, figure: Figure, event: str | None) -> Claim:
    doc = findings.doc
    credit = findings.attribution.at(figure.cue)
    party = doc.span(*figure.party).text if figure.party else None
    return Claim(
        id="",
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
            party=party,
            part_of=None,
            scope=figure.scope,
            polarity=figure.polarity,
        ),
        evidence=(doc.span(figure.first, figure.last),),
        rule=figure.rule,
    )


def _about_event(
    findings: Findings, sources: Sources, event: Event, credit: Credit | None, kind: str,
    about: tuple[str, ...],
) -> Claim:  # fmt: skip
    return Claim(
        id="",
        kind=kind,
        event=event.id,
        source=sources.innermost(credit),
        chain=sources.chain(credit),
        stance=credit.stance if credit else "asserts",
        certainty=credit.certainty if credit else "certain",
        cue=_cue(findings, credit),
        casualty=None,
        evidence=event.evidence,
        rule=f"{kind} of an event",
        about=about,
    )


def _cue(findings: Findings, credit: Credit | None) -> Span | None:
    return findings.doc.span(*credit.cue) if credit else None
