"""English for parties that a report describes instead of naming.

A name in Latin letters can be looked up; a description in Latin letters can neither be read nor
looked up. "An armed group" is said in English; what is not known in English stands in the words
of the report, in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.latin import romanise
from riwaya.arabic.script import fold
from riwaya.errors import DataError
from riwaya.knowledge.actors import load_actors
from riwaya.model import Actor

_FILE = "descriptions.yaml"
_QUOTED = re.compile(r'^(\S+) ["“”«»]([^"“”«»]+)["“”«»]$')
_VOWELS = frozenset("aeiou")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Head:
    """English for a head noun; `several`: it is of more than one, or has no number."""

    english: str
    several: bool


def english_name(actor: Actor) -> str:
    """What a party is called in English: its name, or what describes it, never romanised."""
    if actor.known_as is not None:
        return actor.name_en
    return _described(actor.name) or actor.name_en


def english_of(name: str) -> str:
    """The same for a party of which only the Arabic name is known."""
    return _known().get(fold(name)) or _described(name) or romanise(name)


@cache
def _known() -> Mapping[str, str]:
    """English names of known parties by each of their names, folded."""
    names: dict[str, str] = {}
    for actor in load_actors().values():
        for name in actor.names:
            names.setdefault(fold(name), actor.name_en)
    return names


@lru_cache(maxsize=1 << 12)
def _described(name: str) -> str | None:
    """English for a description, the words themselves where part of it is not known; None for what
    does not begin as a description does, and so is a name.
    """
    heads, modifiers, phrases = _words()
    quoted = _QUOTED.match(name.strip())
    if quoted and (head := heads.get(_bare(quoted[1])[0])):
        return f"the {head.english} “{romanise(quoted[2])}”"
    words = [_bare(word) for word in name.split()]
    if not words or words[0][0] not in heads:
        return None
    head, definite = heads[words[0][0]], words[0][1]
    rest = words[1:]
    if rest and rest[0][0] in heads and rest[0][0] not in modifiers:
        whole = _described(name.split(None, 1)[1])
        return f"{head.english} of {whole}" if whole and not whole.startswith("“") else f"“{name}”"
    said = [modifiers.get(word) for word, _ in rest]
    if None in said:
        # "Forces of …" with a definite word after a bare head is how names are made.
        is_name = not definite and any(
            article for (_, article), known in zip(rest, said, strict=True) if known is None
        )
        return None if is_name else f"“{name}”"
    definite = definite or any(article for _, article in rest)
    phrase = " ".join([*dict.fromkeys(word for word in reversed(said) if word), head.english])
    return _with_article(phrases.get(phrase, phrase), definite, head.several)


def _with_article(phrase: str, definite: bool, several: bool) -> str:
    if definite:
        return f"the {phrase}"
    if several:
        return phrase
    return f"{'an' if phrase.strip('“')[0].lower() in _VOWELS else 'a'} {phrase}"


def _bare(word: str) -> tuple[str, bool]:
    """A word folded, without the article, and whether it had one."""
    folded = fold(word)
    if folded.startswith(ARTICLE) and len(folded) > _SHORTEST:
        return folded[len(ARTICLE) :], True
    return folded, False


@cache
def _words() -> tuple[Mapping[str, _Head], Mapping[str, str], Mapping[str, str]]:
    """Heads and modifiers by their folded forms, phrases by what they stand for; raises DataError
    on a form given twice.
    """
    content = yaml.safe_load((files("riwaya.knowledge.data") / _FILE).read_text(encoding="utf-8"))
    heads: dict[str, _Head] = {}
    for english, entry in content["heads"].items():
        mass = bool(entry.get("mass"))
        for forms, head in (
            (entry["one"], _Head(english, mass)),
            (entry["more"], _Head(entry["pl"], True)),
        ):
            for form in forms:
                if heads.setdefault(fold(form), head) != head:
                    raise DataError(f"{_FILE}: {english}: {form} is a form of another head")
    modifiers: dict[str, str] = {}
    for english, forms in content["modifiers"].items():
        for form in forms:
            if modifiers.setdefault(fold(form), english) != english:
                raise DataError(f"{_FILE}: {english}: {form} is a form of another modifier")
    return heads, modifiers, content["phrases"]
