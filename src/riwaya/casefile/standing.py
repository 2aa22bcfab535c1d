"""What a case already has of the reports that come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from riwaya.casefile.identity import Identity, canonical_url, identity, other_page
from riwaya.casefile.originals import digest_of
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


def standings(connection: Connection, intakes: Sequence[Intake]) -> list[Standing]:
    """How each of a batch of intakes stands to the case, and to those before it in the batch.

    A report is unchanged when the case holds a version of it with the same text or made from the
    same bytes, not only when that is the newest: adding an old archive again changes nothing.
    """
    given = [identity(intake) for intake in intakes]
    keys = _keys_by_id(connection, {found.id for found in given})
    known = _known(connection, {*keys.values(), *(found.key for found in given)})
    result = []
    for intake, found in zip(intakes, given, strict=True):
        # An id that the case itself gave, as a report taken out of it bears, is that report's.
        key = keys.setdefault(found.id, found.key)
        if intake.id and intake.url and _elsewhere(known.get(key), intake.url):
            found = other_page(found, intake.url)
            key = _key_of_other(connection, found, keys, known)
        held = known.setdefault(key, _Held(None, canonical_url(intake.url or "")))
        result.append(_standing(intake, Identity(key, found.id), held))
    return result


def _keys_by_id(connection: Connection, ids: set[str]) -> dict[str, str]:
    rows = connection.execute(
        select(reports.c.id, reports.c.key).where(reports.c.id.in_(sorted(ids)))
    )
    return {row.id: row.key for row in rows}


def _key_of_other(
    connection: Connection, found: Identity, keys: dict[str, str], known: dict[str, _Held]
) -> str:
    """The key of a report whose id had to be made another; what is held of it goes to `known`."""
    if found.id not in keys:
        keys[found.id] = _keys_by_id(connection, {found.id}).get(found.id, found.key)
        for key, held in _known(connection, {keys[found.id]}).items():
            known.setdefault(key, held)
    return keys[found.id]


@dataclass(slots=True)
class _Held:
    """What the case, with the batch so far, holds of one report."""

    number: int | None
    url: str
    texts: frozenset[str] = frozenset()
    originals: frozenset[str] = frozenset()
    newest: str = ""
    ordinal: int = 0


def _standing(intake: Intake, found: Identity, held: _Held) -> Standing:
    text = digest_of(intake.text.encode("utf-8", "surrogatepass"))
    original = digest_of(original_of(intake).data)
    before = held.newest
    if text in held.texts or original in held.originals:
        return Standing(intake, found, UNCHANGED, held.number, held.ordinal, before, text, original)
    state = CHANGED if held.ordinal else NEW
    held.ordinal += 1
    held.newest = text
    held.texts |= {text}
    held.originals |= {original}
    return Standing(intake, found, state, held.number, held.ordinal, before, text, original)


def _known(connection: Connection, keys: set[str]) -> dict[str, _Held]:
    rows = connection.execute(
        select(
            reports.c.key, reports.c.number, versions.c.url, versions.c.ordinal,
            versions.c.text_sha256, versions.c.original,
        )
        .join(versions, versions.c.report == reports.c.number)
        .where(reports.c.key.in_(sorted(keys)))
        .order_by(versions.c.report, versions.c.ordinal)
    )  # fmt: skip
    known: dict[str, _Held] = {}
    for row in rows:
        held = known.setdefault(row.key, _Held(row.number, canonical_url(row.url or "")))
        held.texts |= {row.text_sha256}
        held.originals |= {row.original}
        held.newest, held.ordinal = row.text_sha256, row.ordinal
    return known


def _elsewhere(held: _Held | None, url: str) -> bool:
    """Whether the report of that id is known to be another page."""
    return bool(held and held.url and held.url != canonical_url(url))
