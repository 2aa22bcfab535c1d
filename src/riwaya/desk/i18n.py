"""The words of the interface in English and Arabic, from translations/*.yaml.

Each file maps keys to {en, ar}; a key is named with its file, as in `incidents.title`. Where a
number decides on the form, a language holds a mapping of plural forms (Unicode CLDR).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

LANGUAGES = ("en", "ar")
Forms = str | dict[str, str]


@cache
def translations() -> Mapping[str, Mapping[str, Forms]]:
    """Every key, with its words by language."""
    found: dict[str, Mapping[str, Forms]] = {}
    folder = files("riwaya.desk") / "translations"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            page = file.name.removesuffix(".yaml")
            content = yaml.safe_load(file.read_text(encoding="utf-8"))
            found.update({f"{page}.{key}": words for key, words in content.items()})
    return found


def words(key: str, language: str, count: int | None = None) -> str:
    """The words of `key`, in the form for `count` where it has forms. Raises KeyError."""
    forms = translations()[key][language]
    if isinstance(forms, str):
        return forms
    return forms.get(plural(language, count or 0)) or forms["other"]


def plural(language: str, count: int) -> str:
    """The plural category of a whole number, by the rules of Unicode CLDR."""
    if language != "ar":
        return "one" if count == 1 else "other"
    if count <= 2:
        return ("zero", "one", "two")[max(count, 0)]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 >= 11 else "other"
