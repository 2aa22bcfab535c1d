"""The reference of the JSON forms, from the JSON Schemas that the package publishes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tools.docs.markdown import code, escaped, paragraphs, table

from riwaya.export.schema import NAMES, schema_text
from riwaya.model.reading import Reading

Object = Mapping[str, Any]

_ABOUT = {
    "reading": "`riwaya read --format json` and `riwaya export --format jsonl` print one object a "
    "line, in the order of the input. What the report does not give is `null`; nothing is guessed "
    "in silence.",
    "incident": "`riwaya incidents --format json` and `riwaya export --format incidents` print one "
    "object a line, by date, then id. A claim is named by the id of its report, a colon, and its "
    "own id.",
}
# Of these no field is shown in an example: they are long.
_LONG = 200


def pages() -> dict[str, str]:
    """Markdown of each form by the name of its page."""
    return {f"json-{name}": page(name) for name in NAMES}


def schema(name: str) -> Object:
    """The JSON Schema of a form."""
    found: Object = json.loads(schema_text(name))
    return found


def page(name: str) -> str:
    """A form as Markdown: an example, then every object with its fields."""
    found = schema(name)
    lines = [
        f"# JSON of {'an' if name[0] in 'aeiou' else 'a'} {name}",
        "",
        f"`{found['title']}`. {escaped(found['description'])}",
        "",
        f"{_ABOUT[name]} `riwaya schema {name}` prints the JSON Schema from which this page is "
        "made, for programs that check what they take.",
        "",
        "## An example",
        "",
        "From the report that comes with the program; of each list the first item.",
        "",
        "```json",
        json.dumps(_first_items(example(name)), ensure_ascii=False, indent=1),
        "```",
    ]
    for part, shape in found["$defs"].items():
        lines += ["", f"## {part}", "", paragraphs(shape.get("description", ""))]
        lines += ["", *_fields(shape)]
    return "\n".join(lines) + "\n"


@cache
def example(name: str) -> Object:
    """A true object of a form."""
    reading = _reading()
    return reading.to_object() if name == "reading" else _incident(reading)


def _reading() -> Reading:
    from riwaya import read

    text = (files("riwaya") / "samples" / "clash.txt").read_text(encoding="utf-8")
    return read(text, published=date(2024, 3, 12), report_id="clash")


def _incident(reading: Reading) -> Object:
    from riwaya.incidents.compose import compose
    from riwaya.incidents.policies import load_policies
    from riwaya.model.decision import MentionKey
    from riwaya.model.incident import Account, Cluster
    from riwaya.model.serialise_incident import incident_object

    members = tuple(MentionKey("clash", event.id) for event in reading.events)
    cluster = Cluster("i-da0e3c59f1efc4cd", members, ())
    found = compose(cluster, {"clash": Account(reading)}, (), load_policies()["range"])
    return incident_object(found)


def _first_items(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _first_items(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_first_items(one) for one in value[:1]]
    if isinstance(value, str) and len(value) > _LONG:
        return f"{value[:_LONG]} …"
    return value


def _fields(shape: Object) -> list[str]:
    rows = []
    for field, value in shape.get("properties", {}).items():
        about = escaped(value.get("description", ""))
        optional = "" if field in shape.get("required", ()) else " May be missing."
        rows.append((code(field), _kind(value), f"{about}{optional}".strip()))
    return table(("field", "kind", ""), rows) if rows else []


def _kind(value: Object) -> str:
    """What a field holds, in words, with a link where it is an object of its own."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if "const" in value:
        return code(json.dumps(value["const"]))
    if "enum" in value:
        return ", ".join(code(json.dumps(one).strip('"')) for one in value["enum"])
    kinds = value.get("type", "any")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    words = [_of_type(kind, value) for kind in kinds]
    return " or ".join(words)


def _of_type(kind: str, value: Object) -> str:
    if kind == "array":
        return f"list of {_kind(value.get('items', {}))}"
    if kind == "object" and "additionalProperties" in value and value["additionalProperties"]:
        return f"object of {_kind(value['additionalProperties'])}"
    if kind == "string" and value.get("format") == "date":
        return "day, like `2024-12-01`"
    return {"null": "`null`", "integer": "whole number", "string": "text"}.get(kind, kind)
