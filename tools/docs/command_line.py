"""The reference of the command line, from the functions behind the commands."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple, get_args, get_origin

import typer
from tools.docs.markdown import code, escaped, table
from typer.models import ArgumentInfo, OptionInfo


class Command(NamedTuple):
    """One command: its name as typed after `riwaya`, the line of the help, and its function."""

    name: str
    summary: str
    function: Any


class Input(NamedTuple):
    """An argument or option: how it is written, what it takes, what it does."""

    written: str
    takes: str
    about: str
    required: bool
    is_option: bool


def commands(app: typer.Typer, before: str = "") -> Iterator[Command]:
    """Every command of `app` in the order of the help, those of groups after the others."""
    for found in app.registered_commands:
        function = found.callback
        assert function is not None
        name = found.name or function.__name__.replace("_", "-")
        summary = found.short_help or found.help or (function.__doc__ or "").split("\n\n")[0]
        yield Command(before + name, " ".join(str(summary).split()), function)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from commands(group.typer_instance, f"{before}{group.name} ")


def inputs(function: Any) -> Iterator[Input]:
    """The arguments and options of a command's function, in their order."""
    for name, given in inspect.signature(function, eval_str=True).parameters.items():
        if get_origin(given.annotation) is None or not get_args(given.annotation)[1:]:
            continue
        kind, *notes = get_args(given.annotation)
        info = next((n for n in notes if isinstance(n, OptionInfo | ArgumentInfo)), None)
        if info is None:
            continue
        is_option = isinstance(info, OptionInfo)
        # In an annotation Typer keeps the first name of an option where else its default is.
        named = (info.default, *(info.param_decls or ()))
        declared = [str(one) for one in named if _is_name(one)]
        written = ", ".join(declared) or f"--{name.replace('_', '-')}"
        if not is_option:
            written = _several(info.metavar or name.upper(), _is_list(kind))
        yield Input(
            written, _takes(kind, info), _about(kind, info, given.default),
            given.default is inspect.Parameter.empty, is_option,
        )  # fmt: skip


def _is_name(given: Any) -> bool:
    return isinstance(given, str) and given.startswith("-")


def _is_list(kind: Any) -> bool:
    return any(get_origin(one) is list for one in (kind, *_inner(kind)))


def _several(metavar: str, many: bool) -> str:
    return metavar + "..." if many and not metavar.endswith("...") else metavar


def _takes(kind: Any, info: Any) -> str:
    """What stands after an option; "" for one that is on or off."""
    values = [kind, *_inner(kind)]
    if _choices(kind):
        return "WHICH"
    if bool in values:
        return ""
    if info.metavar:
        return str(info.metavar)
    return "N" if int in values else "TEXT"


def _choices(kind: Any) -> list[str]:
    """The values that an argument or option takes, if they are a closed list."""
    for one in (kind, *_inner(kind)):
        if isinstance(one, type) and issubclass(one, Enum):
            return [str(value.value) for value in one]
    return []


def _inner(kind: Any) -> Iterator[Any]:
    for one in get_args(kind):
        yield one
        yield from _inner(one)


def _about(kind: Any, info: Any, default: Any) -> str:
    """What it does, as Markdown."""
    parts = [escaped(" ".join((info.help or "").split()))]
    if choices := _choices(kind):
        parts.append(f"One of {', '.join(map(code, choices))}.")
    if _is_list(kind) and isinstance(info, OptionInfo):
        parts.append("May be given several times.")
    if isinstance(default, Enum):
        default = default.value
    if default not in (inspect.Parameter.empty, None, False, ""):
        parts.append(f"Default: {code(str(default))}.")
    if info.min is not None or info.max is not None:
        least, most = info.min if info.min is not None else "any", info.max
        parts.append(f"From {least} to {most}." if most is not None else f"At least {least}.")
    if info.envvar:
        parts.append(f"Or the environment variable {code(str(info.envvar))}.")
    return " ".join(filter(None, parts))


def page(app: typer.Typer) -> str:
    """The whole reference as Markdown."""
    found = list(commands(app))
    lines = [
        "# Command line",
        "",
        "Results go to standard output, everything else to standard error. Exit status: 0 done, "
        "1 some inputs failed (they are named), 2 wrong use. `riwaya --version` shows the version, "
        "`riwaya COMMAND --help` what stands here.",
        "",
        *table(
            ("command", "what it does"),
            ((f"[`{c.name}`](#riwaya-{c.name.replace(' ', '-')})", c.summary) for c in found),
        ),
    ]
    for command in found:
        lines += ["", f"## riwaya {command.name}", "", *_usage(command), "", *_told(command)]
        rows = [
            (code(" ".join(filter(None, (one.written, one.takes * one.is_option)))), one.about)
            for one in inputs(command.function)
        ]
        if rows:
            lines += ["", *table(("argument or option", ""), rows)]
    return "\n".join(lines) + "\n"


def _usage(command: Command) -> list[str]:
    """The line that says how the command is typed."""
    words = []
    for one in inputs(command.function):
        if not one.is_option:
            words.append(one.written if one.required else f"[{one.written}]")
        elif one.required:
            words.append(f"{one.written} {one.takes}")
    optional = any(one.is_option and not one.required for one in inputs(command.function))
    typed = " ".join(["riwaya", command.name, *(["[OPTION...]"] if optional else []), *words])
    return ["```text", typed, "```"]


def _told(command: Command) -> list[str]:
    """The long help; its examples as a block."""
    about, _, examples = inspect.cleandoc(command.function.__doc__ or "").partition("Examples:")
    lines = [escaped(line) for line in about.strip().splitlines()]
    typed = [line.strip() for line in examples.splitlines() if line.strip()]
    return [*lines, "", "```text", *typed, "```"] if typed else lines
