"""What the terminal behind standard output can show."""

from __future__ import annotations

import os
import sys


def is_coloured() -> bool:
    """Whether colours are wanted: on a terminal, unless NO_COLOR is set or it is a dumb one."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
