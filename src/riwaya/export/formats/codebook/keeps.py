"""Which content of an incident a codebook keeps whole."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.ontology.codebook import Codebook, Column
from riwaya.ontology.codebook.fields import CLASSES
from riwaya.ontology.codebook.records import FIGURE, PERSON

_ANY_PLACE = ("place.name", "place.name_en", "place.description")
_FIGURE = ("figure.status", "figure.low", "figure.high")


def kept(codebook: Codebook) -> frozenset[str]:
    """Kinds of `losses.KINDS` of which nothing is lost.

    A column counts whole where it holds all values of its field, in codes of which each stands
    for one value.
    """
    fields = {field for column in codebook.columns if _whole(column) for field in column.fields[:1]}
    whole = {kind for kind, needed in _needed(codebook.row) if needed <= fields}
    if not fields.isdisjoint(_ANY_PLACE):
        whole.add("placeless")
        if {"place.latitude", "place.longitude"} <= fields:
            whole.add("unlocated")
    return frozenset(whole)


def _whole(column: Column) -> bool:
    if column.item is not None or column.when is not None or column.constant is not None:
        return False
    vocabulary = column.vocabulary
    if vocabulary is None:
        return True
    codes = [code for _, code in vocabulary.codes]
    return vocabulary.default is None and len(set(codes)) == len(codes)


def _needed(row: str) -> Iterator[tuple[str, set[str]]]:
    yield "grade", {"grade"}
    yield "roles", {"perpetrators"}
    yield "parties", {"perpetrators"}
    yield "denials", {"denied_by"}
    yield "types", {"types"}
    yield "reports", {"reports"}
    yield "days", {"date.start", "date.end"}
    yield "undated", {"date.start"}
    yield from _tolls()
    if row == FIGURE:
        yield "reports", {"report.id"}
        yield "ranges", {*_FIGURE}
        yield "open", {*_FIGURE}
        yield "injured", {*_FIGURE}
        yield "other_harm", {*_FIGURE}
        yield "classes", {*_FIGURE, "figure.class"}
        yield "groups", {*_FIGURE, "figure.group"}
        yield "parts", {*_FIGURE, "figure.part_of", "figure.id"}
        yield "withdrawn", {*_FIGURE, "figure.state"}
    if row == PERSON:
        yield "people", {"person.name", "person.status", "person.role", "person.age"}


def _tolls() -> Iterator[tuple[str, set[str]]]:
    def ends(status: str, *classes: str) -> set[str]:
        return {f"{status}.{name}.{end}" for name in classes for end in ("low", "high")}

    both = ends("killed", "all") | ends("injured", "all")
    yield "ranges", both
    yield "open", both
    yield "injured", ends("injured", *CLASSES)
    for kind, classes in (
        ("classes", ("civilian", "armed", "unknown")),
        ("groups", ("children", "women")),
    ):
        yield kind, ends("killed", *classes) | ends("injured", *classes)
