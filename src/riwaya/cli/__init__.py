"""The command line: one file per command.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 some
inputs failed (named on standard error), 2 wrong use.
"""

from __future__ import annotations

import sys

__all__ = ["main"]

_INTERRUPTED = 130
"""What a shell reports for a program that Ctrl-C ended."""


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    try:
        from riwaya.cli.app import run

        run()
    except KeyboardInterrupt:
        # Before the commands are loaded, or while they are ended, nobody else would catch it.
        sys.exit(_INTERRUPTED)
