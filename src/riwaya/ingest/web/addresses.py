"""Which addresses of the web a program may be sent to by what people type or pages link.

Whoever can make a program fetch a URL can make it knock at doors that only the inside of a network
sees. So a name is resolved, every address it has is checked, and the connection is then made to the
checked address itself: a name server that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import urllib.parse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from riwaya.errors import Unreachable

ALLOW_PRIVATE = "RIWAYA_ALLOW_PRIVATE_ADDRESSES"
"""Environment variable: "1" lets URLs lead into private networks, for intranets and tests."""

LONGEST_URL = 8192
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Below 1024 only those of the web; above, those that browsers refuse (Fetch standard, "bad port").
_OTHER_SERVICES = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
     6669, 6679, 6697, 10080}
)  # fmt: skip

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host name and port, as text; raises OSError when there are none."""


def _networks(text: str) -> tuple[_Network, ...]:
    return tuple(ipaddress.ip_network(part) for part in text.split())


# IANA special-purpose registries. Written out: what `is_global` covers differs between versions.
_PRIVATE = _networks(
    "10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24"
    " 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24"
)
# Of IPv6 only global unicast is public, and of that not tunnels and documentation.
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC = _networks("2001::/23 2001:db8::/32 2002::/16 3fff::/20")
# Link-local, multicast and reserved addresses, and where clouds hand out credentials: no intranet
# has reports there, so that the switch does not open them.
_NEVER = _networks(
    "0.0.0.0/8 169.254.0.0/16 224.0.0.0/4 240.0.0.0/4 100.100.100.200/32 168.63.129.16/32"
    " 192.0.0.192/32 ::/128 fe80::/10 ff00::/8 fd00:ec2::/32"
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_INSIDE_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa")

_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\\u0085\u2028\u2029]")
# A last label like this makes browsers and C libraries read the whole name as a number.
_NUMERIC_LABEL = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.I)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\Z")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A URL taken apart: `host` in lower-case ASCII, `target` path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host as the Host header has it: with the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.target


def private_allowed(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the environment lets URLs lead into private networks."""
    return environment.get(ALLOW_PRIVATE) == "1"


def is_web_address(text: str) -> bool:
    """Whether `text` means to be a URL of the web rather than a file name."""
    return text.strip().lower().startswith(("http://", "https://"))


def parse_address(url: str, allow_private: bool = False) -> WebAddress:
    """`url` taken apart, letters outside ASCII encoded as browsers do.

    Raises Unreachable for other schemes, credentials, odd ports, numbers in odd spellings and
    names of the inside of networks. The addresses of the name are not looked at here.
    """
    url = url.strip()
    if len(url) > LONGEST_URL or _UNWRITABLE.search(url):
        raise Unreachable(f"not a web address: {url[:80]!r}")
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unreachable(f"not a web address: {url[:80]!r} ({error})") from error
    if parts.scheme not in _DEFAULT_PORTS:
        raise Unreachable(f"only http and https addresses are fetched, not {url[:80]!r}")
    if "@" in parts.netloc:
        raise Unreachable("a web address with a user name or password in it is not fetched")
    if port is None:
        port = _DEFAULT_PORTS[parts.scheme]
    host = _host(parts.hostname or "", allow_private)
    if not allow_private and (
        (port < 1024 and port not in _DEFAULT_PORTS.values()) or port in _OTHER_SERVICES
    ):
        raise Unreachable(f"port {port} is not one of web servers")
    path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = urllib.parse.quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return WebAddress(parts.scheme, host, port, path + (f"?{query}" if query else ""))


def _host(host: str, allow_private: bool) -> str:
    """The host in ASCII. Raises Unreachable for one that is no name, or one of the inside."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))  # with a zone such as %eth0 it is link-local
        except ValueError as error:
            raise Unreachable(f"not an address: [{host[:80]}]") from error
    try:
        name = host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise Unreachable(f"not a host name: {host[:80]!r}") from error
    if not _HOST.match(name):
        raise Unreachable(f"not a host name: {host[:80]!r}")
    if _NUMERIC_LABEL.match(name.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError as error:
            raise Unreachable(
                f"{name[:80]!r} is a number in an odd spelling; write it as in 93.184.215.14"
            ) from error
    inside = "." not in name or name.endswith(tuple(f".{end}" for end in _INSIDE_NAMES))
    if inside and not allow_private:
        raise Unreachable(f"{name!r} is a name of the inside of a network {_switch()}")
    return name


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` by the system's resolver, in its order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    address: WebAddress, allow_private: bool = False, resolve: Resolve = resolve_host
) -> tuple[str, ...]:
    """The IP addresses of the host, every one of them allowed; connect to these and no others.

    Raises Unreachable when the name has none, or any that programs must not go to: a name with
    one address outside and one inside is the usual trick.
    """
    try:
        ipaddress.ip_address(address.host)
        found: Sequence[str] = (address.host,)
    except ValueError:
        try:
            found = resolve(address.host, address.port)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"no address is known for {address.host!r}") from error
    if not found:
        raise Unreachable(f"no address is known for {address.host!r}")
    for text in found:
        refusal = why_refused(text, allow_private)
        if refusal:
            raise Unreachable(f"{address.host!r} leads to {text}, {refusal}")
    return tuple(found)


def why_refused(text: str, allow_private: bool = False) -> str | None:
    """Why no connection is made to the IP address `text`; None when it may be."""
    try:
        ip: IPAddress = ipaddress.ip_address(text)
    except ValueError:
        return "which is not an address"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id:
            return "which is not on the public internet"
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if any(ip in network for network in _NEVER):
        return "which is never fetched from"
    if not allow_private and not _is_public(ip):
        return f"which is not on the public internet {_switch()}"
    return None


def _is_public(ip: IPAddress) -> bool:
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _PRIVATE)
    return ip in _GLOBAL_UNICAST and not any(ip in network for network in _NOT_PUBLIC)


def _switch() -> str:
    return f"(to fetch from your own network, set {ALLOW_PRIVATE}=1)"
