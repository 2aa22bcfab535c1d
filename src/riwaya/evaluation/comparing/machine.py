"""The program's incidents as rows of a scheme, so that both sides speak in the same terms.

They go through the export and are read back like a table of a coder: whatever the format cannot
hold is on neither side.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from riwaya.casefile.incident_list import IncidentQuery
from riwaya.evaluation.coding.codebook import FORMAT, scheme_of
from riwaya.evaluation.coding.scheme import Scheme
from riwaya.evaluation.coding.schemes import SCHEMES
from riwaya.evaluation.coding.table import coded_stream
from riwaya.export.formats.codebook import codebook_format
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.registry import FORMATS
from riwaya.export.losses import Losses
from riwaya.export.selection import selected
from riwaya.model.coded import CodedRecord, Coder
from riwaya.model.intake import Failure
from riwaya.ontology.codebook.load import codebook_in


class Machine(NamedTuple):
    """The rows, those that could not be read back, in words, and how many incidents the format
    has no row for. `policy`: by which their figures were reconciled.
    """

    records: tuple[CodedRecord, ...]
    faults: tuple[str, ...]
    left_out: int
    policy: str


def scheme_and_format(coder: Coder, content: str) -> tuple[Scheme, Format]:
    """How a coder's rows are read, and how ours are written in the same way.

    `content`: the codebook as the case keeps it. Raises UsageError, UnreadableFile for one that
    this version does not understand.
    """
    if coder.format != FORMAT:
        return SCHEMES[coder.format], FORMATS[coder.format]
    kept = json.loads(content)
    book = codebook_in(Path(kept["file"]), kept["text"])
    return scheme_of(book), codebook_format(book)


def machine_records(connection: Connection, scheme: Scheme, form: Format) -> Machine:
    """All incidents of the case as rows of the scheme."""
    losses = Losses(form.holds)
    tolds = selected(connection, IncidentQuery(), form.policy)
    pieces = form.pieces(tolds, Setting(form.policy, 0), losses) if form.pieces else iter(())
    records, faults = [], []
    for one in _read(pieces, scheme):
        if isinstance(one, Failure):
            faults.append(f"{one.where}: {one.error}")
        else:
            records.append(one)
    left_out = losses.incidents - losses.written
    return Machine(tuple(records), tuple(faults), left_out, form.policy)


def _read(pieces: Iterator[bytes], scheme: Scheme) -> Iterator[CodedRecord | Failure]:
    content = b"".join(pieces)
    if content:
        yield from coded_stream("the export", io.BytesIO(content), scheme)
