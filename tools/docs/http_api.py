"""The reference of the HTTP API, from what the desk itself says of it in openapi.json."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.docs.markdown import code, escaped, paragraphs, table

Object = dict[str, Any]

_METHODS = ("get", "post", "put", "patch", "delete")
_FORMS = {"riwaya.reading/1": "json-reading.md", "riwaya.incident/1": "json-incident.md"}
# FastAPI adds these to describe a wrong request; the desk answers with an error of its own.
_NOT_OURS = ("HTTPValidationError", "ValidationError")


def specification() -> Object:
    """openapi.json of a desk on an empty case."""
    from riwaya.desk.app import create_app
    from riwaya.desk.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(case=str(Path(folder) / "empty.db")))
        try:
            return app.openapi()
        finally:
            app.state.jobs.close()
            app.state.case.close()


def routes(found: Object) -> Iterator[tuple[str, str, Object]]:
    """(method, path, operation) of every route, in the order of the application."""
    for path, methods in found["paths"].items():
        for method in _METHODS:
            if method in methods:
                yield method.upper(), path, methods[method]


def page(found: Object) -> str:
    """The whole reference as Markdown."""
    tags: dict[str, list[tuple[str, str, Object]]] = {}
    for method, path, operation in routes(found):
        tags.setdefault(operation.get("tags", ["other"])[0], []).append((method, path, operation))
    lines = [
        "# HTTP API",
        "",
        "What the desk (`riwaya serve`) answers to programs. The same, for tools, is at "
        "`/api/v1/openapi.json` of a running desk, and as a page at `/api/v1/`. "
        "[Run the desk](../how-to/run-the-desk.md#for-programs) tells how to get a key; it is sent "
        "as `Authorization: Bearer …`.",
        "",
        "A request that is not answered gives an object with `error`, which says why:",
        "",
        *_refusals(found),
    ]
    for tag, members in tags.items():
        lines += ["", f"## {tag.capitalize()}"]
        for method, path, operation in members:
            lines += ["", f"### {method} {escaped(path)}", "", *_route(operation)]
    lines += ["", "## Shapes", "", "What requests and answers hold."]
    for name, shape in sorted(found["components"]["schemas"].items()):
        if name not in _NOT_OURS:
            lines += ["", f"### {name}", "", *_shape(shape)]
    return "\n".join(lines) + "\n"


def _refusals(found: Object) -> list[str]:
    said = {
        status: answer["description"]
        for _, _, operation in routes(found)
        for status, answer in operation["responses"].items()
        if status.startswith("4") and "Validation" not in answer["description"]
    }
    return table(("status", ""), ((code(s), escaped(said[s])) for s in sorted(said)))


def _route(operation: Object) -> list[str]:
    about = paragraphs(operation.get("description", ""))
    for name, where in _FORMS.items():
        about = about.replace(f"`{name}`", f"[`{name}`]({where})")
    lines = [about]
    rows = [
        (code(one["name"]), one["in"], _kind(one["schema"]), _parameter(one))
        for one in operation.get("parameters", ())
        if one["in"] in ("path", "query")
    ]
    if rows:
        lines += ["", *table(("parameter", "in", "kind", ""), rows)]
    kinds = operation.get("requestBody", {}).get("content", {})
    for media, content in kinds.items():
        schema = content["schema"]
        lines += ["", f"Body, {code(media)}: {_kind(schema)}"]
        if "properties" in schema:
            lines += ["", *_shape(schema)]
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            content = answer.get("content", {}).get("application/json", {}).get("schema")
            lines += ["", f"Answer: {code(status)}" + (f", {_kind(content)}" if content else "")]
    return lines


def _parameter(one: Object) -> str:
    schema = one["schema"]
    said = one.get("description") or schema.get("description") or ""
    parts = [escaped(said), "Required." if one.get("required") and one["in"] == "query" else ""]
    if schema.get("default") not in (None, ""):
        parts.append(f"Default: {code(str(schema['default']))}.")
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        parts.append(f"From {least} to {most}.")
    return " ".join(filter(None, parts))


def _shape(shape: Object) -> list[str]:
    lines = [paragraphs(shape["description"]), ""] if shape.get("description") else []
    required = shape.get("required", ())
    rows = [
        (
            code(name) + ("" if name in required else " (may be left out)"),
            _kind(field),
            " ".join(filter(None, (escaped(field.get("description", "")), _bounds(field)))),
        )
        for name, field in shape.get("properties", {}).items()
    ]
    return lines + table(("field", "kind", ""), rows)


def _bounds(field: Object) -> str:
    for one in (field, *field.get("anyOf", ())):
        if "maxLength" in one:
            return f"At most {one['maxLength']:,} characters."
        if "maxItems" in one:
            return f"At most {one['maxItems']:,}."
    return ""


def _kind(schema: Object) -> str:
    """What a value is, in words, with a link where it has a shape of its own."""
    if not schema:
        return "any"
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(code(str(value)) for value in schema["enum"])
    kind = schema.get("type", "any")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "string" and schema.get("format") == "binary":
        return "file"
    return str(kind)
