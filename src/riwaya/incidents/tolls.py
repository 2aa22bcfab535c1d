"""What one account says altogether: its figures of one kind of harm, totals and parts put together.

An account is one voice in one report: the outlet, or a source that it credits. Within an account
nothing is counted twice:

- a part counts within its total, never beside it;
- several totals of one class are restatements: the largest number holds the others;
- figures of several groups without a total (a child here, a woman there) are different people and
  add up, unless a total is larger;
- a total of people of no stated class holds the civilians and the fighters told of beside it, if
  it is large enough; what is left over is of unknown class;
- a sum of killed and injured is added to neither; when the killed among them are told, the rest
  were injured;
- one person, and people told of by name, age or sex alone, are no toll where the report has a
  larger one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from riwaya.incidents.claims import ToldClaim
from riwaya.incidents.figures import Figure, added, larger
from riwaya.model import Casualty

KILLED, INJURED, EITHER = "killed", "injured", "killed_or_injured"
CIVILIAN, ARMED, UNKNOWN = "civilian", "armed", "unknown"
CLASSES = (CIVILIAN, ARMED, UNKNOWN)
CHILDREN, WOMEN = "children", "women"
_BY_WORK = frozenset({"journalists", "medics"})


@dataclass(frozen=True, slots=True)
class AccountToll:
    """The figures of one account for one kind of harm; None where it gives none.

    `unknown`: people of no stated class: the whole toll when neither civilians nor fighters are
    told of, else what is left beside them. `whole`: a toll of everybody, None when the account
    tells of one class alone.
    """

    report: str
    origin: str
    civilian: Figure | None = None
    armed: Figure | None = None
    unknown: Figure | None = None
    whole: Figure | None = None
    children: Figure | None = None
    women: Figure | None = None

    @property
    def divided(self) -> bool:
        """Whether the account tells how many of its toll were of which class."""
        return self.armed is not None or (self.civilian is not None and not self.civilian.loose)


def rivals_by_class(accounts: Sequence[AccountToll]) -> tuple[list[Figure], list[Figure]]:
    """Figures of civilians and of fighters, each by accounts of different origins that know of one
    class alone; empty where an account tells of both, for then both were harmed.
    """
    if any(account.civilian and account.armed for account in accounts):
        return [], []
    civilians = [(a.origin, a.civilian) for a in accounts if a.civilian]
    fighters = [(a.origin, a.armed) for a in accounts if a.armed]
    origins, others = {origin for origin, _ in civilians}, {origin for origin, _ in fighters}
    return (
        [figure for origin, figure in civilians if others - {origin}],
        [figure for origin, figure in fighters if origins - {origin}],
    )


@dataclass(slots=True)
class _Heap:
    """The figures of an account by class and group; parts by the claim id of their total."""

    totals: dict[str, list[Figure]] = field(default_factory=dict)
    groups: dict[tuple[str, str], list[Figure]] = field(default_factory=dict)
    parts: dict[str, list[tuple[Casualty, Figure]]] = field(default_factory=dict)


def account_tolls(
    claims: Iterable[ToldClaim], origin_of: Mapping[str, str], status: str
) -> Iterator[AccountToll]:
    """The tolls of all accounts for a status, in the order of the first claim of each.

    `claims`: the casualty claims that count, parts with them.
    """
    voices: dict[tuple[str, str], list[ToldClaim]] = {}
    for told in claims:
        if told.casualty is not None and told.casualty.polarity == "asserted":
            voices.setdefault((told.report, told.claim.source or ""), []).append(told)
    tolls = [
        toll for told in voices.values() if (toll := _toll(told, status, origin_of)) is not None
    ]
    largest: dict[str, list[int]] = {}
    for toll in tolls:
        most = max((figure.low for figure in _tellings(toll)), default=0)
        largest.setdefault(toll.report, []).append(most)
    for toll in tolls:
        most = max((figure.low for figure in _tellings(toll)), default=0)
        others = list(largest[toll.report])
        others.remove(most)
        yield _bounded(toll, max(others, default=0))


def _tellings(toll: AccountToll) -> list[Figure]:
    """The figures of a toll that count by class."""
    figures = (toll.civilian, toll.armed, toll.unknown, toll.whole)
    return [figure for figure in figures if figure is not None]


def _bounded(toll: AccountToll, largest: int) -> AccountToll:
    """People told of apart beside a larger toll by another voice of the report only show that it
    is no less.
    """

    def checked(figure: Figure | None) -> Figure | None:
        if figure is None or not (figure.partial or figure.low == 1) or figure.low >= largest:
            return figure
        return replace(figure, high=None, loose=True)

    if len(_tellings(toll)) > 2 or (toll.whole is not None and toll.unknown is None):
        # An account that divides a toll by class means the one civilian among the dead.
        return toll
    return replace(
        toll,
        civilian=checked(toll.civilian),
        armed=checked(toll.armed),
        unknown=checked(toll.unknown),
        whole=checked(toll.whole),
    )


def _toll(
    voice: Sequence[ToldClaim], status: str, origin_of: Mapping[str, str]
) -> AccountToll | None:
    claims = [told for told in voice if told.casualty and told.casualty.status == status]
    if not claims:
        return _remainder(voice, status, origin_of)
    heap = _heap(claims)
    civilian = _of_class(heap, CIVILIAN)
    armed = _of_class(heap, ARMED)
    unknown = _of_class(heap, UNKNOWN)
    unknown_parts = dict(_class_parts(heap, unknown))
    armed = larger(armed, unknown_parts.get(ARMED))
    among_civilians = dict(_class_parts(heap, civilian)).get(ARMED)
    if civilian is not None and among_civilians is not None:
        civilian, armed = civilian.less(among_civilians), larger(armed, among_civilians)
    civilian_part = unknown_parts.get(CIVILIAN)
    if armed is not None:
        civilian = larger(civilian, civilian_part)
    whole = None
    if unknown is not None:
        whole = larger(unknown, added(civilian, armed))
        unknown = _left_over(unknown, civilian, armed)
    elif civilian is not None and armed is not None:
        whole = added(civilian, armed)
    if civilian is None and civilian_part is not None:
        # Some of the dead are said to be civilians; of the others nothing is said.
        high = whole.high if whole is not None else None
        civilian = replace(civilian_part, high=high, loose=True)
    first = claims[0]
    return AccountToll(
        first.report,
        origin_of[first.key],
        civilian,
        armed,
        unknown,
        whole,
        _group(heap, CHILDREN),
        _group(heap, WOMEN),
    )


def _remainder(
    voice: Sequence[ToldClaim], status: str, origin_of: Mapping[str, str]
) -> AccountToll | None:
    """What a sum of killed and injured leaves for the one when the other is told."""
    sums = [t for t in voice if t.casualty and t.casualty.status == EITHER]
    others = [t for t in voice if t.casualty and {t.casualty.status, status} == {KILLED, INJURED}]
    whole = _largest_exact([t for t in sums if t.casualty and t.casualty.part_of is None])
    other = _largest_exact(others)
    if whole is None or other is None or whole.low <= other.low:
        return None
    left = whole.less(other)
    first = voice[0]
    return AccountToll(first.report, origin_of[first.key], unknown=left, whole=left)


def _largest_exact(claims: Sequence[ToldClaim]) -> Figure | None:
    best: Figure | None = None
    for told in claims:
        figure = Figure.of(told)
        best = larger(best, figure) if figure.exact else best
    return best


def _heap(claims: Sequence[ToldClaim]) -> _Heap:
    heap = _Heap()
    present = {told.claim.id for told in claims}
    for told in claims:
        casualty = told.casualty
        if casualty is None:
            continue
        figure = Figure.of(told)
        if casualty.part_of in present:
            heap.parts.setdefault(told.sibling(casualty.part_of or ""), []).append(
                (casualty, figure)
            )
        elif casualty.group is None:
            heap.totals.setdefault(casualty.person_class, []).append(figure)
        else:
            key = (casualty.person_class, casualty.group)
            heap.groups.setdefault(key, []).append(figure)
    return heap


def _of_class(heap: _Heap, person_class: str) -> Figure | None:
    """The figure of one class: its largest total, or the sum of its groups if that is larger."""
    total: Figure | None = None
    for figure in heap.totals.get(person_class, ()):
        total = larger(total, figure)
    groups: Figure | None = None
    for (of_class, _), figures in heap.groups.items():
        if of_class == person_class:
            group: Figure | None = None
            for figure in figures:
                group = larger(group, figure)
            groups = added(groups, group)
    return larger(total, groups)


def _class_parts(heap: _Heap, figure: Figure | None) -> Iterator[tuple[str, Figure]]:
    """(class, figure) for the parts of a total that tell a class and not an age or sex."""
    for key in figure.claims if figure is not None else ():
        sums: dict[str, Figure] = {}
        for casualty, part in heap.parts.get(key, ()):
            if casualty.group is None or casualty.group in _BY_WORK:
                total = added(sums.get(casualty.person_class), part)
                if total is not None:
                    sums[casualty.person_class] = total
        yield from sorted(sums.items())


def _left_over(unknown: Figure, civilian: Figure | None, armed: Figure | None) -> Figure | None:
    """What a total of no stated class leaves beside the classes told of; None if nothing."""
    told = added(civilian, armed)
    if told is None:
        return unknown
    if unknown.loose or unknown.low <= told.low:
        return None
    return unknown.less(told)


def _group(heap: _Heap, group: str) -> Figure | None:
    """Children or women: the largest figure of them, alone or as a part."""
    best: Figure | None = None
    for (_, of_group), figures in heap.groups.items():
        if of_group == group:
            for figure in figures:
                best = larger(best, figure)
    for parts in heap.parts.values():
        for casualty, figure in parts:
            if casualty.group == group:
                best = larger(best, figure)
    return best
