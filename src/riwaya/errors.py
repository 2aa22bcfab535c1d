"""The errors Riwaya raises.

RiwayaError
├── InputError        the input cannot be read
│   ├── UnreadableFile    missing, unreadable, or of a kind that is not supported
│   ├── BadRecord         one line of a JSON Lines file is not a report
│   └── TooLarge          over the size limit
├── UsageError        the call itself is wrong
└── DataError         a lexicon or knowledge file of the program is broken
"""

from __future__ import annotations


class RiwayaError(Exception):
    """Base of all errors; the message says what was wrong, where, and what to do."""


class InputError(RiwayaError):
    """The input cannot be read."""


class UnreadableFile(InputError):
    """A file is missing, cannot be opened, or is of a kind that is not supported."""


class BadRecord(InputError):
    """One line of a JSON Lines file is not a report."""


class TooLarge(InputError):
    """An input is over the size limit."""


class UsageError(RiwayaError):
    """The call itself is wrong."""


class DataError(RiwayaError):
    """A lexicon or knowledge file of the program is broken."""
