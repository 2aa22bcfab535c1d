"""Named casualties of a reading."""

from __future__ import annotations

from riwaya.arabic.clitics import FOR
from riwaya.arabic.latin import romanise
from riwaya.model import Person
from riwaya.reading.assemble.claims import Claims
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.document import Document
from riwaya.reading.people import claim_figures


def make_people(findings: Findings, claims: Claims) -> tuple[Person, ...]:
    """One record per person named as harmed, in the order of the text."""
    doc = findings.doc
    figures = claim_figures(doc, findings.figures, findings.people)
    people = []
    for number, (draft, figure) in enumerate(zip(findings.people, figures, strict=True), 1):
        span = doc.span(draft.first, draft.last)
        # The conjunction is one letter, written onto the name.
        name = span.text[1:] if draft.conjoined else span.text
        people.append(
            Person(
                id=f"v{number}",
                name=name,
                name_en=romanise(name),
                status=draft.status,
                role=_words(doc, draft.role),
                party=doc.span(*draft.party).text if draft.party else None,
                age=draft.age,
                claim=claims.of_figure.get(figure) if figure is not None else None,
                evidence=(doc.span(*draft.evidence),),
                kin=_words(doc, draft.kin),
            )
        )
    return tuple(people)


def _words(doc: Document, tokens: tuple[int, int] | None) -> str | None:
    """The words as written, without a conjunction or preposition on the first of them."""
    if tokens is None:
        return None
    text = doc.span(*tokens).text
    found = doc.find(tokens[0], "titles") or doc.find(tokens[0], "persons")
    if found is None or (found.definite and found.prefix.endswith(FOR)):
        return text
    return text[len(found.prefix) :]
