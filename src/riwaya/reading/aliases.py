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
    if not terms:
        return Aliased(list(actors), {})
    at = {index: actor for actor in actors for index in range(actor.first, actor.last)}
    places = _places_by_word(doc)
    aliases: dict[str, Alias] = {}
    made: dict[int, ActorMention] = {}
    replaced: set[ActorMention] = set()
    for term in terms:
        meaning = next((at[index] for index in range(*term.meaning) if index in at), None)
        if meaning is None or _overlap(meaning, *term.term):
            continue
        forms = _bare_forms(doc, *term.term)
        speaker = _speaker(attribution, term.term[0])
        key = f"{' '.join(forms)} = {meaning.key}"
        if key in aliases:
            continue
        aliases[key] = Alias(meaning.key, meaning.name)
        for first in places.get(forms[0], ()):
            last = first + len(forms)
            if _bare_forms(doc, first, last) != forms or first in made:
                continue
            if (first, last) != term.term and _speaker(attribution, first) != speaker:
                continue
            there = {at[index] for index in range(first, last) if index in at}
            if all(first <= actor.first and actor.last <= last for actor in there):
                name = doc.span(first, last).text
                kind, known_as = meaning.kind, meaning.known_as
                made[first] = ActorMention(first, last, name, key, kind, known_as)
                replaced |= there
    kept = [actor for actor in actors if actor not in replaced]
    return Aliased(sorted([*kept, *made.values()], key=lambda a: (a.first, a.last)), aliases)


def _places_by_word(doc: Document) -> dict[str, list[int]]:
    """Tokens to be read by their folded form without article."""
    places: dict[str, list[int]] = {}
    for index in doc.read_tokens():
        places.setdefault(bare(doc.forms[index]), []).append(index)
    return places


def _bare_forms(doc: Document, first: int, last: int) -> tuple[str, ...]:
    return tuple(bare(doc.forms[index]) for index in range(first, last))


def _speaker(attribution: Attribution, token: int) -> str | None:
    credit = attribution.at(token)
    return credit.chain[-1].key if credit and credit.chain else None


def _overlap(actor: ActorMention, first: int, last: int) -> bool:
    return actor.first < last and first < actor.last
