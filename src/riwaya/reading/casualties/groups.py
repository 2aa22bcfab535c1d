"""People harmed alike, found together in a sentence."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, FOR
from riwaya.reading.casualties.context import Context
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
from riwaya.reading.casualties.names import Name, joined_name_at
from riwaya.reading.casualties.patients import patients
from riwaya.reading.casualties.persons import (
    COUNTED,
    DUAL,
    NAMES,
    NUMBER_ALONE,
    PLURAL,
    SINGLE,
    SOME,
    THINGS,
    Persons,
)
from riwaya.reading.casualties.pronouns import pronoun_groups
from riwaya.reading.casualties.toll_orders import tolls_in_other_orders
from riwaya.reading.casualties.tolls import tolls

_LISTED_GAP, _LOSS_WINDOW, _RELATIVE_GAP, _CLAUSE = 10, 7, 9, 3
_STRUCK_WINDOW = 24
# What the frame of a casualty word, as the lexicon gives it, says of where its people stand.
_FRAMES = {
    "subject": "the people are the subject of the verb",
    "either": "the people are the object of the verb, or its subject in the passive",
    "masdar": "the people follow the verbal noun",
    "lives": "the people follow the phrase",
    "before": "the people stand before the phrase",
}


def groups_in(
    context: Context, first: int, last: int, earlier: list[Persons]
) -> tuple[list[Group], list[Persons], list[Persons]]:
    """Groups of harmed people in tokens [first, last) by position, people left over, all people.

    `earlier`: the people of the sentence before, whom a pronoun may mean.
    """
    people = _people(context, first, last)
    cues = find_cues(context, first, last)
    groups: list[Group] = []
    taken: set[int] = set()

    def take(
        cue: Cue | None, chosen: Persons, status: str, rule: str, polarity: str = "asserted"
    ) -> None:
        members = tuple(_coordinated(context, chosen, people, taken, last, status))
        taken.update(p.first for p in members)
        groups.append(Group(cue, members, status, polarity, rule))

    for toll_status, persons in tolls_in_other_orders(context, people, first, last):
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
    for persons in _with_shared_numbers(people):
        if persons.first in taken or persons.status is None or completes(context, persons, cues):
            continue
        carried = persons.form == PLURAL or (persons.form == SINGLE and _is_body(context, persons))
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
    groups += pronoun_groups(context, first, last, earlier + people, groups)
    groups.sort(key=lambda group: group.first)
    _share_class(groups)
    groups = [_of_war_report(context, group, first) for group in groups]
    groups = [_of_struck_force(context, group, first) for group in groups]
    return groups, [p for p in people if p.first not in taken], people


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


def _of_war_report(context: Context, group: Group, first: int) -> Group:
    """The dead and wounded of a war communique ("we inflicted on them 73 dead") are fighters."""
    start = max(first, group.first - _LOSS_WINDOW)
    if group.cue is not None or not any(
        context.role(index, "losses") for index in range(start, group.first)
    ):
        return group
    people = tuple(
        p._replace(person_class="armed") if p.person_class == "unknown" else p for p in group.people
    )
    return group._replace(people=people)


def _of_struck_force(context: Context, group: Group, first: int) -> Group:
    """ "They struck positions of the militia, leaving dead and wounded": the militia's own."""
    persons = group.people[0] if len(group.people) == 1 and group.cue is None else None
    bare = persons is not None and persons.form == PLURAL and persons.person_class == "unknown"
    if persons is None or not bare or persons.last - persons.first > 1 or persons.group:
        return group
    start = max(first, group.first - _STRUCK_WINDOW)
    parties = [a for a in context.actors.values() if context.armed_actor(a.first)]
    held = {i for a in parties for i in range(a.first, a.last)}
    for at in range(group.first - 1, start, -1):
        people = context.person(at) if at not in held else None
        told = people is not None and not people.sense.features.get("institution")
        if told or context.is_punct(at, ".;؛:"):
            return group
        if context.role(at, "positions") is None:
            continue
        # The words for what it holds may be taken into the force's own name.
        holder = next((a for a in parties if a.first <= at + 1 < a.last), None)
        before = context.grammar(at - 1)
        if holder is None:
            continue
        if before == "of" or context.particle(at) == FOR:
            return group
        party = (holder.first, holder.last)
        return group._replace(people=(persons._replace(person_class="armed", party=party),))
    return group


def _with_shared_numbers(people: list[Persons]) -> list[Persons]:
    """ "A number of the dead and wounded": an open number before the first noun holds for both."""
    out: list[Persons] = []
    for persons in people:
        before = out[-1] if out else None
        if (
            before is not None
            and persons.form == PLURAL
            and persons.definite
            and persons.prefix == AND
            and before.last == persons.first
            and before.form == COUNTED
            and before.vague
            and before.definite
        ):
            persons = persons._replace(
                form=COUNTED, low=before.low, high=before.high, definite=True
            )
        out.append(persons)
    return out


