"""Words of the HTML page in Arabic and English, from templates/labels.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from riwaya import ontology


class Label(NamedTuple):
    """One label in both languages."""

    arabic: str
    english: str


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    path = files("riwaya.export") / "templates" / "labels.yaml"
    content: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def label(group: str, key: str) -> Label:
    """The words of the page under `group` and `key`; raises KeyError for unknown ones."""
    arabic, english = _labels()[group][key]
    return Label(arabic, english)


def value(values: str, key: str) -> Label:
    """The ontology's label of a value; a value it does not list stands for itself."""
    try:
        return Label(ontology.label(values, key, "ar"), ontology.label(values, key, "en"))
    except KeyError:
        return Label(key, key.replace("_", " "))
