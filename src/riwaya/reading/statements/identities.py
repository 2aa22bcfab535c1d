"""Who the dead were: "most of the dead are drivers", "the victims were of the guards"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from riwaya.arabic.particles import AND
from riwaya.reading.document import Found, Sentence
from riwaya.reading.statements.draft import IDENTITY, Statement
from riwaya.reading.statements.words import HARMED, Scene

_UNARMED_KINDS = frozenset({"state", "tribal", "unidentified"})
_LINK_REACH = 4
# How far back, in tokens, the figure stands whose people are meant.
_FARTHEST = 1_000
_MOST_PREDICATES = 3


class _Who(NamedTuple):
    """Predicate at tokens [first, last): class, subgroups and party of the people."""

    last: int
    person_class: str
    groups: tuple[str, ...]
    party: int | None


def identities_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements of identity in one sentence, in order."""
    for index in scene.harmed_in(sentence.first, sentence.last - 1):
        subject = _subject(scene, index)
        if subject is None:
            continue
        link = _link(scene, subject.last, sentence.last)
        if link is None:
            continue
        start, tied, negated = link
        who = _who(scene, start, sentence.last, tied)
        if who is None:
            continue
        first = index
        quantifier = scene.role(index - 1, "quantifier") if index > sentence.first else None
        if quantifier is not None:
            first = index - 1
        figure = _figure(scene, index, subject)
        event = scene.event_of[figure] if figure is not None else None
        if event is None:
            event = scene.event_near(index, who.last, sentence)
        yield Statement(
            IDENTITY,
            first,
            who.last,
            index,
            (first, start),
            (who.person_class, *who.groups),
            () if who.party is None else (who.party,),
            figure,
            event,
            "who the dead are",
            "denies" if negated else None,
        )


def _subject(scene: Scene, index: int) -> Found | None:
    """A definite plural for the harmed, that is not one of those counted or parted."""
    doc = scene.doc
    for category in ("casualties", "persons"):
        word = doc.analyses[index].get(category)
        if word is None or word.key not in HARMED:
            continue
        if not word.definite or word.prefix not in ("", AND) or "plural" not in word.tag:
            continue
        before = doc.analyses[index - 1].get("casualty_context") if index else None
        if before is not None and before.sense.features["role"] in ("toll", "part", "among"):
            return None
        if index and doc.find(index - 1, "function") is not None:
            role = doc.analyses[index - 1]["function"].sense.features["role"]
            if role in ("preposition", "of"):
                return None
        return Found(index, index + 1, word.sense, word.prefix, True, "")
    return None


def _link(scene: Scene, start: int, limit: int) -> tuple[int, bool, bool] | None:
    """(start of the predicate, whether a word ties it, whether it is negated)."""
    doc = scene.doc
    index, tied, negated = start, False, False
    while index < min(limit, start + _LINK_REACH):
        if scene.stops(index):
            return None
        if scene.role(index, "copula") is not None or scene.role(index, "quantifier") is not None:
            tied, index = True, index + 1
            continue
        word = doc.analyses[index].get("casualty_context")
        if word is not None and word.sense.features["role"] == "majority":
            tied, index = True, index + 1
            continue
        grammar = doc.analyses[index].get("function")
        role = grammar.sense.features["role"] if grammar is not None else ""
        if role == "of":
            tied, index = True, index + 1
        elif role == "negation" or scene.role(index, "not") is not None:
            negated, tied, index = True, True, index + 1
        elif role == "pronoun":
            tied, index = True, index + 1
        else:
            break
    return (index, tied, negated) if index < limit else None


def _who(scene: Scene, start: int, limit: int, tied: bool) -> _Who | None:
    """The people at `start`, with those joined to them by "and"."""
    doc = scene.doc
    classes: list[str] = []
    groups: list[str] = []
    party: int | None = None
    index = start
    for _ in range(_MOST_PREDICATES):
        if index >= limit or (index > start and not doc.forms[index].startswith(AND)):
            break
        actors = scene.actors_in(index, index + 1)
        person = doc.find(index, "titles") or doc.find(index, "persons")
        if person is not None and person.definite and not tied:
            return None
        if actors and scene.actors[actors[0]].kind not in _UNARMED_KINDS and tied:
            classes.append("armed")
            party, index = actors[0], scene.actors[actors[0]].last
        elif person is not None and "class" in person.sense.features:
            classes.append(str(person.sense.features["class"]))
            group = person.sense.features.get("group")
            if group:
                groups.append(str(group))
            index = person.last
            inside = scene.actors_in(index, min(index + 2, limit))
            if inside and classes[-1] == "armed":
                party, index = inside[0], scene.actors[inside[0]].last
        else:
            break
    known = set(classes) - {"unknown"}
    if len(known) != 1:
        return None
    return _Who(index, known.pop(), tuple(dict.fromkeys(groups)), party)


def _figure(scene: Scene, index: int, subject: Found) -> int | None:
    """The figure whose people are meant: the last before by the same speaker, else the last."""
    status = "killed" if subject.key != "wounded" else "injured"
    before = [
        n
        for n in scene.figures_in(max(0, index - _FARTHEST), index)
        if scene.figures[n].status in (status, "killed_or_injured")
        and scene.figures[n].part_of is None
        and scene.figures[n].polarity == "asserted"
    ]
    speaker = scene.speaker(index)
    own = [n for n in before if scene.speaker(scene.figures[n].cue) == speaker]
    meant = own or before
    return meant[-1] if meant else None
