"""An incident laid out for people: its claims numbered by publication, with where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from riwaya.export.index import Index
from riwaya.incidents.claims import ToldClaim, gather
from riwaya.model import Claim, Relation
from riwaya.model.decision import claim_key
from riwaya.model.incident import Account, ClaimState, Cluster, Incident, Origin

_SAFE = re.compile(r"[A-Za-z0-9_-]")
_LONGEST_ANCHOR = 200
NOT_COUNTED = frozenset({"superseded", "retracted", "excluded", "copy", "cumulative"})
"""States of figures that take no part in the sums."""

STRUCK = frozenset({"superseded", "retracted", "excluded"})
"""States of figures shown struck through: somebody took them back, replaced or removed them."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A claim in the dossier. `number`: counts from 1 in the order of publication.

    `state`: of casualty claims, else None.
    """

    number: int
    told: ToldClaim
    index: Index
    account: Account
    state: ClaimState | None
    origin: Origin | None

    @property
    def key(self) -> str:
        """The claim's key, unique in the case."""
        return self.told.key

    @property
    def anchor(self) -> str:
        """The id of the claim's place in the page, the same in every page about this claim."""
        return anchor(self.told.key)

    @property
    def standing(self) -> str:
        """The state, "" for claims that have none."""
        return self.state.state if self.state else ""


class Beyond(NamedTuple):
    """A claim of this incident and one of the same report that tells of another, or of none.

    `relation`: "contradicts", …; `forward`: whether this incident's claim is the one that does it.
    """

    entry: Entry
    other: Claim
    relation: Relation
    forward: bool


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a dossier shows. `entries`: by number; `by_key`: the same by claim key.

    `report_numbers`: the number of each report, from 1 in the order of publication.
    """

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]
    entries: tuple[Entry, ...]
    by_key: Mapping[str, Entry]
    report_numbers: Mapping[str, int]
    _parts: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, incident: Incident, cluster: Cluster, accounts: Mapping[str, Account]) -> View:
        """The view of an incident composed from `cluster`; raises NotInCase as `gather` does."""
        telling = gather(cluster, accounts)
        states = {state.claim: state for state in incident.states}
        origins = {key: origin for origin in incident.origins for key in origin.claims}
        indexes = {r: Index.of(account.reading) for r, account in telling.accounts.items()}
        whens = {report: (*_when(account), report) for report, account in telling.accounts.items()}
        ordered = sorted(telling.claims, key=lambda told: (whens[told.report], told.position))
        entries = tuple(
            Entry(
                number, told, indexes[told.report], telling.accounts[told.report],
                states.get(told.key), origins.get(told.key),
            )
            for number, told in enumerate(ordered, 1)
        )  # fmt: skip
        return cls(
            incident,
            cluster,
            telling.accounts,
            entries,
            {entry.key: entry for entry in entries},
            {
                report: number
                for number, report in enumerate(sorted(whens, key=whens.__getitem__), 1)
            },
            _nested(entries),
        )

    def parts(self, whole: Entry) -> tuple[Entry, ...]:
        """The claims of the same origin whose figures are parts of this one, by number."""
        return self._parts.get(whole.key, ())

    def is_nested(self, entry: Entry) -> bool:
        """Whether a claim is shown within its total; a part told by another origin is not."""
        whole = self.whole(entry)
        return whole is not None and entry in self.parts(whole)

    def whole(self, entry: Entry) -> Entry | None:
        """The claim of which this one is a part, if the dossier has it."""
        return self.by_key.get(_whole_key(entry) or "")

    def origins(self) -> tuple[Origin, ...]:
        """The origins in the order of their first claims."""
        first = {
            origin.id: min(self.by_key[key].number for key in origin.claims)
            for origin in self.incident.origins
        }
        return tuple(sorted(self.incident.origins, key=lambda o: first[o.id]))

    def of_origin(self, origin: Origin) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """(key of a source, its claims) within an origin, parts left to their totals."""
        by_source: dict[str, list[Entry]] = {}
        for key in origin.claims:
            entry = self.by_key.get(key)
            if entry is not None and not self.is_nested(entry):
                by_source.setdefault(source_key(entry), []).append(entry)
        ordered = [sorted(found, key=lambda e: e.number) for found in by_source.values()]
        for found in sorted(ordered, key=lambda f: f[0].number):
            yield source_key(found[0]), tuple(found)

    def figures(self) -> tuple[Entry, ...]:
        """The casualty claims that are no parts of others, by publication; undated ones last."""
        return tuple(e for e in self.entries if e.told.casualty and self.whole(e) is None)

    def with_totals(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Claims and those of which they are parts: all that a sentence about them can name."""
        found = dict.fromkeys(claims)
        for key in tuple(found):
            whole = self.whole(self.by_key[key]) if key in self.by_key else None
            if whole is not None:
                found[whole.key] = None
        return tuple(found)

    def named_by(self, state: ClaimState) -> tuple[str, ...]:
        """The claims that the reason of a state can name."""
        return self.with_totals((state.claim, *state.by))

    def beyond(self) -> Iterator[Beyond]:
        """Relations that a report states between this incident's claims and others of its own."""
        for report in self.report_numbers:
            reading = self.accounts[report].reading
            claims = {claim.id: claim for claim in reading.claims}
            for relation in reading.relations:
                ends = (relation.source_claim, relation.target_claim)
                here, there = (self.by_key.get(claim_key(report, end)) for end in ends)
                if here is not None and there is None and ends[1] in claims:
                    yield Beyond(here, claims[ends[1]], relation, forward=True)
                if there is not None and here is None and ends[0] in claims:
                    yield Beyond(there, claims[ends[0]], relation, forward=False)

    def texts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(id of a report, ids of its copies), in the order of publication."""
        families: dict[str, list[str]] = {}
        for report in self.report_numbers:
            families.setdefault(self.accounts[report].text_origin or report, []).append(report)
        for origin, found in families.items():
            first = origin if origin in found else found[0]
            yield first, tuple(report for report in found if report != first)


def _whole_key(entry: Entry) -> str | None:
    casualty = entry.told.casualty
    if casualty is None or casualty.part_of in (None, entry.told.claim.id):
        return None
    return entry.told.sibling(casualty.part_of or "")


def _nested(entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The parts of each claim, by its key, as far as they are of the same origin."""
    origins = {entry.key: entry.origin for entry in entries}
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        key = _whole_key(entry)
        if key is not None and origins.get(key) is entry.origin:
            found[key] = (*found.get(key, ()), entry)
    return found


