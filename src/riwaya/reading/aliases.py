"""Parties under a name that the report itself explains: "the outlaws, in reference to X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.particles import bare
from riwaya.reading.attribution import Attribution, ExplainedTerm
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention


class Alias(NamedTuple):
    """What an explained name stands for: key of the party it is, and its name as written."""

    stands_for: str
    name: str


class Aliased(NamedTuple):
    """Mentions with the explained names among them, and the meaning of each explained key."""

    actors: list[ActorMention]
    aliases: dict[str, Alias]


def with_explained(
    doc: Document,
    actors: Sequence[ActorMention],
    terms: Sequence[ExplainedTerm],
    attribution: Attribution,
) -> Aliased:
    """`actors` with each explained term as the party that the report says it means.

    The meaning holds for the source that uses the term; the same word of another source keeps
    its own. A term that is no party by itself becomes one.
    """
    out = list(actors)
    aliases: dict[str, Alias] = {}
    for term in terms:
        meaning = next((a for a in actors if _overlap(a, *term.meaning)), None)
        if meaning is None or _overlap(meaning, *term.term):
            continue
        forms = _bare_forms(doc, *term.term)
        speaker = _speaker(attribution, term.term[0])
        key = f"{' '.join(forms)} = {meaning.key}"
        aliases[key] = Alias(meaning.key, meaning.name)
        for first, last in _uses(doc, forms):
            if (first, last) != term.term and _speaker(attribution, first) != speaker:
                continue
            if any(_overlap(a, first, last) and not _inside(a, first, last) for a in out):
                continue
            name = doc.span(first, last).text
            out = [a for a in out if not _overlap(a, first, last)]
            out.append(ActorMention(first, last, name, key, meaning.kind, meaning.known_as))
    out.sort(key=lambda a: (a.first, a.last))
    return Aliased(out, aliases)


def _uses(doc: Document, forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the same words stand, with or without their article."""
    size = len(forms)
    return [
        (sentence_at, sentence_at + size)
        for sentence in doc.sentences
        for sentence_at in range(sentence.first, sentence.last - size + 1)
        if bare(doc.forms[sentence_at]) == forms[0]
        and _bare_forms(doc, sentence_at, sentence_at + size) == forms
    ]


def _bare_forms(doc: Document, first: int, last: int) -> tuple[str, ...]:
    return tuple(bare(doc.forms[index]) for index in range(first, last))


def _speaker(attribution: Attribution, token: int) -> str | None:
    credit = attribution.at(token)
    return credit.chain[-1].key if credit and credit.chain else None


def _overlap(actor: ActorMention, first: int, last: int) -> bool:
    return actor.first < last and first < actor.last


def _inside(actor: ActorMention, first: int, last: int) -> bool:
    return first <= actor.first and actor.last <= last
