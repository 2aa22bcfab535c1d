"""What a report says brought harm about."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.arabic.lexicon import Sense
from riwaya.arabic.particles import BY
from riwaya.arabic.words import WORD
from riwaya.reading.document import Found, Sentence
from riwaya.reading.statements.cause_nouns import Cause, read_cause
from riwaya.reading.statements.draft import CAUSE, MUTUAL, Statement
from riwaya.reading.statements.words import CATEGORY, Scene

# How far harm stands from the words of cause, in tokens.
_BEFORE, _AFTER, _BESIDE, _MEANS = 25, 15, 6, 8
_REASON_REACH = 9
_FRAME_REACH = 2
_NO_SENSE = Sense(CATEGORY, "means", "word", {})


def causes_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements of cause in one sentence, in order."""
    end = sentence.first
    for index in _openings(scene, sentence):
        found = _at(scene, index, sentence) if index >= end else None
        if found is not None:
            yield found
            end = max(index + 1, found.words[1])


def _openings(scene: Scene, sentence: Sentence) -> list[int]:
    """The tokens of a sentence where a cause may be told, in order; the others need no look.

    These are words of cause, and words with "by" on them that stand near behind harm.
    """
    first, last = sentence.first, sentence.last
    marks = set(scene.cause_words_in(sentence))
    if scene.harm_told(first, last):
        forms = scene.doc.forms
        marks.update(
            index
            for index in range(first + 1, last)
            if forms[index].startswith(BY) and scene.harm_told(max(first, index - _MEANS), index)
        )
    return sorted(marks)


def _at(scene: Scene, index: int, sentence: Sentence) -> Statement | None:
    if scene.marked(index):
        because = scene.role(index, "because")
        if because is not None:
            return _because(scene, because, sentence)
        leads_to = scene.role(index, "leads_to")
        if leads_to is not None:
            return _leads_to(scene, leads_to, sentence)
        reason = scene.role(index, "reason")
        if reason is not None:
            return _reason(scene, reason, sentence)
        frame = scene.role(index, "frame")
        if frame is not None:
            return _frame(scene, frame, sentence)
        during = scene.role(index, "during", "under")
        if during is not None:
            return _during(scene, during, sentence)
        named = scene.role(index, "cause")
        if named is not None and named.sense.features.get("accusative") and not named.prefix:
            # "By drowning", said by the accusative alone.
            return _means(scene, index, sentence)
    if scene.doc.forms[index].startswith(BY) and scene.doc.tokens[index].kind == WORD:
        return _means(scene, index, sentence)
    return None


