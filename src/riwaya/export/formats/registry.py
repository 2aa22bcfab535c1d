"""The formats that incidents can be written in, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from riwaya.export.formats import (
    acled,
    citations,
    claimreview,
    dossiers,
    ftm,
    ftm_statements,
    geojson,
    ibc,
    incidents,
    parquet,
    spreadsheet,
    ucdp,
    webannotation,
)
from riwaya.export.formats.format import Format

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            acled.FORMAT, ucdp.FORMAT, ibc.FORMAT, geojson.FORMAT, incidents.FORMAT,
            spreadsheet.CSV, spreadsheet.XLSX, parquet.FORMAT, ftm.FORMAT, ftm_statements.FORMAT,
            webannotation.FORMAT, citations.RIS, citations.BIBTEX, claimreview.FORMAT,
            dossiers.FORMAT,
        )
    }
)  # fmt: skip
"""In the order in which they are listed to people; a user's codebook makes one more."""
