"""A case copied whole: to a file from anywhere, and from a file to anywhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from riwaya.casefile import log
from riwaya.casefile.digest import body_of
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import log as log_table
from riwaya.casefile.schema import metadata, reports, versions
from riwaya.casefile.verify import Verdict, verify
from riwaya.casefile.words import index
from riwaya.errors import CaseDamaged, CaseUnavailable

_CHUNK = 500


def back_up(case: Case, target: Path) -> Verdict:
    """Write the whole case to the file `target`, which appears only when it is whole and sound.

    The copy is a case file of its own and can be opened as it is. Others may go on working
    meanwhile. Returns what the check of the copy found. Raises CaseUnavailable when `target`
    exists, CaseDamaged when the case is not what its log says.
    """
    if target.exists():
        raise CaseUnavailable(f"{target} exists; name a file that is not there yet")
    with _whole_or_not(target) as temporary:
        copy = open_case(str(temporary), create=True, who=case.who, clock=case.clock)
        try:
            with case.reading() as source, copy.writing() as destination:
                _copy(source, destination)
            with copy.reading() as connection:
                verdict = verify(connection)
        finally:
            copy.close()
        if verdict.faults:
            raise CaseDamaged(
                f"not backed up, since the case is damaged: {verdict.faults[0]}; "
                "`riwaya verify` lists all faults"
            )
    with case.writing() as connection:
        deed = log.Deed("backup", target.name, "", verdict.head)
        log.append(connection, case.moment(), case.who, [deed])
    return verdict


def restore(backup: Path, case: Case) -> Verdict:
    """Fill the empty `case` from a backup; all or nothing. Returns the check of the result.

    Raises CaseUnavailable when the case holds anything, CaseDamaged when the backup is not sound.
    """
    source_case = open_case(str(backup), who=case.who, clock=case.clock)
    try:
        with source_case.reading() as source, case.writing() as destination:
            if destination.execute(select(func.count(log_table.c.number))).scalar():
                raise CaseUnavailable(f"{case.address} is not empty; restore into a new case")
            _copy(source, destination)
            verdict = verify(destination)
            if verdict.faults:
                raise CaseDamaged(f"the backup is damaged: {verdict.faults[0]}")
            deed = log.Deed("restore", backup.name, "", verdict.head)
            log.append(destination, case.moment(), case.who, [deed])
    finally:
        source_case.close()
    return verdict


def _copy(source: Connection, destination: Connection) -> None:
    """All tables, row by row, and the word index made anew."""
    for table in metadata.sorted_tables:
        rows: list[dict[str, Any]] = []
        for row in source.execute(select(table).execution_options(yield_per=_CHUNK)):
            rows.append(dict(row._mapping))
            if len(rows) == _CHUNK:
                destination.execute(insert(table), rows)
                rows = []
        if rows:
            destination.execute(insert(table), rows)
    newest = select(reports.c.number, versions.c.title, versions.c.text, versions.c.outlet).join(
        versions, versions.c.number == reports.c.version
    )
    for row in source.execute(newest.execution_options(yield_per=_CHUNK)):
        index(destination, row.number, row.title or "", body_of(row.text, row.outlet))


@contextmanager
def _whole_or_not(target: Path) -> Iterator[Path]:
    """A temporary file beside `target` that takes its name at the end."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    except OSError as error:
        raise CaseUnavailable(f"cannot write {target}: {error.strerror}") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        # Its log of changes is empty once the last connection is closed.
        temporary.replace(target)
    finally:
        for leftover in (temporary, *(Path(f"{name}-{end}") for end in ("wal", "shm"))):
            leftover.unlink(missing_ok=True)
