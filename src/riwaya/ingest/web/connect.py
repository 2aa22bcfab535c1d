"""One request over one connection, made to an address that has been checked, within bounds."""

from __future__ import annotations

import http.client
import math
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from riwaya.errors import TooLarge, Unreachable
from riwaya.ingest.web.addresses import WebAddress
from riwaya.model.intake import MAX_FILE_BYTES

_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one URL may cost: seconds to connect, between two bytes, and in all, redirects
    included; bytes on the wire and after unpacking; redirects followed."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 90.0
    wire_bytes: int = MAX_FILE_BYTES
    body_bytes: int = MAX_FILE_BYTES
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: names of headers in lower case, in their order; the body as sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def request(
    address: WebAddress,
    checked: Sequence[str],
    headers: Mapping[str, str],
    limits: Limits,
    deadline: float,
    content: bytes | None = None,
) -> Answer:
    """GET `address` from the first of the IP addresses `checked` that takes the connection.

    `content`: is sent with POST instead. `deadline`: on the monotonic clock. Nothing is resolved
    again, so that nothing can have changed since the check. Raises Unreachable, TooLarge.
    """
    try:
        import urllib3
        from urllib3.exceptions import HTTPError
    except ImportError as error:
        raise Unreachable("fetching from the web needs: pip install 'riwaya[web]'") from error
    failure: Exception | None = None
    for ip in checked:
        connection = _connection(urllib3, address, ip, min(limits.connect, _left(deadline)))
        try:
            try:
                connection.connect()
            except (HTTPError, OSError, ValueError) as error:  # the last: another's certificate
                failure = error
                continue
            with _cut_off(connection.sock, _left(deadline)) as overdue:
                try:
                    answer = _exchange(connection, address, headers, limits, content)
                except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
                    if overdue.is_set():
                        raise _too_slow(limits) from error
                    raise Unreachable(f"{address.host}: {_reason(error)}") from error
                if overdue.is_set():  # a body of no stated length ends with the connection
                    raise _too_slow(limits)
                return answer
        finally:
            connection.close()
    raise Unreachable(f"{address.host} cannot be connected to: {_reason(failure)}") from failure


def _connection(urllib3: Any, address: WebAddress, ip: str, seconds: float) -> Any:
    """A connection to `ip` that greets the server, and checks its certificate, by its name."""
    if address.scheme == "http":
        return urllib3.connection.HTTPConnection(ip, address.port, timeout=seconds)
    return urllib3.connection.HTTPSConnection(
        ip,
        address.port,
        timeout=seconds,
        cert_reqs="CERT_REQUIRED",
        server_hostname=address.host,
        assert_hostname=address.host,
    )


def _exchange(
    connection: Any,
    address: WebAddress,
    headers: Mapping[str, str],
    limits: Limits,
    content: bytes | None,
) -> Answer:
    connection.timeout = limits.read
    connection.request(
        "GET" if content is None else "POST",
        address.target,
        body=content,
        headers={
            "Host": address.authority,
            **{name: value.encode("utf-8") for name, value in headers.items()},
        },
        preload_content=False,
        decode_content=False,
    )
    response = connection.getresponse()
    try:
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limits.wire_bytes:
            raise _too_large(address, limits)
        body = bytearray()
        for part in response.stream(_CHUNK, decode_content=False):
            body += part
            if len(body) > limits.wire_bytes:
                raise _too_large(address, limits)
        sent = tuple((name.lower(), _text(value)) for name, value in response.headers.items())
        return Answer(response.status, sent, bytes(body))
    finally:
        response.close()


@contextmanager
def _cut_off(sock: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Close `sock` after so many seconds: a server that sends a byte now and then is no reason to
    wait forever, and time-outs only limit the pauses. The event tells that it has happened."""
    overdue = threading.Event()

    def cut() -> None:
        overdue.set()
        with suppress(OSError):  # it may have ended meanwhile
            # Of the socket beneath TLS, whose own methods another thread is inside of.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield overdue
    finally:
        timer.cancel()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unreachable("no answer in the time allowed")
    return left


def _text(value: str) -> str:
    """A header as UTF-8 where it is that: Arabic paths are sent raw, and read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _reason(error: Exception | None) -> str:
    if isinstance(error, TimeoutError) or "timed out" in str(error).lower():
        return "no answer in the time allowed"
    text = str(error).split(": ", 1)[-1] if error is not None else ""
    return text[:200] or type(error).__name__


def _too_slow(limits: Limits) -> Unreachable:
    return Unreachable(f"not all sent within {math.ceil(limits.total)} seconds")


def _too_large(address: WebAddress, limits: Limits) -> TooLarge:
    size = limits.wire_bytes / (1024 * 1024)
    return TooLarge(f"{address.host} sends more than {size:.3g} MB")
