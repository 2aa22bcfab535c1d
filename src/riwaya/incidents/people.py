"""Named casualties over all reports: one record per person, with every spelling.

Reports write a name with more or fewer parts, with a kunya before or instead, in another order,
in another spelling, or in Latin letters. Two people of one report are two people; relatives share
all but the first name, so first names decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.names import load_names
from riwaya.incidents.claims import Telling, plain_name
from riwaya.incidents.figures import number_words
from riwaya.model import Person
from riwaya.model.incident import Casualties, Victim

# Percent of agreement between two spellings of one part, and of whole names in Latin letters.
_SPELLING, _LATIN = 80, 88
# Ages differ by a year or two between accounts.
_AGES = 3
# Only so many names are compared with one another; lists beyond that are exact copies or none.
_MOST = 2000
# The first of a group have the fullest names; a name that fits them fits the others.
_FULLEST = 6
_WORST = ("killed", "missing", "abducted", "detained", "injured", "displaced")


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A person of one report. `parts`: the name's parts, folded; a kunya is one part."""

    report: str
    person: Person
    parts: tuple[str, ...]
    kunya: str | None
    latin: str


@dataclass(slots=True, eq=False)
class _Group:
    """Those taken for one person; never two of one report."""

    members: list[_Named] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)


def find_victims(telling: Telling) -> tuple[Victim, ...]:
    """The named casualties of an incident, the killed first, then by name."""
    groups: list[_Group] = []
    by_part: dict[str, list[_Group]] = {}
    for named in sorted(_all(telling), key=lambda n: (-len(n.parts), n.report, n.person.id)):
        group = _home(named, by_part)
        if group is None:
            group = _Group()
            groups.append(group)
        group.members.append(named)
        group.reports.add(named.report)
        for key in _keys(named):
            listed = by_part.setdefault(key, [])
            if group not in listed[-1:]:
                listed.append(group)
    victims = [_victim(group.members) for group in groups]
    return tuple(sorted(victims, key=lambda v: (_WORST.index(v.status), v.name, v.id)))


def register_check(victims: Sequence[Victim], casualties: Casualties) -> str | None:
    """A sentence that holds the list of named dead against the figure; None without names."""
    dead = sum(victim.status == "killed" for victim in victims)
    if not dead:
        return None
    toll = casualties.killed.all
    names = f"{dead} of the dead {'is' if dead == 1 else 'are'} named"
    if toll is None:
        return f"{names}; no figure stands to compare them with."
    number = number_words(toll.low, toll.high)
    if toll.high is not None and dead > toll.high:
        return f"{names}, more than the {number} counted: the figure or the list is wrong."
    if dead < toll.low:
        missing = toll.low - dead
        return f"{names} of {number} counted: at least {missing} without a name."
    return f"{names} of {number} counted: the list can be complete."


def _all(telling: Telling) -> Iterator[_Named]:
    """People whose claim belongs to the incident."""
    keys = {(told.report, told.claim.id) for told in telling.claims}
    found = 0
    for report in telling.accounts:
        for person in telling.people(report):
            if (report, person.claim) in keys and found < _MOST:
                found += 1
                kunya, parts = _parts(person.name)
                yield _Named(report, person, parts, kunya, _latin(person.name_en))


def _parts(name: str) -> tuple[str | None, tuple[str, ...]]:
    """The kunya or None, and the other parts: folded, without articles, compounds joined."""
    words = load_names()
    kunya: str | None = None
    parts: list[str] = []
    tokens = plain_name(name).split()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if token in words.kunya and following is not None:
            kunya, at = _bare(following), at + 2
        elif following is not None and following in words.compounds.get(token, ()):
            parts.append(token + following)
            at += 2
        elif token in words.connectors:
            at += 1
        else:
            parts.append(_bare(token))
            at += 1
    return kunya, tuple(parts)


def _bare(word: str) -> str:
    return word[2:] if word.startswith(ARTICLE) and len(word) > 4 else word


