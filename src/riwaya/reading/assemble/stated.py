"""Statements of the report as drafts of claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import Actors
from riwaya.reading.drafts import Credit


class Stated(NamedTuple):
    """A claim other than a casualty figure, at tokens [first, last).

    `words`: tokens that make it a claim where nobody is credited. `evidence`: ranges of tokens.
    `event`: index of the event, or None. `speaker`: key of the innermost source, or None.
    """

    kind: str
    first: int
    last: int
    words: tuple[int, int]
    evidence: tuple[tuple[int, int], ...]
    credit: Credit | None
    speaker: str | None
    stance: str
    event: int | None
    about: tuple[str, ...]
    rule: str


def speaker_of(credit: Credit | None) -> str | None:
    """Key of the innermost source credited; None for the outlet's own voice."""
    return credit.chain[-1].key if credit and credit.chain else None


def stated_drafts(findings: Findings, actors: Actors) -> Iterator[Stated]:
    """Drafts of the statements found, in textual order."""
    for statement in findings.statements.found:
        credit = findings.attribution.at(statement.cue)
        source = statement.source
        if source is not None and (credit is None or speaker_of(credit) != source.key):
            chain = tuple(m for m in (credit.chain if credit else ()) if m.key != source.key)
            stance = statement.stance or "asserts"
            credit = Credit((*chain, source), stance, "certain", statement.words)
        parties = actors.of(findings, statement.parties)
        yield Stated(
            statement.kind,
            statement.first,
            statement.last,
            statement.words,
            ((statement.first, statement.last),),
            credit,
            speaker_of(credit),
            statement.stance or (credit.stance if credit else "asserts"),
            statement.event,
            (*statement.about, *parties),
            statement.rule,
        )
