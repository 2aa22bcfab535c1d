"""Time stamps of the log's head by an independent server, as RFC 3161 has them.

A stamp shows that the log, and with it everything in the case, existed when the server signed it.
What is stamped is the hash of the log's last line, as 64 ASCII characters, under SHA-512.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, insert, select

from riwaya.casefile import log
from riwaya.casefile.open import Case
from riwaya.casefile.schema import log as log_table
from riwaya.casefile.schema import stamps
from riwaya.errors import CaseDamaged, UsageError

_GRANTED = frozenset({0, 1})


def request_for(head: str) -> bytes:
    """The request, in DER, that asks a server to stamp the hash of the log's last line."""
    request = _client().TimestampRequestBuilder().data(head.encode("ascii")).build()
    return bytes(request.as_bytes())


def keep_stamp(case: Case, number: int, head: str, server: str, response: bytes) -> str:
    """Keep a server's response for line `number` of the log; returns the time it states.

    Raises CaseDamaged when the response stamps something else or refuses.
    """
    fault = _fault(head, response)
    if fault:
        raise CaseDamaged(f"the answer of {server} is no stamp of this log: {fault}")
    stated = _client().decode_timestamp_response(response).tst_info.gen_time.isoformat()
    with case.writing() as connection:
        last = connection.execute(select(func.max(stamps.c.number))).scalar() or 0
        connection.execute(
            insert(stamps),
            [
                {
                    "number": last + 1, "log_number": number, "hash": head,
                    "server": server, "response": response,
                }
            ],
        )  # fmt: skip
        deed = log.Deed("stamp", f"line {number}", "", f"{head} at {stated} by {server}")
        log.append(connection, case.moment(), case.who, [deed])
    return str(stated)


def stamp_faults(connection: Connection) -> Iterator[str]:
    """Stamps that are not of the line they are kept for, in words.

    The signature itself is checked by `openssl ts -verify`, with the server's certificate.
    """
    query = (
        select(stamps, log_table.c.hash.label("now"))
        .join(log_table, log_table.c.number == stamps.c.log_number, isouter=True)
        .order_by(stamps.c.number)
    )
    for row in connection.execute(query):
        if row.now != row.hash:
            yield f"log: line {row.log_number} is not the one that {row.server} stamped"
            continue
        fault = _fault(row.hash, row.response)
        if fault:
            yield f"stamp {row.number} by {row.server}: {fault}"


def _fault(head: str, response: bytes) -> str | None:
    try:
        decoded = _client().decode_timestamp_response(response)
        if decoded.status not in _GRANTED:
            return f"the server refused it ({', '.join(decoded.status_string) or decoded.status})"
        imprint = decoded.tst_info.message_imprint
    except ValueError as error:
        return f"it cannot be read ({error})"
    if bytes(imprint.message) != hashlib.sha512(head.encode("ascii")).digest():
        return "it stamps another hash"
    return None


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise UsageError("time stamps need: pip install 'riwaya[stamps]'") from error
    return rfc3161_client
