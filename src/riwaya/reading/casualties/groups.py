"""People harmed alike, found together in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from riwaya.arabic.clitics import AND, HER, HIS, OF_BOTH
from riwaya.arabic.inflection import MASDAR
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.cues import Cue, find_cues, patients
from riwaya.reading.casualties.names import Name, joined_name_at
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
    described,
    persons_at,
)

_TOLL_WINDOW, _TOLL_NOUN = 16, 3
_COMPLETION_WINDOW = 14
_CARE_WINDOW, _RESULT_WINDOW, _LISTED_GAP = 2, 3, 10
_PRONOUN_FORMS = {HIS: SINGLE, HER: SINGLE, OF_BOTH: DUAL}
_NONE_WINDOW = 8
_IRREALIS_WINDOW = 3


class Group(NamedTuple):
    """People harmed alike, named together; `cue` is None when a counted noun says it by itself.

    `rule` names the way they were found; `polarity` as in the contract.
    """

    cue: Cue | None
    people: tuple[Persons, ...]
    status: str
    polarity: str
    rule: str

    @property
    def first(self) -> int:
        return self.people[0].first if self.people else self.cue.first if self.cue else 0

    @property
    def start(self) -> int:
        return min(self.first, self.cue.first) if self.cue else self.first

    @property
    def last(self) -> int:
        ends = [p.last for p in self.people] + ([self.cue.last] if self.cue else [])
        return max(ends)


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

    for toll_status, persons in _tolls(context, people, first, last):
        if persons.first not in taken:
            take(None, persons, toll_status, "toll")
    # "Twenty between dead and wounded" settles its people before a weaker verb takes them.
    for cue in sorted(cues, key=lambda c: c.frame != "loss"):
        if _irrealis(context, cue, first):
            taken.update(_patient_of(context, cue, people, cues, first, last))
            continue
        polarity = "none_reported" if _none_reported(context, cue.first, first) else "asserted"
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
        take(cue, chosen, status, f"{cue.found.sense.key} {cue.frame}", polarity)
    for persons in _with_shared_numbers(people):
        if persons.first in taken or persons.status is None or _completes(context, persons, cues):
            continue
        if persons.form == PLURAL and _only_mentioned(context, persons, first, last):
            continue
        if _names_a_place(context, persons, first) or _released(context, persons, first):
            continue
        polarity = "none_reported" if _none_reported(context, persons.first, first) else "asserted"
        if polarity != "asserted" or _stands_alone(context, persons, first):
            take(
                None,
                persons,
                _noun_status(context, persons, polarity, last),
                "counted noun",
                polarity,
            )
    groups += _pronoun_groups(context, first, last, earlier + people, groups)
    groups.sort(key=lambda group: group.first)
    _share_class(groups)
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


def _completes(context: Context, persons: Persons, cues: list[Cue]) -> bool:
    """ "Injuries" that complete the verb of a cue ("was exposed to …") count nobody."""
    return any(
        cue.found.sense.features.get("completed_by") == "injuries"
        and 0 < persons.first - cue.first <= _COMPLETION_WINDOW
        and context.role(persons.first, "injuries")
        for cue in cues
    )


def _only_mentioned(context: Context, persons: Persons, first: int, last: int) -> bool:
    """Uncounted wounded who are carried or treated, or "possible" casualties."""
    if persons.last < last and context.role(persons.last, "possible"):
        return True
    start = max(first, persons.first - _CARE_WINDOW)
    return any(context.role(index, "care") for index in range(start, persons.first))


def _names_a_place(context: Context, persons: Persons, first: int) -> bool:
    """ "The Martyrs' Hospital": the word belongs to the name of a place."""
    before = persons.first - 1
    place = persons.form == PLURAL and before >= first and not persons.prefix
    return place and "place_nouns" in context.doc.words(before)


def _released(context: Context, persons: Persons, first: int) -> bool:
    """Prisoners who are set free or exchanged were not taken in this event."""
    if persons.status not in ("detained", "abducted"):
        return False
    start = max(first, persons.first - _NONE_WINDOW)
    return any(context.role(index, "release") for index in range(start, persons.first))


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
            persons = replace(
                persons, form=COUNTED, low=before.low, high=before.high, definite=True
            )
        out.append(persons)
    return out


def _share_class(groups: list[Group]) -> None:
    """ "Dead and wounded civilians": a class said after the last noun holds for all of them."""
    for index in range(len(groups) - 1, 0, -1):
        group, before = groups[index], groups[index - 1]
        touching = before.last in (group.first, group.first - 1)
        if group.cue is None and before.cue is None and touching and group.people[0].form == PLURAL:
            shared = group.people[0].person_class
            if len(before.people) == 1 and before.people[0].person_class == "unknown":
                person = replace(before.people[0], person_class=shared)
                groups[index - 1] = before._replace(people=(person,))


def _pronoun_groups(
    context: Context, first: int, last: int, people: list[Persons], groups: list[Group]
) -> list[Group]:
    """ "… at a young man, which led to his death": the people are those named before."""
    out: list[Group] = []
    for index in range(first, last):
        found = context.casualty(index)
        if found is None or found.suffix not in _PRONOUN_FORMS:
            continue
        if found.tag != MASDAR and found.sense.features["frame"] != "masdar":
            continue
        start = max(first, index - _RESULT_WINDOW)
        if not any(context.role(before, "result") for before in range(start, index)):
            continue
        form = _PRONOUN_FORMS[found.suffix]
        meant = next((p for p in reversed(people) if p.form == form and p.last <= index), None)
        status = str(found.sense.features["status"])
        if meant is None or _already(groups + out, meant, status):
            continue
        there = replace(meant, first=index, last=index + 1, head=index, status=None, prefix="")
        cue = Cue(index, index + 1, status, str(found.sense.features["frame"]), found)
        out.append(Group(cue, (there,), status, "asserted", "pronoun"))
    return out


def _already(groups: list[Group], persons: Persons, status: str) -> bool:
    return any(
        group.status == status and any(p.first == persons.first for p in group.people)
        for group in groups
    )


def _people(context: Context, first: int, last: int) -> list[Persons]:
    out: list[Persons] = []
    index = first
    while index < last:
        persons = persons_at(context, index, last)
        if persons is None:
            index += 1
        else:
            out.append(persons)
            index = max(persons.last, index + 1)
    return out


def _light(cue: Cue, chosen: Persons) -> bool:
    """Whether the counted noun, not the verb, says how they were harmed ("five dead fell")."""
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
        follower = starts.get(position)
        if follower is not None and follower.prefix != AND:
            follower = None
        if follower is None and context.doc.forms[position] == AND:
            follower = starts.get(position + 1)
        if follower is None or follower.first in taken or follower.prefix not in ("", AND):
            break
        if follower.form != SOME and follower.status not in (None, chosen.status, status):
            break
        if chosen.status is not None and follower.status is None and not follower.others:
            break
        if follower.form in (NUMBER_ALONE, THINGS) or (follower.form == PLURAL and follower.weak):
            break
        members.append(follower)
        position = follower.last
    return members


def _next_name(context: Context, position: int, last: int, gap: int) -> tuple[int, Name] | None:
    """The name joined by "and" at `position`, or after at most `gap` words about the one before."""
    for at in range(position, min(position + gap + 1, last)):
        name = joined_name_at(context, at, last)
        if name is not None:
            return at, name
        if context.casualty(at):
            return None
    return None


def _tolls(
    context: Context, people: list[Persons], first: int, last: int
) -> list[tuple[str, Persons]]:
    """ "The number of dead rose to 12": (status, the counted people) for each such toll."""
    out: list[tuple[str, Persons]] = []
    counted = {p.head for p in people if p.form == COUNTED}
    in_toll = -1
    for index in range(first, last):
        if context.role(index, "toll"):
            in_toll = index
        if in_toll < 0 or index == in_toll or index in counted:
            continue
        noun = context.casualty(index)
        if noun is None or noun.sense.features["frame"] != "count":
            continue
        # "the number of the dead …", or "… and of the wounded" later in the same toll.
        if index - in_toll > _TOLL_NOUN and not (noun.prefix == AND and noun.definite):
            continue
        persons = _toll_number(context, people, index)
        if persons is not None:
            status = str(noun.sense.features["status"])
            out.append((status, _toll_bounds(context, persons, in_toll, first)))
    return out


def _toll_number(context: Context, people: list[Persons], noun: int) -> Persons | None:
    """The number that a toll gives for the casualty noun at token `noun`, with its class."""
    described = next((p for p in people if p.first <= noun < p.last), None)
    if described is not None and described.form in (COUNTED, NUMBER_ALONE):
        return described
    start = described.last if described else noun + 1
    for persons in people:
        if not start <= persons.first <= noun + _TOLL_WINDOW:
            continue
        if persons.form not in (COUNTED, NUMBER_ALONE):
            continue
        if not _toll_reaches(context, start, persons.first):
            return None
        if described is not None and persons.person_class == "unknown":
            return replace(persons, person_class=described.person_class, party=described.party)
        return persons
    return None


def _toll_bounds(context: Context, persons: Persons, toll: int, first: int) -> Persons:
    """Words before the toll that open its number: "is no less than", "exceeded"."""
    for index in range(max(first, toll - 2), toll + 1):
        if context.role(index, "floor"):
            return replace(persons, high=None)
        if context.role(index, "passed") and persons.high is not None:
            return replace(persons, low=persons.low + 1, high=None)
    return persons


def _toll_reaches(context: Context, start: int, target: int) -> bool:
    if any(context.is_punct(index, "؛;") for index in range(start, target)):
        return False
    words = range(max(start - 4, 0), target + 1)
    near = target - start <= 2
    return near or any(context.role(i, "reach") or context.role(i, "passed") for i in words)


def _directly_before(people: list[Persons], cue: Cue) -> Persons | None:
    for persons in people:
        if persons.last in (cue.first, cue.first - 1) and persons.low >= 1:
            return persons
        if persons.first < cue.first < persons.last:
            return persons
    return None


def _irrealis(context: Context, cue: Cue, first: int) -> bool:
    """Attempted, threatened, feared or conditional harm is no figure."""
    present = cue.found.tag.startswith("present")
    for index in range(max(first, cue.first - _IRREALIS_WINDOW), cue.first):
        word = context.role(index, "irrealis")
        if word is None:
            continue
        near = cue.first - index
        if word.tag == "word":
            if near <= 2 and (present or not cue.is_verb):
                return True
        elif near <= 2:
            return True
    return False


def _patient_of(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], first: int, last: int
) -> set[int]:
    chosen = patients(context, cue, people, cues, first, last)
    return {chosen.first} if chosen is not None else set()


def _none_reported(context: Context, at: int, first: int) -> bool:
    for index in range(at - 1, max(first, at - _NONE_WINDOW) - 1, -1):
        if context.is_punct(index, ".،,؛;"):
            return False
        if context.role(index, "none"):
            return True
    return bool(context.role(at, "none"))


def _stands_alone(context: Context, persons: Persons, first: int) -> bool:
    """Whether a counted casualty noun is a figure without a verb ("five dead and ten hurt")."""
    if persons.form == COUNTED or (persons.form in (DUAL, SOME) and not persons.definite):
        return True
    if persons.definite:
        return False
    before = persons.first - 1
    if before >= first and any(
        context.role(index, "toll") for index in range(max(first, before - 1), before + 1)
    ):
        return False
    if persons.form == SINGLE:
        return not context.doc.forms[persons.head].endswith("\u0627") and not persons.kin
    return persons.form == PLURAL
