"""The options of `riwaya export` that choose incidents, and what they stand for."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from riwaya.export.formats.format import Publisher


class Grade(StrEnum):
    """How well an incident is established."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Disputed(StrEnum):
    """What accounts disagree on."""

    ANY = "any"
    COUNT = "count"
    CLASS = "class"
    PERPETRATOR = "perpetrator"
    CAUSE = "cause"
    OCCURRENCE = "occurrence"


_DAY = "A day like 2024-12-01."
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help=f"Incidents on or after it. {_DAY}")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DAY", help=f"Incidents on or before it. {_DAY}")
]
PlaceOption = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="There, or in what lies in it.")
]
TypeOption = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="Of this type, like shelling.")
]
ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="With this party, or a part of it.")
]
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Told by this outlet.")
]
GradeOption = Annotated[Grade | None, typer.Option("--grade", help="Of this grade.")]
DisputedOption = Annotated[
    Disputed | None, typer.Option("--disputed", help="Disputed: in any respect, or in this one.")
]

CodebookOption = Annotated[
    Path | None,
    typer.Option("--codebook", metavar="FILE", help="codebook: the TOML or YAML file of it."),
]
OrganisationOption = Annotated[
    str | None,
    typer.Option("--organisation", metavar="NAME", help="claimreview: who publishes the reviews."),
]
OrganisationUrlOption = Annotated[
    str | None,
    typer.Option("--organisation-url", metavar="URL", help="claimreview: its web address."),
]


def publisher_of(wanted: bool, name: str | None, url: str | None) -> Publisher | None:
    """Who publishes, from --organisation and --organisation-url. Raises typer.BadParameter."""
    from riwaya.export.formats.format import Publisher

    if not wanted and (name or url):
        raise typer.BadParameter("goes with --format claimreview", param_hint="--organisation")
    if not wanted:
        return None
    if not name or not name.strip():
        raise typer.BadParameter(
            "a ClaimReview names who publishes it: --organisation NAME", param_hint="--organisation"
        )
    if url is not None and not url.startswith(("http://", "https://")):
        raise typer.BadParameter(
            f"{url!r} is no web address like https://…", param_hint="--organisation-url"
        )
    return Publisher(name.strip(), url or "")


def day_of(given: str | None, option: str) -> date | None:
    """The day that an option gives. Raises typer.BadParameter."""
    from riwaya.ingest.days import parse_day

    day = parse_day(given) if given is not None else None
    if given is not None and day is None:
        raise typer.BadParameter(f"{given!r} is not a day like 2024-12-01", param_hint=option)
    return day


def type_of(given: str | None) -> str | None:
    """The type of event that `--type` gives. Raises typer.BadParameter."""
    from riwaya.ontology import load_event_types

    known = load_event_types()
    if given is not None and given not in known:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(known)}", param_hint="--type")
    return given
