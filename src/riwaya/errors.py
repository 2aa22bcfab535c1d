"""The errors Riwaya raises.

RiwayaError
├── InputError        the input cannot be read
│   ├── UnreadableFile    missing, unreadable, or of a kind that is not supported
│   ├── BadRecord         one line of a JSON Lines file is not a report
│   ├── TooLarge          over the size limit
│   └── Unreachable       a URL cannot be fetched, or must not be
├── CaseError         the case file cannot do what was asked
│   ├── CaseUnavailable   cannot be opened, is locked, or is no case file
│   ├── NotInCase         no report, claim or incident of that name
│   │   └── IncidentMoved     its reports are told of under another id now
│   └── CaseDamaged       an original or a link of the log is not what it was
├── RunError          a folder of results is in use, damaged, or written by something else
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


class Unreachable(InputError):
    """A URL cannot be fetched, or leads to where programs must not go."""


class CaseError(RiwayaError):
    """The case file cannot do what was asked."""


class CaseUnavailable(CaseError):
    """The case file cannot be opened, is locked, or is no case file."""


class NotInCase(CaseError):
    """The case holds no report, claim or incident of that name."""


class IncidentMoved(NotInCase):
    """An incident is no more: it was merged, split, or linked anew.

    `old`: its id; `into`: the ids of the incidents that hold its mentions now, most first.
    """

    def __init__(self, old: str, into: tuple[str, ...]) -> None:
        super().__init__(f"incident {old} is now part of {', '.join(into)}")
        self.old, self.into = old, into


class CaseDamaged(CaseError):
    """An original or a link of the log is not what it was when it was written."""


class RunError(RiwayaError):
    """A run cannot use its folder of results, or its workers."""


class UsageError(RiwayaError):
    """The call itself is wrong."""


class DataError(RiwayaError):
    """A lexicon or knowledge file of the program is broken."""
