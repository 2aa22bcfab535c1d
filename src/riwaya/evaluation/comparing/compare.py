"""How far the program and a coder agree, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from riwaya.arabic.same_name import alike
from riwaya.evaluation.agreement import nominal_alpha, ratio_alpha
from riwaya.evaluation.coding.scheme import (
    BETWEEN,
    DAY,
    NAME,
    NUMBER,
    PARTY,
    POINT,
    SAME,
    SEVERAL,
    Compared,
    Scheme,
)
from riwaya.evaluation.comparing.machine import Machine
from riwaya.evaluation.comparing.pairing import BY_ID, Pair, distance, pairs
from riwaya.evaluation.comparing.parties import same_party
from riwaya.model.coded import CodedRecord, Coder, Value

HOW = {
    SAME: "the same code", NUMBER: "the same number", NAME: "names alike",
    PARTY: "names alike or of one state",
    SEVERAL: "the same names or codes", DAY: "the same day", POINT: "within {km:g} km",
}  # fmt: skip
"""What makes two values agree, in words."""


class Difference(NamedTuple):
    """A pair that does not agree in a field: the keys of both rows, and what they say."""

    coder: str
    machine: str
    coded: str
    read: str


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field over all pairs in which either side says something. `alpha`: Krippendorff's, of
    the pairs in which both do; None where it makes no sense. `coded_sum`, `read_sum`: of numbers,
    over the same pairs. `differences`: all of them.
    """

    name: str
    how: str
    compared: int
    agreed: int
    alpha: float | None
    coded_sum: int | None
    read_sum: int | None
    differences: tuple[Difference, ...]

    @property
    def share(self) -> float | None:
        """The share that agrees, None where nothing was compared."""
        return self.agreed / self.compared if self.compared else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One coder's rows against ours. `ungiven`: fields that the coder's table never fills, which
    are not compared. `outside`: how many of ours lie outside the days that the coder coded; they
    are not among `only_machine`. `left_out`: how many incidents the format has no row for.
    """

    coder: Coder
    unit: str
    policy: str
    km: float
    coded: int
    read: int
    pairs: tuple[Pair, ...]
    fields: tuple[FieldAgreement, ...]
    ungiven: tuple[str, ...]
    only_coder: tuple[CodedRecord, ...]
    only_machine: tuple[CodedRecord, ...]
    outside: int
    left_out: int

    @property
    def by_id(self) -> int:
        """How many pairs were found by the id that the coder's rows carry."""
        return sum(pair.by == BY_ID for pair in self.pairs)


def compare(
    coder: Coder,
    scheme: Scheme,
    coded: Sequence[CodedRecord],
    machine: Machine,
    km: float,
    successor: Callable[[str], str | None] = lambda _: None,
) -> Comparison:
    """Pair and compare. `km`: how far apart coordinates may lie and still agree. `successor`: which
    incident took the place of one that is no more.
    """
    found = pairs(coded, machine.records, successor)
    used = {id(one) for pair in found for one in (pair.coder, pair.machine)}
    alone = [one for one in machine.records if id(one) not in used]
    span = _span(coded)
    within = [one for one in alone if _within(one, span)]
    given = [one for one in scheme.compared if _is_given(one, coded)]
    return Comparison(
        coder=coder,
        unit=coded[0].unit if coded else "incident",
        policy=machine.policy,
        km=km,
        coded=len(coded),
        read=len(machine.records),
        pairs=found,
        fields=tuple(_agreement(one, found, km) for one in given),
        ungiven=tuple(one.name for one in scheme.compared if one not in given),
        only_coder=tuple(_ordered(one for one in coded if id(one) not in used)),
        only_machine=tuple(_ordered(within)),
        outside=len(alone) - len(within),
        left_out=machine.left_out,
    )


def _is_given(field: Compared, coded: Iterable[CodedRecord]) -> bool:
    return any(value_of(one, field) is not None for one in coded)


def _span(coded: Iterable[CodedRecord]) -> tuple[date, date] | None:
    """The days that a coder coded, or None where no row has one."""
    days = [day for one in coded for day in (one.start, one.end) if day]
    return (min(days), max(days)) if days else None


def _within(record: CodedRecord, span: tuple[date, date] | None) -> bool:
    """Whether a row of ours may lie in these days; undated ones may."""
    if span is None or record.start is None or record.end is None:
        return True
    return record.end >= span[0] and record.start <= span[1]


def _ordered(records: Iterable[CodedRecord]) -> list[CodedRecord]:
    return sorted(records, key=lambda one: (str(one.start or "9999"), one.key))


def value_of(record: CodedRecord, field: Compared) -> Value | None:
    """What a row says in a field, None where it says nothing."""
    if field.how != POINT:
        return record.value(field.name)
    if record.latitude is None or record.longitude is None:
        return None
    return f"{record.latitude:g}, {record.longitude:g}"


def _agreement(field: Compared, found: Sequence[Pair], km: float) -> FieldAgreement:
    compared, differences = 0, []
    both: list[tuple[Value, Value]] = []
    for pair in found:
        one, other = value_of(pair.coder, field), value_of(pair.machine, field)
        if one is None and other is None:
            continue
        compared += 1
        if one is not None and other is not None:
            both.append((one, other))
        if not _agrees(field, pair, km):
            shown = [_shown(value) for value in (one, other)]
            differences.append(Difference(pair.coder.key, pair.machine.key, *shown))
    numbers = field.how == NUMBER
    return FieldAgreement(
        name=field.name,
        how=HOW[field.how].format(km=km),
        compared=compared,
        agreed=compared - len(differences),
        alpha=_alpha(field.how, both),
        coded_sum=_sum(one for one, _ in both) if numbers else None,
        read_sum=_sum(other for _, other in both) if numbers else None,
        differences=tuple(differences),
    )


def _agrees(field: Compared, pair: Pair, km: float) -> bool:
    one, other = value_of(pair.coder, field), value_of(pair.machine, field)
    if one is None or other is None:
        return False
    if field.how == POINT:
        apart = distance(pair.coder, pair.machine)
        return apart is not None and apart <= km
    if _plain(one) == _plain(other):
        return True
    if field.how == SEVERAL:
        return _same_set(str(one).split(BETWEEN), str(other).split(BETWEEN))
    if field.how == PARTY:
        return same_party(str(one), str(other))
    return field.how == NAME and alike(str(one), str(other))


def _same_set(one: Sequence[str], other: Sequence[str]) -> bool:
    """As many texts on either side, and each has its like."""

    def like(text: str, texts: Sequence[str]) -> bool:
        return any(_plain(text) == _plain(each) or same_party(text, each) for each in texts)

    return len(one) == len(other) and all(like(text, other) for text in one)


def _plain(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).casefold().split())


def _alpha(how: str, both: Sequence[tuple[Value, Value]]) -> float | None:
    if how == SAME:
        return nominal_alpha([tuple(map(_plain, pair)) for pair in both])
    if how == NUMBER:
        return ratio_alpha([(float(one), float(other)) for one, other in both])
    return None


def _sum(values: Iterable[Value]) -> int:
    return int(sum(float(value) for value in values))


def _shown(value: Value | None) -> str:
    return "—" if value is None else str(value)
