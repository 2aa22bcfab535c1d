"""A user's codebook: columns, codes, conditions and what they lose."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export.formats.conftest import written

from riwaya.export.dossier_redaction import Redaction
from riwaya.export.formats.codebook import codebook_format
from riwaya.export.formats.codebook.rows import ROWS_OF
from riwaya.export.formats.codebook.values import values_of
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.ontology.codebook import fields_of, load_fields
from riwaya.ontology.codebook.columns import possible
from riwaya.ontology.codebook.fields import CLASSES, DAY, ENDS, REAL, WHOLE, YES_NO
from riwaya.ontology.codebook.load import codebook_of
from riwaya.ontology.codebook.records import ROWS

ROOT = Path(__file__).parents[3]
Tolds = Callable[..., list[Told]]
Write = Callable[..., tuple[dict[str, bytes], Losses]]


def table(
    found: list[Told], row: str, *columns: dict[str, Any], **top: Any
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """(rows, account of losses) of the incidents in a codebook with these columns."""
    form = codebook_format(codebook_of({"row": row, "column": list(columns), **top}, "mine.toml"))
    files, losses = written(form, found)
    text = files[""].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=top.get("delimiter", ",")))
    return rows, json.loads(losses.to_json("codebook", form.policy))


def column(name: str, field: Any, **more: Any) -> dict[str, Any]:
    """A column of a field."""
    return {"name": name, "field": field, **more}


def test_values_stand_in_the_users_columns_forms_and_codes(tolds: Tolds) -> None:
    rows, account = table(
        tolds(), "incident",
        column("day", "date.start", date_format="D MMM YY"),
        column("kind", "type", vocabulary="kinds"),
        column("all of them", "outlets", join=" + "),
        column("second", "outlets", item=2),
        column("last", "outlets", item=-1),
        column("dead", ["killed.all.best", "killed.all.low"], empty="?"),
        column("clash dead", "killed.armed.low", when={"field": "type", "is": "armed_clash"}),
        {"name": "who", "constant": "machine"},
        vocabulary={"kinds": {"shelling": 21, "armed_clash": 10}}, delimiter=";", bom=False,
    )  # fmt: skip
    assert [list(row.values()) for row in rows[:2]] == [
        ["11 Mar 24", "21", "Difaf News Agency + Harbour Radio", "Harbour Radio", "Harbour Radio",
         "9", "", "machine"],
        ["11 Mar 24", "10", "report clash-1", "", "report clash-1", "20", "4", "machine"],
    ]  # fmt: skip
    assert (rows[2]["day"], rows[2]["kind"], rows[2]["dead"]) == ("", "", "?")
    assert account["values_without_code"] == {"kind": {"protest": 1}}
    assert "urls" in account["fields_without_column"]
    assert "type" not in account["fields_without_column"]


def test_values_that_no_item_takes_are_counted(tolds: Tolds) -> None:
    first, second = column("a", "outlets", item=1), column("b", "outlets", item=2)
    for columns, beside in (
        ([first], {"outlets": 1}),
        ([first, column("c", "outlets", item=-2)], {"outlets": 1}),
        ([first, second], None),
        ([first, column("c", "outlets")], None),
    ):
        account = table(tolds(), "incident", *columns)[1]
        assert account.get("values_beside_those_taken") == beside


@pytest.mark.parametrize(
    ("row", "ids", "left_out"),
    [
        ("incident", ["1", "2", "3"], {}),
        ("report", ["1", "1", "1", "2", "3"], {}),
        ("figure", ["1", "1", "1", "1", "1", "1", "1", "2", "2", "3"], {}),
        ("person", ["1", "3"], {f"i-{2:016x}": "no report names anybody"}),
    ],
)
def test_a_row_is_an_incident_or_each_of_its_reports_figures_or_people(
    tolds: Tolds, row: str, ids: list[str], left_out: dict[str, str]
) -> None:
    rows, account = table(tolds(), row, column("id", "id"))
    assert [one["id"][-1] for one in rows] == ids
    assert account["left_out"] == left_out


def test_a_figure_has_its_source_its_words_and_where_it_stands(tolds: Tolds) -> None:
    rows, _ = table(
        tolds(reviewed=True), "figure",
        *(column(name, f"figure.{name}") for name in (
            "id", "low", "high", "class", "group", "part_of", "source", "source.kind", "chain",
            "words", "state", "review",
        )),
    )  # fmt: skip
    by_id = {row["id"]: row for row in rows}
    children = by_id["difaf-1:c2"]
    assert (children["low"], children["group"], children["part_of"]) == (
        "3", "children", "difaf-1:c1",
    )  # fmt: skip
    assert children["chain"] == "Difaf News Agency; medical sources"
    assert (children["source"], children["source.kind"]) == ("medical sources", "medical")
    assert children["words"] == "3 أطفال"
    assert by_id["copy-1:c1"]["state"] == "copy"
    assert by_id["clash-1:c2"]["high"] == ""
    edited = by_id["radio-1:c1"]
    assert (edited["low"], edited["high"], edited["review"]) == ("12", "14", "edit")
    assert children["review"] == ""


def test_every_field_gives_values_of_its_type_and_list(tolds: Tolds) -> None:
    seen: set[str] = set()
    for told in tolds(reviewed=True):
        for kind in ROWS:
            for row in ROWS_OF[kind](told):
                for name, field in fields_of(kind).items():
                    values = values_of(row, name)
                    seen.update([name] if values else [])
                    assert len(values) < 2 or field.several
                    for one in values:
                        type_name = type(one).__name__
                        expected = {
                            DAY: ("date",), WHOLE: ("int",), REAL: ("float",), YES_NO: ("bool",),
                        }.get(field.type, ("str",))  # fmt: skip
                        assert type_name in expected, name
                        if field.values and field.type != YES_NO:
                            assert str(one) in possible(field), name
    never = set(load_fields()) - seen
    # Nothing in the invented incidents has these.
    assert {name for name in never if not name.startswith(("killed.", "injured."))} == {
        "figure.source.alignment", "perpetrators.key", "others.key", "place.admin3",
    }  # fmt: skip
    assert {"killed.all.low", "killed.civilian.high", "killed.children.low"} <= seen


def test_cells_cannot_act_and_stand_on_one_line(tolds: Tolds) -> None:
    rows, _ = table(
        tolds(), "report", column("=title", "report.title"), column("url", "report.url")
    )
    assert list(rows[0]) == ["'=title", "url"]
    assert rows[-1]["'=title"].startswith("'=HYPERLINK")
    assert "\n" not in rows[-1]["'=title"]
    assert rows[-1]["url"] == ""


def test_withheld_names_are_in_no_field_of_any_row(tolds: Tolds) -> None:
    hidden = tolds("range", Redaction(victims=True, sources=True), True)
    for kind in ROWS:
        columns = [column(name, name) for name in fields_of(kind)]
        text = json.dumps(table(hidden, kind, *columns)[0], ensure_ascii=False)
        for word in ("سالم", "الرماني", "Salim", "Rumani", "ضفاف", "Difaf", "difaf", "Harbour"):
            assert word not in text


@pytest.mark.parametrize(
    ("row", "columns", "kept"),
    [
        ("incident", [column("g", "grade")], {"grade"}),
        ("incident", [column("p", "perpetrators")], {"roles", "parties"}),
        ("incident", [column("p", "perpetrators", item=1)], set()),
        ("incident", [column("r", "reports", when={"field": "grade", "is": "fair"})], set()),
        ("incident", [column("g", "grade", vocabulary="coarse")], set()),
        ("incident", [column("g", "grade", vocabulary="fine")], {"grade"}),
        (
            "figure",
            [column(n, f"figure.{n}") for n in ("id", "low", "high", "status", "part_of")],
            {"ranges", "open", "injured", "other_harm", "parts"},
        ),
    ],
)
def test_a_codebook_keeps_what_its_columns_hold_whole(
    row: str, columns: list[dict[str, Any]], kept: set[str]
) -> None:
    fine = dict(zip(("confirmed", "fair", "weak", "contested", "discounted"), "ABCDE", strict=True))
    content = {
        "row": row,
        "column": columns,
        "vocabulary": {"coarse": fine | {"fair": "A"}, "fine": fine},
    }
    assert codebook_format(codebook_of(content, "x.toml")).holds == kept


def test_the_bundled_codebooks_make_their_rows(write: Write) -> None:
    events = write("codebook of incidents")[0][""].decode("utf-8-sig")
    shelling = next(csv.DictReader(io.StringIO(events)))
    assert (shelling["event_code"], shelling["side_a_code"], shelling["country"]) == (
        "21", "2", "SYR",
    )  # fmt: skip
    assert shelling["source_kinds"] == "other; monitor; party"
    people = write("codebook of people")[0][""].decode("utf-8-sig")
    salim = next(csv.DictReader(io.StringIO(people)))
    assert (salim["Outcome"], salim["Manner"], salim["Reliability"]) == ("D", "ART", "2")
    assert (salim["Date"], salim["Age"], salim["SecondSource"]) == (
        "11/03/2024", "40", "Harbour Radio",
    )  # fmt: skip


def test_the_page_describes_every_field_as_the_program_does() -> None:
    page = (ROOT / "docs" / "how-to" / "own-codebook.md").read_text(encoding="utf-8")
    for name, field in load_fields().items():
        if not name.startswith(("killed.", "injured.")):
            kind = f"{field.type}{', several' if field.several else ''}"
            values = f" (`{'`, `'.join(field.values)}`)" if field.values else ""
            assert f"| `{name}` | {kind} | {field.about}{values} |" in page
    words = " ".join(page.split())
    for key, about in (*CLASSES.items(), *ENDS.items()):
        assert f"`{key}` {about}" in words
