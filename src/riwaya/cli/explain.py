"""`riwaya explain`: which rule and which words made a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya.cli.output import opened
from riwaya.cli.progress import Progress
from riwaya.cli.reports import published_day, readings
from riwaya.model.intake import Failure


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="As for `riwaya read`; - for standard input.")
    ],
    claim: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this claim, such as c1.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, like 2024-12-01.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Name of the publisher.")
    ] = None,
) -> None:
    """Say for each claim which words and which rule made it, and who is credited.

    The sentence of the report is shown with the evidence in [brackets] and the crediting words
    in {braces}.
    """
    from riwaya.export.explain import explain_text  # `riwaya --version` needs no format

    progress = Progress()
    found = False
    with opened(None) as write:
        for result in readings([file], published_day(published), outlet, progress):
            if isinstance(result, Failure):
                continue
            claims = [c for c in result.claims if claim in (None, c.id)]
            found = found or bool(claims)
            if claims or claim is None:
                write(explain_text(result, claims))
    if claim is not None and not found and not progress.failures:
        raise typer.BadParameter(f"no claim {claim!r} in {file}", param_hint="--claim")
    if progress.failures:
        raise typer.Exit(1)
