"""The reference of the JSON forms: one true object of each, and what its fields hold."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tools.docs.markdown import code, paragraphs, table
from tools.docs.python_interface import found

from riwaya.ontology import load_terms

Object = Mapping[str, Any]


class Form(NamedTuple):
    """One form: its page, what it is, an object of it, and the record behind each of its parts.

    `records`: by the path of the part, "" for the whole, "claims.casualty" for what lies deeper.
    """

    page: str
    title: str
    about: str
    example: Object
    records: Mapping[str, str]


_VALUES = {
    "type": "event_types", "status": "statuses", "class": "classes", "group": "groups",
    "stance": "stances", "grade": "grades",
}  # fmt: skip
_READING = {
    "": "reading:Reading", "report": "report:Report", "sources": "source:Source",
    "sources.mentions": "span:Span", "actors": "event:Actor", "actors.loaded": "event:LoadedTerm",
    "places": "event:Place", "events": "event:Event", "events.date": "event:DateRange",
    "events.weapons": "event:Weapon", "claims": "claim:Claim", "claims.casualty": "claim:Casualty",
    "people": "claim:Person", "relations": "claim:Relation",
}  # fmt: skip
_INCIDENT = {
    "": "incident:Incident", "date": "incident:IncidentDate", "place": "incident:IncidentPlace",
    "casualties": "incident:Casualties", "casualties.killed": "incident:Toll",
    "casualties.killed.all": "incident:Interval", "casualties.steps": "incident:Step",
    "responsibility": "incident:Responsibility", "disputes": "incident:Dispute",
    "disputes.sides": "incident:Side", "people": "incident:Victim", "states": "incident:ClaimState",
    "origin_list": "incident:Origin",
}  # fmt: skip


@cache
def forms() -> tuple[Form, ...]:
    """The two forms, made from the report that comes with the program."""
    from riwaya import read
    from riwaya.incidents.compose import compose
    from riwaya.incidents.policies import load_policies
    from riwaya.model.decision import MentionKey
    from riwaya.model.incident import Account, Cluster
    from riwaya.model.serialise_incident import incident_object

    text = (files("riwaya") / "samples" / "clash.txt").read_text(encoding="utf-8")
    reading = read(text, published=date(2024, 3, 12), report_id="clash")
    members = tuple(MentionKey("clash", event.id) for event in reading.events)
    cluster = Cluster("i-0000000000000000", members, ())
    incident = compose(cluster, {"clash": Account(reading)}, (), load_policies()["range"])
    return (
        Form(
            "json-reading", "JSON of a reading",
            "`riwaya.reading/1`: one report, understood. `riwaya read --format json` gives one "
            "object a line, in the order of the input. Offsets count code points of `report.text`, "
            "and `text[start:end]` is always the quoted words. What the report does not give is "
            "`null`. A report that cannot be read gives an object with `error`.",
            reading.to_object(), _READING,
        ),
        Form(
            "json-incident", "JSON of an incident",
            "`riwaya.incident/1`: many reports, reconciled. `riwaya incidents --format json` gives "
            "one object a line, by date, then id. Claims are named by the report's id, a colon and "
            "the claim's id.",
            incident_object(incident), _INCIDENT,
        ),
    )  # fmt: skip


def parts(form: Form) -> list[tuple[str, Object]]:
    """(path, an object) of every part of a form that its records name."""
    return [(path, one) for path in form.records if (one := _at(form.example, path))]


def _at(value: Any, path: str) -> Object:
    """The first object at a path that has the most fields set; lists are looked through."""
    found: list[Any] = [value]
    for name in filter(None, path.split(".")):
        inner = [one.get(name) for one in found if isinstance(one, Mapping)]
        found = [x for one in inner for x in (one if isinstance(one, list) else [one])]
    objects = [one for one in found if isinstance(one, Mapping)]
    return max(objects, key=lambda o: sum(v not in (None, []) for v in o.values()), default={})


def page(form: Form) -> str:
    """A form as Markdown."""
    lines = [
        f"# {form.title}", "", form.about, "",
        "Fields may be added; none is renamed or dropped without another number in `schema`. "
        "The same input gives the same bytes.",
    ]  # fmt: skip
    shown = dict(parts(form))
    for path, name in form.records.items():
        module, _, record = name.partition(":")
        about = inspect.getdoc(found(f"riwaya.model.{module}:{record}")) or ""
        lines += ["", f"## {path or 'The whole'}", "", paragraphs(about)]
        if path in shown:
            lines += ["", *_fields(shown[path])]
    lines += ["", "## Values", ""]
    lines += table(("field", "values"), _values())
    return "\n".join(lines) + "\n"


def _fields(one: Object) -> list[str]:
    rows = [(code(name), code(_short(value))) for name, value in one.items()]
    return table(("field", "for example"), rows)


def _short(value: Any, most: int = 90) -> str:
    """A value as JSON, cut where it is long."""
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        return "[…]" if isinstance(value[0], Mapping) else _cut(value, most)
    return "{…}" if isinstance(value, Mapping) and value else _cut(value, most)


def _cut(value: Any, most: int) -> str:
    text = json.dumps(value, ensure_ascii=False).replace("`", "'")
    return text if len(text) <= most else text[:most] + " …"


def _values() -> list[tuple[str, str]]:
    terms = load_terms()
    return [
        (code(name), ", ".join(map(code, terms[values])))
        for name, values in _VALUES.items()
        if values in terms
    ]
