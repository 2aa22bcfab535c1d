"""Actors and places of a reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.arabic.latin import romanise
from riwaya.arabic.latin_places import place_in_english
from riwaya.knowledge.actors import load_actors
from riwaya.model import Actor, Place
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.loaded import loaded_terms
from riwaya.reading.drafts import ActorMention, PlaceMention


@dataclass(frozen=True, slots=True)
class Actors:
    """Actor records and their ids by key."""

    records: tuple[Actor, ...]
    ids: Mapping[str, str]

    def of(self, findings: Findings, mentions: Sequence[int]) -> tuple[str, ...]:
        """Ids of the actors at these indices of the list of mentions, each once."""
        return tuple(dict.fromkeys(self.ids[findings.actors[m].key] for m in mentions))


@dataclass(frozen=True, slots=True)
class Places:
    """Place records and their ids by key."""

    records: tuple[Place, ...]
    ids: Mapping[str, str]


def make_actors(findings: Findings) -> Actors:
    """One record per actor, in order of first mention."""
    by_key: dict[str, list[ActorMention]] = {}
    for mention in findings.actors:
        by_key.setdefault(mention.key, []).append(mention)
    taken = frozenset(index for m in findings.actors for index in range(m.first, m.last))
    records, ids = [], {}
    for number, (key, mentions) in enumerate(by_key.items(), 1):
        ids[key] = f"a{number}"
        alias = findings.aliases.get(key)
        known = load_actors().get(mentions[0].known_as or "")
        spans = tuple(findings.doc.span(m.first, m.last) for m in mentions)
        records.append(
            Actor(
                id=ids[key],
                name=mentions[0].name,
                name_en=known.name_en if known else romanise(mentions[0].name),
                kind=known.kind if known else mentions[0].kind,
                known_as=known.key if known else None,
                loaded=loaded_terms(
                    findings.doc, mentions, known, alias.name if alias else None, taken
                ),
                mentions=spans,
            )
        )
    return Actors(tuple(records), ids)


def make_places(findings: Findings) -> Places:
    """One record per place, in order of first mention."""
    by_key: dict[str, list[PlaceMention]] = {}
    for mention in findings.places:
        by_key.setdefault(mention.key, []).append(mention)
    records, ids = [], {}
    for number, (key, mentions) in enumerate(by_key.items(), 1):
        ids[key] = f"p{number}"
        first = mentions[0]
        within = next((m.within for m in mentions if m.within), ())
        located = next((m for m in mentions if m.gazetteer), first)
        records.append(
            Place(
                id=ids[key],
                name=first.name,
                name_en=_english(located),
                kind=first.kind,
                within=within,
                gazetteer=located.gazetteer,
                latitude=located.latitude,
                longitude=located.longitude,
                precision=located.precision,
                mentions=tuple(findings.doc.span(m.first, m.last) for m in mentions),
            )
        )
    return Places(tuple(records), ids)


def _english(mention: PlaceMention) -> str:
    return mention.name_en or place_in_english(mention.name)
