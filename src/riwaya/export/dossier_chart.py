"""The toll over time in the page: a chart of the figures by day of publication, and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from riwaya.export import dossier_words as words
from riwaya.export.dossier_markup import badge, known, prose, reference
from riwaya.export.dossier_text_claims import figure
from riwaya.export.dossier_view import NOT_COUNTED, STRUCK, Entry, View, published
from riwaya.export.markup import escaped
from riwaya.model import Casualty

_COLUMNS = ("published", "claim", "figure", "state", "origin")
_DRAWN = ("killed", "injured")
_LEFT_OUT = frozenset({"copy", "cumulative"})
_MOST = 80
# Of the drawing, in its own units.
_LEFT, _TOP, _BOTTOM, _SLOT, _BETWEEN_DAYS, _HEIGHT, _LEAST_WIDTH = 48, 16, 48, 26, 30, 300, 420
_DOT, _ARROW = 5, 16


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    """A figure to draw. `x`: the middle of its slot; `high` None when open."""

    entry: Entry
    casualty: Casualty
    day: str
    x: float


def toll_over_time(view: View) -> str:
    """Chart and table of the figures in the order of publication; "" without figures."""
    entries = view.figures()
    if not entries:
        return ""
    heads = "".join(f'<th scope="col">{known("column", key)}</th>' for key in _COLUMNS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in _row(entry))}</tr>\n" for entry in entries
    )
    return (
        f'{_chart(entries)}<div class="scroll"><table><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table></div>\n"
    )


def _row(entry: Entry) -> Iterator[str]:
    yield escaped(words.moment(published(entry.account)))
    yield reference(entry)
    told = escaped(figure(entry.told.casualty))
    yield f"<s>{told}</s>" if entry.standing in STRUCK else told
    yield badge("state", entry.standing) if entry.standing else ""
    yield prose(entry.origin.name) if entry.origin else ""


def _chart(entries: Sequence[Entry]) -> str:
    drawn = drawing(entries, _ENGLISH)
    legend = f'<ul class="legend faint">{"".join(_legend())}</ul>\n'
    return f'<div class="scroll">{drawn}</div>\n{legend}' if drawn else ""


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the drawing says. `said`: what it shows, from its first to its last day. `day`: a
    moment of publication as a short day, `number` a number, `figure` a figure in few signs.
    """

    said: Callable[[str, str], str]
    day: Callable[[date], str]
    number: Callable[[int], str]
    figure: Callable[[Casualty | None], str]


def _english_day(moment: date) -> str:
    return f"{moment.day} {words.moment(moment).split(' ')[1][:3]} {moment.year}"


_ENGLISH = ChartWords(
    lambda first, last: (
        f"Figures of killed and injured by day of publication, from {first} to {last}. "
        "The table below says the same in words."
    ),
    _english_day,
    lambda number: f"{number:,}",
    figure,
)


