"""The reports behind the incidents as references: RIS and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told, web_address
from riwaya.export.losses import Losses
from riwaya.export.safe import one_line
from riwaya.incidents.claims import outlet_name
from riwaya.model import Report

_HOLDS = frozenset({"reports"})
_UNTITLED = 60
_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$",
    "&": r"\&", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_KEY = re.compile(r"[^A-Za-z0-9-]")


class Reference(NamedTuple):
    """A report as cited: texts on one line."""

    id: str
    title: str
    outlet: str
    published: date | None
    url: str
    language: str


def ris(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """A RIS record a report, by id."""
    for reference in _references(tolds, losses):
        day = reference.published
        lines = [
            ("TY", "NEWS"),
            ("ID", reference.id),
            ("TI", reference.title),
            ("T2", reference.outlet),
            ("PY", str(day.year) if day else ""),
            ("DA", f"{day:%Y/%m/%d}/" if day else ""),
            ("UR", reference.url),
            ("LA", reference.language),
        ]
        text = "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value)
        yield f"{text}ER  - \r\n\r\n".encode("utf-8", "replace")


def bibtex(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[bytes]:
    """A BibTeX entry a report, by id."""
    for reference in _references(tolds, losses):
        day = reference.published
        fields = [
            ("title", f"{{{_escaped(reference.title)}}}"),
            ("organization", f"{{{_escaped(reference.outlet)}}}"),
            ("date", f"{day:%Y-%m-%d}" if day else ""),
            ("year", str(day.year) if day else ""),
            ("url", reference.url.translate(_URL)),
            ("langid", {"ar": "arabic", "en": "english"}.get(reference.language, "")),
            ("note", _escaped(f"riwaya report {reference.id}")),
        ]
        inner = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
        yield f"@online{{{_key(reference.id)},\n{inner}}}\n\n".encode("utf-8", "replace")


_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "%": r"\%", "#": r"\#"})


def _references(tolds: Iterable[Told], losses: Losses) -> list[Reference]:
    found: dict[str, Reference] = {}
    for told in tolds:
        losses.seen(told)
        for report, account in told.telling.accounts.items():
            key, outlet = outlet_name(account.reading)
            record = account.reading.report
            found[report] = Reference(
                one_line(report),
                _title(record),
                one_line(outlet) if key != report else "",
                record.published,
                one_line(web_address(record)),
                record.language,
            )
    return [found[report] for report in sorted(found)]


def _title(report: Report) -> str:
    """The title; for a report without one its first words."""
    if report.title:
        return one_line(report.title)
    words = one_line(report.text[: 4 * _UNTITLED])
    return words if len(words) <= _UNTITLED else f"{words[:_UNTITLED]}…"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _key(identifier: str) -> str:
    """A citation key: other signs than letters, digits and - as their code."""
    return _KEY.sub(lambda match: f"x{ord(match.group()):x}x", identifier)


RIS = Format("ris", "the reports as RIS references", "range", _HOLDS, pieces=ris, redacts=False)
BIBTEX = Format(
    "bibtex", "the reports as BibTeX references", "range", _HOLDS, pieces=bibtex, redacts=False
)
