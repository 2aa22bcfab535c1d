"""Which reports share a text: wire stories, reposts, forwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from riwaya.casefile.schema import bands, copies, sketches
from riwaya.casefile.sketches import BANDS, Sketch, likeness

# Of very many texts made after one pattern, the first few are looked at and not all.
_MOST_OF_A_BAND = 12
_MOST_COMPARED = 24
# Made once: building it anew for each text would take longer than asking.
_FIRST_FEW = text(
    " UNION ALL ".join(
        f"SELECT report FROM (SELECT report FROM bands WHERE band = :band{index} AND "
        f"report <> :number ORDER BY report LIMIT {_MOST_OF_A_BAND}) AS first{index}"
        for index in range(BANDS)
    )
)

ALIKE = 0.6
"""Texts that share this part of their shingles are copies: a header, a byline or a corrected
figure apart. Stories about one incident written apart share less than a quarter."""

WITHIN = 0.85
"""So is a text of which this part stands in the other, as a wire story in a longer page."""

_SHORTEST_WITHIN = 25


def keep_sketches(connection: Connection, made: Mapping[int, Sketch]) -> None:
    """Store sketches by report number, in place of older ones, and note which reports are alike."""
    for numbers in _chunks(sorted(made)):
        connection.execute(delete(bands).where(bands.c.report.in_(numbers)))
        connection.execute(delete(sketches).where(sketches.c.report.in_(numbers)))
        connection.execute(
            delete(copies).where(or_(copies.c.one.in_(numbers), copies.c.other.in_(numbers)))
        )
    rows = [
        {"report": n, "shingles": s.shingles, "text_key": s.text_key, "signature": s.signature}
        for n, s in sorted(made.items())
    ]
    connection.execute(insert(sketches), rows)
    banded = [{"band": band, "report": n} for n, s in sorted(made.items()) for band in set(s.bands)]
    if banded:
        connection.execute(insert(bands), banded)
    pairs: dict[tuple[int, int], tuple[float, str]] = {}
    for number, made_sketch in sorted(made.items()):
        for other, share, reason in _alike(connection, number, made_sketch):
            pairs[min(number, other), max(number, other)] = share, reason
    if pairs:
        connection.execute(
            insert(copies),
            [
                {"one": one, "other": other, "likeness": share, "reason": reason}
                for (one, other), (share, reason) in sorted(pairs.items())
            ],
        )


def _alike(connection: Connection, number: int, made: Sketch) -> Iterable[tuple[int, float, str]]:
    """(report, likeness, reason) of the copies of a text among all sketches."""
    same = connection.execute(
        select(func.min(sketches.c.report)).where(
            sketches.c.text_key == made.text_key, sketches.c.report != number
        )
    ).scalar()
    if same is not None:
        # One is enough: whatever is like the one is like the other.
        yield same, 1.0, "the same words"
    if not made.bands:
        return
    candidates = _sharing(connection, number, made.bands)
    query = select(sketches).where(sketches.c.report.in_(candidates))
    for row in connection.execute(query.order_by(sketches.c.report)):
        if row.text_key == made.text_key:
            continue
        reason = _reason(made, row.shingles, row.signature)
        if reason:
            yield row.report, *reason


def _sharing(connection: Connection, number: int, wanted: Sequence[int]) -> list[int]:
    """The reports that share most bands with a text, of the first few that have each band."""
    values = {f"band{index}": band for index, band in enumerate(wanted)}
    found = connection.execute(_FIRST_FEW, {"number": number, **values}).scalars()
    shared = Counter(found)
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [report for report, _ in ranked[:_MOST_COMPARED]]


def _reason(made: Sketch, shingles: int, signature: bytes) -> tuple[float, str] | None:
    share = likeness(made.signature, signature)
    if share >= ALIKE:
        return round(share, 3), f"about {round(100 * share)} in 100 runs of four words are shared"
    shorter = min(made.shingles, shingles)
    within = share / (1 + share) * (made.shingles + shingles) / shorter
    if within >= WITHIN and shorter >= _SHORTEST_WITHIN:
        part = min(100, round(100 * within))
        return round(share, 3), f"about {part} in 100 runs of four words of one stand in the other"
    return None


def groups(connection: Connection) -> dict[int, tuple[int, str]]:
    """Per report that has copies: the number that stands for its group, and why it is in it.

    The first report of a group stands for it. Copies of copies are in one group.
    """
    query = select(copies).order_by(copies.c.one, copies.c.other)
    return _grouped((row.one, row.other, row.reason) for row in connection.execute(query))


def groups_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
    """What `groups` says of these reports and of those in their groups, without all the others."""
    known: set[int] = set()
    waiting = set(numbers)
    pairs: dict[tuple[int, int], str] = {}
    while waiting:
        known |= waiting
        for chunk in _chunks(sorted(waiting)):
            # Two questions: each follows its own index.
            for column in (copies.c.one, copies.c.other):
                for row in connection.execute(select(copies).where(column.in_(chunk))):
                    pairs[row.one, row.other] = row.reason
        waiting = {number for pair in pairs for number in pair} - known
    return _grouped((one, other, reason) for (one, other), reason in sorted(pairs.items()))


def _grouped(pairs: Iterable[tuple[int, int, str]]) -> dict[int, tuple[int, str]]:
    """The groups that pairs of copies, in their order, make."""
    parent: dict[int, int] = {}
    reasons: dict[int, str] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for first, second, reason in pairs:
        one, other = root(first), root(second)
        if one != other:
            parent[max(one, other)] = min(one, other)
        reasons.setdefault(second, reason)
        reasons.setdefault(first, reason)
    return {number: (root(number), reasons[number]) for number in sorted(parent)}


def _chunks(numbers: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
