"""Claims that follow from the events themselves: who did it, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.model import Event
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.assemble.parties import Actors
from riwaya.reading.assemble.stated import Stated, speaker_of
from riwaya.reading.drafts import Credit, EventDraft

ASSERTED, DENIED, DISPUTED, DENIES = "asserted", "denied", "disputed", "denies"
RETRACTS = "retracts"
# Longer evidence is given as two spans, the words of the party and those of the event.
_LONGEST_EVIDENCE = 20
# How far behind the words of denial the event stands when it is the event that is denied.
_DENIED_REACH = 6


class Account(NamedTuple):
    """What one source says of whether an event happened, at the event word `token`."""

    token: int
    credit: Credit | None
    denies: bool


def accounts_of(findings: Findings, number: int) -> list[Account]:
    """One account per source that tells of the event, in textual order."""
    draft = findings.events[number]
    found: dict[tuple[str | None, bool], Account] = {}
    for token in (*draft.cues, *findings.statements.denied.get(number, ())):
        credit = findings.attribution.at(token)
        denies = credit is not None and credit.stance == DENIES
        if credit is not None and denies and not _is_denied(findings, draft, token, credit):
            continue
        found.setdefault((speaker_of(credit), denies), Account(token, credit, denies))
    accounts = sorted(found.values(), key=lambda account: account.token)
    latest = {speaker_of(a.credit): a.token for a in accounts if not a.denies}
    return [
        account
        for account in accounts
        # Who denies it and then tells who did it denies only that it was theirs.
        if not account.denies or latest.get(speaker_of(account.credit), -1) < account.token
    ]


def _is_denied(findings: Findings, draft: EventDraft, token: int, credit: Credit) -> bool:
    """Whether the event itself is what is denied, and not something about it."""
    doc = findings.doc
    first = credit.cue[1]
    word = doc.analyses[token].get("events")
    if draft.occurrence == DENIED:
        return True
    if not first <= token <= first + _DENIED_REACH:
        return False
    if any(earlier in draft.cues for earlier in range(first, token)):
        return False
    if any(
        (found := doc.find(index, "causes")) is not None
        and found.sense.features["role"] in ("involved", "leads_to")
        for index in range(credit.cue[0], token)
    ):
        return False
    return word is not None and (not word.definite or _of_happening(findings, token))


def _of_happening(findings: Findings, token: int) -> bool:
    """Whether the word before is a masdar of an event word ("the occurrence of the attack")."""
    before = findings.doc.analyses[token - 1].get("events") if token else None
    return before is not None and before.sense.features.get("role") in ("support", "link")


def occurrence(findings: Findings, number: int) -> str:
    """Whether the event is asserted, denied or disputed, by the accounts and its own words."""
    if _may_be_denied(findings, number):
        accounts = accounts_of(findings, number)
        if any(account.denies for account in accounts):
            return DENIED if all(account.denies for account in accounts) else DISPUTED
    if _taken_back(findings, number):
        return DENIED
    return findings.events[number].occurrence


def _may_be_denied(findings: Findings, number: int) -> bool:
    """Whether a word of the event stands in what somebody denies; told fast."""
    tokens = (*findings.events[number].cues, *findings.statements.denied.get(number, ()))
    credits = (findings.attribution.credits[token] for token in tokens)
    return any(credit is not None and credit.stance == DENIES for credit in credits)


def _taken_back(findings: Findings, number: int) -> bool:
    """Whether all that tells of the event, figures included, is withdrawn by its author."""
    told = findings.events[number].cues
    if not all(_withdrawn(findings, token) for token in told):
        return False
    return all(
        _withdrawn(findings, figure.cue)
        for figure, event in zip(findings.figures, findings.event_of, strict=True)
        if event == number
    )


def _withdrawn(findings: Findings, token: int) -> bool:
    credit = findings.attribution.at(token)
    return credit is not None and credit.stance == RETRACTS


def occurrence_drafts(findings: Findings, events: Sequence[Event]) -> Iterator[Stated]:
    """A claim for each account of an event that somebody denies; `events`: its records."""
    for number, event in enumerate(events):
        state = event.occurrence
        if state == ASSERTED or _taken_back(findings, number):
            continue
        for account in accounts_of(findings, number):
            token = account.token
            stance = account.credit.stance if account.credit else "asserts"
            denies = account.denies or (state == DENIED and not account.denies)
            yield Stated(
                "occurrence",
                token,
                token + 1,
                (token, token + 1),
                ((token, token + 1),),
                account.credit,
                speaker_of(account.credit),
                DENIES if denies else stance,
                number,
                (DENIED if denies else ASSERTED,),
                "occurrence of an event",
            )


def responsibility_drafts(findings: Findings, actors: Actors) -> Iterator[Stated]:
    """For each event, one claim per source that names who did it, without saying so as blame."""
    explicit = {
        party
        for statement in findings.statements.found
        if statement.kind == "responsibility"
        for party in statement.parties
    }
    for number, draft in enumerate(findings.events):
        groups: dict[tuple[str | None, str], list[int]] = {}
        for mention in draft.perpetrators:
            if mention in explicit:
                continue
            credit = findings.attribution.at(findings.actors[mention].first)
            key = (speaker_of(credit), credit.stance if credit else "asserts")
            groups.setdefault(key, []).append(mention)
        for (speaker, stance), mentions in groups.items():
            first = findings.actors[mentions[0]]
            evidence = _evidence(findings, draft, mentions)
            yield Stated(
                "responsibility",
                min(span[0] for span in evidence),
                max(span[1] for span in evidence),
                (first.first, first.last),
                evidence,
                findings.attribution.at(first.first),
                speaker,
                stance,
                number,
                actors.of(findings, [*mentions, *draft.opponents]),
                "responsibility of an event",
            )


def _evidence(
    findings: Findings, draft: EventDraft, mentions: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """The words of the party with those of the event beside it."""
    party = findings.actors[mentions[0]]
    sentence = findings.doc.sentence_of[party.first]
    beside = [token for token in draft.cues if findings.doc.sentence_of[token] == sentence]
    near = min(beside or draft.cues, key=lambda token: (abs(token - party.first), token))
    spans = sorted(((party.first, party.last), (near, near + 1)))
    if beside and spans[1][1] - spans[0][0] <= _LONGEST_EVIDENCE:
        return ((spans[0][0], max(span[1] for span in spans)),)
    return tuple(spans)
