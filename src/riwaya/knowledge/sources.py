"""The sources and outlets that reports name, with kind and alignment.

Names are read from data/sources.tsv as written; finding them in text is the reader's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from riwaya.arabic.script import fold
from riwaya.errors import DataError

# fmt: off
SOURCE_KINDS = frozenset({
    "outlet", "news_agency", "state_media", "monitor", "activist_network", "activist", "official",
    "military", "armed_group", "medical", "civil_defence", "witness", "local", "social_media",
    "ngo", "international", "anonymous", "other",
})
_COLUMNS = (
    "key", "kind", "country", "alignment", "name_en", "name_ar", "aliases", "domains",
)
# fmt: on
_FILE = "sources.tsv"
_KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class NewsSource:
    """A source or outlet known by name.

    `kind` is one of SOURCE_KINDS; `country` ISO 3166-1 alpha-2 in lower case, or empty for
    bodies of no one country. `alignment`: key of the side it stands with (listed in
    data/README.md), or None when not known. `name_en` and `name_ar` are the full names,
    `aliases` other names as reports write them, `domains` web domains and @handles.
    """

    key: str
    kind: str
    country: str
    alignment: str | None
    name_en: str
    name_ar: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name as written: the Arabic one, the English one, the aliases."""
        return (self.name_ar, self.name_en, *self.aliases)


@cache
def load_sources() -> tuple[NewsSource, ...]:
    """All named sources in the order of the file; raises DataError on a broken row."""
    path = files("riwaya.knowledge") / "data" / _FILE
    return tuple(parse_sources(path.read_text(encoding="utf-8"), _FILE))


def parse_sources(text: str, file: str) -> Iterator[NewsSource]:
    """Sources from the lines of a table with a header; `file` is named in errors.

    Raises DataError, naming file and line, for a wrong header or number of cells, a malformed
    key, country or alignment, an unknown kind, a missing or empty name, a key given twice, and
    a name that two sources share once folded.
    """
    header, *lines = text.split("\n") if text else [""]
    if tuple(header.split("\t")) != _COLUMNS:
        raise DataError(f"{file}:1: expected the columns {', '.join(_COLUMNS)}")
    keys: set[str] = set()
    owners: dict[str, str] = {}
    for number, line in enumerate(lines, start=2):
        if not line and number == len(lines) + 1:
            continue  # what follows the last line feed
        where = f"{file}:{number}"
        source = _source(line, where)
        if source.key in keys:
            raise DataError(f"{where}: {source.key} is given twice")
        keys.add(source.key)
        for name in source.names:
            owner = owners.setdefault(fold(name), source.key)
            if owner != source.key:
                raise DataError(f"{where}: {name!r} names {owner} too")
        yield source


def _source(line: str, where: str) -> NewsSource:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise DataError(f"{where}: expected {len(_COLUMNS)} cells, found {len(cells)}")
    key, kind, country, alignment, name_en, name_ar, aliases, domains = cells
    if not _KEY.fullmatch(key):
        raise DataError(f"{where}: {key!r} is not a key (a-z, 0-9, single underscores)")
    if kind not in SOURCE_KINDS:
        raise DataError(f"{where}: unknown kind {kind!r}")
    if country and not (len(country) == 2 and country.isascii() and country.islower()):
        raise DataError(f"{where}: {country!r} is not a two-letter country in lower case")
    if alignment and not _KEY.fullmatch(alignment):
        raise DataError(f"{where}: {alignment!r} is not an alignment")
    source = NewsSource(
        key, kind, country, alignment or None, name_en, name_ar,
        tuple(aliases.split("|")) if aliases else (),
        tuple(domains.split("|")) if domains else (),
    )  # fmt: skip
    if any(not name or name != name.strip() for name in (*source.names, *source.domains)):
        raise DataError(f"{where}: {key} has an empty name or one with blanks around it")
    return source
