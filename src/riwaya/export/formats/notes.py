"""An incident told in English sentences with who says what, as coders write notes.

"On 11 March 2024, the Wadi Brigade carried out shelling in al-Nakhil (Idlib, Syria). 9 civilians
were killed, incl. 3 children, according to Difaf News Agency; …"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from riwaya.arabic.latin import romanise
from riwaya.export import wording
from riwaya.export.formats.sides import is_named_alike
from riwaya.export.formats.told import Told
from riwaya.export.safe import one_line
from riwaya.incidents.claims import ToldClaim
from riwaya.model.incident import IncidentDate

_STANDING = frozenset({"stands", "denied"})
_GONE = frozenset({"superseded", "retracted", "excluded"})
_CLASH = "armed_clash"
_CROWDS = frozenset({"protest", "riot"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def notes(told: Told) -> str:
    """The whole incident on one line."""
    return " ".join(
        [
            _opening(told),
            *_figures(told),
            *_withdrawn(told),
            *_responsibility(told),
            *_disputes(told),
        ]
    )


def day(value: date) -> str:
    """ "1 December 2024"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def when(period: IncidentDate | None) -> str:
    """The day or days, as a sentence begins."""
    if period is None:
        return "On an unknown day"
    if period.start == period.end:
        return f"On {day(period.start)}"
    return f"Between {day(period.start)} and {day(period.end)}"


def _opening(told: Told) -> str:
    incident, sides, where = told.incident, told.sides, told.whereabouts
    what = wording.EVENTS.get(incident.type, wording.EVENTS["other"])
    doers = [_named(party.name) for party in sides.doers]
    others = [_named(party.name) for party in sides.others]
    clash = incident.type == _CLASH
    if clash and len([*doers, *others]) > 1:
        both = [_joined(side) for side in (doers, others) if side]
        told_sides = f"there was {what} between {' and '.join(both)}"
    elif len(doers) > 1:
        told_sides = f"there was {what}, attributed to {_joined(doers, 'or')}"
    elif doers:
        told_sides = f"{doers[0]} carried out {what}"
    else:
        by = "" if incident.type in _CROWDS else " by an unidentified party"
        told_sides = f"there was {what}{by}"
    if others and not clash:
        told_sides += f" on {_joined(others)}"
    place = where.description.split(", ")
    if place[0]:
        wider = f" ({', '.join(place[1:])})" if place[1:] else ""
        told_sides += f" in {place[0]}{wider}"
    return one_line(f"{when(incident.date)}, {told_sides}.")


def _figures(told: Told) -> Iterator[str]:
    states = {state.claim: state.state for state in told.incident.states}
    claims = [
        claim
        for claim in told.telling.claims
        if claim.casualty and claim.casualty.scope == "event" and not claim.casualty.part_of
    ]
    said = [c for c in claims if states.get(c.key, "stands") in _STANDING]
    sentences = _grouped((f"{_figure(told, claim)}", speaker(told, claim)) for claim in said)
    if sentences:
        joined = "; ".join(sentences)
        yield _capital(f"{joined}.")
    cumulative = [c for c in told.telling.claims if c.casualty and c.casualty.scope == "cumulative"]
    if cumulative:
        yield (
            "Not counted, a toll of several incidents or a longer time: "
            + "; ".join(
                _grouped((_counted(told, claim), speaker(told, claim)) for claim in cumulative)
            )
            + "."
        )


def _withdrawn(told: Told) -> Iterator[str]:
    by_key = told.telling.by_key()
    gone = [
        by_key[state.claim]
        for state in told.incident.states
        if state.state in _GONE and state.claim in by_key
    ]
    whole = [claim for claim in gone if claim.casualty and not claim.casualty.part_of]
    if whole:
        yield (
            "Replaced or withdrawn: "
            + "; ".join(_grouped((_counted(told, claim), speaker(told, claim)) for claim in whole))
            + "."
        )


def _responsibility(told: Told) -> Iterator[str]:
    by_key = told.telling.by_key()
    for entry in told.incident.responsibility:
        name = _named(entry.actor_en or romanise(entry.actor))
        itself = set(entry.self_reported)
        others = _speakers(told, [by_key[k] for k in entry.says if k in by_key and k not in itself])
        deniers = _speakers(told, [by_key[k] for k in entry.denies if k in by_key])
        # The opening sentence has named the sides of a clash.
        if others and told.incident.type != _CLASH:
            yield _capital(f"{_joined(others)} named {name} as responsible.")
        if itself:
            yield f"{name} said so itself."
        if deniers:
            yield _capital(f"{_joined(deniers)} denied that {name} was responsible.")


def _disputes(told: Told) -> Iterator[str]:
    about = dict.fromkeys(dispute.about for dispute in told.incident.disputes)
    if about:
        yield f"Accounts disagree on {_joined([one.replace('_', ' ') for one in about])}."


def speaker(told: Told, claim: ToldClaim) -> str:
    """Who says a claim, and through whom, in Latin letters."""
    outlet = told.outlet(claim.report)
    if claim.own_voice or claim.source is None:
        return _named(outlet)
    name = _named(claim.source.name_en or romanise(claim.source.name))
    return name if name == _named(outlet) else f"{name} (cited by {_named(outlet)})"


def _speakers(told: Told, claims: Iterable[ToldClaim]) -> list[str]:
    return list(dict.fromkeys(speaker(told, claim) for claim in claims))


def _figure(told: Told, claim: ToldClaim) -> str:
    """A figure with its parts: "9 civilians, incl. 3 children, were killed"."""
    casualty = claim.casualty
    if casualty is None:
        return ""
    parts = [
        wording.counted(other.casualty)
        for other in told.telling.claims
        if other.casualty
        and other.casualty.part_of
        and other.casualty.status == casualty.status
        and other.sibling(other.casualty.part_of) == claim.key
    ]
    inner = f", incl. {_joined(parts)}," if parts else ""
    return _counted(told, claim, inner)


def _counted(told: Told, claim: ToldClaim, inner: str = "") -> str:
    casualty = claim.casualty
    if casualty is None:
        return ""
    party = f" of {_party(told, casualty.party)}" if casualty.party else ""
    said = f"{wording.counted(casualty, party)}{inner} {wording.status(casualty)}"
    if casualty.polarity == "denied" or claim.claim.stance == "denies":
        return f"that {said} is denied"
    if claim.claim.stance in ("alleges", "hearsay"):
        return f"{said} (alleged)"
    return said


def _party(told: Told, name: str) -> str:
    known = is_named_alike(name, (*told.sides.doers, *told.sides.others))
    return _named(known.name if known else romanise(name))


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """What is said, with all who say it, in the order in which it is first said."""
    found: dict[str, dict[str, None]] = {}
    for words, who in pairs:
        found.setdefault(words, {})[who] = None
    return [one_line(f"{words}, according to {_joined(list(who))}") for words, who in found.items()]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _named(name: str) -> str:
    return one_line(name)


def _joined(names: Sequence[str], word: str = "and") -> str:
    if len(names) < 2:
        return names[0] if names else ""
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
