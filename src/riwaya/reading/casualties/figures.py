"""Groups of harmed people turned into figures: totals, their parts, sums of unlike people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.arabic.clitics import AND
from riwaya.arabic.dates import TimeExpression
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.group import PRONOUN, TOLL, Group
from riwaya.reading.casualties.groups import groups_in
from riwaya.reading.casualties.persons import (
    NUMBER_ALONE,
    OF_THEM,
    PLURAL,
    SINGLE,
    SOME,
    THINGS,
    Persons,
)
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import Figure

_TO_BRACKET, _TO_APPOSITION = 2, 4
# A list item may begin with a dash, or a number and a dash.
_LIST_MARK, _LIST_HEAD = 3, 8
# A total told this few tokens before a line that ends in a colon is what the list divides.
_RECENT = 40
_ADDED_WINDOW = 3
# Numbers of displaced people of this size add up many flights, whatever the sentence says.
_DISPLACED_STOCK = 10_000
_INTRODUCERS = ("part", "majority", "identity")


@dataclass(slots=True)
class _State:
    """What is carried from sentence to sentence while the figures are collected."""

    figures: list[Figure] = field(default_factory=list)
    last_class: str = "unknown"
    marked: str = "unknown"
    total: int | None = None
    listing: bool = False
    people: list[Persons] = field(default_factory=list)


def find_figures(context: Context, cumulative: frozenset[int]) -> list[Figure]:
    """All figures of the document in the order of their words; repeats are kept.

    `cumulative`: numbers of the sentences that speak of a period or of many incidents.
    """
    state = _State()
    for number, sentence in enumerate(context.doc.sentences):
        scope = "cumulative" if number in cumulative else "event"
        _read_sentence(context, sentence, scope, state)
    return state.figures


def _read_sentence(context: Context, sentence: Sentence, scope: str, state: _State) -> None:
    first, last = sentence.first, sentence.last
    groups, left_over, state.people = groups_in(context, first, last, state.people)
    introducers = [found for index in range(first, last) for found in _introducer(context, index)]
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
            _choose_total(context, piece, state)
        elif isinstance(piece, Group):
            if in_part is not None and _is_part(context, piece, in_part, state):
                _add_parts(context, piece.people, state, scope, piece)
                continue
            in_part = None
            if piece.rule == PRONOUN and _told_before(piece, state):
                continue
            _add_total(context, piece, scope, state)
            bracket_end = _bracket_after(context, piece.last, last)
        elif isinstance(piece, Persons):
            opened = continues_list and (
                position <= first + _LIST_MARK
                or (position <= first + _LIST_HEAD and context.is_punct(position - 1, ":"))
                or (state.listing and piece.prefix == AND)
            )
            continues_list = continues_list and opened
            bracket = bracket_end > position
            if in_part is not None and not _continues_part(context, piece, in_part.last, part_end):
                in_part = None
            if in_part is not None or opened or piece.form == OF_THEM:
                _add_parts(context, (piece,), state, scope, None)
                part_end = piece.last
                bracket_end = bracket_end or _bracket_after(context, piece.last, last)
                state.listing = state.listing or opened
            elif bracket or _spelled_out(context, piece, state):
                _add_parts(context, (piece,), state, scope, None)
            elif _added(context, piece) and (total := _total_since(state, first)) is not None:
                more = Group(None, (piece,), total.status, "asserted", "added to a total")
                _add_total(context, more, scope, state)
    ends_open = context.is_punct(last - 1, ":")
    if introducers and introducers[-1].last >= last - 1 - ends_open:
        state.listing = True
    elif ends_open:
        _open_list(context, range(first, last), state)
        recent = state.total is not None and state.figures[state.total].last > first - _RECENT
        state.listing = state.listing or recent


def _added(context: Context, persons: Persons) -> bool:
    """ "... as well as four civilians": more people of the status told just before."""
    if persons.form in (THINGS, NUMBER_ALONE, OF_THEM) or persons.weak:
        return False
    if persons.definite and persons.form in (PLURAL, SINGLE):
        return False
    start = max(persons.first - _ADDED_WINDOW, 0)
    return any(
        (found := context.role(index, "added")) is not None and found.last >= persons.first
        for index in range(start, persons.first + 1)
    )


def _total_since(state: _State, first: int) -> Figure | None:
    """The last total, if it was told in the sentence that begins at token `first`."""
    total = state.figures[state.total] if state.total is not None else None
    return total if total is not None and total.first >= first else None


def _told_before(group: Group, state: _State) -> bool:
    """A pronoun means one of those told to be harmed so already, if there is such a one."""
    few = max(p.low for p in group.people)
    return any(
        f.status == group.status and f.part_of is None and f.low == few == f.high
        for f in state.figures
    )


def _choose_total(context: Context, introducer: Found, state: _State) -> None:
    """ "Among the dead" goes back to the last total of the dead, whatever was told since."""
    for index in range(introducer.first, introducer.last):
        found = context.casualty(index)
        if found is not None and found.sense.features["frame"] == "count":
            _to_total(state, str(found.sense.features["status"]))
            return


def _to_total(state: _State, status: str) -> None:
    for number in range(len(state.figures) - 1, -1, -1):
        figure = state.figures[number]
        if figure.part_of is None and figure.status in (status, "killed_or_injured"):
            state.total = number
            return


def _open_list(context: Context, sentence: range, state: _State) -> None:
    """A sentence that ends in a colon and names the dead or wounded lists them below."""
    for index in reversed(sentence):
        found = context.casualty(index)
        if found is None:
            continue
        state.listing = True
        _to_total(state, str(found.sense.features["status"]))
        return


def _spelled_out(context: Context, persons: Persons, state: _State) -> bool:
    """Whether people stand in apposition to a total ("five, two of them fighters and ...").

    Told by the comma or colon before them, and by numbers that do not exceed the total.
    """
    if state.total is None or persons.form in (PLURAL, THINGS, SOME) or persons.low < 1:
        return False
    total = state.figures[state.total]
    parts = [f for f in state.figures[state.total :] if f.part_of == state.total]
    end = parts[-1].last if parts else total.last
    if total.high is None or total.low < 2 or persons.first - end > _TO_APPOSITION:
        return False
    if sum(f.low for f in parts) + persons.low > total.low or persons.definite:
        return False
    if persons.form == NUMBER_ALONE and not parts:
        return False
    before = persons.first - 1
    joined = persons.prefix == AND or context.doc.forms[before] == AND
    return joined if parts else context.is_punct(before, ",،:")


def _introducer(context: Context, index: int) -> Iterable[Found]:
    for role in _INTRODUCERS:
        found = context.role(index, role)
        if found is None:
            continue
        if found.sense.features.get("counts") and not _after_people(context, index):
            continue
        yield found
        return


def _after_people(context: Context, index: int) -> bool:
    """Whether "of them" stands where it can mean people: behind a comma, a number or a noun."""
    before = index - 1
    if before < 0 or not context.is_word(before):
        return True
    numbers = (context.quantities.get(at) for at in range(max(index - 3, 0), index))
    counted = any(q is not None and q.last == index for q in numbers)
    return counted or context.person(before) is not None or context.casualty(before) is not None


def _is_part(context: Context, group: Group, introducer: Found, state: _State) -> bool:
    """Whether harmed people after "among them" are a part of the total before it."""
    if state.total is None or not group.people:
        return False
    total = state.figures[state.total]
    if group.people[0].prefix not in ("", AND):
        # "in addition to dead fighters" adds to the total.
        return False
    if group.cue is not None and introducer.last <= group.cue.first < group.first:
        return False
    return group.status == total.status or total.status == "killed_or_injured"


def _continues_part(context: Context, persons: Persons, opened: int, part_end: int) -> bool:
    """Whether people still belong to "among them": at once, or joined to the parts before."""
    start = max(opened, part_end)
    gap = persons.first - start
    if persons.prefix not in ("", AND):
        return False
    joined = persons.prefix == AND or context.doc.forms[persons.first - 1] == AND
    if part_end <= opened and not (joined and gap <= 8):
        return gap <= 3 and not (persons.form == SINGLE and persons.definite and not persons.names)
    if persons.form == PLURAL and persons.definite:
        return joined and gap <= 1
    return joined and gap <= 10


def _bracket_after(context: Context, at: int, last: int) -> int:
    """The end of a bracket right after a total ("11 civilians (two children …)"), or 0."""
    while at < last and at in context.times:
        at += 1
    for index in range(at, min(at + _TO_BRACKET, last)):
        if context.is_punct(index, "("):
            for closing in range(index + 1, last):
                if context.is_punct(closing, ")"):
                    return closing
            return last
        if not context.is_punct(index, "،,"):
            return 0
    return 0


def _resolve_class(persons: Persons, inherited: str, marked: str) -> str:
    """The class of people: their own, that of the total before a bare number, or of the noun
    before "others"."""
    if persons.person_class != "unknown" and persons.person_class != "inherit":
        return persons.person_class
    bare = persons.form in (NUMBER_ALONE, OF_THEM)
    if persons.others or persons.person_class == "inherit":
        return marked
    if persons.form == OF_THEM:
        return marked
    if bare:
        return inherited
    return "unknown"


def _add_total(context: Context, group: Group, scope: str, state: _State) -> None:
    classes = []
    inherited, marked = state.last_class, state.marked
    if group.rule == TOLL:
        inherited = "unknown"
    for persons in group.people:
        inherited = marked = _resolve_class(persons, inherited, marked)
        classes.append(inherited)
    if group.polarity == "none_reported":
        person_class = classes[0] if classes else "unknown"
        state.figures.append(_figure(group, group.people, 0, 0, person_class, None, scope))
        return
    if not group.people:
        state.figures.append(_figure(group, (), 2, None, "unknown", None, scope))
        return
    classes = _civilian_men(group.people, classes)
    alike = len({(c, p.group) for c, p in zip(classes, group.people, strict=True)}) == 1
    low = sum(p.low for p in group.people)
    highs = [p.high for p in group.people]
    high = None if None in highs else sum(h for h in highs if h is not None)
    person_class = classes[0] if len(set(classes)) == 1 else "unknown"
    shared_group = group.people[0].group if alike else None
    state.last_class = state.marked = person_class
    state.total = len(state.figures)
    state.figures.append(_figure(group, group.people, low, high, person_class, shared_group, scope))
    if not alike:
        for persons, own in zip(group.people, classes, strict=True):
            if persons.group is not None or len(set(classes)) > 1:
                state.figures.append(
                    _figure(group, (persons,), persons.low, persons.high, own, persons.group,
                            scope, state.total)
                )  # fmt: skip


def _civilian_men(people: tuple[Persons, ...], classes: list[str]) -> list[str]:
    """A man named beside women and children without any word of arms is counted with them."""
    if "civilian" not in classes or "armed" in classes:
        return classes
    return [
        "civilian" if c == "unknown" and (p.group == "men" or p.names) else c
        for c, p in zip(classes, people, strict=True)
    ]


def _add_parts(
    context: Context, people: tuple[Persons, ...], state: _State, scope: str,
    group: Group | None,
) -> None:  # fmt: skip
    if state.total is None:
        return
    total = state.figures[state.total]
    for persons in people:
        faint = persons.form == SINGLE and persons.weak and not persons.names
        if persons.form == THINGS or (faint and not _introduced(context, persons)):
            continue
        if persons.collective and persons.form == PLURAL:
            # "most of them from two families" tells who they were, not how many.
            continue
        if persons.form == OF_THEM and persons.last - persons.first == 1:
            # "one of them seriously" says nothing new of how many or who.
            continue
        person_class = _resolve_class(persons, total.person_class, total.person_class)
        if person_class == "unknown":
            person_class = total.person_class
        low, high = persons.low, persons.high
        if persons.form == PLURAL and not persons.others:
            low, high = 1, None
        if total.high is not None and low > total.high:
            continue
        previous = state.figures[-1]
        same = previous.part_of == state.total and previous.person_class == person_class
        if same and previous.group == persons.group and previous.last == persons.first:
            merged_high = None if high is None or previous.high is None else previous.high + high
            state.figures[-1] = previous._replace(
                last=persons.last, low=previous.low + low, high=merged_high
            )
            continue
        source = Group(None, (persons,), group.status if group else total.status, "asserted",
                       "part of a total")  # fmt: skip
        figure = _figure(source, (persons,), low, high, person_class, persons.group,
                         total.scope if scope == "event" else scope, state.total)  # fmt: skip
        state.figures.append(figure)
    parts = [f for f in state.figures[state.total :] if f.part_of == state.total]
    if sum(f.low for f in parts) == total.low and len({f.person_class for f in parts}) == 1:
        # All of the total is of the class of its parts, and so are the "others" after it.
        state.last_class = state.marked = parts[0].person_class


def _introduced(context: Context, persons: Persons) -> bool:
    """Whether "among them" stands right before a title, which then means a person."""
    title = context.person(persons.head)
    if title is None or title.sense.category != "titles":
        return False
    return any(
        (found := context.role(index, role)) is not None and found.last == persons.first
        for index in range(max(persons.first - 4, 0), persons.first)
        for role in _INTRODUCERS
    )


def _figure(
    group: Group, people: tuple[Persons, ...], low: int, high: int | None, person_class: str,
    person_group: str | None, scope: str, part_of: int | None = None,
) -> Figure:  # fmt: skip
    spans = [(p.first, p.last) for p in people]
    if group.cue is not None and part_of is None:
        spans.append((group.cue.first, group.cue.last))
    return Figure(
        first=min(s for s, _ in spans),
        last=max(e for _, e in spans),
        cue=group.cue.first if group.cue else people[0].head,
        status=group.status,
        low=low,
        high=high,
        approx=any(p.approx for p in people),
        vague=any(p.vague for p in people) or not people,
        person_class=person_class,
        group=person_group,
        party=next((p.party for p in people if p.party), None) if person_class == "armed" else None,
        part_of=part_of,
        scope="cumulative" if group.status == "displaced" and low >= _DISPLACED_STOCK else scope,
        polarity=group.polarity,
        names=tuple((n.first, n.last) for p in people for n in p.names),
        rule=group.rule,
    )


def cumulative_sentences(context: Context, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Numbers of the sentences whose figures are tolls over a period or many incidents."""
    found = {context.doc.sentence_of[t.first] for t in times if t.cumulative}
    long = {context.doc.sentence_of[t.first] for t in times if t.precision in ("month", "year")}
    for number, sentence in enumerate(context.doc.sentences):
        tokens = range(sentence.first, sentence.last)
        counted = number in long and any(context.role(i, "tally") for i in tokens)
        if counted or any(context.role(i, "cumulative") for i in tokens):
            found.add(number)
    return frozenset(found)
