"""The stage that reads: reports of any inputs to readings, one on each line, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from riwaya.casefile.identity import identity
from riwaya.engine.engines import Engine, Lost
from riwaya.engine.incidents.intakes import intake_line
from riwaya.engine.inputs import NOTHING, cut, files_of, grouped, piece_of, reports
from riwaya.engine.pieces import Piece, Source
from riwaya.engine.stage import Chunk, Context, Inputs, Stage, Task, shard_name
from riwaya.errors import InputError, RiwayaError, UnreadableFile
from riwaya.export.json import failure_json
from riwaya.model.intake import Failure, Intake
from riwaya.model.serialise import SCHEMA, dumps

STAGE = "readings"

SIDE = "intakes"

NO_CLAIM = "no word in it that a claim could be made with"

_MOST_TOGETHER = 64


def readings_stage(size: int, columns: Mapping[str, str], only_likely: bool) -> Stage:
    """The stage. `size`: of shards, in bytes of input. `only_likely`: pass over reports that can
    hold no claim (see `may_claim`)."""
    options = {"shard_size": size, "columns": dict(columns), "filter": only_likely}
    return Stage(STAGE, read_shard, options, side=SIDE)


def readings_tasks(
    names: Sequence[str], stage: Stage, base: str, engine: Engine
) -> tuple[Task, ...]:
    """The shards of inputs, in their order. `base`: where relative paths start.

    Files are cut and digested as streams, on the engine. Raises UsageError for an address that
    cannot be reached.
    """
    sources = [found for name in names for found in files_of(name, base)]
    pieces: list[Sequence[Piece]] = [()] * len(sources)
    work = []
    for place, found in enumerate(sources):
        if isinstance(found, Failure):
            pieces[place] = (Piece(found.where, NOTHING, broken=str(found.error)),)
        else:
            work.append((place, _source(found, base, stage.options)))
    for place, made in engine.map(cut, work):
        name = str(sources[place])
        pieces[place] = (
            (Piece(name, NOTHING, broken=made.reason),) if isinstance(made, Lost) else made
        )
    groups = grouped([piece for found in pieces for piece in found], _MOST_TOGETHER)
    return tuple(
        Task(shard_name(number), tuple(piece.to_object() for piece in group))
        for number, group in enumerate(groups)
    )


def _source(name: str, base: str, options: Mapping[str, Any]) -> Source:
    return Source(name, base, options["shard_size"], options["columns"])


def read_shard(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """A line for every report: its reading, or why there is none; beside it what a case keeps of
    the report. Counts: reports, failed, filtered, claims."""
    for value in inputs:
        piece = piece_of(value)
        for found in reports(_source(piece.input, context.base, options), piece):
            yield _chunk(found, only_likely=options["filter"])


def _chunk(found: Intake | Failure, *, only_likely: bool) -> Chunk:
    if isinstance(found, Failure):
        return _failed(found, found)
    report_id = identity(found).id
    if only_likely and not _may_claim(found):
        counts = {"reports": 1, "filtered": 1}
        return Chunk(_skipped(found, report_id), counts, side=_beside(found, read=False))
    try:
        from riwaya.reading.read import read  # not before a report is there: it loads the lexicon

        reading = read(
            found.text,
            published=found.published,
            outlet=found.outlet,
            url=found.url,
            title=found.title,
            report_id=report_id,
            published_basis=found.published_basis,
        )
        data = (reading.to_json() + "\n").encode("utf-8")
    except InputError as error:
        return _failed(Failure(found.where, error, report_id), found)
    except RiwayaError:
        raise
    except Exception as error:  # a defect of the reader costs one report
        reason = f"the reader failed ({type(error).__name__}: {error}); please report this"
        return _failed(Failure(found.where, UnreadableFile(reason), report_id), found)
    counts = {"reports": 1, "claims": len(reading.claims)}
    return Chunk(data, counts, side=_beside(found, read=True))


def _may_claim(intake: Intake) -> bool:
    from riwaya.reading.filter import may_claim

    return may_claim(intake.text)


def _failed(failure: Failure, kept: Intake | Failure) -> Chunk:
    data = (failure_json(failure) + "\n").encode("utf-8", "replace")
    told = f"{failure.where}: {failure.error}"
    return Chunk(data, {"reports": 1, "failed": 1}, told, _beside(kept, read=False))


def _skipped(intake: Intake, report_id: str) -> bytes:
    line = {
        "schema": SCHEMA,
        "report": {"id": report_id},
        "input": intake.where,
        "skipped": NO_CLAIM,
    }
    return (dumps(line) + "\n").encode("utf-8", "replace")


def _beside(found: Intake | Failure, *, read: bool) -> bytes:
    """The line beside that of a report; `read`: whether that one holds the text."""
    return (intake_line(found, read=read) + "\n").encode("utf-8", "replace")
