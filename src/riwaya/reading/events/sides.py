"""Who did it, to whom, and who stood against whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from riwaya.arabic.particles import AND, TO
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention
from riwaya.reading.events.cues import Cue
from riwaya.reading.events.tellings import Telling

_CONTEXT = "event_context"
_MODIFIERS = "event_modifiers"
_SUBJECT_REACH = 4
_ADJECTIVE_REACH = 4
_LIST_REACH = 3
# Event nouns whose construct names the victim, not the doer ("the abduction of ...").
_OBJECT_NOUNS = frozenset({"assassination", "abduct", "arrest", "execution", "detain_hostage"})
_CLAIM = "claim_responsibility"
_MUTUAL = frozenset({"armed_clash"})


@dataclass(slots=True)
class Sides:
    """Indices of actor mentions by their part in an event."""

    perpetrators: list[int] = field(default_factory=list)
    opponents: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)

    def add(self, other: Sides) -> None:
        """Take over the other's mentions that are new."""
        for mine, theirs in (
            (self.perpetrators, other.perpetrators),
            (self.opponents, other.opponents),
            (self.targets, other.targets),
        ):
            mine.extend(number for number in theirs if number not in mine)


def find_sides(
    doc: Document, telling: Telling, supports: Sequence[Cue], actors: Sequence[ActorMention]
) -> Sides:
    """The parties of one telling; `supports`: verbs of doing in the same sentence."""
    sentence = doc.sentences[telling.sentence]
    starts = [actor.first for actor in actors]
    low, high = bisect_left(starts, sentence.first), bisect_left(starts, sentence.last)
    local = list(range(low, high))
    sides = Sides()
    if not local:
        return sides
    if telling.type in _MUTUAL:
        _mutual(doc, telling, local, actors, sides)
        if sides.perpetrators:
            return sides
    for claim in supports:
        if claim.key == _CLAIM and (owner := _owner(doc, claim, local, actors)) is not None:
            sides.perpetrators.append(owner)
    for cue in (*telling.cues, *supports):
        if cue.key == _CLAIM:
            continue
        found = _doer(doc, cue, local, actors, sentence.first)
        if found is not None and found not in sides.perpetrators:
            sides.perpetrators.append(found)
            _coordinated(doc, found, local, actors, sides.perpetrators)
            break
    agent = _agent(doc, telling, sentence.last, local, actors)
    if agent is not None and not sides.perpetrators:
        sides.perpetrators.append(agent)
        _coordinated(doc, agent, local, actors, sides.perpetrators)
    for number in local:
        if number not in sides.perpetrators and actors[number].first >= telling.first:
            sides.targets.append(number)
            break
    return sides


def _doer(
    doc: Document,
    cue: Cue,
    local: Sequence[int],
    actors: Sequence[ActorMention],
    sentence_start: int,
) -> int | None:
    for number in local:
        actor = actors[number]
        after = actor.first - cue.last
        if 0 <= after <= (1 if cue.verb else _ADJECTIVE_REACH) and _plain(doc, cue, actor):
            if not cue.verb and cue.key in _OBJECT_NOUNS and after == 0:
                continue
            return number
    if not cue.verb:
        return None
    before = [n for n in local if actors[n].last <= cue.first]
    if before and cue.first - actors[before[-1]].last <= _SUBJECT_REACH:
        return before[-1]
    return None


def _owner(
    doc: Document, claim: Cue, local: Sequence[int], actors: Sequence[ActorMention]
) -> int | None:
    """Who claims responsibility: the subject behind the verb, else the party before."""
    for number in local:
        if 0 <= actors[number].first - claim.last <= 1 and claim.verb:
            return number
    before = [n for n in local if actors[n].last <= claim.first]
    near = before and claim.first - actors[before[-1]].last <= _SUBJECT_REACH
    return before[-1] if near else None


def _plain(doc: Document, cue: Cue, actor: ActorMention) -> bool:
    """Whether only adjectives stand between an event word and the party behind it."""
    return all(
        doc.find(index, _MODIFIERS) is not None or doc.find(index, "events") is not None
        for index in range(cue.last, actor.first)
    )


def _agent(
    doc: Document,
    telling: Telling,
    end: int,
    local: Sequence[int],
    actors: Sequence[ActorMention],
) -> int | None:
    """The party behind "by", or behind li- after an event noun."""
    for number in local:
        actor = actors[number]
        if actor.first <= telling.first or actor.first >= end:
            continue
        before = doc.find(actor.first - 2, _CONTEXT) or doc.find(actor.first - 1, _CONTEXT)
        if before is not None and before.key == "agent":
            return number
        if doc.forms[actor.first].startswith(TO) and actor.first - telling.first <= _SUBJECT_REACH:
            return number
    return None


def _coordinated(
    doc: Document,
    number: int,
    local: Sequence[int],
    actors: Sequence[ActorMention],
    into: list[int],
) -> None:
    """Parties joined to `number` by "and"."""
    position = local.index(number)
    for other in local[position + 1 :]:
        gap = actors[other].first - actors[into[-1]].last
        joined = doc.forms[actors[other].first].startswith(AND)
        if gap > 1 or not (joined or (gap == 1 and doc.forms[actors[other].first - 1] == AND)):
            return
        into.append(other)


def _mutual(
    doc: Document,
    telling: Telling,
    local: Sequence[int],
    actors: Sequence[ActorMention],
    sides: Sides,
) -> None:
    """The two sides of a clash: "between A and B", "A clashed with B"."""
    near = [number for number in local if actors[number].first >= telling.first]
    if len(near) < 2:
        near = list(local)
    if len(near) >= 2:
        sides.perpetrators.append(near[0])
        sides.opponents.append(near[1])
    elif near:
        sides.perpetrators.append(near[0])
