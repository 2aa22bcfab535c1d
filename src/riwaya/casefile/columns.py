"""Column types of the case's tables."""

from __future__ import annotations

import re

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

_MARK = "\uf8f0"
_UNSAFE = re.compile("[\0\ud800-\udfff\uf8f0]")
_ESCAPED = re.compile(f"{_MARK}([0-9a-f]{{4}})")


class ReceivedText(TypeDecorator[str]):
    """Any string, as received.

    Databases refuse NUL and half surrogate pairs, which texts of others do hold. They are written
    as a private-use mark with four hexadecimal digits, as is the mark itself.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The string as it is stored."""
        return None if value is None else stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The string as it was received."""
        if value is None or _MARK not in value:
            return value
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def stored(value: str) -> str:
    """`value` without the characters that databases refuse; see ReceivedText."""
    return _UNSAFE.sub(lambda found: f"{_MARK}{ord(found[0]):04x}", value)
