"""`riwaya serve`: the desk, in a browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from riwaya.cli.add import cores
from riwaya.cli.case_option import CaseOption
from riwaya.errors import UsageError


def serve(
    case: CaseOption = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; others need users first.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535)] = 8800,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A host name by which browsers call it, as of a proxy."),
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="LANGUAGE", help="Of the interface until one chooses: en or ar.")
    ] = "en",
    map_tiles: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="A PMTiles file under the map.")
    ] = None,
) -> None:
    """Open the desk: read, check, decide in a browser.

    Without users it answers at this machine alone, to whoever sits there. `riwaya user add` makes
    it ask for a password.
    """
    try:
        from riwaya.desk.serve import serve as run
        from riwaya.desk.settings import Settings
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk needs: pip install 'riwaya[desk]' ({error})") from error
    if language not in ("en", "ar"):
        raise typer.BadParameter("is en or ar", param_hint="--language")
    settings = Settings(
        case=case, host=host, port=port, names=tuple(name or ()), language=language,
        map_tiles=map_tiles, workers=max(1, cores() - 1),
    )  # fmt: skip
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"riwaya: the desk is at http://{shown}:{port}/ (Ctrl-C ends it)\n")
    run(settings)
