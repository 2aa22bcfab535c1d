"""Incidents as JSON Lines of the contract `riwaya.incident/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import KINDS, Losses
from riwaya.model.serialise import dumps
from riwaya.model.serialise_incident import incident_object


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """One object a line."""
    for told in tolds:
        losses.seen(told)
        yield f"{dumps(incident_object(told.incident))}\n".encode()


FORMAT = Format(
    "incidents",
    "JSON Lines, the incidents of the contract",
    "range",
    frozenset(KINDS) - {"words", "parts", "other_harm", "links"},
    pieces=pieces,
)
