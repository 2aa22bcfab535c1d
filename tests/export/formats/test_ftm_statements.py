"""FollowTheMoney statements: the library reads them as the entities, each value with a source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from riwaya.export.dossier_redaction import Redaction
from riwaya.export.formats import ftm_statements
from riwaya.export.losses import Losses

Write = Callable[..., tuple[dict[str, bytes], Losses]]
COLUMNS = (
    "canonical_id, entity_id, prop, prop_type, schema, value, dataset, origin, lang, "
    "original_value, external, first_seen, last_seen, id"
)


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    """The statements as a table."""
    return list(csv.DictReader(io.StringIO(files[""].decode("utf-8"))))


def value(found: list[dict[str, str]], prop: str, text: str) -> list[tuple[str, str]]:
    """(data set, original value) of those that give a value of a property."""
    return [
        (row["dataset"], row["original_value"])
        for row in found
        if row["prop"] == prop and row["value"] == text
    ]


def test_columns_are_those_of_the_library(write: Write) -> None:
    found = rows(write("ftm-statements")[0])
    assert list(found[0]) == COLUMNS.split(", ") == list(ftm_statements.COLUMNS)
    assert {row["origin"] for row in found} == {ftm_statements.ORIGIN}
    assert {row["external"] for row in found} == {"f"}


def test_every_value_has_the_outlet_that_gives_it_and_its_words(write: Write) -> None:
    found = rows(write("ftm-statements")[0])
    arabic = "لواء الوادي"
    brigade = [("difaf_news_agency", arabic), ("harbour_radio", arabic), ("report_clash_1", arabic)]
    assert value(found, "name", "Wadi Brigade") == brigade
    assert ("harbour_radio", "سرمين") in value(found, "location", "Sarmin, Idlib, Syria")
    salim = "سالم ياسين الرماني"
    assert value(found, "alias", "Salim Yasin al-Rumani") == [("difaf_news_agency", salim)]
    assert value(found, "name", salim) == [("difaf_news_agency", "")]
    assert value(found, "recordId", "i-0000000000000001") == [("riwaya", "")]


def test_every_statement_stands_once_and_every_entity_says_so_in_each_data_set(
    write: Write,
) -> None:
    found = rows(write("ftm-statements")[0])
    ids = [row["id"] for row in found]
    assert len(set(ids)) == len(ids)
    base = {(row["entity_id"], row["dataset"]) for row in found if row["prop"] == "id"}
    assert base == {(row["entity_id"], row["dataset"]) for row in found}


def test_the_library_reads_them_and_finds_the_entities(write: Write) -> None:
    serialize = pytest.importorskip("followthemoney.statement.serialize")
    from followthemoney.dataset.util import dataset_name_check
    from followthemoney.statement import Statement

    read: list[Any] = list(
        serialize.read_csv_statements(io.BytesIO(write("ftm-statements")[0][""]))
    )
    by_entity: dict[str, dict[str, set[str]]] = {}
    for row, statement in zip(rows(write("ftm-statements")[0]), read, strict=True):
        assert statement.prop_type == row["prop_type"]
        assert (statement.lang or "") == row["lang"]
        assert statement.id == Statement.make_key(
            statement.dataset, statement.entity_id, statement.prop, statement.value, False,
            statement.lang,
        )  # fmt: skip
        assert dataset_name_check(statement.dataset) == statement.dataset
        if statement.prop != "id":
            props = by_entity.setdefault(statement.entity_id, {})
            props.setdefault(statement.prop, set()).add(statement.value)
    entities = [json.loads(line) for line in write("ftm")[0][""].decode().splitlines()]
    expected = {
        entity["id"]: {name: set(values) for name, values in entity["properties"].items()}
        for entity in entities
    }
    assert by_entity == expected


def test_withheld_sources_are_data_sets_without_a_name(write: Write) -> None:
    found = rows(write("ftm-statements", Redaction(sources=True))[0])
    assert not [row for row in found if "difaf" in row["dataset"] or "harbour" in row["dataset"]]


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("Difaf News Agency", "difaf_news_agency"),
        ("Agence Réelle", "agence_reelle"),
        ("Riwaya", "source_"),
        ("وكالة", "source_"),
        ("!", "source_"),
    ],
)
def test_a_data_set_is_named_for_its_outlet(outlet: str, name: str) -> None:
    assert ftm_statements.dataset_name(outlet).startswith(name)
