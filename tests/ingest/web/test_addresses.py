"""Addresses that programs must not be sent to, in all their spellings."""

from __future__ import annotations

import pytest

from riwaya.errors import Unreachable
from riwaya.ingest.web.addresses import (
    checked_addresses,
    parse_address,
    private_allowed,
    why_refused,
)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "100.64.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9",
        "168.63.129.16", "100.100.100.200",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254",
        "64:ff9b:1::808:808", "2002:7f00:1::", "2002:808:808::1", "2001::1", "2001:db8::1",
        "::127.0.0.1", "100::1", "not an address",
    ],
)  # fmt: skip
def test_refused(ip: str) -> None:
    assert why_refused(ip) is not None


@pytest.mark.parametrize(
    "ip",
    ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111",
     "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)  # fmt: skip
def test_public(ip: str) -> None:
    assert why_refused(ip) is None


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.5", "::1", "fd12::1"])
def test_the_switch_opens_private_networks(ip: str) -> None:
    assert why_refused(ip, allow_private=True) is None


@pytest.mark.parametrize(
    "ip", ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "224.0.0.1", "0.0.0.0"]
)
def test_the_switch_opens_no_door_to_credentials(ip: str) -> None:
    assert why_refused(ip, allow_private=True) is not None


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://127.0.0.1.0x0/", "http://1.2.3.4.5/", "http://١٢٧.0.0.1/",
        "http://127。0。0。1/", "http://①②⑦.0.0.1/", "http://127.0.0.1./",
        "http://[::1]/", "http://[::ffff:7f00:1]/", "http://[fe80::1%25lo]/", "http://[::1",
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer/",
        "http://metadata.google.internal/", "http://nas.local/", "http://router.home.arpa/",
        "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "//example.org/",
        "javascript:alert(1)", "example.org", "", "http://", "http:///x", "http://./",
        "http://user@example.org/", "http://user:pass@example.org/", "http://:@example.org/",
        "http://example.org:22/", "http://example.org:25/", "http://example.org:6000/",
        "http://example.org:99999/", "http://example.org:x/", "http://example.org\\@evil.example/",
        "http://exa mple.org/", "http://example.org/a\r\nX-Injected: 1", "http://example.org/\x00",
        "http://-.example/", "http://a_b!.example/", "http://" + "a" * 64 + ".example/",
        "http://example.org/" + "a" * 9000,
    ],
)  # fmt: skip
def test_urls_that_lead_nowhere_good(url: str) -> None:
    with pytest.raises(Unreachable):
        checked_addresses(parse_address(url), resolve=lambda host, port: ["93.184.215.14"])


def test_letters_outside_ascii_are_encoded_as_browsers_do() -> None:
    address = parse_address(" HTTPS://خبر.example/أخبار/قصف?ص=١&a=b%20c#جزء ")
    assert address.host == "xn--ngblk.example"
    assert address.target == (
        "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%82%D8%B5%D9%81?%D8%B5=%D9%A1&a=b%20c"
    )
    assert address.port == 443
    assert address.authority == "xn--ngblk.example"


def test_ports_of_web_servers_stay_in_the_authority() -> None:
    assert parse_address("http://example.org:8080/").authority == "example.org:8080"
    assert parse_address("http://example.org:80/").authority == "example.org"
    assert parse_address("http://[2606:4700::1111]:8080/x").url == "http://[2606:4700::1111]:8080/x"


def test_one_inside_address_among_outside_ones_is_refused() -> None:
    address = parse_address("http://news.example/")
    with pytest.raises(Unreachable, match=r"10\.0\.0\.7"):
        checked_addresses(address, resolve=lambda host, port: ["93.184.215.14", "10.0.0.7"])


def test_a_name_without_addresses_is_named() -> None:
    def no_such_name(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Unreachable, match=r"news\.example"):
        checked_addresses(parse_address("http://news.example/"), resolve=no_such_name)


def test_the_refusal_names_the_switch() -> None:
    with pytest.raises(Unreachable, match="RIWAYA_ALLOW_PRIVATE_ADDRESSES=1"):
        checked_addresses(parse_address("http://192.168.0.1/"))


@pytest.mark.parametrize(("value", "allowed"), [("1", True), ("0", False), ("", False)])
def test_the_environment_holds_the_switch(value: str, allowed: bool) -> None:
    assert private_allowed({"RIWAYA_ALLOW_PRIVATE_ADDRESSES": value}) is allowed
    assert private_allowed({}) is False
