"""Whatever a person names: a web address, or a file, a folder, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO

from riwaya.errors import UnreadableFile
from riwaya.ingest.files import intakes
from riwaya.ingest.web.addresses import is_web_address
from riwaya.ingest.web.fetch import fetch
from riwaya.ingest.web.polite import PoliteFetch
from riwaya.ingest.web.read import read_url
from riwaya.model.intake import Failure, Intake

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def inputs_of(
    name: str,
    standard_input: IO[bytes],
    columns: Mapping[str, str] | None = None,
    *,
    full: bool = False,
) -> Iterator[Intake | Failure]:
    """The reports of one argument, in order; what cannot be read gives a Failure.

    Of lists of web addresses, what they name. `columns`: the columns of tables by field. `full`:
    of feeds the pages they link to.
    """
    polite = PoliteFetch(fetch)
    if is_web_address(name):
        yield from read_url(name, polite, full)
    elif not name or _SCHEME.match(name):
        reason = "only http and https addresses are fetched" if name else "a name that is empty"
        yield Failure(name, UnreadableFile(reason))
    else:
        yield from intakes(name, standard_input, columns, lambda url: read_url(url, polite, full))
