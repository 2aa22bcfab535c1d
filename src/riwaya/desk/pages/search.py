"""Search over the reports of a case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from riwaya.casefile.open import Case
from riwaya.casefile.search import Figure, Hit, Query, Results, search
from riwaya.desk.context import OpenCase, Viewer
from riwaya.desk.downloads import csv_response, json_lines_response
from riwaya.desk.filters import search_query
from riwaya.desk.queries import one_of, tidied
from riwaya.desk.render import render
from riwaya.export.search_json import search_json
from riwaya.ontology import load_terms

router = APIRouter()

_MOST_AT_ONCE = 1_000
_COLUMNS = ("id", "published", "source", "title", "url", "text", "figures")
Pieces = tuple[tuple[str, bool], ...]


class Shown(NamedTuple):
    """A hit with its words cut into pieces, (words, whether to mark them)."""

    hit: Hit
    title: Pieces
    snippet: Pieces


@router.get("/search")
def search_page(
    request: Request,
    person: Viewer,
    case: OpenCase,
    query: Annotated[Query, Depends(search_query)],
    format: str = "",
) -> Response:
    """What a search finds; without words and filters the newest reports."""
    form = one_of(format, ("html", "csv", "json"), "format")
    if form == "csv":
        return csv_response("search", _COLUMNS, _rows(case, query))
    if form == "json":
        return json_lines_response("search", _objects(case, query))
    if tidy := tidied(request):
        return tidy
    with case.reading() as connection:
        results = search(connection, query)
    terms = load_terms()
    return render(
        request, "search.html", asked=query, results=results, hits=_shown(results),
        filtered=query != Query(text=query.text, after=query.after),
        types=list(terms["event_types"]), statuses=list(terms["statuses"]),
        classes=list(terms["classes"]),
    )  # fmt: skip


def pieces(text: str, marks: tuple[tuple[int, int], ...], offset: int = 0) -> Pieces:
    """`text` cut where marks begin and end; marks are code points of what begins at -`offset`."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks:
        found += [(text[at : start - offset], False), (text[start - offset : end - offset], True)]
        at = end - offset
    return (*((words, marked) for words, marked in found if words), (text[at:], False))


def _shown(results: Results) -> list[Shown]:
    return [
        Shown(
            hit,
            pieces(hit.title, hit.title_marks) if hit.title else (),
            pieces(hit.snippet.text, hit.snippet.marks, hit.snippet.start),
        )
        for hit in results.hits
    ]


def _pages(case: Case, query: Query) -> Iterator[Results]:
    """All that a search finds, page after page."""
    query = replace(query, limit=_MOST_AT_ONCE, after=None)
    with case.reading() as connection:
        results = search(connection, query)
        yield results
        while results.next is not None:
            results = search(connection, replace(query, after=results.next))
            yield results


def _objects(case: Case, query: Query) -> Iterator[Any]:
    for results in _pages(case, query):
        yield from json.loads(search_json(query, results))["results"]


def _rows(case: Case, query: Query) -> Iterator[tuple[str | None, ...]]:
    for results in _pages(case, query):
        for hit in results.hits:
            told = "; ".join(map(_figure, hit.figures))
            yield hit.id, hit.published, hit.outlet, hit.title, hit.url, hit.snippet.text, told


def _figure(figure: Figure) -> str:
    high = "+" if figure.high is None else "" if figure.high == figure.low else f"-{figure.high}"
    return f"{figure.status} {figure.person_class} {figure.low}{high}"
