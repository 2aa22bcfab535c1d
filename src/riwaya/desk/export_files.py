"""The formats of the field that the desk gives, as files for browsers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TABLE, _LINES = "text/csv; charset=utf-8", "application/x-ndjson"
FILES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "acled": (_TABLE, "csv"),
        "ucdp": (_TABLE, "csv"),
        "ibc": (_TABLE, "csv"),
        "csv": (_TABLE, "csv"),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        "geojson": ("application/geo+json", "geojson"),
        "incidents": (_LINES, "jsonl"),
        "parquet": ("application/vnd.apache.parquet", "parquet"),
        "ftm": (_LINES, "jsonl"),
        "ftm-statements": (_TABLE, "csv"),
        "webannotation": (_LINES, "jsonl"),
        "ris": ("application/x-research-info-systems", "ris"),
        "bibtex": ("application/x-bibtex", "bib"),
    }
)
"""Media type and ending of the formats given here, in the order of the menu. Others need a folder,
a codebook or the name of an organisation, which the command line takes.
"""
