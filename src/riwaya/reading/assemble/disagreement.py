"""When two claims about one incident cannot both be true, and in what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riwaya.knowledge.actors import load_actors
from riwaya.model import Actor, Casualty, Claim
from riwaya.ontology import label
from riwaya.reading.assemble.same_incident import AROUND, SAME, WITHIN
from riwaya.reading.statements.draft import BLAME, MUTUAL

DENIES = "denies"
_MOTIVES = frozenset({"dispute", "struggle"})
_NO_WAR = frozenset({"accident", "illness", "torture", "deprivation", "suicide", "drowning"})
_GENERAL = frozenset({"attack", "other", "armed_clash", "fire"})
_STRIKES = frozenset({"shelling", "air_drone_strike", "bombing"})
_BULLETS = frozenset({"firearm", "sniper"})
_SHELLS = frozenset({"artillery", "mortar", "rocket", "missile", "barrel_bomb", "tank", "ied"})
_ONE = (1, 1)
# Tolls further apart than this are of different things.
_FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Compares claims of one report; `actors` by id, `fighters`: ids of the sides of clashes."""

    actors: Mapping[str, Actor]
    fighters: frozenset[str]

    def between(
        self, later: Claim, earlier: Claim, place: str, contrasted: bool
    ) -> Iterator[tuple[str, str]]:
        """(about, what each says, as a clause with "where") for each point of disagreement.

        `place`: how their places relate (see `same_incident`). `contrasted`: the report sets the
        one against the other ("while", "on the other hand").
        """
        if later.kind != earlier.kind:
            if {later.kind, earlier.kind} == {"casualty", "identity"}:
                yield from self._class(later, earlier)
        elif later.casualty is not None and earlier.casualty is not None:
            yield from _count(later, earlier, place)
        elif later.kind == "identity":
            yield from self._class(later, earlier)
        elif later.kind == "responsibility":
            yield from self._perpetrator(later, earlier)
        elif (
            later.kind == "cause" and place == SAME and (contrasted or _arms_differ(later, earlier))
        ):
            yield from self._cause(later, earlier)
        elif later.kind == "occurrence" and later.about != earlier.about:
            clause = f"{_told(later)} that it happened where {{earlier}} {_told(earlier)} it"
            yield "occurrence", clause

    def _class(self, later: Claim, earlier: Claim) -> Iterator[tuple[str, str]]:
        one, other = _class_of(later), _class_of(earlier)
        denied = (later.stance == DENIES) != (earlier.stance == DENIES)
        if "unknown" in (one, other) or (one == other) != denied:
            return
        clause = f"says the dead are {_people(later)} where {{earlier}} says {_people(earlier)}"
        yield "class", clause

    def _perpetrator(self, later: Claim, earlier: Claim) -> Iterator[tuple[str, str]]:
        one, other = set(later.about), set(earlier.about)
        shared = self._alike(one, other)
        denied = (later.stance == DENIES) != (earlier.stance == DENIES)
        if denied and shared:
            verb = "denies" if later.stance == DENIES else "holds"
            names = self._names(later if later.stance == DENIES else earlier)
            yield "perpetrator", f"{verb} what {{earlier}} says of the part of {names}"
        elif (
            self._blames(later, earlier) and not denied and not shared and self._opposed(one, other)
        ):
            # Parties of one event that nobody is blamed for may both have had a part in it.
            yield (
                "perpetrator",
                f"names {self._names(later)} where {{earlier}} names {self._names(earlier)}",
            )

    @staticmethod
    def _blames(later: Claim, earlier: Claim) -> bool:
        """Whether both lay blame, or one does and the other is some source's account too."""
        blaming = [claim.rule.startswith(BLAME) for claim in (later, earlier)]
        return all(blaming) or (any(blaming) and None not in (later.source, earlier.source))

    def _cause(self, later: Claim, earlier: Claim) -> Iterator[tuple[str, str]]:
        one, other = later.about, earlier.about
        if one[0] in _MOTIVES or other[0] in _MOTIVES or DENIES in (later.stance, earlier.stance):
            return
        who, whom = self._doers(one), self._doers(other)
        if one[0] != other[0] and MUTUAL not in who | whom:
            # What different parties did in different ways may both have happened.
            who = whom = set()
        apart = (
            bool(who and whom)
            and not self._alike(who, whom)
            and (self._outsiders(who ^ whom) or self._opposed(who, whom))
        )
        if apart or _kinds_apart(one[0], other[0]) or _arms_differ(later, earlier):
            clause = f"says {self._words(later)} where {{earlier}} says {self._words(earlier)}"
            yield "cause", clause

    def _outsiders(self, doers: set[str]) -> bool:
        """Whether it was both sides of a clash by one account, others by the other account."""
        named = doers - {MUTUAL}
        return MUTUAL in doers and not self._bodies(named) & self._bodies(set(self.fighters))

    def _doers(self, about: tuple[str, ...]) -> set[str]:
        return {word for word in about[1:] if word == MUTUAL or word in self.actors}

    def _alike(self, one: set[str], other: set[str]) -> bool:
        """Whether the two sets share a party, or one party is a part of another."""
        return bool(self._bodies(one) & self._bodies(other))

    def _bodies(self, ids: set[str]) -> set[str]:
        """The parties with the larger bodies they belong to."""
        found = set()
        for identifier in ids:
            actor = self.actors.get(identifier)
            key = actor.known_as if actor is not None else None
            found.add(key or identifier)
            while key is not None:
                known = load_actors().get(key)
                key = known.parent if known is not None else None
                if key is not None:
                    found.add(key)
        return found

    def _opposed(self, one: set[str], other: set[str]) -> bool:
        """Whether every party of one stands on another side than every party of the other."""
        here, there = self._sides(one), self._sides(other)
        return bool(here and there) and not here & there

    def _sides(self, ids: set[str]) -> set[str]:
        sides = set()
        for identifier in ids:
            actor = self.actors.get(identifier)
            known = load_actors().get(actor.known_as or "") if actor is not None else None
            if known is None or not known.side:
                return set()
            sides.add(known.side)
        return sides

    def _names(self, claim: Claim) -> str:
        return " and ".join(self.actors[i].name_en for i in claim.about if i in self.actors)

    def _words(self, claim: Claim) -> str:
        kind = claim.about[0].replace("_", " ")
        if MUTUAL in claim.about:
            return f"{kind} by both sides"
        names = self._names(claim)
        return f"{kind} by {names}" if names else kind


