"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses


class Publisher(NamedTuple):
    """Who publishes what was reviewed. `url`: a web address or ""."""

    name: str
    url: str = ""


class Setting(NamedTuple):
    """What holds for a whole export. `policy`: by which the figures were reconciled. `moment`:
    when the case last changed, seconds since 1970. `hxl`: whether tables have a row of HXL tags.
    `publisher`: for formats that name one.
    """

    policy: str
    moment: int
    hxl: bool = False
    publisher: Publisher | None = None


Pieces = Callable[[Iterable[Told], Setting, Losses], Iterator[bytes]]
"""Writes incidents, in their order, as the bytes of a file; tells what it could not hold."""

Pages = Callable[[Iterable[Told], Setting, Losses], Iterator[tuple[str, bytes]]]
"""Writes incidents as files of a folder: their names and bytes."""


class Format(NamedTuple):
    """One format. `policy`: the one it is made with unless another is asked for. `holds`: kinds
    of `losses.KINDS` that it keeps whole. `pieces` or `pages` writes it. `redacts`: whether it
    can be made without names. `hxl`: whether it can have HXL tags.
    """

    name: str
    about: str
    policy: str
    holds: frozenset[str]
    pieces: Pieces | None = None
    pages: Pages | None = None
    redacts: bool = True
    hxl: bool = False
