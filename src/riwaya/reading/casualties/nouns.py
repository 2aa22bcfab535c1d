"""A phrase of people completed by what its noun says: class, group, age, name, number."""

from __future__ import annotations

from riwaya.arabic.particles import FIRST_PERSON
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.descriptions import (
    DESCRIPTIONS,
    name_beyond,
    refined,
    with_owner,
    women,
)
from riwaya.reading.casualties.names import Name, joined_name_at, name_at
from riwaya.reading.casualties.persons import (
    COUNTED,
    DUAL,
    PLURAL,
    SINGLE,
    SOME,
    Persons,
)
from riwaya.reading.document import Found

_ADULT = 18


def described_by(context: Context, base: Persons, noun: Found, end: int) -> Persons:
    """Add what the noun says and what follows it: adjectives of class, the force, a name."""
    features = noun.sense.features
    is_count = noun.sense.category == "casualties"
    base = base._replace(
        person_class=_noun_class(noun),
        group=features.get("group") or women(noun),
        definite=noun.definite or (is_count and bool(noun.suffix)),
        status=str(features["status"]) if is_count else None,
        others=bool(features.get("others")),
        collective=bool(features.get("collective")),
        weak=bool(features.get("weak")) and not noun.suffix,
        kin=bool(features.get("kin")) and bool(noun.suffix),
    )
    named = base.form in (SINGLE, SOME)
    if features.get("kin") and not noun.suffix and not noun.definite:
        base = with_owner(context, base, end)
    for _ in range(DESCRIPTIONS):
        if base.last >= end:
            break
        more = refined(context, base, end)
        if more is not None:
            base = more
        elif context.is_adjective(base.last) or _adds_others(context, base):
            base = base._replace(last=base.last + 1)
        else:
            break
    if base.collective and base.high is None:
        base = _composed(context, base, end)
    base = _numbered_after(context, _of_age(context, base, end), end)
    if named and base.last < end:
        name = name_at(context, base.last, end, introduced=True, definite=base.definite)
        if name is None and base.definite:
            name = name_beyond(context, base.last, end)
        if name is not None:
            base = _titled(context, base, name)
    elif base.form in (PLURAL, DUAL) and base.definite and base.last < end:
        base = _listed(context, base, end)
    return base


def _noun_class(noun: Found) -> str:
    """The class a noun tells; a casualty noun tells it only in the feminine ("a dead woman")."""
    if noun.sense.category == "casualties":
        return "civilian" if women(noun) else "unknown"
    if noun.sense.features.get("alike") and noun.suffix and noun.suffix not in FIRST_PERSON:
        # A soldier's colleague is a soldier.
        return "inherit"
    return str(noun.sense.features.get("class", "unknown"))


def _titled(context: Context, base: Persons, name: Name) -> Persons:
    """`base` with a name, and with the class that a rank or post before the name tells."""
    base = base._replace(last=name.end, names=(name,))
    for index in range(base.head + 1, name.first):
        title = context.person(index) if base.person_class == "unknown" else None
        if title is not None and title.sense.features.get("class") in ("armed", "civilian"):
            base = base._replace(person_class=str(title.sense.features["class"]))
    return base


def _listed(context: Context, base: Persons, end: int) -> Persons:
    """ "The citizens X and Y": as many as the names that follow."""
    name = name_at(context, base.last, end, introduced=True)
    names: list[Name] = []
    while name is not None:
        names.append(name)
        name = joined_name_at(context, name.end, end)
    if len(names) < 2:
        return base
    count = len(names)
    return base._replace(
        last=names[-1].end, names=tuple(names), form=COUNTED, low=count, high=count,
        vague=False,
    )  # fmt: skip


def _of_age(context: Context, base: Persons, end: int) -> Persons:
    """ "His son (9 years)": an age under eighteen in brackets makes a relative a child."""
    if not base.kin or base.group is not None or base.last + 2 >= end:
        return base
    quantity = context.quantities.get(base.last + 1)
    if quantity is None or not context.is_punct(base.last, "(") or quantity.last >= end:
        return base
    young = context.role(quantity.last, "age_unit") is not None and quantity.low < _ADULT
    return base._replace(group="children", person_class="civilian") if young else base


def _numbered_after(context: Context, base: Persons, end: int) -> Persons:
    """ "Two Turkish engineers two": the number behind noun and adjectives settles the dual."""
    number = context.quantities.get(base.last) if base.last < end else None
    if number is None or number.vague or base.form not in (PLURAL, DUAL, SINGLE):
        return base
    if number.low != number.high or number.low != (1 if base.form == SINGLE else 2):
        return base
    form = SINGLE if base.form == SINGLE else DUAL
    return base._replace(last=number.last, form=form, high=number.low, vague=False)


def _composed(context: Context, base: Persons, end: int) -> Persons:
    """ "A family made up of five members": the number of a collective settles how many it is."""
    made_up = context.role(base.last, "composition") if base.last < end else None
    of = made_up is None and base.last < end and context.grammar(base.last) == "of"
    at = made_up.last if made_up is not None else base.last + of
    number = context.quantities.get(at) if base.last < at < end else None
    if number is None or number.vague or number.high == 0 or number.last > end:
        return base
    members = context.person(number.last) if number.last < end else None
    if members is None and of:
        return base
    if members is not None and members.key != "person":
        # "Of four children": so many of them, beside those who are not counted.
        return base
    return base._replace(
        last=members.last if members is not None else number.last, form=COUNTED,
        low=number.low, high=number.high, approx=number.approx, vague=False,
    )  # fmt: skip


def _adds_others(context: Context, base: Persons) -> bool:
    """ "Six other farmers": "others" behind a noun that has a class of its own."""
    word = context.person(base.last)
    return word is not None and not base.others and bool(word.sense.features.get("others"))
