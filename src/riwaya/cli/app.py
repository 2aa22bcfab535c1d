"""The commands put together, and how a run ends when it is cut short."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from riwaya import __version__
from riwaya.cli import keeping
from riwaya.cli.add import add
from riwaya.cli.decisions import decisions, exclude, merge, never, prefer, split, undo
from riwaya.cli.explain import explain
from riwaya.cli.export import export
from riwaya.cli.incidents import incident, incidents, link
from riwaya.cli.output import OutputClosedError
from riwaya.cli.read import read
from riwaya.cli.reread import reread
from riwaya.cli.search import search
from riwaya.cli.show import show
from riwaya.cli.stamp import stamp
from riwaya.cli.watch import watch
from riwaya.errors import RiwayaError

_FAILED = 1
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
_READING = (read, explain)
_CASE = (add, watch, search, show, reread)
_INCIDENTS = (link, incidents, incident, merge, split, never, exclude, prefer, undo, decisions)
_KEEPING = (export, keeping.verify, stamp, keeping.backup, keeping.restore, keeping.log)
for _panel, _commands in (
    ("Read reports", _READING),
    ("Fill and search a case", _CASE),
    ("Incidents", _INCIDENTS),
    ("Keep a case", _KEEPING),
):
    for _command in _commands:
        app.command(rich_help_panel=_panel)(_command)


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
        sys.exit(_FAILED)
    except OutputClosedError:
        # The interpreter would flush the closed pipe once more at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_CUT_SHORT + getattr(signal, "SIGPIPE", 13))
