"""The incidents of a case written out in a format, with an account of what it could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from riwaya.casefile import log
from riwaya.casefile.incident_list import IncidentQuery
from riwaya.casefile.open import Case
from riwaya.errors import UsageError
from riwaya.export.dossier_redaction import NONE, Redaction
from riwaya.export.formats.dossiers import INDEX, MARK
from riwaya.export.formats.format import Format, Pieces, Publisher, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses, holds_under
from riwaya.export.selection import last_change, selected
from riwaya.export.whole import written_file, written_folder

LOSSES = ".losses.json"
"""What follows the name of an export in that of its account of losses."""


class Wish(NamedTuple):
    """What is to be written. `policy`: None for the format's own. `only`: the id of the one
    incident that is wanted, whatever `query` says.
    """

    form: Format
    query: IncidentQuery = IncidentQuery()
    policy: str | None = None
    redaction: Redaction = NONE
    hxl: bool = False
    publisher: Publisher | None = None
    only: str | None = None

    @property
    def rule(self) -> str:
        """The policy that it is made with."""
        return self.policy or self.form.policy


def export_incidents(
    case: Case, wish: Wish, target: Path, step: Callable[[], None] = lambda: None
) -> Losses:
    """Write what is wished for to `target` and, beside it, what it could not hold.

    Both are noted in the log before the export takes its name, so that nothing is handed on
    without a line. `step` is told of every incident. Raises UsageError for what the format cannot
    do.
    """
    _check(wish)
    losses = Losses(holds_under(wish.rule, wish.form.holds))
    beside = target.with_name(target.name + LOSSES)

    def note() -> None:
        account = losses.to_json(wish.form.name, wish.rule).encode("utf-8", "replace")
        written_file(beside, [account], lambda: None)
        _note(case, wish, losses, str(target))

    with case.reading() as connection:
        setting = _setting(connection, wish)
        found = selected(connection, wish.query, wish.rule, wish.redaction, wish.only)
        tolds = _counted(found, step)
        if wish.form.pages is not None:
            written_folder(target, wish.form.pages(tolds, setting, losses), _is_ours, note)
        elif wish.form.pieces is not None:
            written_file(target, wish.form.pieces(tolds, setting, losses), note)
    return losses


def stream_incidents(
    case: Case, wish: Wish, write: Callable[[bytes], object], step: Callable[[], None]
) -> Losses:
    """Write what is wished for to an open stream; what it could not hold is only told.

    Noted in the log even when the stream breaks off, for something has been handed on.
    """
    losses = Losses(holds_under(wish.rule, wish.form.holds))
    for piece in incident_pieces(case, wish, losses, "standard output", step):
        write(piece)
    return losses


def incident_pieces(
    case: Case, wish: Wish, losses: Losses, target: str, step: Callable[[], None] = lambda: None
) -> Iterator[bytes]:
    """What is wished for, as it is made. `target`: where it goes, for the line in the log, which
    is written at the end or when nobody takes more. Raises UsageError for what the format cannot
    do, before the first piece.
    """
    _check(wish)
    if wish.form.pieces is None:
        raise UsageError(f"{wish.form.name} is a folder and cannot go to {target}")
    return _pieces(case, wish, wish.form.pieces, losses, target, step)


def _pieces(
    case: Case, wish: Wish, pieces: Pieces, losses: Losses, target: str, step: Callable[[], None]
) -> Iterator[bytes]:
    with case.reading() as connection:
        setting = _setting(connection, wish)
        found = selected(connection, wish.query, wish.rule, wish.redaction, wish.only)
        try:
            yield from pieces(_counted(found, step), setting, losses)
        finally:
            _note(case, wish, losses, target)


def _setting(connection: Connection, wish: Wish) -> Setting:
    moment = _seconds(last_change(connection))
    return Setting(wish.rule, moment, wish.hxl, wish.publisher)


def _check(wish: Wish) -> None:
    if wish.redaction != NONE and not wish.form.redacts:
        raise UsageError(
            f"{wish.form.name} is made of the reports' own words or titles and cannot withhold "
            "names; export another format, or the dossiers"
        )
    if wish.hxl and not wish.form.hxl:
        raise UsageError(f"{wish.form.name} has no row for HXL tags; csv and xlsx do")


def _counted(tolds: Iterable[Told], step: Callable[[], None]) -> Iterator[Told]:
    for told in tolds:
        yield told
        step()


def _note(case: Case, wish: Wish, losses: Losses, target: str) -> None:
    withheld = [name for name in ("victims", "sources") if getattr(wish.redaction, name)]
    hidden = f", without names of {' and '.join(withheld)}" if withheld else ""
    told = f"{losses.written} as {wish.form.name}, {wish.rule}{hidden}, to {target}"
    with case.writing() as connection:
        deed = log.Deed("export", "incidents", "", told)
        log.append(connection, case.moment(), case.who, [deed])


def _seconds(moment: str | None) -> int:
    return int(datetime.fromisoformat(moment).timestamp()) if moment else 0


def _is_ours(folder: Path) -> bool:
    index = folder / INDEX
    return index.is_file() and MARK in index.read_text(encoding="utf-8", errors="replace")[:1000]
