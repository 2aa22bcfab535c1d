"""Sentences that the program makes in English, put into Arabic by their patterns.

The sentences belong to records that are the same in every language, so they are put into Arabic
where they are shown. The patterns are data, in sentences.yaml.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from riwaya.knowledge.actors import load_actors
from riwaya.ontology import label, load_terms

_FILE = "sentences.yaml"
_HOLE = re.compile(r"\{(\w+)\}")
_LONGEST, _DEEPEST = 2_000, 6
# What people wrote, names and ids are never put into Arabic.
_AS_IT_IS = frozenset({"claim", "report", "who", "why", "km", "word"})
_VALUES = frozenset({"one", "other", "shared", "kind", "kinds", "name"})
_LISTS = frozenset({"claims", "list"})
_NEEDED = frozenset({"people", "harm", "number", "names"})
_NUMBER = re.compile(r"n\d?")
_COUNTED = (
    r"(?:about )?(?:an unstated number \(at least [\d,]+\) of|at least [\d,]+"
    r"|[\d,]+ to [\d,]+|[\d,]+)|no"
)
_DIGITS = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")
_ENUMERATION = re.compile(r", (?=\S)")


class _Pattern(NamedTuple):
    """`begins`, `ends`: what a sentence must begin and end with, which is quick to look at."""

    begins: str
    ends: str
    fits: re.Pattern[str]
    arabic: str


@lru_cache(maxsize=1 << 13)
def in_arabic(text: str, arabic_digits: bool = False) -> str | None:
    """The sentence in Arabic; None where no pattern fits. Ids and names in it stay, and so do
    their digits; numbers of the sentence itself are in Arabic-Indic digits with `arabic_digits`.
    """
    return _translated(text, arabic_digits, 0) if len(text) <= _LONGEST else None


def _translated(text: str, digits: bool, depth: int) -> str | None:
    if depth > _DEEPEST:
        return None
    for pattern in _patterns():
        if not (text.startswith(pattern.begins) and text.endswith(pattern.ends)):
            continue
        found = pattern.fits.fullmatch(text)
        if found is None:
            continue
        parts = {
            name: _part(name, value, digits, depth) for name, value in found.groupdict().items()
        }
        if None not in parts.values():
            return pattern.arabic.format_map(parts)
    return _values().get(text)


def _part(name: str, value: str, digits: bool, depth: int) -> str | None:
    """What stands for a hole; None where the pattern does not fit after all."""
    if digits and (_NUMBER.fullmatch(name) or name == "km" or _is_count(name, value)):
        return value.translate(_DIGITS)
    if _NUMBER.fullmatch(name) or name in _AS_IT_IS:
        return value
    if name in _VALUES:
        named = (_values().get(part, part) for part in _ENUMERATION.split(value))
        return _comma().join(named)
    if name == "changed":
        fields = (_translated(one, digits, depth + 1) or one for one in value.split(", "))
        return _comma().join(fields)
    made = _translated(value, digits, depth + 1)
    if name in _LISTS:
        return _ENUMERATION.sub(_comma(), made or value)
    if name == "people" and made is None:
        return _translated(value.lower(), digits, depth + 1)
    return made or (None if name in _NEEDED and not value.isdecimal() else value)


def _is_count(name: str, value: str) -> bool:
    return name == "number" and value.isdecimal()


def _comma() -> str:
    from riwaya.desk.i18n import words

    return words("incident.comma", "ar") + " "


@cache
def _patterns() -> tuple[_Pattern, ...]:
    text = (files("riwaya.desk.dossier") / _FILE).read_text(encoding="utf-8")
    return tuple(_compiled(english, arabic) for english, arabic in yaml.safe_load(text))


def _compiled(english: str, arabic: str) -> _Pattern:
    pieces = _HOLE.split(english)
    made = [
        re.escape(piece) if at % 2 == 0 else f"(?P<{piece}>{_what(piece)})"
        for at, piece in enumerate(pieces)
    ]
    return _Pattern(pieces[0], pieces[-1], re.compile("".join(made), re.DOTALL), arabic)


def _what(name: str) -> str:
    """What can stand for a hole, as an expression."""
    if _NUMBER.fullmatch(name):
        return r"[\d,]+"
    if name == "harm":
        return "|".join(label("statuses", key, "en") for key in load_terms()["statuses"])
    known = {"rest": ".+", "report": r"\S+", "km": r"[\d.,]+", "number": _COUNTED}
    return known.get(name, ".+?")


@cache
def _values() -> dict[str, str]:
    """English labels of values and names of parties, as sentences hold them, in Arabic."""
    found = {p.begins: p.arabic for p in _patterns() if not p.fits.groups}
    for values, keys in load_terms().items():
        for key in keys:
            arabic = label(values, key, "ar")
            found.setdefault(label(values, key, "en"), arabic)
            found.setdefault(key.replace("_", " "), arabic)
    for actor in load_actors().values():
        found.setdefault(actor.name_en, actor.name_ar)
    return found
