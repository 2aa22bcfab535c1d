"""The reference that is written from the code holds all of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.docs import data_files, error_tree, http_api, json_forms, python_interface  # noqa: E402
from tools.docs.command_line import commands, inputs, page  # noqa: E402

from riwaya.cli.app import app  # noqa: E402


def section(text: str, heading: str) -> str:
    """What stands below a heading, to the next of its level or above."""
    level = heading.partition(" ")[0]
    found = text.split(f"\n{heading}\n")
    assert len(found) == 2, heading
    ends = [f"\n{'#' * n} " for n in range(1, len(level) + 1)]
    below = found[1]
    for end in ends:
        below = below.split(end)[0]
    return below


def test_every_command_with_all_its_options_is_in_the_reference() -> None:
    text = page(app)

    def walk(group: Any, before: str) -> None:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                walk(command, f"{before}{name} ")
                continue
            below = section(text, f"## riwaya {before}{name}")
            for given in command.params:
                is_option = given.opts[0].startswith("-")
                for one in given.opts if is_option else [given.metavar]:
                    assert f"| `{one}" in below, (name, one)

    walk(get_command(app), "")


def test_choices_and_defaults_are_told() -> None:
    below = section(page(app), "## riwaya incidents")
    assert "One of `range`, `acled`, `ucdp`, `ibc`. Default: `range`." in below
    below = section(page(app), "## riwaya stamp")
    assert "`RIWAYA_TIME_STAMP_SERVER`" in below


def test_every_command_is_told_with_what_it_takes() -> None:
    for command in commands(app):
        assert command.summary
        for one in inputs(command.function):
            assert one.written.startswith("--") == one.is_option


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    return http_api.specification()


def test_every_route_with_its_parameters_is_in_the_reference(openapi: dict[str, Any]) -> None:
    text = http_api.page(openapi)
    routes = list(http_api.routes(openapi))
    assert len(routes) > 15
    for method, path, operation in routes:
        below = section(text, f"### {method} {http_api.escaped(path)}")
        for one in operation.get("parameters", ()):
            if one["in"] in ("path", "query"):
                assert f"| `{one['name']}` | {one['in']} |" in below, (path, one["name"])
        for media in operation.get("requestBody", {}).get("content", {}):
            assert f"Body, `{media}`" in below
        for status in operation["responses"]:
            assert f"`{status}`" in (below if status.startswith("2") else text) or status == "422"


def test_every_shape_with_its_fields_is_in_the_reference(openapi: dict[str, Any]) -> None:
    text = http_api.page(openapi)
    for name, shape in openapi["components"]["schemas"].items():
        if "Validation" in name:
            continue
        below = section(text, f"### {name}")
        for field in shape["properties"]:
            assert f"| `{field}`" in below, (name, field)


def test_every_error_is_in_the_reference() -> None:
    import riwaya.errors

    text = error_tree.page()
    for name, value in vars(riwaya.errors).items():
        if isinstance(value, type) and issubclass(value, riwaya.errors.RiwayaError):
            assert f"| `{name}` |" in text


def fields(value: Any, path: str = "") -> set[tuple[str, str]]:
    """(path of the object, field) of everything in a JSON value."""
    if isinstance(value, list):
        return {pair for one in value for pair in fields(one, path)}
    if not isinstance(value, dict):
        return set()
    found = {(path, key) for key in value}
    for key, inner in value.items():
        found |= fields(inner, f"{path}.{key}".strip("."))
    return found


@pytest.mark.parametrize("name", ["reading", "incident"])
def test_every_field_of_the_json_is_in_the_reference(name: str) -> None:
    text = json_forms.page(name)
    counted = {"types"}  # its keys are types of events
    for path, key in fields(json_forms.example(name)):
        assert path in counted or f"| `{key}` |" in text, (path, key)
    for part, shape in json_forms.schema(name)["$defs"].items():
        for field in shape["properties"]:
            assert f"| `{field}` |" in section(text, f"## {part}"), (part, field)


def test_every_data_file_is_in_the_reference_with_its_head() -> None:
    text = data_files.page()
    package = ROOT / "src" / "riwaya"
    for path in [*package.rglob("*.tsv"), *package.rglob("*.yaml")]:
        assert f"{path.name}`" in text, path
    assert "Verbs of saying, with the masdars" in text
    assert "| `key`, `kind`, `country`, `alignment`" in text


def test_every_record_with_its_fields_is_in_the_reference() -> None:
    text = python_interface.page()
    for module in ("reading", "report", "source", "event", "claim", "span", "incident"):
        for record in python_interface.records((module,)):
            below = section(text, f"### {record.__name__}")
            for field in python_interface.get_type_hints(record):
                assert f"| `{field}` |" in below, (record, field)
