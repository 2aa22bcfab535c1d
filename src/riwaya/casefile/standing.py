"""What a case already has of the reports that come in."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, select

from riwaya.casefile.identity import Identity, canonical_url, identity, other_page
from riwaya.casefile.originals import digest_of
from riwaya.casefile.rows import chunks
from riwaya.casefile.schema import reports, versions
from riwaya.model.intake import Intake, Original

NEW, CHANGED, UNCHANGED = "added", "changed", "unchanged"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an intake stands to a case: `state` is one of the three above.

    `number`: of the report it is a version of, None for a new one. `ordinal`: of the version it
    would be. `before`: SHA-256 of the text it replaces. `original`: SHA-256 of its bytes.
    """

    intake: Intake
    identity: Identity
    state: str
    number: int | None
    ordinal: int
    before: str
    text_sha256: str
    original: str


def original_of(intake: Intake) -> Original:
    """The original of an intake; that of a text handed over as such is its UTF-8."""
    if intake.original is not None:
        return intake.original
    return Original(intake.text.encode("utf-8", "surrogatepass"), "text/plain; charset=utf-8")


class Arrival(NamedTuple):
    """What tells a report from others and its versions from one another, without its text.

    `named`: it came with an id. `text`, `original`: SHA-256 of the text and of the bytes.
    """

    identity: Identity
    named: bool
    url: str
    text: str
    original: str


class Stood(NamedTuple):
    """How an arrival stands to what is held; fields as in `Standing`."""

    identity: Identity
    state: str
    number: int | None
    ordinal: int
    before: str


@dataclass(slots=True)
class Held:
    """What a case, with the arrivals so far, holds of one report; `url` of its first version."""

    number: int | None
    url: str
    texts: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()
    newest: str = ""
    ordinal: int = 0


class Holding(Protocol):
    """What was there before: a case, or nothing."""

    def keys_by_id(self, ids: Set[str]) -> dict[str, str]:
        """The keys of those of these reports that are held."""

    def known(self, keys: Set[str]) -> dict[str, Held]:
        """What is held under those of these keys that are known."""


class Nothing:
    """The holding of an empty case."""

    def keys_by_id(self, ids: Set[str]) -> dict[str, str]:
        """None."""
        return {}

    def known(self, keys: Set[str]) -> dict[str, Held]:
        """None."""
        return {}


def arrival_of(intake: Intake) -> Arrival:
    """An intake without its text."""
    text = digest_of(intake.text.encode("utf-8", "surrogatepass"))
    given = intake.original
    original = text if given is None else digest_of(given.data)
    return Arrival(identity(intake), bool(intake.id), intake.url or "", text, original)


def standings(connection: Connection, intakes: Sequence[Intake]) -> list[Standing]:
    """How each of a batch of intakes stands to the case, and to those before it in the batch."""
    arrivals = [arrival_of(intake) for intake in intakes]
    return [
        Standing(intake, *stood, text_sha256=arrival.text, original=arrival.original)
        for intake, arrival, stood in zip(
            intakes, arrivals, stand(arrivals, _InCase(connection)), strict=True
        )
    ]


def stand(arrivals: Sequence[Arrival], holding: Holding) -> list[Stood]:
    """How each of a batch of arrivals stands to what is held, and to those before it.

    A report is unchanged when a version of it with the same text or made from the same bytes is
    held, not only when that is the newest: adding an old archive again changes nothing.
    """
    given = [arrival.identity for arrival in arrivals]
    keys = holding.keys_by_id({found.id for found in given})
    known = holding.known({*keys.values(), *(found.key for found in given)})
    result = []
    for arrival, found in zip(arrivals, given, strict=True):
        # An id that the case itself gave, as a report taken out of it bears, is that report's.
        key = keys.setdefault(found.id, found.key)
        if arrival.named and arrival.url and _elsewhere(known.get(key), arrival.url):
            found = other_page(found, arrival.url)
            key = _key_of_other(holding, found, keys, known)
        held = known.setdefault(key, Held(None, canonical_url(arrival.url)))
        result.append(_stood(arrival, Identity(key, found.id), held))
    return result


def _key_of_other(
    holding: Holding, found: Identity, keys: dict[str, str], known: dict[str, Held]
) -> str:
    """The key of a report whose id had to be made another; what is held of it goes to `known`."""
    if found.id not in keys:
        keys[found.id] = holding.keys_by_id({found.id}).get(found.id, found.key)
        for key, held in holding.known({keys[found.id]}).items():
            known.setdefault(key, held)
    return keys[found.id]


def _stood(arrival: Arrival, found: Identity, held: Held) -> Stood:
    before = held.newest
    if arrival.text in held.texts or arrival.original in held.originals:
        return Stood(found, UNCHANGED, held.number, held.ordinal, before)
    state = CHANGED if held.ordinal else NEW
    held.ordinal += 1
    held.newest = arrival.text
    held.texts |= {arrival.text}
    held.originals |= {arrival.original}
    return Stood(found, state, held.number, held.ordinal, before)


def _elsewhere(held: Held | None, url: str) -> bool:
    """Whether the report of that id is known to be another page."""
    return bool(held and held.url and held.url != canonical_url(url))


class _InCase:
    """The holding of a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keys_by_id(self, ids: Set[str]) -> dict[str, str]:
        """As `Holding.keys_by_id`."""
        found: dict[str, str] = {}
        for chunk in chunks(sorted(ids)):
            query = select(reports.c.id, reports.c.key).where(reports.c.id.in_(chunk))
            found.update({row.id: row.key for row in self._connection.execute(query)})
        return found

    def known(self, keys: Set[str]) -> dict[str, Held]:
        """As `Holding.known`."""
        query = (
            select(
                reports.c.key, reports.c.number, versions.c.url, versions.c.ordinal,
                versions.c.text_sha256, versions.c.original,
            )
            .join(versions, versions.c.report == reports.c.number)
            .order_by(versions.c.report, versions.c.ordinal)
        )  # fmt: skip
        known: dict[str, Held] = {}
        for chunk in chunks(sorted(keys)):
            for row in self._connection.execute(query.where(reports.c.key.in_(chunk))):
                held = known.setdefault(row.key, Held(row.number, canonical_url(row.url or "")))
                held.texts |= {row.text_sha256}
                held.originals |= {row.original}
                held.newest, held.ordinal = row.text_sha256, row.ordinal
        return known
