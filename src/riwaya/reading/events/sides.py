"""Who did it, to whom, and who stood against whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from riwaya.arabic.particles import AND, TO
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention
from riwaya.reading.events.agents import OBJECT_NOUNS, agent_of, is_object
from riwaya.reading.events.cues import Cue
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.tellings import Telling

_CONTEXT = "event_context"
_MODIFIERS = "event_modifiers"
_SIDE_REACH = 4
_APART_REACH = 60
_STOPS = frozenset(".;\u061b:")
_SUBJECT_REACH = 4
_ADJECTIVE_REACH = 4
_NO_DOING = frozenset({"claim_responsibility", "undergo", "result"})
_CLAIM = "claim_responsibility"
_QUOTES = frozenset('"\u00ab\u201c\u201d\u00bb')
_MUTUAL = frozenset({"armed_clash"})
# The mentions kept of one side: more name nobody new, and would make cost grow with the square.
_MOST_MENTIONS = 60


@dataclass(slots=True)
class Sides:
    """Indices of actor mentions by their part in an event."""

    perpetrators: list[int] = field(default_factory=list)
    opponents: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)

    def add(self, other: Sides) -> None:
        """Take over the other's mentions that are new.

        A telling that names one side of two tells nothing of who stood where.
        """
        if self.opponents and other.perpetrators and not other.opponents:
            return
        for mine, theirs in (
            (self.perpetrators, other.perpetrators),
            (self.opponents, other.opponents),
            (self.targets, other.targets),
        ):
            if len(mine) < _MOST_MENTIONS:
                mine.extend(number for number in theirs if number not in mine)


def find_sides(
    doc: Document,
    telling: Telling,
    supports: Sequence[Cue],
    actors: Sequence[ActorMention],
    tellings: Sequence[Telling] = (),
    harmed: Collection[int] = (),
) -> Sides:
    """The parties of one telling.

    `supports`: verbs of doing in the same sentence, `tellings`: all that the sentence tells.
    `harmed`: tokens that name the force of people who were harmed: that force is no doer.
    """
    sentence = doc.sentences[telling.sentence]
    supports = _own_supports(telling, supports, tellings)
    low = bisect_left(actors, sentence.first, key=lambda actor: actor.first)
    high = bisect_left(actors, sentence.last, key=lambda actor: actor.first)
    local = [number for number in range(low, high) if not _is_followed(doc, actors[number])]
    sides = Sides()
    if not local:
        return sides
    first, last = _at_one_time(doc, telling, sentence.first, sentence.last)
    local = [number for number in local if first <= actors[number].first < last]
    if not local:
        return sides
    if telling.type in _MUTUAL:
        _mutual(doc, telling, local, actors, sides)
        if sides.perpetrators:
            return sides
    for claim in supports:
        if claim.key == _CLAIM and (owner := _owner(doc, claim, local, actors)) is not None:
            sides.perpetrators.append(owner)
    if not sides.perpetrators:
        others = [number for number in local if not _is_among(actors[number], harmed)]
        doing = [cue for cue in (*telling.cues, *supports) if cue.key not in _NO_DOING]
        doers = (_doer(doc, cue, others, actors, telling.cues) for cue in doing)
        end = min((t.first for t in tellings if t.first > telling.last), default=sentence.last)
        doer = next((found for found in doers if found is not None), None)
        agent = agent_of(doc, telling, end, others, actors)
        if agent is not None and (doer is None or actors[doer].last <= telling.first):
            doer = agent
        if doer is not None:
            sides.perpetrators.append(doer)
            _coordinated(doc, doer, others, actors, sides.perpetrators)
    for number in local:
        if number not in sides.perpetrators and actors[number].first >= telling.first:
            sides.targets.append(number)
            break
    return sides


def _is_among(actor: ActorMention, tokens: Collection[int]) -> bool:
    return bool(tokens) and any(index in tokens for index in range(actor.first, actor.last))


def _own_supports(
    telling: Telling, supports: Sequence[Cue], tellings: Sequence[Telling]
) -> list[Cue]:
    """Verbs of doing that no other telling of the sentence stands nearer to."""
    before = max((t.last for t in tellings if t.last <= telling.first), default=0)
    behind = [t.first for t in tellings if t.first >= telling.last and t is not telling]
    end = min(behind, default=None)
    return [
        cue
        for cue in supports
        if before <= cue.first < telling.last
        or cue.key == _CLAIM
        or (
            cue.first >= telling.last and (end is None or cue.first - telling.last < end - cue.last)
        )
    ]


def _doer(
    doc: Document,
    cue: Cue,
    local: Sequence[int],
    actors: Sequence[ActorMention],
    cues: Sequence[Cue] = (),
) -> int | None:
    for number in local:
        actor = actors[number]
        if cue.first < actor.first < cue.last <= actor.last and not cue.verb:
            # "by shots of unknown men": the set phrase holds its doer, or its first word.
            return number
        between = range(cue.last, actor.first)
        after = actor.first - cue.last - sum(doc.forms[index] in _QUOTES for index in between)
        if 0 <= after <= (1 if cue.verb else _ADJECTIVE_REACH) and _plain(doc, cue, actor):
            if not cue.verb and cue.key in OBJECT_NOUNS and after == 0:
                continue
            if doc.forms[actor.first].startswith(TO) and is_object(doc, cue, actor):
                continue
            return number
    if not cue.verb:
        return None
    before = [n for n in local if actors[n].last <= cue.first]
    if before and cue.first - actors[before[-1]].last <= _SUBJECT_REACH:
        end = actors[before[-1]].last
        if any(other.noun and not other.verb and end <= other.first < cue.first for other in cues):
            # "The attack that struck them": the attack did, not the party before it.
            return None
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


def _at_one_time(doc: Document, telling: Telling, first: int, last: int) -> tuple[int, int]:
    """The part of a sentence that tells of the time of the telling ("… a day after …")."""
    low, high = max(first, telling.first - _APART_REACH), min(last, telling.last + _APART_REACH)
    words = doc.starts_of(_CONTEXT)
    for index in range(low, high):
        found = words.get(index)
        if found is not None and found.sense.features.get("apart"):
            return (first, index) if telling.first < index else (index, last)
    return first, last


def _is_followed(doc: Document, actor: ActorMention) -> bool:
    """Whether the party only says whom another one is loyal to or backed by."""
    for index in range(max(0, actor.first - 2), actor.first):
        noun = doc.analyses[index].get("actor_nouns")
        if noun is not None and noun.sense.features.get("towards"):
            return index == actor.first - 1 or doc.find(index + 1, "function") is not None
    return False


def _plain(doc: Document, cue: Cue, actor: ActorMention) -> bool:
    """Whether only adjectives stand between an event word and the party behind it."""
    return all(
        doc.forms[index] in _QUOTES
        or doc.find(index, _MODIFIERS) is not None
        or doc.find(index, "events") is not None
        or is_context(doc, index, "intensity")
        for index in range(cue.last, actor.first)
    )


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
    if not near:
        return
    sides.perpetrators.append(near[0])
    other = next((n for n in near[1:] if _is_other_side(doc, actors, near[0], n)), None)
    if other is not None:
        sides.opponents.append(other)


def _is_other_side(doc: Document, actors: Sequence[ActorMention], one: int, number: int) -> bool:
    """Whether "and", "with" or "against" brings the party in beside the other one."""
    start, actor = actors[one].last, actors[number]
    if doc.forms[actor.first].startswith(AND) or actor.first - start <= 1:
        return True
    if any(doc.forms[index] in _STOPS for index in range(start, actor.first)):
        return False
    for index in range(max(start, actor.first - _SIDE_REACH), actor.first):
        context = doc.find(index, _CONTEXT)
        against = context is not None and context.key in ("against", "between")
        if against or doc.forms[index].startswith(AND):
            return True
    return False
