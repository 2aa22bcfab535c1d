"""Which claims go back to one source and so count once.

A body known by name is one origin wherever it is quoted. Sources without a name are one origin by
kind within the outlet that quotes them, for no one outside can tell them apart; what an outlet
says itself, through its correspondents, or through local people and sources that it alone can
vouch for, is the outlet's. Copies of one text have the origins of the first. A figure that an
outlet gives in its own voice and credits to a source in the same report is the source's, and so is
all it tells where it credits nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riwaya.incidents.claims import Telling, ToldClaim, outlet_name, plain_name
from riwaya.model import Casualty, Source
from riwaya.model.incident import Account, Origin

_CORRESPONDENT = "outlet"
_ANY = "any"
_VOUCHED_FOR = frozenset({"anonymous", "local", "witness", "other", "social_media"})
_QUOTED = re.compile('[\u201c\u00ab"]([^\u201c\u201d\u00ab\u00bb"]{3,60})[\u201d\u00bb"]')


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of an incident's claims and, by claim key, the id of each claim's origin."""

    records: tuple[Origin, ...]
    of: Mapping[str, str]

    def count(self, claims: tuple[str, ...]) -> int:
        """How many independent origins stand behind claims, given by key."""
        return len({self.of[key] for key in claims})


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who is behind a claim: a key equal for all that are one origin, a name, and why."""

    key: str
    name: str
    reason: str


def find_origins(telling: Telling, accounts: Mapping[str, Account]) -> Origins:
    """The origins of all claims of an incident, in the order of their first claim.

    `accounts`: those of the whole case, to look up what a text is a copy of.
    """
    voices: dict[str, _Voice] = {}
    lent = _lent_voices(telling)
    by_key = telling.by_key()
    for told in telling.claims:
        speaker = by_key[lent[told.key]] if told.key in lent else told
        voice = _voice(speaker, telling.accounts[told.report], accounts)
        if told.key in lent:
            reason = f"{voice.reason} The outlet retells it."
            voice = _Voice(voice.key, voice.name, reason)
        voices[told.key] = voice
    records = tuple(_records(telling, voices))
    return Origins(records, {key: voice.key for key, voice in voices.items()})


def _records(telling: Telling, voices: Mapping[str, _Voice]) -> Iterator[Origin]:
    members: dict[str, list[ToldClaim]] = {}
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
        yield Origin(key, name, keys, reports, " ".join([reason, *copies]))


def _voice(told: ToldClaim, account: Account, accounts: Mapping[str, Account]) -> _Voice:
    first = accounts.get(account.text_origin or "", account)
    outlet, outlet_title = outlet_name(first.reading)
    source = told.source
    if told.own_voice or source is None or _is_correspondent(source):
        return _Voice(
            outlet,
            outlet_title,
            f"The words of {outlet_title} and of sources for whom it alone vouches.",
        )
    if source.known_as:
        return _Voice(source.known_as, source.name_en, f"Credited to {source.name_en}.")
    quoted = _QUOTED.search(source.name)
    if source.named or quoted:
        name = quoted.group(1) if quoted else source.name_en or source.name
        own = plain_name(quoted.group(1) if quoted else source.name)
        return _Voice(own, name, f"Credited to {name}.")
    if source.kind in _VOUCHED_FOR:
        reason = f"The words of {outlet_title} and of sources for whom it alone vouches."
        return _Voice(outlet, outlet_title, reason)
    kind = source.kind.replace("_", " ")
    reason = (
        f"Sources without a name ({kind}) quoted by {outlet_title}, which cannot be told apart."
    )
    return _Voice(f"{outlet}/{source.kind}", f"{kind} quoted by {outlet_title}", reason)


def _is_correspondent(source: Source) -> bool:
    """Whether a source is the outlet's own reporter; media of a camp are somebody else."""
    return source.kind == _CORRESPONDENT and not source.named and source.alignment is None


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
