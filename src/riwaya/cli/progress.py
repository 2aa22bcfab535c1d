"""Messages beside the results, on standard error."""

from __future__ import annotations

import sys
import time

_MANY = 20
_INTERVAL = 0.5


class Progress:
    """Counts reports; shows the count on a terminal once there are many. One per run.

    `failures`: how many inputs could not be read.
    """

    def __init__(self) -> None:
        self.failures = 0
        self._count = 0
        self._shown = 0.0
        self._live = False

    def step(self) -> None:
        """One more report is done."""
        self.at(self._count + 1)

    def at(self, count: int) -> None:
        """So many reports are done."""
        self._count = count
        now = time.monotonic()
        if self._count < _MANY or now - self._shown < _INTERVAL or not sys.stderr.isatty():
            return
        self._shown, self._live = now, True
        sys.stderr.write(f"\r{self._count:,} reports")
        sys.stderr.flush()

    def fail(self, message: str) -> None:
        """One input could not be read; say which and why."""
        self.failures += 1
        self.say(message)

    def say(self, message: str) -> None:
        """Print a line, clear of the count."""
        self.clear()
        sys.stderr.write(printable(message) + "\n")

    def note(self, message: str) -> None:
        """Print a line for somebody who watches; none where standard error is no terminal."""
        if sys.stderr.isatty():
            self.say(message)

    def clear(self) -> None:
        """Take the count off the terminal."""
        if self._live:
            sys.stderr.write("\r\033[K")
            self._live = False


def printable(message: str) -> str:
    """`message` on one line, without characters that act on a terminal."""
    safe = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return safe.encode("utf-8", "replace").decode("utf-8")
