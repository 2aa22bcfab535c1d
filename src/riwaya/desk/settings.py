"""How a desk is run."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8800
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """What a desk is started with.

    `case`: file name or database URL; None for that of RIWAYA_CASE, else `riwaya.db`. `host`,
    `port`: where it listens. `names`: further host names under which browsers may call it.
    `language`: of the interface until a person chooses, "en" or "ar". `map_tiles`: a PMTiles file
    for the map's ground. `workers`: processes that read reports which are added. `most_upload`:
    bytes of one upload; `most_body`: of any other request.
    """

    case: str | None = None
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    names: tuple[str, ...] = ()
    language: str = "en"
    map_tiles: Path | None = None
    workers: int = 1
    most_upload: int = 256 * _MEGABYTE
    most_body: int = 1 * _MEGABYTE

    @property
    def is_private(self) -> bool:
        """Whether only people at this machine can reach the desk."""
        return is_loopback(self.host) and not self.names


def is_loopback(host: str) -> bool:
    """Whether a host name or address leads to this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether a host is written as an address and not by name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
