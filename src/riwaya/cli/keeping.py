"""`riwaya verify`, `backup`, `restore` and `log`: that a case is what it was, and stays."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.progress import printable


def verify(
    case: CaseOption = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash of the log noted earlier; it must be there."),
    ] = None,
) -> None:
    """Hash all originals, texts, readings and the log again, and name what is not what it was.

    Exit status 0 only if every original and every line of the log is intact. The hash printed at
    the end stands for the whole case at this moment: note it elsewhere, and give it to --head
    later, since whoever can rewrite the whole file can also make its hashes fit.
    """
    from riwaya.casefile.coded import coded_faults
    from riwaya.casefile.stamps import stamp_faults
    from riwaya.casefile.verify import verify as check

    with opened_case(case) as open_case, open_case.reading() as connection:
        verdict = check(connection, head=head)
        faults = (*verdict.faults, *coded_faults(connection), *stamp_faults(connection))
    for fault in faults:
        typer.echo(f"riwaya: {printable(fault)}", err=True)
    typer.echo(
        f"{verdict.originals:,} originals, {verdict.versions:,} texts, {verdict.lines:,} lines of "
        f"the log checked: {f'{len(faults):,} faults' if faults else 'intact'}"
    )
    if faults:
        raise typer.Exit(1)
    typer.echo(f"head of the log: {verdict.head}")


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    case: CaseOption = None,
) -> None:
    """Copy the whole case into a file, check the copy, and only then give it its name.

    The copy is a case of its own: it can be opened with --case and restored anywhere.
    """
    from riwaya.casefile.backup import back_up

    with opened_case(case) as open_case:
        verdict = back_up(open_case, target)
    typer.echo(f"{verdict.versions:,} texts and {verdict.lines:,} lines of the log in {target}")


def restore(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `riwaya backup` wrote.", exists=True)
    ],
    case: CaseOption = None,
) -> None:
    """Fill a new case, a file or an empty database, from a backup, and check it."""
    from riwaya.casefile.backup import restore as fill

    with opened_case(str(source)):
        pass  # what is no case must not leave an empty one behind
    with opened_case(case, create=True) as open_case:
        verdict = fill(source, open_case)
        typer.echo(f"{verdict.versions:,} texts restored into {open_case.address}")


def log(
    case: CaseOption = None,
    subject: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what was done to this report.")
    ] = None,
    last: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the last N.")] = None,
) -> None:
    """Print the log: who did what, when, to which report; one line each, oldest first."""
    from riwaya.casefile.log import head, lines

    with opened_case(case) as open_case, open_case.reading() as connection, opened(None) as write:
        after = max(0, head(connection)[0] - last) if last else 0
        for line in lines(connection, after):
            if subject in (None, line.subject):
                words = f"{line.number} {line.at} {line.who} {line.what} {line.subject}"
                change = f"{line.before[:16]} -> " if line.before else ""
                write(printable(f"{words} {change}{line.after}").rstrip() + "\n")
