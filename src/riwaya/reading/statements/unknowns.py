"""What a report says is not known: the number, the cause, who did it, who the dead were."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.reading.document import Sentence
from riwaya.reading.statements.draft import OTHER, Statement
from riwaya.reading.statements.words import Scene

UNKNOWN = "unknown"
_FIGURE_REACH = 60
_KNOW_REACH, _TOPIC_REACH, _STATE_REACH, _ADOPT_REACH = 3, 5, 6, 9


def unknowns_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements that something is unknown, in order."""
    end = sentence.first
    for index in scene.unknowing_in(sentence):
        span = _at(scene, index, sentence.last) if index >= end else None
        if span is None:
            continue
        first, last, topic = span
        end = last
        low = max(sentence.first, first - _FIGURE_REACH)
        figures = scene.figures_in(low, first) if topic == "number" else []
        figure = figures[-1] if figures else None
        event = scene.event_of[figure] if figure is not None else None
        if event is None:
            event = scene.event_near(first, last, sentence)
        yield Statement(
            OTHER,
            first,
            last,
            first,
            (first, last),
            (UNKNOWN, topic),
            (),
            figure,
            event,
            f"unknown {topic}",
        )


def _at(scene: Scene, index: int, limit: int) -> tuple[int, int, str] | None:
    """(first, last, topic) of a statement that starts at `index`."""
    negation = scene.role(index, "not")
    if negation is not None:
        return _not_adopted(scene, index, limit) or _not_known(scene, index, limit)
    state = scene.role(index, "unknown")
    if state is not None:
        topic = scene.first_role(state.last, min(limit, state.last + 2), "topic")
        if topic is not None:
            return index, topic.last, str(topic.sense.features["topic"])
        return None
    topic = scene.role(index, "topic")
    if topic is not None:
        state = scene.first_role(topic.last, min(limit, topic.last + _STATE_REACH), "unknown")
        between = range(topic.last, state.first) if state is not None else ()
        if state is not None and not any(scene.role(at, "topic") for at in between):
            return index, state.last, str(topic.sense.features["topic"])
    return None


def _not_known(scene: Scene, index: int, limit: int) -> tuple[int, int, str] | None:
    known = scene.first_role(index + 1, min(limit, index + 1 + _KNOW_REACH), "know")
    if known is None:
        return None
    topic = scene.first_role(known.last, min(limit, known.last + _TOPIC_REACH), "topic")
    if topic is None:
        return None
    return index, topic.last, str(topic.sense.features["topic"])


def _not_adopted(scene: Scene, index: int, limit: int) -> tuple[int, int, str] | None:
    """ "No party has claimed it": nobody says that it was their doing."""
    end = min(limit, index + _ADOPT_REACH)
    party = scene.first_role(index + 1, end, "party")
    own_up = scene.first_role(index + 1, end, "own_up", "involved")
    if party is None or own_up is None:
        return None
    return index, max(party.last, own_up.last), "perpetrator"
