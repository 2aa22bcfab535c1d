"""The published JSON Schemas: what the program prints fits them, and they fit the records."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from typer.testing import CliRunner

from riwaya.cli.app import app
from riwaya.export.json import failure_json
from riwaya.export.schema import NAMES, schema_text
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Reading, claim, event, incident, report, source, span
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Account, Cluster
from riwaya.model.serialise_incident import incident_object
from riwaya.ontology import load_terms

READING_RECORDS = {
    "span": span.Span, "report": report.Report, "source": source.Source, "actor": event.Actor,
    "loaded_term": event.LoadedTerm, "place": event.Place, "event": event.Event,
    "date": event.DateRange, "weapon": event.Weapon, "claim": claim.Claim,
    "casualty": claim.Casualty, "person": claim.Person, "relation": claim.Relation,
    "reading": Reading,
}  # fmt: skip
INCIDENT_RECORDS = {
    "incident": incident.Incident, "date": incident.IncidentDate, "place": incident.IncidentPlace,
    "casualties": incident.Casualties, "toll": incident.Toll, "interval": incident.Interval,
    "step": incident.Step, "responsibility": incident.Responsibility, "dispute": incident.Dispute,
    "side": incident.Side, "state": incident.ClaimState, "victim": incident.Victim,
    "origin": incident.Origin,
}  # fmt: skip
RECORDS = {"reading": READING_RECORDS, "incident": INCIDENT_RECORDS}
RENAMED = {"person_class": "class", "source_claim": "from", "target_claim": "to"}
# Pairs become an object, origins are counted, and what is added beside them.
MADE = {("incident", "types"): {"object"}, ("incident", "origins"): {"integer"}}
ADDED = {"incident": {"schema", "origin_list"}, "casualties": {"steps"}, "reading": {"schema"}}
PLAIN: dict[object, str] = {
    str: "string", int: "integer", float: "number", bool: "boolean", date: "string",
    type(None): "null",
}  # fmt: skip
LISTS = {
    ("reading", "event", "type"): "event_types",
    ("reading", "event", "occurrence"): "occurrences",
    ("reading", "claim", "kind"): "claim_kinds",
    ("reading", "claim", "stance"): "stances",
    ("reading", "casualty", "status"): "statuses",
    ("reading", "casualty", "class"): "classes",
    ("reading", "casualty", "group"): "groups",
    ("reading", "casualty", "scope"): "scopes",
    ("reading", "casualty", "polarity"): "polarities",
    ("reading", "source", "kind"): "source_kinds",
    ("reading", "person", "status"): "statuses",
    ("incident", "incident", "type"): "event_types",
    ("incident", "victim", "status"): "statuses",
}
OWN = Path(__file__).parents[2] / "evaluation" / "incidents_own" / "reports.jsonl"


@cache
def schema(name: str) -> dict[str, Any]:
    """A schema, itself checked."""
    found: dict[str, Any] = json.loads(schema_text(name))
    Draft202012Validator.check_schema(found)
    return found


def errors(name: str, value: Any) -> list[str]:
    """What a strict reader would say against a value."""
    validator = Draft202012Validator(schema(name), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def kinds(part: dict[str, Any]) -> set[str]:
    """The JSON types that a property allows."""
    if "anyOf" in part:
        return set().union(*map(kinds, part["anyOf"]))
    if "$ref" in part:
        return {"object"}
    if "enum" in part:
        return {PLAIN[type(value)] for value in part["enum"]}
    given = part["type"]
    return set(given) if isinstance(given, list) else {given}


def expected(annotation: Any) -> set[str]:
    """The JSON types that a field of a record becomes."""
    if isinstance(annotation, types.UnionType):
        return set().union(*map(expected, typing.get_args(annotation)))
    if typing.get_origin(annotation) is tuple:
        return {"array"}
    return {PLAIN.get(annotation, "object")}


@pytest.mark.parametrize(
    ("name", "part"), [(name, part) for name, parts in RECORDS.items() for part in parts]
)
def test_a_schema_has_the_fields_of_the_record_with_their_types(name: str, part: str) -> None:
    described = schema(name)["$defs"][part]
    hints = typing.get_type_hints(RECORDS[name][part])
    fields = {RENAMED.get(field, field): hint for field, hint in hints.items()}
    properties = described["properties"]
    assert set(properties) == set(fields) | ADDED.get(part, set())
    for field, hint in fields.items():
        assert kinds(properties[field]) == MADE.get((part, field), expected(hint)), field


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Every object with properties in a schema."""
    if isinstance(part, dict):
        if part.get("type") == "object" and "properties" in part and "required" in part:
            yield part
        for inner in part.values():
            yield from objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from objects(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_object_is_closed_and_all_its_fields_are_always_there(name: str) -> None:
    found = list(objects(schema(name)))
    assert len(found) >= len(RECORDS[name])
    for one in found:
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])


