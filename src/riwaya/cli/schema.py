"""`riwaya schema`: the JSON Schemas of what the program prints."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from riwaya.cli.output import opened


class Name(StrEnum):
    """What there is a schema of."""

    READING = "reading"
    INCIDENT = "incident"


def schema(
    name: Annotated[Name, typer.Argument(metavar="NAME")] = Name.READING,
    output: Annotated[
        str, typer.Option(metavar="FILE", help="Write here; - for standard output.")
    ] = "-",
) -> None:
    """Print a JSON Schema (draft 2020-12): of a reading, as `read` prints one, or of an incident.

    Each line of JSON Lines is one object of it. The schema is strict: a field that it does not
    list is an error. A newer program may print more fields, so use the schema of the same version.

    Examples:

      riwaya schema reading > reading.schema.json
    """
    from riwaya.export.schema import schema_text

    with opened(output) as write:
        write(schema_text(name.value))