def _because(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """Harm, because of something; or because of something, harm."""
    cause = read_cause(scene, found.last, sentence.last)
    if cause is None or (found.sense.features.get("motive") and not cause.motive):
        return None
    low = max(sentence.first, found.first - _BEFORE)
    speaker = scene.speaker(cause.first)
    before = scene.figures_in(low, found.first)
    after = scene.figures_in(cause.last, min(sentence.last, cause.last + _AFTER))
    own = [n for n in before if scene.speaker(scene.figures[n].cue) == speaker]
    harmed = own[-1] if own else after[0] if after and not before else None
    violent = any(index in scene.event_at for index in range(low, found.first))
    if (
        harmed is None
        and not found.sense.features.get("strong")
        and not _own_harm(scene, low, found.first, speaker)
        and not (violent and cause.kind in ("dispute", "struggle", "accident"))
    ):
        return None
    return _statement(scene, found, cause, harmed, sentence, "because of")


def _own_harm(scene: Scene, start: int, end: int, speaker: str | None) -> bool:
    """Whether the speaker tells of harm in tokens [start, end), not told by another speaker."""
    return any(scene.speaker(index) == speaker for index in scene.harm_words(start, end))


def _leads_to(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """An event that led to harm."""
    after = scene.figures_in(found.first, min(sentence.last, found.last + _AFTER))
    if not after or scene.role(found.first - 1, "not") is not None:
        return None
    for index in range(found.first - 1, max(sentence.first, found.first - _BEFORE) - 1, -1):
        if index not in scene.event_at and scene.role(index, "cause") is None:
            continue
        while index - 1 in scene.event_at and index - 1 >= sentence.first:
            index -= 1
        cause = read_cause(scene, index, sentence.last, 1)
        if cause is not None:
            return _statement(scene, found, cause, after[0], sentence, "leads to")
    return None


def _reason(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """ "The cause of their death is …", of harm or of an event."""
    end = min(sentence.last, found.last + _REASON_REACH)
    copula = scene.first_role(found.last, end, "copula")
    if copula is None:
        return None
    owned = range(found.last, copula.first)
    harm = scene.harm_in(found.last, copula.first)
    if not harm and not any("events" in scene.doc.analyses[index] for index in owned):
        return None
    cause = read_cause(scene, copula.last, sentence.last)
    if cause is None:
        return None
    low = max(sentence.first, found.first - _BEFORE)
    figures = scene.figures_in(low, found.first)
    harmed = figures[-1] if figures and harm else None
    return _statement(scene, found, cause, harmed, sentence, "the cause is")


def _frame(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """Violence as a part of a wider struggle."""
    end = min(sentence.last, found.last + _FRAME_REACH)
    dispute = scene.first_role(found.last, end, "dispute")
    if dispute is None:
        return None
    low = max(sentence.first, found.first - _BEFORE)
    if not any("events" in scene.doc.analyses[index] for index in range(low, found.first)):
        return None
    cause = read_cause(scene, dispute.first, sentence.last, 1)
    if cause is None:
        return None
    if not cause.motive:
        kind = str(dispute.sense.features["kind"])
        cause = cause._replace(kind=kind, motive=True)
    return _statement(scene, found, cause, None, sentence, "part of a struggle")


def _during(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """Harm in the course of an event, or under torture."""
    cause = read_cause(scene, found.last, sentence.last, 1)
    if cause is None or cause.motive:
        return None
    under = found.sense.features["role"] == "under"
    if under and cause.kind not in ("torture", "deprivation", "illness"):
        return None
    return _of_harm(scene, found.first, cause, sentence, "in the course of")


def _means(scene: Scene, index: int, sentence: Sentence) -> Statement | None:
    """Harm by something: the preposition is written onto the cause."""
    cause = read_cause(scene, index, sentence.last, 1)
    if cause is None or cause.motive:
        return None
    return _of_harm(scene, index, cause, sentence, "by means of")


def _of_harm(
    scene: Scene, at: int, cause: Cause, sentence: Sentence, rule: str
) -> Statement | None:
    """The statement, if harm stands right before."""
    low = max(sentence.first, at - _MEANS)
    while low < at and any(scene.stops(index) for index in range(low, at)):
        low += 1
    figures = scene.figures_in(low, at)
    if not figures and not scene.harm_in(low, at):
        return None
    harmed = figures[-1] if figures else None
    words = Found(at, cause.last, _NO_SENSE, "", False, "")
    return _statement(scene, words, cause, harmed, sentence, rule)


def _statement(
    scene: Scene,
    found: Found,
    cause: Cause,
    figure: int | None,
    sentence: Sentence,
    rule: str,
) -> Statement:
    figure = scene.total(figure) if figure is not None else None
    first, last = min(found.first, cause.first), max(found.last, cause.last)
    if figure is not None and first - _BESIDE <= scene.figures[figure].first < first:
        first = scene.figures[figure].first
    event = scene.event_of[figure] if figure is not None else None
    if event is None:
        event = scene.event_near(cause.first, cause.last, sentence)
    about = (cause.kind, *(w for w in cause.weapons if w != cause.kind))
    if cause.mutual:
        about = (*about, MUTUAL)
    return Statement(
        CAUSE,
        first,
        last,
        cause.first,
        (found.first, max(found.last, cause.last)),
        about,
        cause.parties,
        figure,
        event,
        rule,
    )
