"""Which reports share a text: wire stories, reposts, forwards.

A text is compared with those before it, so that it does not matter in how many steps a case was
filled. The first of the same words stands for all of them; of those that share bands with a text,
the few that share most are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, text, update

from riwaya.casefile.rows import chunks, write_rows
from riwaya.casefile.schema import bands, copies, reports, sketches
from riwaya.casefile.sketches import Sketch, likeness

MOST_OF_A_BAND = 12
"""Of very many texts made after one pattern, the first few are looked at and not all."""

MOST_COMPARED = 24
"""With how many texts that share bands a text is compared."""

# Band by band: an index answers with the first few, however many there are.
_FIRST_OF_ONE = f"SELECT report FROM bands WHERE band = ? ORDER BY report LIMIT {MOST_OF_A_BAND}"
_FIRST_FEW = text(
    "SELECT wanted.band, few.report FROM unnest(CAST(:bands AS bigint[])) AS wanted(band) "
    "CROSS JOIN LATERAL (SELECT report FROM bands WHERE bands.band = wanted.band "
    f"ORDER BY report LIMIT {MOST_OF_A_BAND}) AS few ORDER BY wanted.band, few.report"
)
_BANDS_AT_ONCE = 4_000

ALIKE = 0.6
"""Texts that share this part of their shingles are copies: a header, a byline or a corrected
figure apart. Stories about one incident written apart share less than a quarter."""

WITHIN = 0.85
"""So is a text of which this part stands in the other, as a wire story in a longer page."""

_SHORTEST_WITHIN = 25


SAME_WORDS = "the same words"
"""Why a text is the copy of another with the same `text_key`."""


def keep_sketches(connection: Connection, made: Mapping[int, Sketch]) -> None:
    """Store sketches by report number, in place of older ones, and note which reports are alike.

    Where a text changed, those that were or are compared with it are looked at again.
    """
    changed = _changed(connection, made)
    later = _comparing_with(connection, changed) if changed else set()
    for numbers in chunks(sorted(changed)):
        connection.execute(delete(bands).where(bands.c.report.in_(numbers)))
        connection.execute(delete(sketches).where(sketches.c.report.in_(numbers)))
        connection.execute(
            delete(copies).where(or_(copies.c.one.in_(numbers), copies.c.other.in_(numbers)))
        )
    held = _held(connection, sorted(made.keys() - changed))
    fresh = {number: s for number, s in sorted(made.items()) if number not in held}
    if not fresh:
        return
    keep_rows(connection, fresh)
    if changed:
        later |= _comparing_with(connection, changed)
    again = _sketches_of(connection, sorted(later - fresh.keys()))
    _look_again(connection, again)
    _note_copies(connection, {**fresh, **again})


def keep_rows(connection: Connection, fresh: Mapping[int, Sketch]) -> None:
    """Store sketches of reports that have none."""
    rows = [
        {"report": n, "shingles": s.shingles, "text_key": s.text_key, "signature": s.signature}
        for n, s in sorted(fresh.items())
    ]
    write_rows(connection, sketches, rows)
    banded = [
        {"band": band, "report": n}
        for n, s in sorted(fresh.items())
        for band in sorted(set(s.bands))
    ]
    write_rows(connection, bands, banded)


def _note_copies(connection: Connection, made: Mapping[int, Sketch]) -> None:
    """Note of what each of these texts is a copy, among those before it."""
    few = _first_few(connection, {band for sketch in made.values() for band in sketch.bands})
    compared = {
        number: most_sharing(other for b in sketch.bands for other in few[b] if other < number)
        for number, sketch in made.items()
    }
    others = _plain_sketches(connection, {other for some in compared.values() for other in some})
    first = _first_of_words(connection, {sketch.text_key for sketch in made.values()})
    rows = []
    for number, sketch in sorted(made.items()):
        found = []
        if first[sketch.text_key] < number:
            # One is enough: whatever is like the one is like the other.
            found.append((first[sketch.text_key], 1.0, SAME_WORDS))
        for other in compared[number]:
            shingles, text_key, signature = others[other]
            reason = reason_of(sketch, shingles, signature) if text_key != sketch.text_key else None
            if reason:
                found.append((other, *reason))
        rows += [
            {"one": other, "other": number, "likeness": share, "reason": reason}
            for other, share, reason in sorted(found)
        ]
    write_rows(connection, copies, rows)


def _first_few(connection: Connection, wanted: Collection[int]) -> dict[int, list[int]]:
    """The first few texts that have each of these bands."""
    found: dict[int, list[int]] = {band: [] for band in wanted}
    if connection.dialect.name == "postgresql":
        for chunk in chunks(sorted(wanted), _BANDS_AT_ONCE):
            for band, report in connection.execute(_FIRST_FEW, {"bands": list(chunk)}):
                found[band].append(report)
        return found
    # So many small questions that what SQLAlchemy takes for each would be most of it.
    driver: Any = connection.connection.driver_connection
    for band in sorted(wanted):
        found[band] = [row[0] for row in driver.execute(_FIRST_OF_ONE, (band,))]
    return found


def _first_of_words(connection: Connection, wanted: Collection[str]) -> dict[str, int]:
    """The first text of the same words, by its key."""
    first = func.min(sketches.c.report).label("first")
    found: dict[str, int] = {}
    for chunk in chunks(sorted(wanted)):
        query = select(sketches.c.text_key, first).where(sketches.c.text_key.in_(chunk))
        for row in connection.execute(query.group_by(sketches.c.text_key)):
            found[row.text_key] = row.first
    return found


def _plain_sketches(
    connection: Connection, wanted: Collection[int]
) -> dict[int, tuple[int, str, bytes]]:
    """Shingles, key and signature of texts."""
    found: dict[int, tuple[int, str, bytes]] = {}
    for chunk in chunks(sorted(wanted)):
        for row in connection.execute(select(sketches).where(sketches.c.report.in_(chunk))):
            found[row.report] = row.shingles, row.text_key, row.signature
    return found


def _held(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The keys of the texts of these reports that have a sketch."""
    found: dict[int, str] = {}
    for chunk in chunks(numbers):
        query = select(sketches.c.report, sketches.c.text_key).where(sketches.c.report.in_(chunk))
        found.update({row.report: row.text_key for row in connection.execute(query)})
    return found


