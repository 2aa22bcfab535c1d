"""A reading as plain text for people who know no Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.arabic.latin import romanise
from riwaya.export import wording
from riwaya.export.event_phrases import event_phrase
from riwaya.export.index import Index, both
from riwaya.export.safe import isolated, one_line
from riwaya.export.sentences import claim_sentence, part_sentence
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Claim, Person, Reading
from riwaya.model.intake import Failure

_LONGEST_TITLE = 200
_RULE = "\n" + "─" * 72 + "\n\n"


def text_pieces(results: Iterable[Reading | Failure]) -> Iterator[str]:
    """The summaries of many reports, a line between them; failures are told elsewhere."""
    first = True
    for result in results:
        if isinstance(result, Failure):
            continue
        yield reading_text(result) if first else _RULE + reading_text(result)
        first = False


def reading_text(reading: Reading) -> str:
    """The summary of one reading, lines ended by line feeds.

    Title, outlet and day; one sentence a claim, parts under their totals; events that no claim
    tells; contradictions; people; loaded terms. Sections without entries are left out.
    """
    index = Index.of(reading)
    sections = (
        ("", _head(index)),
        ("Claims", _claims(index)),
        ("Other events", _events(index)),
        ("Accounts that do not agree", _relations(index)),
        ("People named", (_person(index, p) for p in reading.people)),
        ("Loaded terms, with neutral ones", _loaded(index)),
    )
    blocks = []
    for title, lines in sections:
        body = list(lines)
        if body:
            blocks.append("\n".join([title, *(f"  {line}" for line in body)] if title else body))
    if not reading.claims and not reading.events:
        blocks.append("No violent incident and no casualty was found in this report.")
    return "\n\n".join(blocks) + "\n"


def _head(index: Index) -> Iterator[str]:
    report = index.reading.report
    title = report.title or next((line for line in report.text.splitlines() if line.strip()), "")
    title = one_line(title)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE] + "…"
    yield isolated(title) if title else "(no text)"
    if report.outlet in index.sources:
        yield f"Outlet: {index.source(report.outlet)}"
    if report.published:
        yield f"Published: {wording.day(report.published)} ({report.published_basis})"
    elif report.published_weekday:
        yield f"Published: on a {report.published_weekday.capitalize()}, date not known"
    else:
        yield "Published: not known"
    if report.url:
        yield f"Address: {one_line(report.url)}"
    yield f"Report: {one_line(report.id)}"


def _claims(index: Index) -> Iterator[str]:
    """Totals in the order of the text, each followed by its parts."""
    parts: dict[str, list[Claim]] = {}
    tops: list[Claim] = []
    for claim in index.reading.claims:
        whole = claim.casualty.part_of if claim.casualty else None
        if whole in index.claims and whole != claim.id:
            parts.setdefault(whole, []).append(claim)
        else:
            tops.append(claim)
    for claim in tops:
        yield f"{claim.id:<4} {claim_sentence(index, claim)}"
        yield from _parts(index, claim, parts, 1)


def _parts(index: Index, whole: Claim, parts: dict[str, list[Claim]], depth: int) -> Iterator[str]:
    for part in parts.get(whole.id, ()):
        yield f"{'    ' * depth}{part.id:<4} {part_sentence(index, part, whole)}"
        yield from _parts(index, part, parts, depth + 1)


def _events(index: Index) -> Iterator[str]:
    """Events that no claim speaks of."""
    told = {claim.event for claim in index.reading.claims}
    for event in index.reading.events:
        if event.id not in told:
            background = ", recalled as background" if event.background else ""
            doubt = "" if event.occurrence == "asserted" else f", {event.occurrence}"
            phrase = event_phrase(index, event)
            yield f"{event.id:<4} {phrase[:1].upper()}{phrase[1:]}{background}{doubt}."


def _relations(index: Index) -> Iterator[str]:
    for relation in index.reading.relations:
        yield (
            f"{relation.source_claim} {relation.kind} {relation.target_claim} "
            f"({relation.about}): {one_line(relation.reason)}"
        )


def _person(index: Index, person: Person) -> str:
    facts = [both(person.name_en, person.name), person.status.replace("_", " ")]
    if person.age is not None:
        facts.append(f"aged {person.age}")
    if person.role:
        facts.append(both(romanise(person.role), person.role))
    if person.party:
        facts.append(f"of {index.party(person.party)}")
    if person.claim:
        facts.append(f"counted in {person.claim}")
    return ", ".join(facts)


def _loaded(index: Index) -> Iterator[str]:
    for actor in index.reading.actors:
        for term in actor.loaded:
            party = one_line(english_name(actor))
            yield f"{isolated(term.term)} → {isolated(term.neutral)}: {party}"
