"""The desk run as a web server."""

from __future__ import annotations

import socket

import uvicorn

from riwaya.casefile.open import open_case
from riwaya.desk.app import create_app
from riwaya.desk.security.users import has_users
from riwaya.desk.settings import Settings
from riwaya.errors import UsageError


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
        uvicorn.run(
            create_app(settings, case),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=True,
        )
    finally:
        case.close()


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
