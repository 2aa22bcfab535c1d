"""One table of a codebook's file, asked for its keys; what is wrong is told with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from riwaya.errors import UsageError

_LONGEST = 1_000
_SHOWN = 60


class Entries:
    """A table of the file: `where` is the file, `place` names the table in it."""

    def __init__(self, content: Mapping[str, object], where: str, place: str) -> None:
        self._content = content
        self.where = where
        self.place = place

    @classmethod
    def of(cls, content: object, where: str, place: str) -> Entries:
        """Checked to be a table of texts. Raises UsageError."""
        if not isinstance(content, Mapping):
            raise UsageError(f"{where}: {place} has to be a table of keys and values")
        return cls({_key(key): value for key, value in content.items()}, where, place)

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def wrong(self, key: str | None, what: str) -> UsageError:
        """An error that names the file, the table, the key and what to do."""
        place = f"{self.place}: {key}" if key else self.place
        return UsageError(f"{self.where}: {place} {what}")

    def only(self, known: Sequence[str]) -> None:
        """Raises UsageError for a key that is none of `known`."""
        for key in self._content:
            if key not in known:
                raise self.wrong(None, f"has no key {shown(key)}; {near(key, known)}")

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key; numbers and true or false are taken as written."""
        value = self._content.get(key, default)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, int | float):
            value = str(value)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise self.wrong(key, f"has to be a text of at most {_LONGEST:,} signs")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, or a text alone."""
        value = self._content.get(key)
        if not isinstance(value, list):
            return (self.text(key),)
        if not value:
            raise self.wrong(key, "is an empty list")
        listed = Entries({str(n): one for n, one in enumerate(value, 1)}, self.where,
                         f"{self.place}: {key}: item")  # fmt: skip
        return tuple(listed.text(number) for number in listed)

    def choice(self, key: str, known: Sequence[str]) -> str:
        """A text that is one of `known`."""
        value = self.text(key)
        if value not in known:
            raise self.wrong(key, f"= {shown(value)} is none of {', '.join(known)}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._content.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "is true or false, without quotation marks")
        return value

    def number(self, key: str) -> int | None:
        """A whole number other than 0, or None without the key."""
        value = self._content.get(key)
        if value is not None and (
            isinstance(value, bool) or not isinstance(value, int) or not value
        ):
            raise self.wrong(key, "is a whole number: 1 for the first, -1 for the last")
        return value

    def table(self, key: str) -> Entries:
        """The table of a key, an empty one without it."""
        place = key if self.place == "the file" else f"{self.place}.{key}"
        return Entries.of(self._content.get(key, {}), self.where, place)

    def tables(self, key: str, most: int) -> list[Entries]:
        """The list of tables of a key."""
        value = self._content.get(key, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(key, f"has to be a list of at most {most:,} tables: [[{key}]]")
        return [Entries.of(one, self.where, f"{key} {n}") for n, one in enumerate(value, 1)]


def near(given: str, known: Iterable[str]) -> str:
    """What may have been meant: "did you mean …?", or all there is."""
    names = list(known)
    close = difflib.get_close_matches(given[:_SHOWN], names, 3, 0.5)
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"there is {', '.join(names)}" if len(names) <= 20 else "see `riwaya codebook fields`"


def shown(text: str) -> str:
    """A text of the file for a message."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _key(key: object) -> str:
    # YAML reads yes, no and numbers as values of their own.
    if isinstance(key, bool):
        return "yes" if key else "no"
    return str(key)