def _count(later: Claim, earlier: Claim, place: str) -> Iterator[tuple[str, str]]:
    a, b = later.casualty, earlier.casualty
    if a is None or b is None or not _comparable(a, b):
        return
    if _ONE in ((a.low, a.high), (b.low, b.high)) or a.vague or b.vague:
        # One person told of is no toll, and "some" is no number.
        return
    if "asserted" == a.polarity == b.polarity and max(a.low, b.low) > _FARTHEST * min(a.low, b.low):
        return
    # "More than 15" is no other toll than 15.
    below = a.high is not None and a.high < b.low - (b.high is None)
    above = b.high is not None and b.high < a.low - (a.high is None)
    if not (below or above):
        return
    if (place == WITHIN and below) or (place == AROUND and above):
        # The narrower place may well have fewer.
        return
    if a.person_class != b.person_class:
        # Civilians are a part of all the dead, so only more civilians than dead disagree.
        whole, part = (a, b) if a.person_class == "unknown" else (b, a)
        if whole.high is None or part.low <= whole.high or part.person_class == "unknown":
            return
    yield "count", f"gives {_figure(a)} where {{earlier}} gives {_figure(b)}"


def _comparable(a: Casualty, b: Casualty) -> bool:
    if a.status != b.status or a.group != b.group or a.scope != b.scope:
        return False
    known = {a.person_class, b.person_class} - {"unknown"}
    return len(known) < 2 and a.part_of is None and b.part_of is None


def _figure(casualty: Casualty) -> str:
    if casualty.polarity != "asserted":
        number = "none"
    elif casualty.high is None:
        number = f"at least {casualty.low}"
    elif casualty.high != casualty.low:
        number = f"{casualty.low} to {casualty.high}"
    else:
        number = str(casualty.low)
    known = casualty.person_class != "unknown"
    people = f" {label('classes', casualty.person_class)}" if known else ""
    return f"{number}{people} {label('statuses', casualty.status)}"


def _kinds_apart(one: str, other: str) -> bool:
    """Whether two kinds of cause exclude each other."""
    if one == other or (one in _GENERAL and other in _GENERAL):
        return False
    if (one in _NO_WAR) != (other in _NO_WAR):
        return True
    if one in _GENERAL or other in _GENERAL or {one, other} <= _STRIKES:
        # An "explosion" is what shells and bombs make too.
        return False
    return {one, other} != {"bombing", "suicide_bomb"}


def _arms_differ(later: Claim, earlier: Claim) -> bool:
    """Whether of two sources one says bullets and the other shells, bombs or rockets."""
    if later.source is None or earlier.source is None:
        return False
    kinds = [
        (bool(_BULLETS.intersection(claim.about)), bool(_SHELLS.intersection(claim.about)))
        for claim in (later, earlier)
    ]
    return sorted(kinds) == [(False, True), (True, False)]


def _class_of(claim: Claim) -> str:
    return claim.casualty.person_class if claim.casualty else claim.about[0]


def _people(claim: Claim) -> str:
    casualty = claim.casualty
    if casualty is not None and casualty.group:
        return label("groups", casualty.group)
    return "fighters" if _class_of(claim) == "armed" else "civilians"


def _told(claim: Claim) -> str:
    return "denies" if claim.about == ("denied",) else "asserts"