@pytest.mark.parametrize(("place", "values"), LISTS.items())
def test_closed_lists_are_those_of_the_ontology(place: tuple[str, str, str], values: str) -> None:
    name, part, field = place
    listed = schema(name)["$defs"][part]["properties"][field]["enum"]
    assert [value for value in listed if value is not None] == list(load_terms()[values])


def test_policies_are_those_there_are() -> None:
    listed = schema("incident")["$defs"]["casualties"]["properties"]["policy"]["enum"]
    assert listed == list(load_policies())


def test_the_readings_of_the_samples_fit() -> None:
    samples = [str(file) for file in files("riwaya").joinpath("samples").iterdir()]
    texts = sorted(name for name in samples if name.endswith(".txt"))
    done = CliRunner().invoke(app, ["read", *texts, "--format", "json"])
    assert done.exit_code == 0
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(readings) == len(texts) >= 3
    for reading in readings:
        assert errors("reading", reading) == []


def test_readings_and_incidents_of_an_invented_case_fit(tmp_path: Path) -> None:
    some = tmp_path / "reports.jsonl"
    rows = OWN.read_text(encoding="utf-8").splitlines(keepends=True)
    some.write_text("".join(rows[:40]), encoding="utf-8")
    case = str(tmp_path / "case.db")
    run = CliRunner().invoke
    assert run(app, ["add", "--case", case, "--workers", "1", str(some)]).exit_code == 0
    for name, output in (("reading", "jsonl"), ("incident", "incidents")):
        done = run(app, ["export", "--case", case, "--format", output, "--output", "-"])
        found = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(found) > 10
        for value in found:
            assert errors(name, value) == []


def test_a_reading_with_everything_fits(reading: Reading) -> None:
    assert errors("reading", json.loads(reading.to_json())) == []


def test_an_incident_with_everything_fits(reading: Reading) -> None:
    accounts = {"r-1": Account(reading, None, "r-1", None)}
    cluster = Cluster("i-0123456789abcdef", (MentionKey("r-1", "e1"),), ())
    for policy in load_policies().values():
        assert errors("incident", incident_object(compose(cluster, accounts, (), policy))) == []


def test_a_report_that_cannot_be_read_fits() -> None:
    from riwaya.errors import UnreadableFile
    from riwaya.model.intake import Failure

    for identifier in ("r-1", None):
        failure = Failure("some.txt", UnreadableFile("cannot be opened"), identifier)
        assert errors("reading", json.loads(failure_json(failure))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("more",), 1),
        (("schema",), "riwaya.reading/2"),
        (("report", "published"), "1 December 2024"),
        (("report", "published"), "2024-13-01"),
        (("report", "sha256"), "abc"),
        (("claims", 0, "stance"), "says"),
        (("claims", 0, "casualty", "low"), -1),
        (("claims", 0, "casualty", "high"), 1.5),
        (("claims", 0, "casualty"), None),
        (("claims", 3, "evidence", 0, "start"), None),
        (("places", 0, "latitude"), 95.0),
        (("sources", 0, "kind"), "newspaper"),
        (("people", 0, "nickname"), "x"),
        (("events", 0, "date", "start"), "yesterday"),
    ],
)
def test_what_is_not_of_the_contract_does_not_fit(
    reading: Reading, path: tuple[str | int, ...], value: Any
) -> None:
    changed = deepcopy(json.loads(reading.to_json()))
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert errors("reading", changed)


@pytest.mark.parametrize("name", NAMES)
def test_the_command_prints_the_schema(name: str) -> None:
    done = CliRunner().invoke(app, ["schema", name])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == schema(name)


def test_there_is_no_other_schema() -> None:
    assert CliRunner().invoke(app, ["schema", "claim"]).exit_code == 2
    with pytest.raises(ValueError, match="reading and incident"):
        schema_text("claim")
