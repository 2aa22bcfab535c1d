"""Inputs of a command read one after another; one that fails does not stop the others."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import typer

from riwaya.cli.progress import Progress
from riwaya.errors import InputError, RiwayaError, UnreadableFile
from riwaya.model import Reading
from riwaya.model.intake import STANDARD_INPUT, Failure, Intake


def published_day(text: str | None) -> date | None:
    """The value of --published; raises typer.BadParameter for what is no plausible ISO day."""
    from riwaya.ingest.days import parse_day

    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise typer.BadParameter(f"{text!r} is not a day like 2024-12-01", param_hint="--published")
    return day


def readings(
    names: Sequence[str], published: date | None, outlet: str | None, progress: Progress
) -> Iterator[Reading | Failure]:
    """A reading, or a failure that has been named on standard error, per report, in order.

    `published` and `outlet` stand above what the inputs say of themselves.
    """
    from riwaya.ingest import intakes  # all formats; `riwaya --version` needs none
    from riwaya.ingest.processes import collect_seldom

    if list(names).count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input (-) can be read only once", param_hint="FILE")
    for name in names:
        for intake in intakes(name, sys.stdin.buffer):
            collect_seldom()
            result = (
                intake if isinstance(intake, Failure) else read_intake(intake, published, outlet)
            )
            for note in getattr(intake, "notes", ()):
                progress.say(f"riwaya: {intake.where}: {note}")
            if isinstance(result, Failure):
                progress.fail(f"riwaya: {result.where}: {result.error}")
            progress.step()
            yield result


def read_intake(intake: Intake, published: date | None, outlet: str | None) -> Reading | Failure:
    """One report read, or why it cannot be; `published` and `outlet` as in `readings`."""
    from riwaya import read  # not before a report is there: it loads the lexicon

    if published is not None:
        intake = replace(intake, published=published, published_basis="given")
    try:
        return read(
            intake.text,
            published=intake.published,
            outlet=outlet or intake.outlet,
            url=intake.url,
            title=intake.title,
            report_id=intake.id,
            published_basis=intake.published_basis,
        )
    except InputError as error:
        return Failure(intake.where, error, intake.id)
    except RiwayaError:
        raise
    # A defect of the reader must cost one report of a batch and not all that follow.
    except Exception as error:
        reason = UnreadableFile(
            f"the reader failed ({type(error).__name__}: {error}); please report this"
        )
        return Failure(intake.where, reason, intake.id)
