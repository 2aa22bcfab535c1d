"""`riwaya codebook`: help for writing one's own codebook."""

from __future__ import annotations

from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, help="Help for writing your own codebook.", rich_markup_mode=None
)


class Rows(StrEnum):
    """What a row of the table can be."""

    INCIDENT = "incident"
    FIGURE = "figure"
    PERSON = "person"
    REPORT = "report"


class Example(StrEnum):
    """The codebooks that come with the program."""

    CASUALTY_RECORD = "casualty_record"
    CONFLICT_EVENTS = "conflict_events"


_FILES = {
    Example.CASUALTY_RECORD: "casualty_record.toml",
    Example.CONFLICT_EVENTS: "conflict_events.yaml",
}


@app.command()
def fields(
    row: Annotated[Rows, typer.Option("--row", help="The fields that such rows have.")] = (
        Rows.INCIDENT
    ),
) -> None:
    """List the fields that a column can hold, with their types and closed values."""
    from riwaya.ontology.codebook import fields_of

    for field in fields_of(row.value).values():
        kind = f"{field.type}{', several' if field.several else ''}"
        typer.echo(f"{field.name:<28}{kind:<16}{field.about}")
        if field.values:
            typer.echo(f"{'':<44}one of: {', '.join(field.values)}")


@app.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Check a codebook, and say which fields it leaves out."""
    from riwaya.ontology.codebook import load_codebook
    from riwaya.ontology.codebook.load import unmapped

    codebook = load_codebook(file)
    typer.echo(f"{file}: {len(codebook.columns)} columns, a row for each {codebook.row}")
    typer.echo(f"fields without a column: {', '.join(unmapped(codebook)) or 'none'}")


@app.command()
def example(
    name: Annotated[Example, typer.Argument(metavar="NAME")] = Example.CASUALTY_RECORD,
) -> None:
    """Print a codebook to begin with: casualty_record (TOML) or conflict_events (YAML)."""
    text = (files("riwaya.samples") / "codebooks" / _FILES[name]).read_text(encoding="utf-8")
    typer.echo(text, nl=False)
