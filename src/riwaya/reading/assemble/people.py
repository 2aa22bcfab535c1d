"""Named casualties of a reading."""

from __future__ import annotations

from riwaya.arabic.latin import romanise
from riwaya.model import Person
from riwaya.reading.assemble.claims import Claims
from riwaya.reading.assemble.findings import Findings


def make_people(findings: Findings, claims: Claims) -> tuple[Person, ...]:
    """One record per person named as harmed, each once."""
    doc = findings.doc
    people: dict[tuple[str, str], Person] = {}
    for index, figure in enumerate(findings.figures):
        for first, last in figure.names:
            name = doc.span(first, last).text
            key = (" ".join(doc.forms[first:last]), figure.status)
            if key in people:
                continue
            people[key] = Person(
                id=f"v{len(people) + 1}",
                name=name,
                name_en=romanise(name),
                status=figure.status,
                role=None,
                party=doc.span(*figure.party).text if figure.party else None,
                age=None,
                claim=claims.of_figure.get(index),
                evidence=(doc.span(min(figure.first, first), max(figure.last, last)),),
            )
    return tuple(people.values())