def drawing(entries: Sequence[Entry], told: ChartWords) -> str:
    """The figures by day of publication as an SVG element; "" for fewer than two or very many.

    Figures run from left to right in every language, as time does in charts.
    """
    points = list(_points(entries, told))
    if len(points) < 2 or len(points) > _MOST:
        return ""
    width = max(_LEAST_WIDTH, points[-1].x + _SLOT)
    top = max(p.casualty.high or p.casualty.low for p in points)
    step = _step(top)
    ceiling = step * (top // step + 1)
    scale = (_HEIGHT - _TOP - _BOTTOM) / ceiling
    base = _HEIGHT - _BOTTOM
    pieces = [
        f'<line class="grid" x1="{_LEFT}" x2="{width:g}" y1="{base - at * scale:g}" '
        f'y2="{base - at * scale:g}"/><text x="{_LEFT - 8}" y="{base - at * scale + 4:g}" '
        f'text-anchor="end">{escaped(told.number(at))}</text>'
        for at in range(0, ceiling + 1, step)
    ]
    pieces += _days(points, base)
    pieces += [_drawn(point, base, scale, told) for point in points]
    said = told.said(points[0].day, points[-1].day)
    return (
        f'<svg class="chart" role="img" direction="ltr" aria-labelledby="chart-said" '
        f'viewBox="0 0 {width:g} {_HEIGHT}" width="{width:g}" height="{_HEIGHT}">'
        f'<title id="chart-said">{escaped(said)}</title>{"".join(pieces)}</svg>'
    )


def _points(entries: Sequence[Entry], told: ChartWords) -> Iterator[_Point]:
    """Figures with a day, each in its own slot, the days apart."""
    x = _LEFT + _SLOT / 2
    before: str | None = None
    for entry in entries:
        casualty = entry.told.casualty
        moment = published(entry.account)
        drawn = (
            casualty is not None
            and casualty.status in _DRAWN
            and casualty.polarity != "denied"
            and entry.standing not in _LEFT_OUT
        )
        if casualty is None or moment is None or not drawn:
            continue
        day = told.day(moment)
        if before is not None and day != before:
            x += _BETWEEN_DAYS
        before = day
        yield _Point(entry, casualty, day, x)
        x += _SLOT


def _step(top: int) -> int:
    """A round distance between grid lines that gives at most six of them."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if top <= 6 * digit * power:
                return digit * power
        power *= 10


def _days(points: Sequence[_Point], base: float) -> Iterator[str]:
    """The day under the middle of its figures."""
    columns: dict[str, list[float]] = {}
    for point in points:
        columns.setdefault(point.day, []).append(point.x)
    for number, (day, at) in enumerate(columns.items()):
        # Two lines in turn, so that neighbours do not run into one another.
        down = 22 if number % 2 == 0 else 38
        yield (
            f'<text x="{max(sum(at) / len(at), _LEFT):g}" y="{base + down}" '
            f'text-anchor="middle">{escaped(day)}</text>'
        )


def _drawn(point: _Point, base: float, scale: float, told: ChartWords) -> str:
    casualty = point.casualty
    y = base - casualty.low * scale
    below = y + 18 if casualty.low else y - 9
    kind = casualty.status + (" out" if point.entry.standing in NOT_COUNTED else "")
    number = told.number(point.entry.number)
    pieces = [f"<title>{escaped(f'{number}: {told.figure(casualty)}')}</title>"]
    if casualty.high is None:
        tip = y - _ARROW
        pieces.append(f'<line x1="{point.x:g}" x2="{point.x:g}" y1="{y:g}" y2="{tip:g}"/>')
        pieces.append(
            f'<path d="M{point.x - 4:g} {tip + 5:g} L{point.x:g} {tip - 2:g} '
            f'L{point.x + 4:g} {tip + 5:g}" fill="none" stroke-width="2"/>'
        )
    elif casualty.high != casualty.low:
        end = base - casualty.high * scale
        pieces.append(f'<line x1="{point.x:g}" x2="{point.x:g}" y1="{y:g}" y2="{end:g}"/>')
    pieces.append(_mark(casualty.status, point.x, y))
    pieces.append(f'<text class="number" x="{point.x:g}" y="{below:g}">{escaped(number)}</text>')
    return f'<g class="{escaped(kind)}">{"".join(pieces)}</g>'


def _mark(status: str, x: float, y: float) -> str:
    if status == "killed":
        return f'<circle cx="{x:g}" cy="{y:g}" r="{_DOT}" stroke-width="2"/>'
    return (
        f'<rect x="{x - _DOT:g}" y="{y - _DOT:g}" width="{2 * _DOT}" height="{2 * _DOT}" '
        'stroke-width="2"/>'
    )


def _legend() -> Iterator[str]:
    for kind, words_for in (
        ("killed", "killed"),
        ("injured", "injured"),
        ("killed out", "does not count"),
    ):
        status = kind.partition(" ")[0]
        yield (
            f'<li><svg viewBox="0 0 16 16" aria-hidden="true"><g class="{kind}">'
            f"{_mark(status, 8, 8)}</g></svg> {words_for}</li>"
        )
    yield "<li>numbers: the claims; line: from the lowest to the highest; arrow: or more</li>"
    yield "<li>one column for each day of publication, not to scale; copies are left out</li>"
