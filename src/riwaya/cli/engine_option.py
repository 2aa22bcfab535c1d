"""Options that the commands on archives share."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya.engine.engines import Kind

EngineOption = Annotated[
    Kind,
    typer.Option(
        help="serial: this process. pool: processes of this machine. dask: a Dask cluster."
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Processes that work. Default: one for each core."),
]
