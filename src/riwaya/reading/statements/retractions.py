"""Accounts taken back by those who gave them, and tolls that replace older ones."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.reading.attribution.words import SOURCE_NOUNS
from riwaya.reading.corrections import INSTEAD, mark_at
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import SourceMention
from riwaya.reading.statements.draft import OTHER, Statement
from riwaya.reading.statements.words import RETRACTS, Scene

_FARTHEST = 60
RETRACTION = "retraction"
_ACCOUNT_REACH, _SPEAKER_REACH, _UPDATE_REACH = 5, 6, 14


def retractions_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements that take an account back, in order."""
    end = sentence.first
    for index in scene.withdrawals_in(sentence):
        if index < end:
            continue
        credit = scene.attribution.at(index)
        if credit is not None and credit.stance == RETRACTS:
            end = index
            while end < sentence.last and scene.attribution.at(end) == credit:
                end += 1
            if not _number_only(scene, index) and (credit.chain or _tells(scene, index, end)):
                yield _statement(scene, index, end, sentence, None)
            continue
        withdraw = scene.role(index, "withdraw")
        if withdraw is not None:
            found = _withdrawn(scene, withdraw, sentence)
            if found is not None:
                yield found
                end = found.last


def _number_only(scene: Scene, first: int) -> bool:
    """Whether only the number at token `first` is taken back ("three and not eight")."""
    marks = (mark_at(scene.doc, at, INSTEAD) for at in range(max(0, first - 2), first))
    return any(mark is not None and mark.last == first for mark in marks)


def _tells(scene: Scene, first: int, last: int) -> bool:
    """Whether a figure or an event is told in tokens [first, last)."""
    told = any(index in scene.event_at for index in range(first, last))
    return told or bool(scene.figures_in(first, last))


def _withdrawn(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """ "X deleted its post": the speaker beside the verb, and something published."""
    end = min(sentence.last, found.last + _ACCOUNT_REACH)
    account = scene.first_role(found.last, end, "account")
    if account is None or not (account.definite or account.suffix):
        return None
    low = max(sentence.first, found.first - _SPEAKER_REACH)
    named = scene.sources_in(low, account.first)
    near = [mention for mention in named if mention.last <= account.first]
    after = [mention for mention in near if mention.first >= found.last]
    speaker = (after or near)[-1] if near else _speaker_before(scene, found, account)
    if speaker is None:
        return None
    return _statement(scene, found.first, account.last, sentence, speaker)


def _speaker_before(scene: Scene, found: Found, account: Found) -> SourceMention | None:
    """Who spoke last, when "the agency" or "its account" means them."""
    nouns = (scene.doc.find(index, SOURCE_NOUNS) for index in range(found.last, account.first))
    if not account.suffix and not any(noun is not None and noun.definite for noun in nouns):
        return None
    for index in range(found.first, max(found.first - _FARTHEST, -1), -1):
        credit = scene.attribution.at(index)
        if credit is not None and credit.chain:
            return credit.chain[-1]
    return None


def _statement(
    scene: Scene, first: int, last: int, sentence: Sentence, source: SourceMention | None
) -> Statement:
    return Statement(
        OTHER,
        first,
        last,
        first,
        (first, last),
        (RETRACTION,),
        (),
        None,
        scene.event_near(first, last, sentence),
        "takes back an account",
        RETRACTS,
        source,
    )


def updated_figures(scene: Scene, sentence: Sentence) -> Iterator[tuple[int, tuple[int, int]]]:
    """(figure, tokens that say so) for the figures of a sentence told as a new toll."""
    for index in scene.roles.places_in("update", sentence.first, sentence.last):
        found = scene.role(index, "update") if index in scene.doc.phrases else None
        if found is None:
            continue
        after = scene.figures_in(index, min(sentence.last, found.last + _UPDATE_REACH))
        for number in after[:2]:
            if scene.figures[number].part_of is None:
                yield number, (found.first, found.last)
