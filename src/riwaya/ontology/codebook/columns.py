"""One column of a codebook's file, checked against the fields there are."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.ontology.codebook.days import is_form
from riwaya.ontology.codebook.entries import Entries, near, shown
from riwaya.ontology.codebook.fields import DAY, YES_NO, Field, load_fields
from riwaya.ontology.codebook.records import ISO, Column, Condition, Vocabulary

_KEYS = ("name", "field", "constant", "vocabulary", "date_format", "join", "item", "empty",
         "when", "about")  # fmt: skip


def column(
    entry: Entries,
    row: str,
    vocabularies: Mapping[str, Vocabulary],
    defaults: Mapping[str, str],
) -> Column:
    """The column of one entry. `defaults`: join, empty and date_format of the whole codebook.

    Raises UsageError.
    """
    name = entry.text("name")
    entry.place = f"{entry.place} ({name[:40]})"
    entry.only(_KEYS)
    if ("field" in entry) == ("constant" in entry):
        raise entry.wrong(None, "needs either field = … or constant = …")
    when = _condition(entry, row) if "when" in entry else None
    empty = entry.text("empty", defaults.get("empty", ""))
    if "constant" in entry:
        return Column(name, constant=entry.text("constant"), empty=empty, when=when)
    fields = tuple(_field(entry, "field", given, row) for given in entry.texts("field"))
    item = entry.number("item")
    if item is not None and not any(field.several for field in fields):
        raise entry.wrong("item", f"does not go with {fields[0].name}, which has one value")
    form = entry.text("date_format", defaults.get("date_format", ISO))
    if not is_form(form):
        raise entry.wrong(
            "date_format",
            f"{shown(form)} has to name year, month and day once each, like DD/MM/YYYY",
        )
    if "date_format" in entry and not any(field.type == DAY for field in fields):
        raise entry.wrong("date_format", f"does not go with {fields[0].name}, which is no day")
    return Column(
        name,
        tuple(field.name for field in fields),
        vocabulary=_vocabulary(entry, fields, vocabularies),
        date_format=form,
        join=entry.text("join", defaults.get("join", "; ")),
        item=item,
        empty=empty,
        when=when,
    )


def possible(field: Field) -> tuple[str, ...]:
    """All values that a field can have, as vocabularies and conditions write them; () for any."""
    return ("yes", "no") if field.type == YES_NO else field.values


def _field(entry: Entries, key: str, given: str, row: str) -> Field:
    known = load_fields()
    field = known.get(given)
    here = [name for name, one in known.items() if row in one.rows]
    if field is None:
        raise entry.wrong(key, f"{shown(given)} is no field; {near(given, here)}")
    if row not in field.rows:
        raise entry.wrong(
            key,
            f"{given} is not known in rows of kind {row}; it goes with row = "
            f"{' or '.join(field.rows)}",
        )
    return field


def _vocabulary(
    entry: Entries, fields: tuple[Field, ...], known: Mapping[str, Vocabulary]
) -> Vocabulary | None:
    if "vocabulary" not in entry:
        return None
    name = entry.text("vocabulary")
    found = known.get(name)
    if found is None:
        hint = near(name, known) if known else f"write a table [vocabulary.{name[:40]}]"
        raise entry.wrong("vocabulary", f"{shown(name)} is not in the file; {hint}")
    if any(field.type == DAY for field in fields):
        raise entry.wrong("vocabulary", "does not go with a day; use date_format")
    values = [value for field in fields for value in possible(field)]
    for value, _ in found.codes if values else ():
        if value not in values:
            raise entry.wrong(
                "vocabulary",
                f"{name} lists {shown(value)}, which {fields[0].name} never is; "
                f"{near(value, values)}",
            )
    return found


def _condition(entry: Entries, row: str) -> Condition:
    given = entry.table("when")
    given.only(("field", "is"))
    field = _field(given, "field", given.text("field"), row)
    values = given.texts("is")
    for value in values:
        if possible(field) and value not in possible(field):
            raise given.wrong(
                "is", f"{shown(value)} is no value of {field.name}; {near(value, possible(field))}"
            )
    return Condition(field.name, values)
