"""A folder with one HTML page an incident and a list of them, to read without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.export.dossier_html import dossier_page
from riwaya.export.dossier_words import GRADES, headline
from riwaya.export.formats.format import Format, Setting
from riwaya.export.formats.told import Told
from riwaya.export.losses import KINDS, Losses
from riwaya.export.markup import escaped, sentence
from riwaya.export.safe import one_line

INDEX = "index.html"
MARK = '<meta name="generator" content="riwaya dossiers">'
"""By this an earlier folder of dossiers is known, which may be replaced."""

_HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{MARK}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<title>Incidents</title>
</head>
<body>
<h1>Incidents</h1>
<ul>
"""


def pages(tolds: Iterable[Told], setting: Setting, losses: Losses) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every page, the list last."""
    items: list[str] = []
    for told in tolds:
        losses.seen(told)
        incident, cluster, accounts = told.original
        page = dossier_page(incident, cluster, accounts, redact=told.redaction)
        yield f"{told.id}.html", page.encode("utf-8", "replace")
        grade = GRADES.get(told.incident.grade, told.incident.grade).partition(":")[0]
        items.append(
            f'<li><a href="{escaped(told.id)}.html">'
            f"{sentence(one_line(headline(told.incident)))}</a>, {escaped(grade)}</li>\n"
        )
    listed = "".join(items)
    yield INDEX, f"{_HEAD}{listed}</ul>\n</body>\n</html>\n".encode("utf-8", "replace")


FORMAT = Format(
    "dossiers",
    "a folder with an HTML page for each incident",
    "range",
    frozenset(KINDS),
    pages=pages,
)
