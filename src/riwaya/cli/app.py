"""The commands put together, and how a run ends when it is cut short."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from riwaya import __version__
from riwaya.cli import keeping
from riwaya.cli.add import add
from riwaya.cli.codebook import app as codebook
from riwaya.cli.compare import compare
from riwaya.cli.decisions import decisions, exclude, include, merge, never, prefer, split, undo
from riwaya.cli.evaluate import evaluate
from riwaya.cli.explain import explain
from riwaya.cli.export import export
from riwaya.cli.import_coded import import_
from riwaya.cli.incidents import incident, incidents, link
from riwaya.cli.link_run import link_run
from riwaya.cli.load import load
from riwaya.cli.output import OutputClosedError
from riwaya.cli.read import read
from riwaya.cli.reread import reread
from riwaya.cli.run import run as run_archives
from riwaya.cli.schema import schema
from riwaya.cli.search import search
from riwaya.cli.serve import serve
from riwaya.cli.show import show
from riwaya.cli.stamp import stamp
from riwaya.cli.user import app as user
from riwaya.cli.watch import watch
from riwaya.errors import RiwayaError, UsageError

_FAILED, _WRONG_USE = 1, 2
# What a shell reports for a process that a signal ended.
_CUT_SHORT = 128

app = typer.Typer(
    name="riwaya",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
# In the order of the help, each with what it says there.
_COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (read, "Print every claim of reports, with source and words."),
    (explain, "Say which words and which rule made a claim."),
    (add, "Take reports into a case."),
    (watch, "Take what is new in feeds and folders, forever."),
    (search, "Find reports of a case."),
    (show, "Show a report, its versions and its claims."),
    (run_archives, "Read archives of any size, on one machine or many."),
    (link_run, "Link the readings of a run into incidents."),
    (load, "Bring a finished run into a case."),
    (reread, "Read again what an older version has read."),
    (link, "Bring the incidents up to date."),
    (incidents, "List incidents: what, where, when, how many."),
    (incident, "Show one incident whole."),
    (merge, "Decide that incidents are one."),
    (split, "Decide that reports tell of another incident."),
    (never, "Decide that two incidents are never one."),
    (exclude, "Leave claims out of the sums."),
    (include, "Count claims, whatever the rules say."),
    (prefer, "Let claims stand alone in the sums."),
    (undo, "Take decisions back."),
    (decisions, "List all decisions."),
    (serve, "Open the desk: read, check and decide in the browser."),
    (export, "Write a case out for other programs."),
    (schema, "Print the JSON Schema of readings or incidents."),
    (import_, "Take in what was coded by hand."),
    (compare, "Hold the incidents against what was coded by hand."),
    (evaluate, "Score the reader on your own annotated reports."),
    (keeping.verify, "Check that a case is what its log says."),
    (stamp, "Have the log stamped by a time server."),
    (keeping.backup, "Copy a case into a file, checked."),
    (keeping.restore, "Fill a new case from a backup."),
    (keeping.log, "Print who did what, when."),
)
for _command, _summary in _COMMANDS:
    # A name that Python keeps for itself ends in a line: import_.
    _name = _command.__name__.rstrip("_").replace("_", "-")
    app.command(_name, short_help=_summary)(_command)
app.add_typer(user, name="user")
app.add_typer(codebook, name="codebook")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"riwaya {__version__}")
        raise typer.Exit


@app.callback()
def _riwaya(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read Arabic reports of violence into claims, each with its source and its exact words.

    Results go to standard output, everything else to standard error. Exit status: 0 done,
    1 some inputs failed (they are named), 2 wrong use.
    """


def run() -> None:
    """Run the command line; a closed pipe and a broken installation end it without a traceback."""
    try:
        app()
    except RiwayaError as error:
        sys.stderr.write(f"riwaya: {error}\n")
        sys.exit(_WRONG_USE if isinstance(error, UsageError) else _FAILED)
    except OSError as error:
        # Of inputs and cases each says so itself; what is left is a result that cannot be written.
        sys.stderr.write(f"riwaya: the results cannot be written: {error.strerror or error}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_FAILED)
    except OutputClosedError:
        # The interpreter would flush the closed pipe once more at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_CUT_SHORT + getattr(signal, "SIGPIPE", 13))
