"""Casualty figures of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.clitics import AND
from riwaya.arabic.dates import TimeExpression
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import PRONOUN, Group
from riwaya.reading.casualties.groups import groups_in
from riwaya.reading.casualties.introducers import (
    bracket_after,
    continues_part,
    introducer_at,
    is_added,
    is_part,
    may_be_spelled_out,
    spelled_out,
)
from riwaya.reading.casualties.persons import (
    OF_THEM,
    Persons,
)
from riwaya.reading.casualties.state import State, choose_total, open_list, told_before, total_since
from riwaya.reading.casualties.totals import add_parts, add_total
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import Figure

# A list item may begin with a dash, or a number and a dash.
_LIST_MARK, _LIST_HEAD = 3, 8
# A total told this few tokens before a line that ends in a colon is what the list divides.
RECENT = 40


def find_figures(context: Context, cumulative: frozenset[int]) -> list[Figure]:
    """All figures of the document in the order of their words; repeats are kept.

    `cumulative`: numbers of the sentences that speak of a period or of many incidents.
    """
    state = State()
    for number, sentence in enumerate(context.doc.sentences):
        scope = "cumulative" if number in cumulative else "event"
        _read_sentence(context, sentence, scope, state)
    return state.figures


def _read_sentence(context: Context, sentence: Sentence, scope: str, state: State) -> None:
    first, last = sentence.first, sentence.last
    before, state.sentence = state.sentence, (first, last)
    if _adds_nothing(context, sentence, state):
        _end(context, sentence, [], state)
        return
    groups, left_over = groups_in(context, first, last, before)
    introducers = [
        found for index in context.starts_in(first, last) for found in introducer_at(context, index)
    ]
    pieces: list[tuple[int, int, object]] = [(g.first, 1, g) for g in groups]
    introducing = {i for found in introducers for i in range(found.first, found.last)}
    pieces += [(p.first, 2, p) for p in left_over if p.first not in introducing]
    pieces += [(i.first, 0, i) for i in introducers]
    pieces.sort(key=lambda piece: piece[:2])
    in_part: Found | None = None
    part_end = bracket_end = 0
    continues_list = state.listing
    state.listing = False
    for position, _, piece in pieces:
        if isinstance(piece, Found):
            in_part = piece
            choose_total(context, piece, state)
        elif isinstance(piece, Group):
            if in_part is not None and is_part(context, piece, in_part, state):
                add_parts(context, piece.people, state, scope, piece)
                continue
            in_part = None
            if piece.rule == PRONOUN and told_before(piece, state):
                continue
            add_total(context, piece, scope, state)
            bracket_end = bracket_after(context, piece.last, last)
        elif isinstance(piece, Persons):
            opened = continues_list and (
                position <= first + _LIST_MARK
                or (position <= first + _LIST_HEAD and context.is_punct(position - 1, ":"))
                or (state.listing and piece.prefix == AND)
            )
            continues_list = continues_list and opened
            bracket = bracket_end > position
            if in_part is not None and not continues_part(context, piece, in_part.last, part_end):
                in_part = None
            if in_part is not None or opened or piece.form == OF_THEM:
                add_parts(context, (piece,), state, scope, None)
                part_end = piece.last
                bracket_end = bracket_end or bracket_after(context, piece.last, last)
                state.listing = state.listing or opened
            elif bracket or spelled_out(context, piece, state):
                add_parts(context, (piece,), state, scope, None)
            elif is_added(context, piece) and (total := total_since(state, first)) is not None:
                more = Group(None, (piece,), total.status, "asserted", "added to a total")
                add_total(context, more, scope, state)
    _end(context, sentence, introducers, state)


def _adds_nothing(context: Context, sentence: Sentence, state: State) -> bool:
    """Whether no figure can come of a sentence: no word of harm, no list, no parts of a total."""
    first, last = sentence.first, sentence.last
    if state.listing or context.harm_in(first, last) or context.opens_people(first, last):
        return False
    return state.total is None or not may_be_spelled_out(first, state)


def _end(context: Context, sentence: Sentence, introducers: Sequence[Found], state: State) -> None:
    """What the end of a sentence opens for the next: a colon, "among them"."""
    first, last = sentence.first, sentence.last
    ends_open = context.is_punct(last - 1, ":")
    if introducers and introducers[-1].last >= last - 1 - ends_open:
        state.listing = True
    elif ends_open:
        open_list(context, range(first, last), state)
        recent = state.total is not None and state.figures[state.total].last > first - RECENT
        state.listing = state.listing or recent


def cumulative_sentences(context: Context, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Numbers of the sentences whose figures are tolls over a period or many incidents."""
    found = {context.doc.sentence_of[t.first] for t in times if t.cumulative}
    long = {context.doc.sentence_of[t.first] for t in times if t.precision in ("month", "year")}
    for number, sentence in enumerate(context.doc.sentences):
        tokens = range(sentence.first, sentence.last)
        counted = number in long and any(context.role(i, "tally") for i in tokens)
        if counted:
            found.add(number)
    found |= {context.doc.sentence_of[i] for i in context.roles.get("cumulative", ())}
    return frozenset(found)
