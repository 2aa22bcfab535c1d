"""What an export could not hold, counted and by incident, so that nothing is lost in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from riwaya.export.formats.told import Told
from riwaya.incidents.states import COUNTING
from riwaya.model.incident import Interval, Toll

KINDS: Mapping[str, str] = {
    "claims": "single claims with who says what",
    "words": "places in the reports' texts that carry the claims",
    "parts": "figures that are parts of others, such as the children among the dead",
    "withdrawn": "figures that were superseded, retracted or left out",
    "other_harm": "figures of people missing, abducted, detained, displaced, killed or injured",
    "ranges": "figures told as a range, and kinds of harm of which accounts give other figures",
    "open": "figures told without an upper end (at least, dozens)",
    "injured": "figures of people injured",
    "classes": "figures of killed or injured by class: civilians, armed, not stated",
    "groups": "figures of children and women",
    "disputes": "disputes among the accounts, with their sides",
    "roles": "who is said to have done it; parties stand side by side, or not at all",
    "parties": "parties said to be responsible beyond the one that is named",
    "denials": "parties that deny responsibility, or are said not to be responsible",
    "grade": "the grade: confirmed, fair, weak, contested, discounted",
    "origins": "independent origins of the accounts",
    "steps": "steps by which the figures were reconciled",
    "types": "other kinds of event that accounts tell of",
    "people": "named people",
    "days": "periods of several days of which one date is kept",
    "unlocated": "places without coordinates",
    "placeless": "incidents of which no account names the place",
    "undated": "incidents without a day",
    "reports": "reports that tell of the incident, by id",
    "links": "grounds on which the reports were linked",
}
"""Kinds of content that an incident can have, in words."""

CODED: Mapping[str, str] = {
    "no_figure": "no figure of deaths stands; 0 is written",
    "perpetrator": "nobody is named as responsible; an unidentified party is written, or nothing",
    "country": "the country is not known; its codes are empty",
    "violence": "the type of violence cannot be told; it is empty",
    "no_class": "no account says who the dead were; they are counted as civilians",
    "one_origin": "a single origin tells of it; the data set asks for two",
    "armed_side": "armed dead whose side no account tells; they are counted as unknown",
    "no_address": "reports without a web address; they are named by their id",
    "no_verdict": "claims on which no person has given a verdict; they are left out",
}
"""What a format forces to be written that no account says, or to be left out, in words."""

WITHHELD = "withheld"
_WITHHELD_WORDS = "names withheld on request, with titles, addresses and texts of the reports"


def content(told: Told) -> Iterator[tuple[str, int]]:
    """(kind, how many) for everything of KINDS that an incident holds."""
    incident = told.incident
    claims = told.telling.claims
    tolls = (incident.casualties.killed, incident.casualties.injured)
    figures = [told.casualty for told in claims if told.casualty]
    where, when = incident.place, incident.date
    blamed = [entry for entry in incident.responsibility if entry.says]
    counts = {
        "claims": len(claims),
        "words": sum(len(told.claim.evidence) for told in claims),
        "parts": sum(1 for figure in figures if figure.part_of),
        "withdrawn": sum(
            1 for s in incident.states if s.state in ("superseded", "retracted", "excluded")
        ),
        "other_harm": sum(1 for f in figures if f.status not in ("killed", "injured")),
        "ranges": _ranges(told),
        "open": sum(1 for figure in figures if figure.high is None),
        "injured": len(list(_intervals(incident.casualties.injured))),
        "classes": sum(
            1 for toll in tolls for part in (toll.civilian, toll.armed, toll.unknown) if part
        ),
        "groups": sum(1 for toll in tolls for part in (toll.children, toll.women) if part),
        "disputes": len(incident.disputes),
        "roles": len(blamed),
        "parties": max(0, len(blamed) - 1),
        "denials": sum(1 for entry in incident.responsibility if entry.denies),
        "grade": 1,
        "origins": len(incident.origins),
        "steps": len(incident.casualties.why),
        "types": max(0, len(incident.types) - 1),
        "people": len(incident.people),
        "days": 1 if when and when.start != when.end else 0,
        "unlocated": 1 if where and where.latitude is None else 0,
        "placeless": 0 if where else 1,
        "undated": 0 if when else 1,
        "reports": len(incident.reports),
        "links": len(told.cluster.links),
    }
    for kind, count in counts.items():
        if count:
            yield kind, count


def _ranges(told: Told) -> int:
    """Figures that are ranges, and kinds of harm of which figures that count differ.

    Told from the claims, for a policy may have made one number of them.
    """
    states = {state.claim: state.state for state in told.incident.states}
    figures = [
        claim.casualty
        for claim in told.telling.claims
        if claim.casualty and claim.casualty.scope == "event" and states.get(claim.key) in COUNTING
    ]
    ranges = sum(1 for figure in figures if figure.high not in (None, figure.low))
    kinds: dict[tuple[str | None, ...], set[tuple[int, int | None]]] = {}
    for figure in figures:
        kind = (figure.status, figure.person_class, figure.group, figure.party)
        kinds.setdefault(kind, set()).add((figure.low, figure.high))
    return ranges + sum(1 for said in kinds.values() if len(said) > 1)


def holds_under(policy: str, holds: frozenset[str]) -> frozenset[str]:
    """What a format keeps under a policy: only `range` keeps ranges and open ends as told."""
    return holds if policy == "range" else holds - {"ranges", "open"}


def _intervals(toll: Toll) -> Iterator[Interval]:
    for interval in (
        toll.civilian, toll.armed, toll.unknown, toll.all, toll.children, toll.women,
    ):  # fmt: skip
        if interval is not None:
            yield interval


@dataclass(slots=True)
class Losses:
    """The account of one export. `holds`: the kinds of KINDS that the format keeps whole.
    `unmapped`: fields that a codebook has no column for.
    """

    holds: frozenset[str]
    incidents: int = 0
    _lost: dict[str, dict[str, int]] = field(default_factory=dict)
    _left_out: dict[str, str] = field(default_factory=dict)
    unmapped: tuple[str, ...] = ()
    _uncoded: dict[str, dict[str, int]] = field(default_factory=dict)
    _beside: dict[str, int] = field(default_factory=dict)

    def seen(self, told: Told) -> None:
        """One incident goes into the export."""
        self.incidents += 1
        lost = {kind: count for kind, count in content(told) if kind not in self.holds}
        if told.redaction.victims or told.redaction.sources:
            lost[WITHHELD] = 1
        if lost:
            self._lost[told.id] = lost

    def coded(self, told: Told, kind: str, count: int = 1) -> None:
        """The format made something be written that no account says; `kind` is one of CODED."""
        if kind not in CODED:
            raise KeyError(kind)
        self._lost.setdefault(told.id, {})[kind] = count

    def left_out(self, told: Told, reason: str) -> None:
        """An incident has no line in the export at all."""
        self._left_out[told.id] = reason

    def without_code(self, column: str, value: str) -> None:
        """A codebook's column has no code for a value; nothing stands for it."""
        found = self._uncoded.setdefault(column, {})
        found[value] = found.get(value, 0) + 1

    def beside(self, name: str, count: int) -> None:
        """Of a field's several values a codebook's columns leave `count` out."""
        if count:
            self._beside[name] = self._beside.get(name, 0) + count

    @property
    def written(self) -> int:
        """How many incidents the export holds."""
        return self.incidents - len(self._left_out)

    def to_json(self, name: str, policy: str) -> str:
        """The account as JSON: totals first, then every incident with what it lost."""
        totals: dict[str, dict[str, object]] = {}
        for kind, words in [*KINDS.items(), *CODED.items(), (WITHHELD, _WITHHELD_WORDS)]:
            counts = [lost[kind] for lost in self._lost.values() if kind in lost]
            if counts:
                totals[kind] = {"what": words, "incidents": len(counts), "items": sum(counts)}
        account: dict[str, object] = {
            "schema": "riwaya.losses/1",
            "format": name,
            "policy": policy,
            "incidents": self.incidents,
            "written": self.written,
            "left_out": dict(sorted(self._left_out.items())),
            "not_held": totals,
        }
        by_column = {
            "fields_without_column": list(self.unmapped),
            "values_without_code": {
                column: dict(sorted(found.items())) for column, found in self._uncoded.items()
            },
            "values_beside_those_taken": self._beside,
        }
        account |= {key: told for key, told in by_column.items() if told}
        account["by_incident"] = dict(sorted(self._lost.items()))
        return json.dumps(account, ensure_ascii=False, indent=1) + "\n"
