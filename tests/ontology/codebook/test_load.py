"""Codebooks from files: what they say, and what is told when one is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from riwaya.errors import RiwayaError, UnreadableFile, UsageError
from riwaya.ontology.codebook import Condition, fields_of, load_codebook, load_fields
from riwaya.ontology.codebook.load import MOST_BYTES, codebook_of, unmapped
from riwaya.ontology.codebook.records import ROWS

WHOLE = """
name = "River records"
row = "incident"
policy = "ibc"
delimiter = ";"
bom = false
join = " / "
empty = "NA"
date_format = "DD/MM/YYYY"

[vocabulary.kinds]
shelling = "ART"
air_drone_strike = 7
"*" = "OTH"

[vocabulary.answer]
yes = 1
no = 0

[[column]]
name = "kind"
field = "type"
vocabulary = "kinds"

[[column]]
name = "day"
field = "date.start"

[[column]]
name = "dead"
field = ["killed.civilian.best", "killed.civilian.low"]
empty = 0

[[column]]
name = "contested"
field = "disputed"
vocabulary = "answer"

[[column]]
name = "second source"
field = "outlets"
item = 2
when = { field = "grade", is = ["fair", "confirmed"] }

[[column]]
name = "coder"
constant = "machine"
"""
YAML = """
row: person
vocabulary:
  answer: {yes: J, no: N}
column:
  - {name: who, field: person.name}
  - {name: contested, field: disputed, vocabulary: answer}
"""


def saved(folder: Path, text: str, name: str = "mine.toml") -> Path:
    """A file with the text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_codebook_says_which_column_holds_what(tmp_path: Path) -> None:
    book = load_codebook(saved(tmp_path, WHOLE))
    kind, day, dead, contested, second, coder = book.columns
    assert (book.name, book.row, book.policy) == ("River records", "incident", "ibc")
    assert (book.delimiter, book.bom) == (";", False)
    assert kind.vocabulary is not None
    codes = [kind.vocabulary.code(value) for value in ("shelling", "air_drone_strike", "riot")]
    assert codes == ["ART", "7", "OTH"]
    assert kind.vocabulary.values("art ") == ("shelling",)
    assert (day.date_format, day.empty) == ("DD/MM/YYYY", "NA")
    assert dead.fields == ("killed.civilian.best", "killed.civilian.low")
    assert (dead.field, dead.empty) == ("killed.civilian.best", "0")
    assert contested.vocabulary is not None
    assert contested.vocabulary.codes == (("yes", "1"), ("no", "0"))
    assert (second.item, second.join) == (2, " / ")
    assert second.when == Condition("grade", ("fair", "confirmed"))
    assert (coder.constant, coder.field) == ("machine", None)
    assert book.column_of("date.start") is day
    assert book.column_of("outlets") is None


def test_yaml_is_read_with_its_yes_and_no(tmp_path: Path) -> None:
    book = load_codebook(saved(tmp_path, YAML, "mine.yaml"))
    assert (book.name, book.row, book.bom) == ("mine", "person", True)
    vocabulary = book.columns[1].vocabulary
    assert vocabulary is not None
    assert (vocabulary.code("yes"), vocabulary.code("no")) == ("J", "N")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"date.start"', '"date.strat"', r"column 2 \(day\): field 'date.strat' is no field; did"),
        ('"date.start"', '"date.strat"', "date.start"),
        ('"date.start"', '"person.name"', "goes with row = person"),
        ("shelling =", "sheling =", "kinds lists 'sheling', which type never is; did you mean"),
        ('"DD/MM/YYYY"', '"DD/MM"', "name year, month and day once each"),
        ('vocabulary = "kinds"', 'vocabulary = "kind"', "'kind' is not in the file; did you mean"),
        ('name = "day"', 'name = "kind"', "'kind' stands twice"),
        ('row = "incident"', 'row = "event"', "row = 'event' is none of incident, figure, person"),
        ('"machine"', '"machine"\nfield = "id"', r"column 6 \(coder\) needs either field"),
        ("item = 2", "item = 0", "1 for the first, -1 for the last"),
        ("item = 2", 'item = 2\nsort = "x"', "has no key 'sort'"),
        ('field = "outlets"', 'field = "id"', "item does not go with id, which has one value"),
        ('["fair", "confirmed"]', '["faire"]', "'faire' is no value of grade; did you mean fair"),
        ('policy = "ibc"', 'policy = "mine"', "policy = 'mine' is none of range, acled, ucdp, ibc"),
        ('delimiter = ";"', 'delimiter = "ab"', "delimiter is one of"),
        ("bom = false", 'bom = "no"', "bom is true or false"),
    ],
)
def test_what_is_wrong_is_told_with_file_key_and_what_to_do(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in WHOLE
    file = saved(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(UsageError, match=told) as caught:
        load_codebook(file)
    assert str(caught.value).startswith(f"{file}: ")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.toml", "row = ", "is not valid TOML"),
        ("a.yaml", "row: [", "is not valid YAML"),
        ("a.yaml", "[" * 5_000, "is not valid YAML"),
        ("a.yaml", "- 1\n", "has to be a table"),
        ("a.csv", "row", "name a codebook .toml or .yaml"),
        ("a.toml", "#" * (MOST_BYTES + 1), "at most"),
        ("a.toml", 'row = "incident"', "column is missing"),
        ("a.toml", 'row = "incident"\ncolumn = [1]', "column 1 has to be a table"),
        ("a.yaml", "row: {a: b}\n", "row has to be a text"),
    ],
)
def test_files_that_are_no_codebook_are_told(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    with pytest.raises(RiwayaError, match=told):
        load_codebook(saved(tmp_path, text, name))
    with pytest.raises(UnreadableFile, match="cannot be read"):
        load_codebook(tmp_path / "none.toml")


def test_fields_without_a_column_are_listed() -> None:
    columns = [{"name": "a", "field": ["date.start", "published.first"]}]
    book = codebook_of({"row": "report", "column": columns}, "x.toml")
    left = unmapped(book)
    assert "date.start" not in left
    assert "published.first" not in left
    assert {"date.end", "report.url"} <= set(left)
    assert not [name for name in left if name.startswith(("figure.", "person."))]


def test_every_field_is_described_and_belongs_to_a_row() -> None:
    for name, field in load_fields().items():
        assert name == field.name
        assert field.about
        assert field.rows
        assert set(field.rows) <= set(ROWS)
    assert "figure.low" in fields_of("figure")
    assert "figure.low" not in fields_of("incident")
