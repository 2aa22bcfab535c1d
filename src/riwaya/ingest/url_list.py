"""Lists of URLs: a text file, one address a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.errors import BadRecord, TooLarge
from riwaya.ingest.json_lines import ReadLine
from riwaya.ingest.opened import HEAD_BYTES, Opened
from riwaya.ingest.web.addresses import LONGEST_URL, is_web_address
from riwaya.model.intake import Failure, Intake

MAX_URLS = 1_000_000

_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?(?:\s.*)?\Z", re.I | re.S)


def is_url_list(source: Opened) -> bool:
    """Whether all lines at the start are web addresses or comments (#), and one is an address.

    Never where the web is to be left alone.
    """
    if source.read_url is None:
        return False
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    lines = head.splitlines()
    if len(source.head) >= HEAD_BYTES:
        lines = lines[:-1]  # it may have been cut
    lines = [line.strip() for line in lines]
    said = [line for line in lines if line and not line.startswith(b"#")]
    return bool(said) and all(re.match(rb"<?https?://\S+\Z", line, re.I) for line in said)


def read_url_list(source: Opened) -> Iterator[Intake | Failure]:
    """The reports at the addresses of a list, in its order, each address once."""
    for where, url in listed_urls(source.name, source.reader().readline):
        if isinstance(url, Failure):
            yield url
            continue
        for result in source.read_url(url) if source.read_url else ():
            # The line of the list helps to find the address that failed.
            yield (
                Failure(f"{where}: {url}", result.error) if isinstance(result, Failure) else result
            )


def listed_urls(name: str, read_line: ReadLine) -> Iterator[tuple[str, str | Failure]]:
    """(where, address) for each line that is one, (where, Failure) for lines that are not.

    What stands behind a blank is a remark. Empty lines, comments (#) and addresses that were
    there before are passed over.
    """
    seen: set[str] = set()
    number = 0
    while line := read_line(LONGEST_URL * 4):
        number += 1
        where = f"{name}:{number}"
        if not line.endswith(b"\n") and len(line) >= LONGEST_URL * 4:
            while line and not line.endswith(b"\n"):
                line = read_line(1 << 20)
            yield where, Failure(where, TooLarge("the line is longer than an address can be"))
            continue
        text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
        if not text or text.startswith("#"):
            continue
        match = _ADDRESS.match(text)
        if match is None or not is_web_address(match[1]):
            yield where, Failure(where, BadRecord(f"not a web address: {text[:80]!r}"))
        elif match[1] not in seen:
            if len(seen) >= MAX_URLS:
                yield where, Failure(where, TooLarge(f"more than {MAX_URLS} addresses"))
                return
            seen.add(match[1])
            yield where, match[1]
