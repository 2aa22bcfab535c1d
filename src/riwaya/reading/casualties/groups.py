"""People harmed alike, found together in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.coordination import coordinated, is_body
from riwaya.reading.casualties.counting import persons_at
from riwaya.reading.casualties.cues import Cue, find_cues
from riwaya.reading.casualties.descriptions import described
from riwaya.reading.casualties.exclusions import (
    completes,
    irrealis,
    names_a_place,
    none_reported,
    only_mentioned,
    released,
    stands_alone,
)
from riwaya.reading.casualties.group import TOLL, Group
from riwaya.reading.casualties.patients import patients
from riwaya.reading.casualties.persons import (
    PLURAL,
    SINGLE,
    Persons,
)
from riwaya.reading.casualties.pronouns import has_pronoun, pronoun_groups
from riwaya.reading.casualties.sharing import (
    of_struck_force,
    of_war_report,
    share_class,
    with_shared_numbers,
)
from riwaya.reading.casualties.toll_orders import tolls_in_other_orders
from riwaya.reading.casualties.tolls import tolls

# What the frame of a casualty word, as the lexicon gives it, says of where its people stand.
_FRAMES = {
    "subject": "the people are the subject of the verb",
    "either": "the people are the object of the verb, or its subject in the passive",
    "masdar": "the people follow the verbal noun",
    "lives": "the people follow the phrase",
    "before": "the people stand before the phrase",
}


def groups_in(
    context: Context, first: int, last: int, earlier: tuple[int, int]
) -> tuple[list[Group], list[Persons]]:
    """Groups of harmed people in tokens [first, last) by position, and the people left over.

    `earlier`: tokens [first, last) of the sentence before, whose people a pronoun may mean.
    """
    people = people_in(context, first, last)
    harm = context.harm_in(first, last)
    if not harm:
        return [], people
    cues = find_cues(context, harm, last)
    groups: list[Group] = []
    taken: set[int] = set()

    def take(
        cue: Cue | None, chosen: Persons, status: str, rule: str, polarity: str = "asserted"
    ) -> None:
        members = tuple(coordinated(context, chosen, people, taken, last, status))
        taken.update(p.first for p in members)
        groups.append(Group(cue, members, status, polarity, rule))

    for toll_status, persons in tolls_in_other_orders(context, people, harm, first, last):
        held = {p.first for p in people if persons.first <= p.first < persons.last}
        if not taken & {persons.first, *held}:
            taken |= held
            take(None, persons, toll_status, TOLL)
    for toll_status, persons in tolls(context, people, first, last):
        if persons.first not in taken:
            take(None, persons, toll_status, TOLL)
    # "Twenty between dead and wounded" settles its people before a weaker verb takes them.
    for cue in sorted(cues, key=lambda c: c.frame != "loss"):
        if irrealis(context, cue, first):
            taken.update(_patient_of(context, cue, people, cues, first, last))
            continue
        polarity = "none_reported" if none_reported(context, cue.first, first) else "asserted"
        taken.update(p.first for p in people if cue.first <= p.first < cue.last)
        if cue.frame == "none":
            nobody = described(
                context, Persons(cue.last - 1, cue.last, cue.first, PLURAL, 0, 0), last
            )
            groups.append(Group(cue, (nobody,), cue.status, "none_reported", "nobody harmed"))
            taken.update(p.first for p in people if cue.first <= p.first < nobody.last)
            continue
        if cue.frame == "loss":
            before = _directly_before(people, cue)
            if before is not None and polarity == "asserted":
                take(cue, before, cue.status, "sum of killed and injured")
            else:
                some = Persons(cue.first, cue.last, cue.first, PLURAL, 2, None, vague=True)
                some = described(context, some, last)
                groups.append(Group(cue, (some,), cue.status, polarity, "losses"))
                taken.update(p.first for p in people if cue.first <= p.first < some.last)
            continue
        chosen = patients(context, cue, people, cues, first, last)
        if chosen is None or chosen.first in taken:
            continue
        status = cue.status
        if chosen.status and _light(cue, chosen):
            status = _noun_status(context, chosen, polarity, last)
        take(cue, chosen, status, f"{cue.found.sense.key}: {_FRAMES[cue.frame]}", polarity)
    for persons in with_shared_numbers(people):
        if persons.first in taken or persons.status is None or completes(context, persons, cues):
            continue
        carried = persons.form == PLURAL or (persons.form == SINGLE and is_body(context, persons))
        if carried and only_mentioned(context, persons, first, last):
            continue
        if names_a_place(context, persons, first) or released(context, persons, first):
            continue
        uncounted = persons.form == PLURAL and not persons.definite
        none = none_reported(context, persons.first, first, uncounted)
        polarity = "none_reported" if none else "asserted"
        if polarity != "asserted" or stands_alone(context, persons, first):
            take(
                None,
                persons,
                _noun_status(context, persons, polarity, last),
                "counted noun",
                polarity,
            )
    groups += _of_pronouns(context, harm, first, earlier, people, groups)
    groups.sort(key=lambda group: group.first)
    share_class(groups)
    groups = [of_war_report(context, group, first) for group in groups]
    groups = [of_struck_force(context, group, first) for group in groups]
    return groups, [p for p in people if p.first not in taken]


def _noun_status(context: Context, persons: Persons, polarity: str, last: int) -> str:
    """The dead, but victims without a number, or "no victims", may be dead or wounded."""
    undivided = context.casualty(persons.head)
    meaning = undivided.sense.features.get("undivided") if undivided else None
    if meaning is None or (meaning == "none" and polarity != "none_reported"):
        return str(persons.status)
    owned = (
        persons.last < last and context.is_word(persons.last) and not context.grammar(persons.last)
    )
    if polarity == "none_reported" or (persons.form == PLURAL and not owned):
        return "killed_or_injured"
    return str(persons.status)


def _of_pronouns(
    context: Context,
    harm: Sequence[int],
    first: int,
    earlier: tuple[int, int],
    people: list[Persons],
    groups: list[Group],
) -> list[Group]:
    """Groups that pronouns tell of; the sentence before is read only where there are any."""
    if not has_pronoun(context, harm):
        return []
    return pronoun_groups(context, harm, first, people_in(context, *earlier) + people, groups)


def people_in(context: Context, first: int, last: int) -> list[Persons]:
    """The phrases of people in tokens [first, last), in order; none lies in another."""
    out: list[Persons] = []
    end = first
    for index in context.starts_in(first, last):
        if index < end:
            continue
        opening = context.role(index, "majority") or context.role(index, "part")
        if opening is not None and opening.last > index + 1:
            end = opening.last
            continue
        persons = persons_at(context, index, last)
        if persons is not None:
            out.append(persons)
            end = persons.last
    return out


def _light(cue: Cue, chosen: Persons) -> bool:
    """Whether the counted noun, not the verb, says how they were harmed ("five dead fell")."""
    if cue.status not in ("killed", "injured", "killed_or_injured"):
        return False
    return cue.weak or chosen.status == "killed" or chosen.status == cue.status


def _directly_before(people: list[Persons], cue: Cue) -> Persons | None:
    for persons in people:
        if persons.last in (cue.first, cue.first - 1) and persons.low >= 1:
            return persons
        if persons.first < cue.first < persons.last:
            return persons
    return None


def _patient_of(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], first: int, last: int
) -> set[int]:
    chosen = patients(context, cue, people, cues, first, last)
    return {chosen.first} if chosen is not None else set()