def _changed(connection: Connection, made: Mapping[int, Sketch]) -> set[int]:
    """The reports whose text has another sketch by now."""
    held = _held(connection, sorted(made))
    return {number for number, key in held.items() if key != made[number].text_key}


def _comparing_with(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The later reports that are compared with one of these, by its words or a band."""
    beside, same = bands.alias("beside"), sketches.alias("same")
    found: set[int] = set()
    for number in sorted(numbers):
        query = select(same.c.report).join(sketches, sketches.c.text_key == same.c.text_key)
        query = query.where(sketches.c.report == number, same.c.report > number)
        found.update(connection.execute(query).scalars())
        for band in connection.execute(select(bands.c.band).where(bands.c.report == number)):
            before = select(func.count()).select_from(beside)
            before = before.where(beside.c.band == band.band, beside.c.report < number)
            # Behind the first few nobody looks at it.
            if (connection.execute(before).scalar() or 0) < MOST_OF_A_BAND:
                after = select(beside.c.report)
                after = after.where(beside.c.band == band.band, beside.c.report > number)
                found.update(connection.execute(after).scalars())
    return found


def _sketches_of(connection: Connection, numbers: Sequence[int]) -> dict[int, Sketch]:
    banded: dict[int, list[int]] = {}
    found: dict[int, Sketch] = {}
    for chunk in chunks(numbers):
        for row in connection.execute(select(bands).where(bands.c.report.in_(chunk))):
            banded.setdefault(row.report, []).append(row.band)
        for row in connection.execute(select(sketches).where(sketches.c.report.in_(chunk))):
            own = tuple(sorted(banded.get(row.report, ())))
            found[row.report] = Sketch(row.shingles, row.text_key, row.signature, own)
    return found


def _look_again(connection: Connection, again: Collection[int]) -> None:
    """Drop what was noted of these texts and those before them, and have them linked anew."""
    for chunk in chunks(sorted(again)):
        connection.execute(delete(copies).where(copies.c.other.in_(chunk)))
        connection.execute(update(reports).where(reports.c.number.in_(chunk)).values(linked=None))


def most_sharing(found: Iterable[int]) -> list[int]:
    """Of reports, each as often as it shares a band with a text, those to compare it with."""
    ranked = sorted(Counter(found).items(), key=lambda item: (-item[1], item[0]))
    return [report for report, _ in ranked[:MOST_COMPARED]]


def reason_of(made: Sketch, shingles: int, signature: bytes) -> tuple[float, str] | None:
    """Likeness and reason when a text and another, given by its sketch, are copies; else None."""
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
    return grouped((row.one, row.other, row.reason) for row in connection.execute(query))


def groups_of(connection: Connection, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
    """What `groups` says of these reports and of those in their groups, without all the others."""
    known: set[int] = set()
    waiting = set(numbers)
    pairs: dict[tuple[int, int], str] = {}
    while waiting:
        known |= waiting
        for chunk in chunks(sorted(waiting)):
            # Two questions: each follows its own index.
            for column in (copies.c.one, copies.c.other):
                for row in connection.execute(select(copies).where(column.in_(chunk))):
                    pairs[row.one, row.other] = row.reason
        waiting = {number for pair in pairs for number in pair} - known
    return grouped((one, other, reason) for (one, other), reason in sorted(pairs.items()))


def grouped(pairs: Iterable[tuple[int, int, str]]) -> dict[int, tuple[int, str]]:
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
