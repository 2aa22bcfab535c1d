"""The reference of the errors, from the classes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from tools.docs.markdown import code, paragraphs, table

from riwaya.errors import RiwayaError, UsageError


def tree(error: type[RiwayaError] = RiwayaError) -> Iterator[type[RiwayaError]]:
    """`error` and everything below it that `riwaya.errors` defines, parents first."""
    yield error
    for below in error.__subclasses__():
        if below.__module__ == RiwayaError.__module__:
            yield from tree(below)


def page() -> str:
    """The errors as Markdown: the tree drawn, then what each one means."""
    drawn = [f"{'    ' * (len(error.__mro__) - 4)}{error.__name__}" for error in tree()]
    rows = []
    for error in tree():
        status = "2" if issubclass(error, UsageError) else "1"
        above = error.__mro__[1]
        parent = code(above.__name__) if above is not Exception else ""
        rows.append((code(error.__name__), parent, paragraphs(inspect.getdoc(error) or ""), status))
    lines = [
        "# Errors",
        "",
        "Everything that the program raises on purpose is a `riwaya.errors.RiwayaError`. Its "
        "message says what was wrong, where, and what to do. On the command line it is printed on "
        "standard error, and the status at the end is that of the table. An input that cannot be "
        "read does not stop the others: it is named, and the status is 1.",
        "",
        "```text",
        *drawn,
        "```",
        "",
        *table(("error", "is a", "", "exit status"), rows),
    ]
    return "\n".join(lines) + "\n"
