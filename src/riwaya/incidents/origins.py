"""Which claims go back to one source and so count once.

A body known by name is one origin wherever it is quoted, and so is a source that is not named but
belongs to such a body. Other sources without a name are one origin by kind within the outlet that
quotes them, for no one outside can tell them apart; what an outlet says itself, through its
correspondents, or through local people and sources that it alone can vouch for, is the outlet's.
Copies of one text have the origins of the first. A figure that an outlet gives in its own voice
and credits to a source in the same report is the source's, and so is all it tells where it
credits nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.parties import bodies, party_of, speaker
from riwaya.incidents.voices import Voice, merged_names, voice_of
from riwaya.model import Casualty
from riwaya.model.incident import Account, Origin

_ANY = "any"


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of an incident's claims and, by claim key, the id of each claim's origin."""

    records: tuple[Origin, ...]
    of: Mapping[str, str]

    def count(self, claims: tuple[str, ...]) -> int:
        """How many independent origins stand behind claims, given by key."""
        return len({self.of[key] for key in claims})


def find_origins(telling: Telling, accounts: Mapping[str, Account]) -> Origins:
    """The origins of all claims of an incident, in the order of their first claim.

    `accounts`: those of the whole case, to look up what a text is a copy of.
    """
    voices: dict[str, Voice] = {}
    lent = _lent_voices(telling)
    by_key = telling.by_key()
    for told in telling.claims:
        speaker = by_key[lent[told.key]] if told.key in lent else told
        voice = voice_of(speaker, telling.accounts[told.report], accounts)
        if told.key in lent:
            voice = replace(voice, reason=f"{voice.reason} The outlet retells it.")
        voices[told.key] = voice
    for copy, original in _originals(telling):
        voices[copy] = voices[original]
    names = merged_names(voices.values())
    voices = {
        key: replace(voice, key=names.get(voice.key, voice.key)) for key, voice in voices.items()
    }
    records = tuple(_records(telling, voices))
    return Origins(records, {key: voice.key for key, voice in voices.items()})


def _originals(telling: Telling) -> Iterator[tuple[str, str]]:
    """Claims of copies with the same claim in the text that they copy, where that is here.

    Copies are cut and adorned, and the credit may have been lost on the way.
    """
    first: dict[tuple[object, ...], str] = {}
    for told in telling.claims:
        first.setdefault((told.report, *_content(told)), told.key)
    for told in telling.claims:
        text = telling.accounts[told.report].text_origin
        original = first.get((text, *_content(told)))
        if original is not None and text != told.report:
            yield told.key, original


def _content(told: ToldClaim) -> tuple[object, ...]:
    casualty = told.casualty
    if casualty is None:
        return (told.claim.kind, told.claim.about[:1])
    return (casualty.status, casualty.low, casualty.high, casualty.group)


def _records(telling: Telling, voices: Mapping[str, Voice]) -> Iterator[Origin]:
    members: dict[str, list[ToldClaim]] = {}
    fighting = _fighting(telling)
    for told in telling.claims:
        members.setdefault(voices[told.key].key, []).append(told)
    for key, claims in members.items():
        reports = tuple(dict.fromkeys(told.report for told in claims))
        reason = voices[claims[0].key].reason
        copies = [
            f"{report} is a copy: {account.copy_reason}"
            for report in reports
            if (account := telling.accounts[report]).copy_reason
        ]
        if len(reports) > 1:
            reason = f"{reason} {len(reports)} reports go back to it."
        name = voices[claims[0].key].name
        keys = tuple(told.key for told in claims)
        party = _party(claims, fighting)
        if party is not None:
            reason = f"{reason} It speaks for a party to the violence."
        yield Origin(key, name, keys, reports, " ".join([reason, *copies]), party)


def _party(claims: list[ToldClaim], fighting: frozenset[str]) -> str | None:
    """The party to the violence that a source speaks for."""
    for told in claims:
        key = speaker(told.source)
        if key is not None and bodies(key) & fighting:
            return key
    return None


def _fighting(telling: Telling) -> frozenset[str]:
    """The parties that took part in the events, with the larger bodies they belong to."""
    found: set[str] = set()
    for member, event in telling.events:
        actors = {actor.id: actor for actor in telling.reading(member.report).actors}
        for identifier in (*event.perpetrators, *event.opponents, *event.targets):
            if identifier in actors:
                found |= bodies(party_of(actors[identifier]).key)
    return frozenset(found)


def _lent_voices(telling: Telling) -> dict[str, str]:
    """From claims in an outlet's own voice to those of the source it retells.

    A number is lent by the source credited with the same number; all else by the only source
    credited with anything. Several such sources lend nothing.
    """
    credited: dict[tuple[str, object], list[ToldClaim]] = {}
    for told in telling.claims:
        if not told.own_voice:
            credited.setdefault((told.report, _ANY), []).append(told)
            figure = _figure(told.casualty)
            if figure is not None:
                credited.setdefault((told.report, figure), []).append(told)
    lent = {}
    for told in telling.claims:
        if not told.own_voice:
            continue
        figure = _figure(told.casualty)
        givers = credited.get((told.report, figure if figure else _ANY), [])
        if givers and len({giver.claim.source for giver in givers}) == 1:
            lent[told.key] = givers[0].key
    return lent


def _figure(casualty: Casualty | None) -> object:
    """What makes two figures the same one; None for a figure too loose to tell."""
    if casualty is None or casualty.vague or casualty.low == 0:
        return None
    return (casualty.status, casualty.low, casualty.high, casualty.group)
