"""The desk run as a web server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

import uvicorn

from riwaya.casefile.open import Case, open_case
from riwaya.casefile.search import Query, search
from riwaya.desk.adding import linking
from riwaya.desk.app import create_app
from riwaya.desk.jobs import Jobs
from riwaya.desk.security.users import has_users
from riwaya.desk.settings import Settings
from riwaya.errors import RiwayaError, UsageError


def serve(settings: Settings) -> None:
    """Serve the desk until interrupted.

    Raises CaseUnavailable, and UsageError where people elsewhere could come in without a password
    or the address cannot be had.
    """
    case = open_case(settings.case, create=True)
    try:
        with case.reading() as connection:
            if not settings.is_private and not has_users(connection):
                raise UsageError(
                    f"{settings.host} can be reached from elsewhere, and nobody has a password "
                    "yet; first `riwaya user add NAME --role admin`, or leave out --host and --name"
                )
        _check_address(settings)
        app = create_app(settings, case)
        _get_ready(case, app.state.jobs)
        uvicorn.run(
            app,
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=True,
        )
    finally:
        case.close()


def _get_ready(case: Case, jobs: Jobs) -> None:
    """Link what came in otherwise, and load what the first search would have to wait for."""
    jobs.begin("link", case.who, linking(case))
    threading.Thread(target=_load, args=(case,), daemon=True).start()


def _load(case: Case) -> None:
    everything = Query(text="x", place="x", actor="x", outlet="x")
    with suppress(RiwayaError), case.reading() as connection:
        search(connection, everything)


def _check_address(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((settings.host, settings.port))
    except OSError as error:
        raise UsageError(
            f"{settings.host}:{settings.port} cannot be used: {error.strerror}; try another --port"
        ) from error
