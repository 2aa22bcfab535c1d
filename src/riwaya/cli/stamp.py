"""`riwaya stamp`: the log's head stamped by an independent server."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case


def stamp(
    server: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="RIWAYA_TIME_STAMP_SERVER",
            help="An RFC 3161 time stamp server.",
        ),
    ],
    case: CaseOption = None,
) -> None:
    """Have the head of the log stamped, which shows that everything before it existed by then.

    Only the hash of a hash is sent. `riwaya verify` checks the stamps that a case holds.
    """
    from riwaya.casefile import log
    from riwaya.casefile.stamps import keep_stamp, request_for
    from riwaya.errors import NotInCase
    from riwaya.ingest.web.post import post

    with opened_case(case) as open_case:
        with open_case.reading() as connection:
            number, head = log.head(connection)
        if not number:
            raise NotInCase("the log is empty; add reports first")
        media = "application/timestamp-query"
        response = post(server, request_for(head), media)
        stated = keep_stamp(open_case, number, head, server, response)
    typer.echo(f"line {number} of the log, {head}, stamped at {stated}")
