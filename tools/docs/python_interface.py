"""The reference of the Python interface, from signatures, docstrings and records."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable
from typing import Any, get_args, get_origin, get_type_hints

from tools.docs.markdown import code, escaped, paragraphs, table

_ABOUT = {
    "A report": ("riwaya.reading.read:read",),
    "A case": (
        "riwaya.casefile.open:open_case",
        "riwaya.casefile.search:search",
        "riwaya.casefile.linking:bring_up_to_date",
        "riwaya.casefile.incidents:incident_objects",
        "riwaya.casefile.incidents:cluster_of",
        "riwaya.casefile.incidents:compose_one",
    ),
    "Incidents without a case": ("riwaya.incidents.compose:compose",),
}
_QUERY = "riwaya.casefile.search:Query"
_RECORDS = {
    "Records of a reading": ("reading", "report", "source", "event", "claim", "span"),
    "Records of incidents": ("incident", "decision"),
}


def found(name: str) -> Any:
    """What `module:name` names."""
    module, _, attribute = name.partition(":")
    return getattr(__import__(module, fromlist=[attribute]), attribute)


def records(modules: tuple[str, ...]) -> list[type]:
    """The record classes of modules of `riwaya.model`, in the order they are written."""
    classes = []
    for name in modules:
        module = __import__(f"riwaya.model.{name}", fromlist=["*"])
        for one in vars(module).values():
            is_record = dataclasses.is_dataclass(one) or hasattr(one, "_fields")
            if isinstance(one, type) and is_record and one.__module__ == module.__name__:
                classes.append(one)
    return classes


def page() -> str:
    """The whole reference as Markdown."""
    lines = [
        "# Python interface",
        "",
        "`from riwaya import read` is the stable interface: its arguments stay, and what it gives "
        "follows [the JSON of a reading](json-reading.md). What else stands here is what the "
        "commands use; it may change between minor versions, and the "
        "[changelog](../changelog.md) says so.",
    ]
    for title, names in _ABOUT.items():
        lines += ["", f"## {title}"]
        for name in names:
            lines += ["", *_function(found(name), name.partition(":")[0])]
        if title == "A case":
            lines += ["", *_record(found(_QUERY))]
    for title, modules in _RECORDS.items():
        lines += ["", f"## {title}", "", "Frozen: what is read is never changed in place."]
        for one in records(modules):
            lines += ["", *_record(one)]
    return "\n".join(lines) + "\n"


def _function(function: Callable[..., Any], module: str) -> list[str]:
    name = function.__name__
    home = "riwaya" if name == "read" else module
    hints = get_type_hints(function)
    given = inspect.signature(function).parameters.values()
    parts, starred = [], False
    for one in given:
        if one.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        parts.append(f"{one.name}: {kind(hints[one.name])}{_default(one.default)}")
    signature = f"{name}(\n    " + ",\n    ".join(parts) + f",\n) -> {kind(hints['return'])}"
    return [
        f"### {name}", "", "```py", f"from {home} import {name}", "", signature, "```", "",
        paragraphs(inspect.getdoc(function) or ""),
    ]  # fmt: skip


def _default(value: Any) -> str:
    if value is inspect.Parameter.empty:
        return ""
    return " = ..." if callable(value) else f" = {value!r}"


def _record(record: type) -> list[str]:
    hints = get_type_hints(record)
    if dataclasses.is_dataclass(record):
        names = [field.name for field in dataclasses.fields(record)]
    else:
        names = list(getattr(record, "_fields", ()))
    rows = [(code(name), code(kind(hints[name]))) for name in names]
    methods = [
        (code(f"{name}()"), escaped(" ".join((inspect.getdoc(member) or "").split())))
        for name, member in vars(record).items()
        if inspect.isfunction(member) and not name.startswith("_")
    ]
    about = paragraphs(inspect.getdoc(record) or "")
    lines = [f"### {record.__name__}", "", about, "", *table(("field", "kind"), rows)]
    return [*lines, "", *table(("method", ""), methods)] if methods else lines


def kind(hint: Any) -> str:
    """A type as it is written in code, without its modules."""
    if hint is None or hint is type(None):
        return "None"
    if isinstance(hint, types.UnionType):
        return " | ".join(kind(one) for one in get_args(hint))
    origin = get_origin(hint)
    if origin is None:
        return getattr(hint, "__name__", str(hint))
    inner = ", ".join(
        "..." if one is Ellipsis else f"[{', '.join(map(kind, one))}]"
        if isinstance(one, list)
        else kind(one)
        for one in get_args(hint)
    )  # fmt: skip
    return f"{origin.__name__}[{inner}]"
