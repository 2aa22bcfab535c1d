"""Words of the HTML pages in Arabic and English, from the label files in templates/."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from riwaya import ontology

_FILES = ("labels.yaml", "dossier_labels.yaml")


class Label(NamedTuple):
    """One label in both languages."""

    arabic: str
    english: str


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    content: dict[str, dict[str, list[str]]] = {}
    for name in _FILES:
        path = files("riwaya.export") / "templates" / name
        content |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def label(group: str, key: str) -> Label:
    """The words of a page under `group` and `key`; raises KeyError for unknown ones."""
    arabic, english = _labels()[group][key]
    return Label(arabic, english)


def value(values: str, key: str) -> Label:
    """The ontology's label of a value; a value it does not list stands for itself."""
    try:
        return Label(ontology.label(values, key, "ar"), ontology.label(values, key, "en"))
    except KeyError:
        return Label(key, key.replace("_", " "))