def _share_class(groups: list[Group]) -> None:
    """ "Dead and wounded civilians": a class said after the last noun holds for all of them."""
    for index in range(len(groups) - 1, 0, -1):
        group, before = groups[index], groups[index - 1]
        touching = before.last in (group.first, group.first - 1)
        alike = group.people and before.people and group.people[0].form == before.people[0].form
        if group.cue is None and touching and alike and before.status != group.status:
            shared = group.people[0].person_class
            if len(before.people) == 1 and before.people[0].person_class == "unknown":
                person = before.people[0]._replace(person_class=shared)
                groups[index - 1] = before._replace(people=(person,))


def _people(context: Context, first: int, last: int) -> list[Persons]:
    out: list[Persons] = []
    index = first
    starts = context.starts
    while index < last:
        if index not in starts:
            index += 1
            continue
        opening = context.role(index, "majority") or context.role(index, "part")
        if opening is not None and opening.last > index + 1:
            index = opening.last
            continue
        persons = persons_at(context, index, last)
        if persons is None:
            index += 1
        else:
            out.append(persons)
            index = max(persons.last, index + 1)
    return out


def _light(cue: Cue, chosen: Persons) -> bool:
    """Whether the counted noun, not the verb, says how they were harmed ("five dead fell")."""
    if cue.status not in ("killed", "injured", "killed_or_injured"):
        return False
    return cue.weak or chosen.status == "killed" or chosen.status == cue.status


def _coordinated(
    context: Context, chosen: Persons, people: list[Persons], taken: set[int], last: int,
    status: str,
) -> list[Persons]:  # fmt: skip
    """`chosen` and the people joined to it by "and" without a verb of their own."""
    members = [chosen]
    starts = {p.first: p for p in people}
    position = chosen.last
    while position < last and len(members) < 40:
        previous = members[-1]
        if previous.names or previous.form == NAMES:
            found = _next_name(context, position, last, _LISTED_GAP if chosen.each else 0)
            if found is not None:
                at, name = found
                members.append(Persons(at, name.end, name.first, NAMES, 1, 1, names=(name,)))
                position = name.end
                continue
        follower = starts.get(position) or _after_relative(context, starts, position, last)
        if follower is not None and follower.prefix != AND:
            follower = None
        if follower is None and context.doc.forms[position] == AND:
            follower = starts.get(position + 1)
        if follower is None and previous.names and context.is_punct(position, "،,"):
            follower = _companions(context, starts.get(position + 1), last)
        if follower is None or follower.first in taken or follower.prefix not in ("", AND):
            break
        if follower.form != SOME and follower.status not in (None, chosen.status, status):
            break
        counted = chosen.status is not None and not _is_body(context, chosen)
        if counted and follower.status is None and not follower.others:
            break
        if follower.form in (NUMBER_ALONE, THINGS) or (follower.form == PLURAL and follower.weak):
            break
        members.append(follower)
        position = follower.last
    return members


def _is_body(context: Context, persons: Persons) -> bool:
    """Whether people are counted by their bodies, which are joined like any others."""
    found = context.casualty(persons.head)
    return found is not None and bool(found.sense.features.get("body"))


def _companions(context: Context, persons: Persons | None, last: int) -> Persons | None:
    """People counted behind a name and a comma ("X, and two guards"), if of the same verb."""
    if persons is None or persons.prefix != AND or persons.form not in (COUNTED, DUAL):
        return None
    clause = range(persons.last, min(persons.last + _CLAUSE, last))
    return None if any(context.casualty(index) for index in clause) else persons


def _after_relative(
    context: Context, starts: dict[int, Persons], position: int, last: int
) -> Persons | None:
    """People joined across what is said of those before ("five soldiers of the unit … and a …")."""
    for at in range(position, min(position + _RELATIVE_GAP, last)):
        persons = starts.get(at)
        if persons is not None:
            if persons.prefix == AND:
                joined = persons.form != PLURAL and not persons.definite
                return persons if joined else None
            if not persons.definite:
                return None
        if context.is_punct(at, "،,؛;:") or context.casualty(at) or context.role(at, "part"):
            return None
    return None


def _next_name(context: Context, position: int, last: int, gap: int) -> tuple[int, Name] | None:
    """The name joined by "and" at `position`, or after at most `gap` words about the one before."""
    for at in range(position, min(position + gap + 1, last)):
        name = joined_name_at(context, at, last)
        if name is not None:
            return at, name
        if context.casualty(at):
            return None
    return None


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
