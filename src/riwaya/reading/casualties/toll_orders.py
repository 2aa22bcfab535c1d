"""Tolls told in other orders: "rose to six the number of dead", "the dead reached 14 and the
wounded 23", "dead: 5".
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.clitics import AND
from riwaya.arabic.numbers import Quantity
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.counting import persons_at
from riwaya.reading.casualties.persons import COUNTED, PLURAL, Persons
from riwaya.reading.document import Found

_TOLL_NOUN, _REACH, _LABEL = 3, 3, 4
_COLON = ":"


def tolls_in_other_orders(
    context: Context, people: list[Persons], harm: Sequence[int], first: int, last: int
) -> list[tuple[str, Persons]]:
    """(status, the counted people) for each toll of tokens [first, last) told so.

    `harm`: the tokens of casualty words among them.
    """
    out: list[tuple[str, Persons]] = []
    ends = -1
    for index in harm:
        noun = context.casualty(index)
        if noun is None or noun.sense.features["frame"] != "count" or noun.suffix:
            continue
        if not noun.tag.startswith(("plural", "phrase")) or index in context.times:
            continue
        number = (
            _before(context, index, first)
            or (_behind(context, noun, last) if noun.definite else None)
            or (_joined(context, noun, last) if ends == index else None)
            or _labelled(context, noun, first, last)
        )
        if number is None:
            continue
        persons = _counted(context, people, noun, number, last)
        out.append((str(noun.sense.features["status"]), persons))
        ends = persons.last
    return out


def _before(context: Context, index: int, first: int) -> Quantity | None:
    """ "Rose to six the number of the dead": the number before the noun of the toll."""
    for toll in range(index - 1, max(first, index - _TOLL_NOUN) - 1, -1):
        found = context.role(toll, "toll")
        if found is None and (context.casualty(toll) or _reaches(context, toll)):
            return None
        if found is None or found.prefix:
            continue
        for start in range(toll - 1, max(first, toll - _TOLL_NOUN - 1) - 1, -1):
            quantity = context.quantities.get(start)
            if quantity is None or quantity.last != toll:
                continue
            verbs = range(max(first, start - _REACH), start)
            return quantity if any(_reaches(context, at) for at in verbs) else None
        return None
    return None


def _behind(context: Context, noun: Found, last: int) -> Quantity | None:
    """ "The dead reached 14", "their number reached", "the dead reached": verb on either side."""
    quantity = context.quantities.get(noun.last)
    if quantity is not None and noun.first and _reaches(context, noun.first - 1):
        return quantity if quantity.last <= last else None
    if noun.last >= last or not _reaches(context, noun.last):
        return None
    for at in range(noun.last + 1, min(last, noun.last + 1 + _REACH)):
        quantity = context.quantities.get(at)
        if quantity is not None:
            return quantity if quantity.last <= last else None
        if not (context.role(at, "toll") or context.role(at, "reach")):
            return None
    return None


def _joined(context: Context, noun: Found, last: int) -> Quantity | None:
    """ "… and the wounded 23", right behind a toll told so."""
    quantity = context.quantities.get(noun.last)
    joined = noun.prefix == AND and noun.definite
    return quantity if joined and quantity is not None and quantity.last <= last else None


def _labelled(context: Context, noun: Found, first: int, last: int) -> Quantity | None:
    """ "Dead: 5" at the start of a line, or behind a comma after another such."""
    if noun.last >= last or not context.is_punct(noun.last, _COLON):
        return None
    quantity = context.quantities.get(noun.last + 1)
    words = 0
    for at in range(noun.first - 1, first - 1, -1):
        if context.is_punct(at, "،,|/-"):
            break
        words += context.is_word(at) and not context.role(at, "toll")
    if quantity is None or words or noun.first - first > _LABEL * _LABEL:
        return None
    return quantity if quantity.last <= last else None


def _reaches(context: Context, index: int) -> bool:
    found = context.role(index, "reach")
    return found is not None and found.tag != "word"


def _counted(
    context: Context, people: list[Persons], noun: Found, number: Quantity, last: int
) -> Persons:
    """The people of the noun with the number; what the number itself counts says more of them."""
    base = Persons(noun.first, noun.last, noun.first, PLURAL, 2, None)
    described = next((p for p in people if p.first <= noun.first < p.last and p.status), None)
    described = described or persons_at(context, noun.first, last) or base
    force = context.armed_actor(noun.last) if noun.last < last else None
    if described.person_class == "unknown" and force is not None:
        described = described._replace(
            person_class="armed",
            party=(force.first, force.last),
            last=max(described.last, force.last),
        )
    counted = next((p for p in people if p.first == number.first and p.form == COUNTED), None)
    if counted is not None and counted.person_class != "unknown":
        described = described._replace(
            person_class=counted.person_class,
            group=counted.group,
            party=counted.party,
        )
    ends = [described.last, number.last, *((counted.last,) if counted is not None else ())]
    return described._replace(
        first=min(described.first, number.first),
        last=min(last, max(ends)),
        form=COUNTED,
        low=number.low,
        high=number.high,
        approx=number.approx,
        vague=number.vague,
        status=None,
        prefix="",
    )
