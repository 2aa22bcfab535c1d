"""Labels of the values that fields of a reading take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from riwaya.ontology.event_types import load_event_types
from riwaya.ontology.files import read

EVENT_TYPES = "event_types"


@cache
def load_terms() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Label by list ("statuses", "source_kinds", …), value and language ("en", "ar")."""
    lists = {name: MappingProxyType(values) for name, values in read("terms").items()}
    lists[EVENT_TYPES] = MappingProxyType(
        {key: {"en": t.label_en, "ar": t.label_ar} for key, t in load_event_types().items()}
    )
    return MappingProxyType(lists)


def label(values: str, key: str, language: str = "en") -> str:
    """The label of `key` in the list `values`; raises KeyError when either is unknown."""
    return load_terms()[values][key][language]
