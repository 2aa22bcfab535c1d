"""Which event each casualty figure belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from riwaya.arabic.particles import AND, BY
from riwaya.reading.document import Document
from riwaya.reading.drafts import EventDraft, Figure, PlaceMention
from riwaya.reading.events.places import Areas
from riwaya.reading.events.reality import is_context

# What stands between a figure and an event word costs so many tokens besides itself: a comma; "and"
# with a verb of harm; "after", "while"; "and" on the event word, which then opens a clause.
_OTHER_TIME = 100
_COMMA, _HARM_CLAUSE, _APART, _NEXT_CLAUSE = 2, 8, 4, 6
# An event word that is said to be the cause ("killed ... by shelling") is so many tokens nearer.
_CAUSE_BONUS = 4
_CONTEXT_COSTS = {"temporal": _APART, "alongside": _APART, "some_time_after": _OTHER_TIME}
_RESULT_REACH, _CHAIN_GAP, _CAUSE_REACH, _PLACE_REACH = 3, 2, 3, 12
# The word of harm is itself the event word; people are taken, or taking people is the event.
_OWN_WORD, _UNLIKE = 100, 6
_TAKEN, _TAKING = frozenset({"detained", "abducted"}), frozenset({"arrest", "abduction"})
_SEPARATORS = frozenset("\u060c,\u061b;:")
_HARM, _CONTEXT = "casualties", "event_context"


def assign(
    doc: Document,
    figures: Sequence[Figure],
    events: Sequence[EventDraft],
    places: Sequence[PlaceMention] = (),
) -> list[int | None]:
    """For each figure the index of its event, None for tolls over many incidents.

    The place told right behind the figure decides when an event happened there; else a verb of
    result before the figure; else the nearest event word of its sentence, with a price for what
    stands between; without one, the event told last before the sentence. Parts go with their
    total, unless their own sentence or place names another event.
    """
    assigner = _Assigner(doc, figures, events, places)
    return [assigner.event_of(number) for number in range(len(figures))]


class _Assigner:
    def __init__(
        self,
        doc: Document,
        figures: Sequence[Figure],
        events: Sequence[EventDraft],
        places: Sequence[PlaceMention],
    ) -> None:
        self._doc = doc
        self._figures = figures
        self._events = events
        self._places = places
        self._areas = Areas(doc, places)
        self._words = sorted((at, n) for n, event in enumerate(events) for at in event.cues)
        self._positions = [at for at, _ in self._words]
        self._starts = [place.first for place in places]
        self._told = _covered((figure.first, figure.last) for figure in figures)
        self._told |= {figure.cue for figure in figures}
        self._placed = _covered((place.first, place.last) for place in places)
        self._chosen: dict[int, int | None] = {}

    def event_of(self, number: int) -> int | None:
        """The event of the figure `number`, or None."""
        if number not in self._chosen:
            self._chosen[number] = None
            self._chosen[number] = self._choose(number)
        return self._chosen[number]

    def _choose(self, number: int) -> int | None:
        figure = self._figures[number]
        if figure.scope != "event" or not self._words:
            return None
        total = figure.part_of
        if total is not None and self._figures[total].scope == "event":
            there = self.event_of(total)
            own_line = self._sentence(figure) != self._sentence(self._figures[total])
            if own_line and self._here(figure):
                return self._nearest(number)
            placed = self._by_place(figure, there)
            return there if placed is None else placed
        nearest = self._nearest(number)
        placed = self._by_place(figure, nearest)
        return nearest if placed is None else placed

    def _sentence(self, figure: Figure) -> int:
        return self._doc.sentence_of[figure.cue]

    def _here(self, figure: Figure) -> list[tuple[int, int]]:
        """Event words of the figure's sentence, with their events."""
        sentence = self._doc.sentences[self._sentence(figure)]
        low = bisect_left(self._positions, sentence.first)
        return self._words[low : bisect_left(self._positions, sentence.last)]

    def _by_place(self, figure: Figure, expected: int | None) -> int | None:
        """The event at the place told right behind the figure, unless `expected` fits it."""
        place = self._place_behind(figure)
        if place is None:
            return None
        if expected is not None:
            there = self._events[expected].place
            if there is None or self._areas.related(place, there) or self._listed(place, there):
                return None
        best: tuple[int, int] | None = None
        for number, event in enumerate(self._events):
            if event.place is None:
                continue
            if self._areas.same(place, event.place):
                score = 3
            elif self._areas.contains(event.place, place):
                score = 2
            elif self._areas.contains(place, event.place) or self._listed(place, event.place):
                score = 1
            else:
                continue
            if best is None or (score, event.first <= figure.last) > best:
                best, found = (score, int(event.first <= figure.last)), number
        return found if best is not None else None

    def _listed(self, place: int, other: int) -> bool:
        return self._areas.lists(other, place) or self._areas.lists(place, other)

    def _place_behind(self, figure: Figure) -> int | None:
        """The place that follows the figure before any other figure or event word."""
        start = max(figure.last, figure.cue + 1)
        sentence = self._doc.sentences[self._sentence(figure)]
        for index in range(start, min(start + _PLACE_REACH, sentence.last)):
            if self._doc.forms[index] in _SEPARATORS or index in self._told:
                return None
            if self._is_cue(index):
                return None
            at = bisect_left(self._starts, index)
            if at < len(self._starts) and self._starts[at] == index:
                return at
        return None

    def _is_cue(self, index: int) -> bool:
        at = bisect_left(self._positions, index)
        return at < len(self._positions) and self._positions[at] == index

    def _nearest(self, number: int) -> int:
        figure = self._figures[number]
        sentence = self._doc.sentences[self._sentence(figure)]
        low = bisect_left(self._positions, sentence.first)
        here = self._here(figure)
        if not here:
            return self._before(low, sentence.paragraph)
        if self._resulting(figure, sentence.first):
            earlier = bisect_left(self._positions, figure.first)
            if low < earlier:
                return self._words[earlier - 1][1]
        previous = self._chained(number)
        if previous is not None and self._resulting(self._figures[previous], sentence.first):
            event = self.event_of(previous)
            if event is not None:
                return event
        return min(here, key=lambda word: self._price(figure, word))[1]

    def _price(self, figure: Figure, word: tuple[int, int]) -> int:
        return self._cost(figure, word[0]) + self._unlike(figure, word)

    def _unlike(self, figure: Figure, word: tuple[int, int]) -> int:
        """What it costs that people are killed in an arrest, or arrested in an air strike."""
        if word[0] == figure.cue:
            return -_OWN_WORD
        kind = self._events[word[1]].type
        taken = figure.status in _TAKEN
        return _UNLIKE if (kind in _TAKING) != taken else 0

    def _before(self, low: int, paragraph: int) -> int:
        """The event told last before the words from `low` on, in the same paragraph if there is
        one, else what comes next."""
        if not low:
            return self._words[0][1]
        for at in range(low - 1, -1, -1):
            sentence = self._doc.sentences[self._doc.sentence_of[self._positions[at]]]
            if sentence.paragraph != paragraph:
                break
            if not self._events[self._words[at][1]].background:
                return self._words[at][1]
        return self._words[low - 1][1]

    def _chained(self, number: int) -> int | None:
        """The figure right before this one, joined to it by a conjunction at most."""
        first = min(self._figures[number].first, self._figures[number].cue)
        sentence = self._sentence(self._figures[number])
        for other in range(number - 1, -1, -1):
            before = self._figures[other]
            last = max(before.last, before.cue + 1)
            if self._sentence(before) < sentence:
                return None
            if last > first or self._sentence(before) != sentence:
                continue
            return other if first - last <= _CHAIN_GAP else None
        return None

    def _resulting(self, figure: Figure, start: int) -> bool:
        """Whether a verb of result ("which led to the death of") stands right before the figure."""
        begin = min(figure.first, figure.cue)
        for index in range(max(start, begin - _RESULT_REACH), begin):
            word = self._doc.words(index).get("events")
            if word is not None and word.key == "result":
                return True
        return False

    def _cost(self, figure: Figure, index: int) -> int:
        """How far a figure and an event word are apart, in tokens and prices."""
        doc = self._doc
        ahead = index >= figure.first
        if ahead:
            start, end = max(figure.last, figure.cue + 1), index
        else:
            start, end = index + 1, min(figure.first, figure.cue)
        cost = 0
        context = doc.starts_of(_CONTEXT)
        for position in range(start, end):
            if position in self._told or (not ahead and position in self._placed):
                continue
            form = doc.forms[position]
            cost += 1
            if form in _SEPARATORS:
                cost += _COMMA
            elif ahead and form.startswith(AND) and _HARM in doc.analyses[position]:
                cost += _HARM_CLAUSE
            elif position in context:
                cost += _CONTEXT_COSTS.get(context[position].sense.key, 0)
        if not ahead:
            return cost
        if doc.forms[index].startswith(AND):
            return cost + _NEXT_CLAUSE
        return cost - _CAUSE_BONUS if self._causes(index, start) else cost

    def _causes(self, index: int, start: int) -> bool:
        """Whether the event word at `index` is told as the cause of what stands before it."""
        word = self._doc.words(index).get("events")
        if word is not None and word.prefix.endswith(BY):
            return True
        return any(
            is_context(self._doc, position, "cause")
            for position in range(max(start, index - _CAUSE_REACH), index)
        )


def _covered(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {index for first, last in ranges for index in range(first, last)}
