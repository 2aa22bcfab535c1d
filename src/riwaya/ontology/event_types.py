"""Event types and what other coding schemes call them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from riwaya.ontology.files import read


class AcledType(NamedTuple):
    """Event type and sub-event type of ACLED."""

    event: str
    sub_event: str


class EventType(NamedTuple):
    """One event type.

    `acled`: the best fit first. `ucdp_counted`: whether UCDP GED counts it when it kills.
    `plover`: category and mode, or None. `cameo`: code, or None.
    """

    key: str
    label_en: str
    label_ar: str
    definition: str
    acled: tuple[AcledType, ...]
    ucdp_counted: bool
    plover: tuple[str | None, str | None]
    cameo: str | None


@cache
def load_event_types() -> Mapping[str, EventType]:
    """Event types by key, in the order of the file. Raises KeyError when an entry lacks a field."""
    return MappingProxyType(
        {
            key: EventType(
                key,
                entry["label"]["en"],
                entry["label"]["ar"],
                entry["definition"],
                tuple(AcledType(**item) for item in entry["acled"]),
                entry["ucdp"] == "counted",
                (entry["plover"]["category"], entry["plover"]["mode"]),
                entry["cameo"],
            )
            for key, entry in read("event_types").items()
        }
    )
