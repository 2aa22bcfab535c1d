"""`riwaya export`: a case written out for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.export_options import (
    ActorOption,
    CodebookOption,
    DisputedOption,
    GradeOption,
    OrganisationOption,
    OrganisationUrlOption,
    OutletOption,
    PlaceOption,
    SinceOption,
    TypeOption,
    UntilOption,
    day_of,
    publisher_of,
    type_of,
)
from riwaya.cli.incidents import Policy, Redact
from riwaya.cli.output import STANDARD_OUTPUT, OutputClosedError, opened
from riwaya.cli.progress import Progress

if TYPE_CHECKING:
    from riwaya.export.case_incidents import Wish
    from riwaya.export.formats.format import Format as ExportFormat
    from riwaya.export.losses import Losses


class Format(StrEnum):
    """What can be written."""

    JSONL = "jsonl"
    ACLED = "acled"
    UCDP = "ucdp"
    IBC = "ibc"
    GEOJSON = "geojson"
    INCIDENTS = "incidents"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FTM = "ftm"
    FTM_STATEMENTS = "ftm-statements"
    WEBANNOTATION = "webannotation"
    RIS = "ris"
    BIBTEX = "bibtex"
    CLAIMREVIEW = "claimreview"
    DOSSIERS = "dossiers"
    CODEBOOK = "codebook"


def export(
    output: Annotated[str, typer.Option(metavar="FILE", help="Write here; - for standard output.")],
    output_format: Annotated[
        Format,
        typer.Option(
            "--format",
            help="jsonl: the newest reading of every report. All others are of incidents; "
            "dossiers: a folder of pages; codebook: your own columns.",
        ),
    ] = Format.JSONL,
    case: CaseOption = None,
    policy: Annotated[
        Policy | None,
        typer.Option("--policy", help="How figures are reconciled. Default: the format's own."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    event_type: TypeOption = None,
    actor: ActorOption = None,
    outlet: OutletOption = None,
    grade: GradeOption = None,
    disputed: DisputedOption = None,
    redact: Annotated[
        list[Redact] | None, typer.Option("--redact", help="victims, sources: without their names.")
    ] = None,
    hxl: Annotated[
        bool, typer.Option("--hxl", help="csv and xlsx: a second row with HXL tags.")
    ] = False,
    codebook: CodebookOption = None,
    organisation: OrganisationOption = None,
    organisation_url: OrganisationUrlOption = None,
) -> None:
    """Write a case out for other programs: its readings, or its incidents in a format of the field.

    The same case gives the same bytes, however and in how many steps it was filled. What a format
    cannot hold is counted in FILE.losses.json. Every export is a line in the log.

    Examples:

      riwaya export --format acled --output events.csv --since 2024-01-01

      riwaya export --format dossiers --output dossiers --disputed any --redact victims

      riwaya export --format codebook --codebook mine.toml --output mine.csv
    """
    from riwaya.casefile.incident_list import IncidentQuery
    from riwaya.export.case_incidents import Wish
    from riwaya.export.dossier_redaction import Redaction

    query = IncidentQuery(
        since=day_of(since, "--since"),
        until=day_of(until, "--until"),
        place=place,
        actor=actor,
        outlet=outlet,
        event_type=type_of(event_type),
        grade=grade.value if grade else None,
        disputed=disputed.value if disputed else None,
    )
    if output_format is Format.JSONL:
        if query != IncidentQuery() or policy or redact or hxl or codebook or organisation:
            raise typer.BadParameter(
                "jsonl holds all readings as they are; the other options choose and change "
                "incidents",
                param_hint="--format",
            )
        _readings(case, output)
    else:
        form = _form(output_format, codebook)
        publisher = publisher_of(
            output_format is Format.CLAIMREVIEW, organisation, organisation_url
        )
        hidden = set(redact or ())
        redaction = Redaction(Redact.VICTIMS in hidden, Redact.SOURCES in hidden)
        rule = policy.value if policy else None
        _incidents(case, output, Wish(form, query, rule, redaction, hxl, publisher))


def _form(chosen: Format, codebook: Path | None) -> ExportFormat:
    from riwaya.export.formats.codebook import codebook_format
    from riwaya.export.formats.registry import FORMATS
    from riwaya.ontology.codebook import load_codebook

    if (chosen is Format.CODEBOOK) != (codebook is not None):
        raise typer.BadParameter(
            "--format codebook and --codebook FILE go together; `riwaya codebook example` prints "
            "a file to begin with",
            param_hint="--codebook",
        )
    return codebook_format(load_codebook(codebook)) if codebook else FORMATS[chosen.value]


def _readings(case: str | None, output: str) -> None:
    from riwaya.export.case_readings import export_readings

    progress = Progress()
    with opened_case(case) as open_case, opened(output) as write:
        for line in export_readings(open_case, output):
            write(line)
            progress.step()
    progress.clear()


def _incidents(case: str | None, output: str, wish: Wish) -> None:
    from riwaya.casefile.linking import bring_up_to_date
    from riwaya.export.case_incidents import LOSSES, export_incidents, stream_incidents

    progress = Progress()
    with opened_case(case) as open_case:
        bring_up_to_date(open_case, progress.at)
        progress.clear()
        if output == STANDARD_OUTPUT:
            losses = stream_incidents(open_case, wish, _to_standard_output, lambda: None)
            account = ""
        else:
            target = Path(output)
            losses = export_incidents(open_case, wish, target)
            account = f"; what the format cannot hold: {target.with_name(target.name + LOSSES)}"
    progress.say(_told(losses) + account)


def _told(losses: Losses) -> str:
    left = losses.incidents - losses.written
    return f"{losses.written:,} incidents written" + (f", {left:,} left out" if left else "")


def _to_standard_output(piece: bytes) -> None:
    try:
        sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error
