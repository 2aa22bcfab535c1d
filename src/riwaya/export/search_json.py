"""Results of a search for programs: one object, `riwaya.search/1`."""

from __future__ import annotations

from datetime import date
from typing import Any

from riwaya.casefile.search import Figure, Hit, Query, Results
from riwaya.model.serialise import dumps

SCHEMA = "riwaya.search/1"
_NOT_FILTERS = frozenset({"text", "limit", "after"})


def search_json(query: Query, results: Results) -> str:
    """One line. Spans are code points of the report's text, and of its title for `title_marks`.

    `total` counts all reports that fit; where `exact` is false there are more. `ranked`: how many
    of them were weighed, null for all. `next`: what --after takes for the next page, or null.
    """
    fields = {name: getattr(query, name) for name in query.__slots__ if name not in _NOT_FILTERS}
    filters = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fields.items()
        if value is not None
    }
    return dumps(
        {
            "schema": SCHEMA,
            "query": query.text,
            "filters": filters,
            "total": results.total,
            "exact": results.exact,
            "ranked": results.ranked,
            "next": results.next,
            "results": [_hit(hit) for hit in results.hits],
        }
    )


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "published": hit.published,
        "outlet": hit.outlet,
        "title": hit.title,
        "title_marks": _spans(hit.title_marks),
        "url": hit.url,
        "snippet": {
            "start": hit.snippet.start,
            "end": hit.snippet.end,
            "text": hit.snippet.text,
            "marks": _spans(hit.snippet.marks),
        },
        "figures": [_figure(figure) for figure in hit.figures],
        "score": hit.score,
    }


def _spans(spans: tuple[tuple[int, int], ...]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "claim": figure.claim,
        "status": figure.status,
        "class": figure.person_class,
        "low": figure.low,
        "high": figure.high,
    }
