"""How UCDP GED codes an event: its codebook as rules."""

from __future__ import annotations

import math
from typing import NamedTuple

from riwaya.export.formats.sides import Party, is_named_alike
from riwaya.export.formats.told import Told
from riwaya.incidents.states import COUNTING
from riwaya.model.incident import Interval

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_COLUMNS_OF_GRID = 720
_ROWS_OF_GRID = 360


class Deaths(NamedTuple):
    """Deaths as GED has them; `best` is the sum of the four parts, and low ≤ best ≤ high.

    `open`: whether an account leaves the upper end open; `sideless`: armed dead of no stated side.
    """

    side_a: int
    side_b: int
    civilians: int
    unknown: int
    best: int
    high: int
    low: int
    open: bool
    sideless: int


def priogrid(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell (half a degree, counted from 1 in the south-west, by rows)."""
    row = min(math.floor((latitude + 90) * 2), _ROWS_OF_GRID - 1)
    column = min(math.floor((longitude + 180) * 2), _COLUMNS_OF_GRID - 1)
    return row * _COLUMNS_OF_GRID + column + 1


def where_precision(told: Told) -> int:
    """1 exact … 6 the country, from the reader's precision and the kind of place."""
    place, kind = told.incident.place, told.whereabouts.kind
    if place is None or kind == "country":
        return 6
    if kind == "governorate":
        return 4
    if kind in ("district", "subdistrict"):
        return 3
    if kind == "region":
        return 5
    if place.latitude is None:
        return 4 if told.whereabouts.admin1 else 6
    return place.precision if place.precision in (1, 2) else 4


def date_precision(days: int) -> int:
    """1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def sides(told: Told) -> tuple[Party | None, Party | None]:
    """Side a and side b; a state comes first. No side b where civilians alone were hit."""
    doers, others = told.sides.doers, told.sides.others
    if told.incident.type == "armed_clash" and not others and len(doers) > 1:
        others = doers[1:]
    one = doers[0] if doers else None
    other = others[0] if others else None
    if one and other and other.is_state and not one.is_state:
        return other, one
    return one, other


def violence(one: Party | None, other: Party | None, civilians: bool) -> int | None:
    """State-based, non-state or one-sided; None where nobody is named or nothing says which."""
    if one is None:
        return None
    if other is None:
        return ONE_SIDED if civilians else None
    return STATE_BASED if one.is_state or other.is_state else NON_STATE


def deaths(told: Told, one: Party | None, other: Party | None) -> Deaths | None:
    """The dead of an incident, or None where no figure tells of any."""
    toll = told.incident.casualties.killed
    everybody = toll.all
    if everybody is None:
        return None
    civilians, armed, unknown = map(_best, (toll.civilian, toll.armed, toll.unknown))
    stated = _best(everybody)
    unknown = max(unknown, stated - civilians - armed)
    side_a, side_b = _armed_by_side(told, armed, one, other)
    sideless = armed - side_a - side_b
    best = civilians + armed + unknown
    high = best if everybody.high is None else max(everybody.high, best)
    return Deaths(
        side_a, side_b, civilians, unknown + sideless, best, high, min(everybody.low, best),
        everybody.high is None, sideless,
    )  # fmt: skip


def _best(interval: Interval | None) -> int:
    if interval is None:
        return 0
    return interval.low if interval.best is None else interval.best


def _armed_by_side(
    told: Told, armed: int, one: Party | None, other: Party | None
) -> tuple[int, int]:
    """Armed dead of either side, from the figures that name a party; each side's lowest.

    Nothing is divided where they tell of more than there were.
    """
    states = {state.claim: state.state for state in told.incident.states}
    found: dict[str, int] = {}
    parties = [party for party in (one, other) if party]
    for claim in told.telling.claims:
        figure = claim.casualty
        if figure is None or figure.status != "killed" or figure.person_class != "armed":
            continue
        if figure.party is None or states.get(claim.key) not in COUNTING:
            continue
        party = is_named_alike(figure.party, parties)
        if party is not None:
            found[party.key] = min(figure.low, found.get(party.key, figure.low))
    side_a = found.get(one.key, 0) if one else 0
    side_b = found.get(other.key, 0) if other else 0
    return (side_a, side_b) if side_a + side_b <= armed else (0, 0)
