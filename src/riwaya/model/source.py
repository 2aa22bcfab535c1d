"""Who says something."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.model.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """A source of claims: an outlet, an agency, a monitor, local people, …

    `kind`: a value of the contract's list. `named`: False for "local sources" and the like.
    `alignment`: the party it sides with, from the source list or stated by the report, else None.
    `known_as`: key in the source list, or None.
    """

    id: str
    name: str
    name_en: str
    kind: str
    named: bool
    alignment: str | None = None
    known_as: str | None = None
    mentions: tuple[Span, ...] = ()
