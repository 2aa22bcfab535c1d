"""Events that a source denies, although the words of denial tell no event by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.reading.document import Sentence
from riwaya.reading.statements.words import Scene

DENIES = "denies"
_REACH = 6
_NEAR_SENTENCES, _FARTHEST = 4, 300
_NO_EVENT = frozenset({"support", "none", "anaphor", "act"})


def denials_in(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """(event, token of the event word) for what is denied in a sentence."""
    seen = None
    for index in range(sentence.first, sentence.last):
        credit = scene.attribution.at(index)
        if credit is None or credit.stance != DENIES or credit is seen:
            continue
        seen = credit
        first = credit.cue[1]
        for token in range(first, min(first + _REACH, sentence.last)):
            word = scene.doc.find(token, "events")
            if word is None or word.sense.features["role"] in _NO_EVENT:
                continue
            if token not in scene.event_at:
                event = _denied(scene, token, str(word.sense.features["type"]))
                if event is not None:
                    yield event, token
            break


def _denied(scene: Scene, token: int, kind: str) -> int | None:
    """The event told last before the token that is of a like type."""
    here = scene.doc.sentence_of[token]
    for index in range(token - 1, max(token - _FARTHEST, -1), -1):
        if here - scene.doc.sentence_of[index] > _NEAR_SENTENCES:
            return None
        event = scene.event_at.get(index)
        if event is None:
            continue
        told = scene.events[event].type
        if told == kind or (kind == "shelling" and told == "air_drone_strike"):
            return event
    return None