def _latin(name: str) -> str:
    return plain_name(name.replace("al-", " ").replace("Al-", " "))


def _keys(named: _Named) -> Iterator[str]:
    """What two spellings of one person share: a first letter of the first name, or the kunya."""
    if named.parts:
        yield named.parts[0][:1]
        yield named.parts[-1][:1]
    if named.kunya:
        yield f"kunya {named.kunya}"
    if named.latin:
        yield f"latin {named.latin[:1]}"


def _home(named: _Named, by_part: Mapping[str, Sequence[_Group]]) -> _Group | None:
    """The group that holds the same person, the one with most members if there are several."""
    best: _Group | None = None
    for key in _keys(named):
        for group in by_part.get(key, ()):
            if named.report in group.reports or group is best:
                continue
            if all(_same(named, member) for member in group.members[:_FULLEST]) and (
                best is None or len(group.members) > len(best.members)
            ):
                best = group
    return best or _only_namesake(named, by_part)


def _only_namesake(named: _Named, by_part: Mapping[str, Sequence[_Group]]) -> _Group | None:
    """For a first name alone the only one of that name: "his wife Rima" after lists with her name
    in full. None where there are several, or the name is longer.
    """
    if len(named.parts) != 1 or named.kunya:
        return None
    found = [
        group
        for group in by_part.get(named.parts[0][:1], ())
        if named.report not in group.reports
        and all(_may_be(named, member) for member in group.members[:_FULLEST])
    ]
    return found[0] if len(found) == 1 else None


def _may_be(named: _Named, other: _Named) -> bool:
    """Whether somebody with this first name can be the other person."""
    ages = named.person.age, other.person.age
    if None not in ages and abs((ages[0] or 0) - (ages[1] or 0)) > _AGES:
        return False
    return bool(other.parts) and _spelt_alike(named.parts[0], other.parts[0])


def _same(one: _Named, other: _Named) -> bool:
    a, b = one.person, other.person
    if a.age is not None and b.age is not None and abs(a.age - b.age) > _AGES:
        return False
    if one.kunya and other.kunya:
        if fuzz.ratio(one.kunya, other.kunya) < _SPELLING:
            return False
        if not one.parts or not other.parts:
            return True
    if not one.parts or not other.parts:
        return False
    if one.parts[0].isascii() != other.parts[0].isascii():
        return fuzz.token_sort_ratio(one.latin, other.latin) >= _LATIN
    shorter, longer = sorted((one.parts, other.parts), key=len)
    if _in_order(shorter, longer):
        # "Abu" opens many a family name, which then says as much as a part.
        family = one.kunya is not None and other.kunya is not None
        return family or len(shorter) > 1 or shorter == longer
    # Family name first, as lists have it.
    return len(shorter) > 1 and sorted(shorter) == sorted(longer)


def _in_order(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether all parts of a name are in the other one, in order, the first name first."""
    at = 0
    for number, part in enumerate(shorter):
        limit = 1 if number == 0 else len(longer)
        while at < limit and not _spelt_alike(part, longer[at]):
            at += 1
        if at >= limit:
            return False
        at += 1
    return True


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words spell one name; short names differ by a letter and are different."""
    if one == other:
        return True
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= _SPELLING


def _victim(members: Sequence[_Named]) -> Victim:
    ordered = sorted(members, key=lambda n: (n.report, n.person.id))
    fullest = max(ordered, key=lambda n: (len(n.parts), n.kunya is not None))
    mentions = tuple(f"{n.report}:{n.person.id}" for n in ordered)
    people = [n.person for n in ordered]
    return Victim(
        "p-" + hashlib.sha256("\n".join(mentions).encode()).hexdigest()[:16],
        fullest.person.name,
        fullest.person.name_en,
        tuple(dict.fromkeys(person.name for person in people)),
        min((person.status for person in people), key=_WORST.index),
        next((person.role for person in people if person.role), None),
        next((person.age for person in people if person.age is not None), None),
        mentions,
    )
