"""`riwaya import`: what a person coded by hand, taken into a case beside the program's reading."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import Progress
from riwaya.model.coded import CodedRecord, Coder
from riwaya.model.intake import Failure

if TYPE_CHECKING:
    from riwaya.evaluation.coding.scheme import Scheme

_LONGEST_NAME = 100
_MOST_NAMED = 100


class CodedFormat(StrEnum):
    """In whose columns a table is coded."""

    ACLED = "acled"
    UCDP = "ucdp"
    CODEBOOK = "codebook"


def import_(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, one row a record.")],
    coder: Annotated[
        str, typer.Option(metavar="NAME", help="Who coded it; each coder is kept apart.")
    ],
    coded_format: Annotated[
        CodedFormat,
        typer.Option(
            "--format", help="acled, ucdp: their columns. codebook: those that --codebook tells."
        ),
    ],
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your codebook, in TOML or YAML.")
    ] = None,
    case: CaseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Take a table that was coded by hand into a case, to be compared with `riwaya compare`.

    The program's own incidents and sums stay as they are. Importing a table again adds nothing;
    rows that were coded anew are counted as changed, and their older versions are kept. A row that
    cannot be read is named with its number and the reason, the others are taken: exit status 1.

    Examples:

      riwaya import acled.csv --format acled --coder acled

      riwaya import mine.csv --format codebook --codebook mine.toml --coder amal
    """
    from riwaya.casefile.coded import take_in
    from riwaya.evaluation.coding.table import coded_rows

    name = " ".join(coder.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise typer.BadParameter("a name of 1 to 100 letters", param_hint="--coder")
    scheme, book, content = _scheme(coded_format, codebook)
    if not table.is_file():
        raise typer.BadParameter(f"there is no file {table}", param_hint="FILE")
    progress = Progress()
    errors: list[str] = []
    records: list[CodedRecord] = []
    for one in coded_rows(table, scheme):
        if isinstance(one, CodedRecord):
            records.append(one)
        else:
            errors.append(f"{one.where}: {one.error}")
            _name(progress, one, len(errors))
    with opened_case(case) as open_case:
        who = Coder(name, coded_format.value, book)
        taken = take_in(open_case, who, content, records, _came(table))
    left = len(errors) - _MOST_NAMED
    if left > 0:
        progress.say(f"riwaya: and {left:,} more rows that cannot be read")
    _tell(as_json, taken, errors)
    if errors:
        raise typer.Exit(1)


def _scheme(chosen: CodedFormat, codebook: Path | None) -> tuple[Scheme, str, str]:
    """The scheme, and name and text of its codebook, "" where it has none."""
    if (chosen is CodedFormat.CODEBOOK) != (codebook is not None):
        raise typer.BadParameter(
            "name your codebook, and only with --format codebook", param_hint="--codebook"
        )
    from riwaya.evaluation.coding.schemes import SCHEMES

    if codebook is None:
        return SCHEMES[chosen.value], "", ""
    from riwaya.evaluation.coding.codebook import scheme_of
    from riwaya.ontology.codebook.load import codebook_in, text_of

    text = text_of(codebook)
    book = codebook_in(codebook, text)
    content = json.dumps({"file": codebook.name, "text": text}, ensure_ascii=False)
    return scheme_of(book), book.name, content


def _came(table: Path) -> dict[str, str]:
    total = hashlib.sha256()
    with table.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            total.update(chunk)
    return {"file": table.name, "sha256": total.hexdigest()}


def _name(progress: Progress, failure: Failure, count: int) -> None:
    if count <= _MOST_NAMED:
        progress.fail(f"riwaya: {failure.where}: {failure.error}")


def _tell(as_json: bool, taken: Any, errors: list[str]) -> None:
    if as_json:
        counts = {
            "added": taken.added, "unchanged": taken.unchanged, "changed": taken.changed,
            "skipped": len(errors), "elsewhere": taken.elsewhere, "errors": errors,
        }  # fmt: skip
        typer.echo(json.dumps(counts, ensure_ascii=False))
        return
    skipped = f", {len(errors):,} cannot be read" if errors else ""
    typer.echo(
        f"{taken.added:,} rows added, {taken.changed:,} changed, {taken.unchanged:,} known "
        f"already{skipped}"
    )
    if taken.elsewhere:
        typer.echo(f"{taken.elsewhere:,} rows of earlier imports are not in this table; they stay")
