"""Incidents as FollowTheMoney statements: every value with who says it and in which words.

The entities are those of `ftm`, taken apart: a line for each value and each outlet that gives it.
`dataset` is the outlet, `original_value` what it wrote, `origin` the program that read it. What
no report says in so many words, as a summary, is in the data set `riwaya`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from riwaya import __version__
from riwaya.export.formats import ftm
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.ftm_tellers import Said, tellers
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
OWN = "riwaya"
"""The data set of what the program has worked out from all reports."""

ORIGIN = f"riwaya {__version__}"

# What the library calls the types; those in _SPOKEN can be in a language.
_TYPES = {
    "id": "id", "name": "name", "alias": "name", "title": "string", "publisher": "string",
    "position": "string", "status": "string", "keywords": "string", "recordId": "string",
    "role": "string", "startDate": "date", "endDate": "date", "publishedAt": "date",
    "deathDate": "date", "location": "address", "country": "country", "involved": "entity",
    "proof": "entity", "document": "entity", "entity": "entity", "sourceUrl": "url",
    "summary": "text", "language": "language", "contentHash": "checksum",
}  # fmt: skip
_SPOKEN = frozenset({"name", "alias", "title", "publisher", "position", "location", "summary"})
_ARABIC = re.compile("[\u0600-\u06ff]")
_NOT_SLUG = re.compile("[^a-z0-9]+")
_SIGNS_A_PIECE = 100_000


class Statement(NamedTuple):
    """One value of one property, as one data set gives it."""

    entity: str
    prop: str
    schema: str
    value: str
    dataset: str
    original: str = ""

    @property
    def lang(self) -> str:
        """ISO 639-2 code by the first letter, "" for what is in no language."""
        if self.prop not in _SPOKEN:
            return ""
        first = next((sign for sign in self.value if sign.isalpha()), "")
        return "ara" if _ARABIC.match(first) else "eng"

    @property
    def id(self) -> str:
        """As the library derives it."""
        key = f"{self.dataset}.{self.entity}.{self.prop}.{self.value}"
        spoken = f"{key}@{self.lang}" if self.lang else key
        return hashlib.sha1(spoken.encode("utf-8", "replace")).hexdigest()


def pieces(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """The statements as CSV in the library's own form: every cell quoted, no byte order mark."""
    seen = datetime.fromtimestamp(setting.moment, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    written: set[str] = set()
    for told in tolds:
        losses.seen(told)
        for one in statements(told):
            if one.schema in ftm.SHARED:
                if one.id in written:
                    continue
                written.add(one.id)
            writer.writerow(_row(one, seen))
        if buffer.tell() > _SIGNS_A_PIECE:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def statements(told: Told) -> Iterator[Statement]:
    """The statements of one incident, entity by entity, each once."""
    said = tellers(told)
    reports = {ftm.article_id(told, report): report for report in told.telling.accounts}
    for entity in ftm.entities(told):
        yield from dict.fromkeys(_of_entity(told, entity, said, reports))


def _of_entity(
    told: Told,
    entity: ftm.Entity,
    said: Mapping[Said, Mapping[str, str]],
    reports: Mapping[str, str],
) -> Iterator[Statement]:
    name, schema = entity["id"], entity["schema"]
    found: list[Statement] = []
    for prop, values in entity["properties"].items():
        for value in values:
            by = said.get(Said(name, prop, value), {})
            if not by and name in reports:
                by = {reports[name]: ""}
            by_dataset: dict[str, str] = {}
            for report, words in by.items():
                by_dataset.setdefault(dataset_name(told.outlet(report)), words)
            for dataset, words in (by_dataset or {OWN: ""}).items():
                original = words if words != value else ""
                found.append(Statement(name, prop, schema, value, dataset, original))
    for dataset in dict.fromkeys(one.dataset for one in found):
        yield Statement(name, "id", schema, name, dataset)
    yield from found


def dataset_name(outlet: str) -> str:
    """The data set of an outlet: its English name in small letters, digits and _; a number made
    from the name where it has no such letters or is the name of OWN.
    """
    plain = unicodedata.normalize("NFKD", outlet).encode("ascii", "ignore").decode().lower()
    slug = _NOT_SLUG.sub("_", plain).strip("_")
    if slug and slug != OWN:
        return slug
    return f"source_{hashlib.sha256(outlet.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _row(one: Statement, seen: str) -> list[str]:
    return [
        one.entity, one.entity, one.prop, _TYPES[one.prop], one.schema, one.value, one.dataset,
        ORIGIN, one.lang, one.original, "f", seen, seen, one.id,
    ]  # fmt: skip


FORMAT = Format(
    "ftm-statements",
    "a CSV of FollowTheMoney statements: every value with its source and its words",
    "range",
    ftm.HOLDS,
    pieces=pieces,
)