def anchor(key: str) -> str:
    """A claim key as the id of an element: other signs than letters, digits, - and _ as hex.

    No two keys of at most 200 signs share one.
    """
    made = "".join(c if _SAFE.fullmatch(c) else f".{ord(c):x}." for c in key)
    if len(made) > _LONGEST_ANCHOR:
        import hashlib

        made = "." + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"claim-{made}"


def source_key(entry: Entry) -> str:
    """What is the same for the claims of one source within an origin."""
    source = entry.told.source
    if source is None:
        return ""
    return source.known_as or source.name


def published(account: Account) -> date | datetime | None:
    """When a report came out, as exactly as it is known."""
    return account.published_at or account.reading.report.published


def _when(account: Account) -> tuple[str, bool, str]:
    """By day; on one day copies after originals, for their hour is often not known."""
    day = account.reading.report.published
    moment = account.published_at or (datetime.combine(day, time.min, UTC) if day else None)
    if moment is None:
        return "~", False, ""
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.date().isoformat(), account.copy_reason is not None, moment.isoformat()


def mentioned(sentence: str, keys: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """A sentence cut where it names claims: (words, None) and (key, key) in turn."""
    known = [key for key in sorted(set(keys), key=lambda k: (-len(k), k)) if key]
    if not known:
        yield sentence, None
        return
    # A key that goes on is another key: c1 in c12.
    pattern = re.compile(f"((?<![\\w-])(?:{'|'.join(map(re.escape, known))})(?![\\w-]))")
    for number, piece in enumerate(pattern.split(sentence)):
        if piece:
            yield piece, piece if number % 2 else None
