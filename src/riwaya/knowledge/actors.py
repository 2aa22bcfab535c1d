"""Parties to violence by key, and the words that reports use for or against them.

Names are read from data/actors.tsv as written; finding them in text is the reader's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from riwaya.errors import DataError

# fmt: off
ACTOR_KINDS = frozenset({
    "state", "state_forces", "police", "intelligence", "rebel_group", "jihadist_group",
    "political_militia", "identity_militia", "external_forces", "coalition", "peacekeepers",
    "tribal", "criminal", "unidentified",
})
LOADED_CATEGORIES = frozenset({
    "name_calling", "martyr_language", "dehumanising", "legitimacy", "sectarian", "euphemism",
})
# fmt: on

_ACTOR_COLUMNS = (
    "key", "kind", "country", "name_en", "name_ar", "aliases", "side", "loaded", "parent"
)  # fmt: skip
_TERM_COLUMNS = ("key", "term", "category", "neutral_ar", "neutral_en", "used_by")
_NATIONALITY_COLUMNS = ("key", "adjectives")


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: a state, a force, a group.

    `kind` is one of ACTOR_KINDS; `country` ISO 3166-1 alpha-2 in lower case, or empty. `name_en`
    and `name_ar` are the neutral names. `aliases`: other names as written, `loaded` those of them
    that take sides. `side`: key of the camp, or empty. `parent`: key of the larger body, or None.
    """

    key: str
    kind: str
    country: str
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    side: str
    loaded: frozenset[str]
    parent: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Every Arabic name as written, the neutral one first."""
        return (self.name_ar, *self.aliases)


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """A word that takes sides: its lemma, category (LOADED_CATEGORIES) and neutral wording.

    `used_by` tells in a few words who uses it.
    """

    key: str
    term: str
    category: str
    neutral_ar: str
    neutral_en: str
    used_by: str


@cache
def load_actors() -> Mapping[str, Actor]:
    """All actors by key, in the order of the file; raises DataError on a broken row."""
    return MappingProxyType(parse_actors(_text("actors.tsv"), "actors.tsv"))


@cache
def load_loaded_terms() -> tuple[LoadedTerm, ...]:
    """All loaded terms in the order of the file; raises DataError on a broken row."""
    return tuple(parse_loaded_terms(_text("loaded_terms.tsv"), "loaded_terms.tsv"))


@cache
def load_nationalities() -> Mapping[str, str]:
    """Adjective of nationality (masculine singular, indefinite, as written) → key of the state.

    Raises DataError on a broken row.
    """
    file = "nationality_adjectives.tsv"
    return MappingProxyType(parse_nationalities(_text(file), file))


def parse_actors(text: str, file: str) -> dict[str, Actor]:
    """Actors from the lines of a table; `file` is named in errors.

    Raises DataError for a wrong number of columns, an unknown kind or parent, a key given twice
    or a loaded name that is not among the aliases.
    """
    actors: dict[str, Actor] = {}
    rows: dict[str, str] = {}
    for where, cells in _rows(text, file, _ACTOR_COLUMNS):
        key, kind, country, name_en, name_ar, aliases, side, loaded, parent = cells
        actor = Actor(
            key, kind, country, name_en, name_ar,
            _several(aliases), side, frozenset(_several(loaded)), parent or None,
        )  # fmt: skip
        if key in actors:
            raise DataError(f"{where}: {key} is given twice")
        if kind not in ACTOR_KINDS:
            raise DataError(f"{where}: unknown kind {kind!r}")
        if not name_en or not name_ar:
            raise DataError(f"{where}: {key} lacks a neutral name")
        if not actor.loaded <= set(actor.aliases):
            raise DataError(f"{where}: loaded names of {key} that are not among its aliases")
        actors[key], rows[key] = actor, where
    for actor in actors.values():
        if actor.parent is not None and actor.parent not in actors:
            raise DataError(f"{rows[actor.key]}: unknown parent {actor.parent!r}")
    return actors


def parse_loaded_terms(text: str, file: str) -> Iterator[LoadedTerm]:
    """Loaded terms from the lines of a table; raises DataError on a broken row."""
    for where, cells in _rows(text, file, _TERM_COLUMNS):
        term = LoadedTerm(*cells)
        if term.category not in LOADED_CATEGORIES:
            raise DataError(f"{where}: unknown category {term.category!r}")
        yield term


def parse_nationalities(text: str, file: str) -> dict[str, str]:
    """Adjectives and the states they belong to; raises DataError on a broken row."""
    states: dict[str, str] = {}
    for where, (key, adjectives) in _rows(text, file, _NATIONALITY_COLUMNS):
        for adjective in _several(adjectives):
            if states.setdefault(adjective, key) != key:
                raise DataError(f"{where}: {adjective} belongs to {states[adjective]} too")
    return states


def _rows(text: str, file: str, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """("file:line", cells) for every row after the header."""
    header, *lines = text.splitlines()
    if tuple(header.split("\t")) != columns:
        raise DataError(f"{file}:1: expected the columns {', '.join(columns)}")
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(columns) or not cells[0]:
            raise DataError(f"{file}:{number}: expected {len(columns)} cells and a key")
        yield f"{file}:{number}", cells


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _text(file: str) -> str:
    return (files("riwaya.knowledge") / "data" / file).read_text(encoding="utf-8")
