"""Zones of a web page given as lines: the report told from menus, links and forms around it."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.document import BODY, DATELINE, FURNITURE, HEADLINE, SIGNATURE, Zone
from riwaya.reading.page.furniture_words import (
    AGENCY,
    AGO,
    CAPTION,
    CLOSING,
    CREDIT,
    DESK,
    INLINE,
    LABEL,
    OUTLET,
    PROMO,
    SOURCE,
    STAMP,
    FurnitureWords,
)
from riwaya.reading.page.lines import (
    FOREIGN,
    HEAD,
    ITEM,
    PARAGRAPH,
    SENTENCE,
    SHORT,
    Line,
    lines_of,
)
from riwaya.reading.page.repeats import repeats

# A page has some hundred lines; a text with many more is a dump, of which nothing is set aside.
_MOST_LINES = 20_000
_PROSE = frozenset({PARAGRAPH, SENTENCE})
_ASIDE = frozenset({INLINE, LABEL, PROMO, AGO, FOREIGN})
_MOST_HEADLINES = 3
_REGULAR_SHARE = 0.6
_STRICT_SHARE = 0.75
_LINK_WORDS = 18
_LEAD_WORDS = 8
_TELLING_LETTERS = 3


def page_zones(
    text: str, start: int, end: int, known: FurnitureWords, *, whole: bool
) -> list[Zone]:
    """Zones of text[start:end], one per line or run of lines, in order.

    `whole`: the text is a whole page, whose head and foot are to be told apart; otherwise it is
    the text of one post, in which only repeated lines, labels and invitations are set aside.
    """
    lines: list[Line] = []
    for line in lines_of(text, start, end, known):
        lines.append(line)
        if len(lines) > _MOST_LINES:
            return [Zone(start, end, BODY)]
    kinds = [_kind_of_line(line) for line in lines]
    for index in repeats(text, lines):
        kinds[index] = FURNITURE
    if whole and lines:
        _Page(lines, kinds, known).sort_out()
    return [Zone(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True)]


def _kind_of_line(line: Line) -> str:
    if line.kind in {CREDIT, SOURCE}:
        return SIGNATURE
    return FURNITURE if line.kind in _ASIDE else BODY


class _Page:
    """The lines of one page with their zones, sorted out from the top down."""

    def __init__(self, lines: Sequence[Line], kinds: list[str], known: FurnitureWords) -> None:
        self.lines = lines
        self.kinds = kinds
        self.known = known
        self.marked = any(line.kind in {CLOSING, LABEL, INLINE} for line in lines)
        prose = [line for line in lines if line.kind in _PROSE and not line.colon]
        stops = sum(1 for line in prose if line.stop and not line.cut)
        paragraphs = sum(1 for line in prose if line.stop and line.kind == PARAGRAPH)
        share = stops / len(prose) if prose else 0.0
        self.regular = share >= _REGULAR_SHARE and paragraphs >= (1 if self.marked else 2)
        self.strict = share >= _STRICT_SHARE and stops >= 3
        self.page = self.marked or self.regular

    def sort_out(self) -> None:
        """Decide every line's zone in `kinds`."""
        first = self._first_prose()
        if first is None:
            self._without_prose()
            return
        self._above(first)
        end = self._end_of_report(first)
        for index in range(end, len(self.lines)):
            if self.kinds[index] != SIGNATURE:
                self.kinds[index] = FURNITURE
        last = max(i for i in range(first, end) if self.lines[i].kind in _PROSE)
        self._between(first, last)
        self._below(last, end)

    def _first_prose(self) -> int | None:
        """The first line of running text; below a list of links only a whole paragraph counts."""
        linked = False
        for index, line in enumerate(self.lines):
            linked = linked or line.kind == CLOSING
            if self.kinds[index] != BODY or line.kind not in _PROSE:
                continue
            if not linked or (line.kind == PARAGRAPH and not line.cut):
                return index
        return None

    def _above(self, first: int) -> None:
        """Headline, strapline, dateline and menus above the first paragraph."""
        heads = [
            index
            for index in range(first)
            if self.lines[index].kind == HEAD and self.kinds[index] == BODY
        ]
        many = _MOST_HEADLINES if self._is_busy(first) else 2 * _MOST_HEADLINES
        if self.page and len(heads) > many:
            chosen = self._own_headlines(heads, first)
            for index in heads:
                if index not in chosen:
                    self.kinds[index] = FURNITURE
            heads = chosen
        for number, index in enumerate(heads):
            line = self.lines[index]
            is_dateline = number > 0 and self._names_outlet(line) and line.size <= 6
            if is_dateline:
                self.kinds[index] = DATELINE
            elif number > 0 and self._is_caption(line):
                self.kinds[index] = FURNITURE
            else:
                self.kinds[index] = FURNITURE if line.alone else HEADLINE
        headline = next((i for i in heads if self.kinds[i] == HEADLINE), -1)
        for index in range(first):
            line = self.lines[index]
            if self.kinds[index] != BODY or line.kind not in {SHORT, STAMP, DESK, CLOSING}:
                continue
            if line.kind == CLOSING:
                self.kinds[index] = FURNITURE
            elif line.kind != SHORT or self._names_outlet(line) or 0 <= headline < index:
                self.kinds[index] = DATELINE
            elif self.page:
                self.kinds[index] = FURNITURE

    def _own_headlines(self, heads: list[int], first: int) -> list[int]:
        """Of many headlines above the text, the one that shares most words with its beginning."""
        beginning = {
            word
            for line in self.lines[first : first + 3]
            for word in line.words
            if len(word) >= _TELLING_LETTERS
        }
        return [max(heads, key=lambda i: (len(beginning.intersection(self.lines[i].words)), i))]

    def _is_busy(self, first: int) -> bool:
        return any(
            line.kind in {LABEL, CLOSING, INLINE, STAMP, AGO, FOREIGN} or line.alone
            for line in self.lines[:first]
        )

    def _end_of_report(self, first: int) -> int:
        """Index of the line that closes the report, or the number of lines."""
        index = first
        while index < len(self.lines):
            if self.lines[index].kind == CLOSING:
                resumed = self._resumes(index + 1)
                if resumed is None:
                    return index
                for aside in range(index, resumed):
                    self.kinds[aside] = FURNITURE
                index = resumed
            index += 1
        return len(self.lines)

    def _resumes(self, index: int) -> int | None:
        """Where prose goes on after a block of links: two paragraphs in a row, soon."""
        limit = min(len(self.lines) - 1, index + 12)
        for at in range(index, limit):
            one, two = self.lines[at], self.lines[at + 1]
            if one.kind == CLOSING:
                return None
            if all(x.kind == PARAGRAPH and x.stop and not x.cut for x in (one, two)):
                return at
        return None

    def _between(self, first: int, last: int) -> None:
        """Links to other stories and crossheads between paragraphs that all end in a stop."""
        after_inline = False
        broken = False
        start = self._byline_below(first, last)
        for index in range(start, last):
            line = self.lines[index]
            if line.kind == INLINE:
                after_inline = line.alone
                continue
            # One word on a line is a piece of a sentence that a link or a tag has broken up.
            broken = not line.stop and (broken or (line.kind == SHORT and line.size == 1))
            if broken:
                continue
            if self.kinds[index] == BODY and line.kind in {HEAD, SHORT, STAMP, CLOSING, DESK}:
                link = after_inline or (
                    self.strict and line.size <= _LINK_WORDS and self._after_stop(index)
                )
                if link and not self._in_list(index):
                    self.kinds[index] = FURNITURE
                    continue
            after_inline = False

    def _after_stop(self, index: int) -> bool:
        """Whether the words before the line are complete; else it goes on with their sentence."""
        for at in range(index - 1, max(-1, index - 8), -1):
            if self.kinds[at] != FURNITURE:
                return self.lines[at].stop
        return True

    def _byline_below(self, first: int, last: int) -> int:
        """Date, outlet and place between the lead and the text; where the text goes on."""
        end = first + 1
        while end < last and self.lines[end].kind in {SHORT, STAMP, DESK, FOREIGN}:
            end += 1
        if not any(line.kind == STAMP for line in self.lines[first + 1 : end]):
            return first + 1
        for index in range(first + 1, end):
            self.kinds[index] = DATELINE
        return end

    def _below(self, last: int, end: int) -> None:
        """What stands between the last paragraph and the end: names, tags, related headlines."""
        tail = [i for i in range(last + 1, end) if self.kinds[i] == BODY]
        heads = [i for i in tail if self.lines[i].kind == HEAD]
        if self._in_list(last + 1) or not self.regular:
            return
        links = len(heads) >= 2 or any(
            self.lines[i].linked or (self.marked and self.lines[i].cut) for i in heads
        )
        for index in tail:
            line = self.lines[index]
            if line.kind == SHORT or (line.kind == HEAD and line.size <= 6):
                named = self._names_outlet(line)
                self.kinds[index] = SIGNATURE if named else FURNITURE if self.page else BODY
            if line.kind in {STAMP, DESK} or (line.kind == HEAD and links):
                self.kinds[index] = FURNITURE
            if line.kind == ITEM and links and heads[0] < index:
                self.kinds[index] = FURNITURE

    def _without_prose(self) -> None:
        """A page whose text is missing has a headline at most; a short post is read whole."""
        if not self.marked:
            return
        close = next(
            (i for i, line in enumerate(self.lines) if line.kind == CLOSING), len(self.lines)
        )
        heads = [i for i in range(close) if self.lines[i].kind == HEAD and self.kinds[i] == BODY]
        items = any(line.kind == ITEM for line in self.lines[:close])
        for index, line in enumerate(self.lines):
            if index >= close or (line.kind in {SHORT, STAMP, DESK} and not items):
                self.kinds[index] = FURNITURE
        titled = len(heads) > 1 and self._alike(heads[0], heads[1])
        if heads and (titled or len(heads) <= _MOST_HEADLINES):
            self.kinds[heads[0]] = HEADLINE
            for index in heads[1:]:
                if titled or self.lines[index].size < _LEAD_WORDS:
                    self.kinds[index] = FURNITURE
        elif not items:
            for index in heads:
                self.kinds[index] = FURNITURE

    def _alike(self, one: int, two: int) -> bool:
        """Whether two lines share most of their words, as a title and its picture's caption do."""
        first, second = set(self.lines[one].words), set(self.lines[two].words)
        return 2 * len(first & second) >= max(len(first), len(second))

    def _in_list(self, index: int) -> bool:
        """Whether the line belongs to a list: an introduction in a colon, then items."""
        for at in range(index - 1, max(-1, index - 60), -1):
            line = self.lines[at]
            if line.colon:
                return True
            if line.kind in _PROSE or self.kinds[at] == FURNITURE:
                return False
        return False

    def _names_outlet(self, line: Line) -> bool:
        words = line.words
        return any(self.known.holds(role, words) for role in (OUTLET, AGENCY, DESK))

    def _is_caption(self, line: Line) -> bool:
        return line.bracket or self.known.holds(CAPTION, line.words[-3:])
