"""The command line: one file per command.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 some
inputs failed (named on standard error), 2 wrong use.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    from riwaya.cli.app import run

    run()
