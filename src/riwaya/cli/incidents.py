"""`riwaya link`, `incidents` and `incident`: many reports, reconciled."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from riwaya.model.incident import Cluster


class Policy(StrEnum):
    """Rules by which figures that differ become one statement."""

    RANGE = "range"
    ACLED = "acled"
    UCDP = "ucdp"
    IBC = "ibc"


class ListFormat(StrEnum):
    """How a list of incidents is printed."""

    TEXT = "text"
    JSON = "json"


class Format(StrEnum):
    """How one incident is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Redact(StrEnum):
    """Whose names a shared page can withhold."""

    VICTIMS = "victims"
    SOURCES = "sources"


PolicyOption = Annotated[
    Policy,
    typer.Option(
        "--policy",
        help="range: lowest to highest figure still standing. acled: the most conservative. "
        "ucdp: best, high and low by class. ibc: minimum and maximum.",
    ),
]


def link(case: CaseOption = None) -> None:
    """Bring the incidents up to date: link the reports that are new, and heed new decisions.

    The result is the same whatever was linked before. `riwaya incidents` does this by itself.
    """
    from riwaya.casefile.linking import bring_up_to_date

    progress = Progress()
    with opened_case(case) as open_case:
        linked = bring_up_to_date(open_case, progress.at)
    progress.clear()
    typer.echo(
        f"{linked.reports:,} reports linked, {linked.changed:,} incidents made anew, "
        f"{linked.incidents:,} in all"
    )


def incidents(
    case: CaseOption = None,
    policy: PolicyOption = Policy.RANGE,
    output_format: Annotated[
        ListFormat,
        typer.Option("--format", help="text: a line each. json: one object a line."),
    ] = ListFormat.TEXT,
) -> None:
    """List the incidents of a case by date: what, where, how many, by how many origins."""
    from riwaya.casefile.incidents import incident_objects
    from riwaya.casefile.linking import bring_up_to_date

    progress = Progress()
    with opened_case(case) as open_case:
        bring_up_to_date(open_case, progress.at)
        progress.clear()
        with open_case.reading() as connection, opened(None) as write:
            for text in incident_objects(connection, policy.value):
                if output_format is ListFormat.JSON:
                    write(text + "\n")
                else:
                    from riwaya.export.incident_lines import incident_line

                    write(incident_line(text) + "\n")


def current_cluster(connection: Connection, incident_id: str) -> Cluster:
    """The incident of that id, or that its reports are part of now, which standard error says."""
    from riwaya.casefile.incidents import cluster_of
    from riwaya.errors import IncidentMoved

    try:
        return cluster_of(connection, incident_id)
    except IncidentMoved as moved:
        others = f" (others of its reports: {', '.join(moved.into[1:])})" if moved.into[1:] else ""
        typer.echo(f"riwaya: incident {moved.old} is now part of {moved.into[0]}{others}", err=True)
        return cluster_of(connection, moved.into[0])


def incident(
    incident_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="As `riwaya incidents` prints it; its start will do."),
    ],
    case: CaseOption = None,
    policy: PolicyOption = Policy.RANGE,
    output_format: Annotated[
        Format,
        typer.Option(
            "--format", help="text: a dossier. json: one object. html: a page without network."
        ),
    ] = Format.TEXT,
    redact: Annotated[
        list[Redact] | None,
        typer.Option("--redact", help="victims, sources: pages to share without their names."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write here instead of to standard output."),
    ] = None,
) -> None:
    """Show one incident whole: every claim by source, the sum and its steps, who disagrees, why
    these reports were linked.
    """
    if redact and output_format is not Format.HTML:
        raise typer.BadParameter("names are withheld with --format html", param_hint="--redact")
    from riwaya.casefile.incidents import compose_one
    from riwaya.casefile.linking import bring_up_to_date

    with opened_case(case) as open_case:
        bring_up_to_date(open_case)
        with open_case.reading() as connection:
            cluster = current_cluster(connection, incident_id)
            found, accounts = compose_one(connection, cluster, policy.value)
    with opened(output) as write:
        if output_format is Format.JSON:
            from riwaya.model.serialise import dumps
            from riwaya.model.serialise_incident import incident_object

            write(dumps(incident_object(found)) + "\n")
        elif output_format is Format.HTML:
            from riwaya.export.dossier_html import dossier_page
            from riwaya.export.dossier_redaction import Redaction

            withheld = set(redact or ())
            redaction = Redaction(Redact.VICTIMS in withheld, Redact.SOURCES in withheld)
            write(dossier_page(found, cluster, accounts, redact=redaction))
        else:
            from riwaya.export.dossier_text import dossier_text

            write(dossier_text(found, cluster, accounts))
