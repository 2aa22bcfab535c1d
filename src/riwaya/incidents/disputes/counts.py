"""How many: numbers that do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.incidents.disputes.ground import COUNT, Ground
from riwaya.incidents.figures import Figure, number_words
from riwaya.incidents.tolls import AccountToll, account_tolls
from riwaya.model.incident import Dispute
from riwaya.ontology import label

_HARMS = ("killed", "injured", "missing", "abducted", "detained")


def count_disputes(ground: Ground) -> Iterator[Dispute]:
    for status in _HARMS:
        tolls = tuple(account_tolls(ground.counting, ground.origins.of, status))
        fighters = any(toll.armed for toll in tolls)
        harm = label("statuses", status)
        found = [
            dispute
            for people, figures in (
                ("civilians", [(t, t.civilian) for t in tolls]),
                ("fighters", [(t, t.armed) for t in tolls]),
                ("people", [(t, _whole(t, fighters)) for t in tolls]),
            )
            if (dispute := _count(ground, f"{people} {harm}", figures)) is not None
        ]
        yield from (d for d in found if not any(_tells_more(other, d) for other in found))


def _tells_more(one: Dispute, other: Dispute) -> bool:
    """Whether one dispute has all the claims of another and more."""
    mine, theirs = ({c for side in d.sides for c in side.claims} for d in (one, other))
    again = mine == theirs and (one.subject or "") < (other.subject or "")
    return mine > theirs or again


def _whole(toll: AccountToll, fighters: bool) -> Figure | None:
    """What an account says of everybody; civilians alone are everybody where nobody fought."""
    return toll.whole or (None if fighters else toll.civilian)


def _count(
    ground: Ground, subject: str, figures: Sequence[tuple[AccountToll, Figure | None]]
) -> Dispute | None:
    """A dispute when two origins give numbers that do not overlap."""
    sides: dict[tuple[int, int | None], list[tuple[str, Figure]]] = {}
    for toll, figure in figures:
        if figure is not None and not figure.loose:
            sides.setdefault((figure.low, figure.high), []).append((toll.origin, figure))
    apart = {
        interval
        for interval, mine in sides.items()
        for other, theirs in sides.items()
        if _apart(interval, other) and {o for o, _ in mine} != {o for o, _ in theirs}
    }
    if not apart:
        return None
    # Of "26" and "at least 26" the first comes first: no order of a set may show.
    ordered = sorted(
        apart, key=lambda i: (-len({o for o, _ in sides[i]}), -i[0], i[1] is None, i[1] or 0)
    )
    return Dispute(
        COUNT,
        tuple(
            ground.side(
                number_words(*interval), [key for _, f in sides[interval] for key in f.claims]
            )
            for interval in ordered
        ),
        subject,
    )


def _apart(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is not None and one[1] < other[0]) or (
        other[1] is not None and other[1] < one[0]
    )
