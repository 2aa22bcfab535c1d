"""One line for each incident, for a list in the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from riwaya.export.index import both
from riwaya.export.safe import one_line
from riwaya.ontology import label

_LONGEST_PLACE = 40


def incident_line(json_text: str) -> str:
    """An object of `riwaya.incident/1` as a line without a line feed.

    Day, grade, what, where, figures, origins, disputes and id; the columns of fixed width come
    first, so that lists can be read down.
    """
    incident: Mapping[str, Any] = json.loads(json_text)
    figures = incident["casualties"]
    told = [
        f"{_interval(figures[status]['all'])} {label('statuses', status)}"
        for status in ("killed", "injured")
        if figures[status]["all"] is not None
    ]
    origins = incident["origins"]
    facts = [
        f"{_day(incident['date']):<13}",
        f"{one_line(incident['grade']):<10}",
        one_line(incident["id"]),
        f"{_type(incident['type'])}, {_place(incident['place'])}",
        ", ".join(told) or "no figure",
        f"{origins} origin{'' if origins == 1 else 's'}",
    ]
    disputed = list(dict.fromkeys(dispute["about"] for dispute in incident["disputes"]))
    if disputed:
        facts.append(f"disputed: {', '.join(map(one_line, disputed))}")
    return "  ".join(facts)


def _day(when: Mapping[str, str] | None) -> str:
    if when is None:
        return "no day"
    start, end = one_line(when["start"]), one_line(when["end"])
    if start == end:
        return start
    if start[:7] == end[:7]:
        return start[:7] if when["precision"] == "month" else f"{start}–{end[8:]}"
    return f"{start} to {end}"


def _type(name: str) -> str:
    try:
        return label("event_types", name)
    except KeyError:
        return one_line(name)


def _place(place: Mapping[str, Any] | None) -> str:
    if place is None:
        return "place not known"
    shown = [_cut(one_line(str(place[key] or ""))) for key in ("name_en", "name")]
    return both(*shown)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PLACE else text[:_LONGEST_PLACE] + "…"


def _interval(found: Mapping[str, Any]) -> str:
    low, high = found["low"], found["high"]
    if high is None:
        return f"{low:,}+"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
