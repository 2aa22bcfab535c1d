"""What holds of every toll, whatever the accounts say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.incidents.figures import Figure
from riwaya.incidents.policies import POLICIES, load_policies
from riwaya.incidents.sums import Basis, sum_up
from riwaya.incidents.tolls import AccountToll
from riwaya.model.incident import Interval, Step, Toll

NUMBERS = st.integers(min_value=1, max_value=60)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low = draw(NUMBERS)
    loose = draw(st.booleans())
    high = None if loose else draw(st.one_of(st.none(), st.just(low), st.just(low + 3)))
    key = f"r{draw(st.integers(1, 9))}:c{draw(st.integers(1, 9))}"
    return Figure(low, high, (key,), loose, draw(st.booleans()), draw(st.booleans()))


@st.composite
def tolls(draw: st.DrawFn) -> AccountToll:
    """Accounts as reading makes them: one class, both, or people of no stated class."""
    civilian, armed, unknown = None, None, None
    kind = draw(st.sampled_from(["civilian", "armed", "unknown", "both"]))
    if kind in ("civilian", "both"):
        civilian = draw(figures())
    if kind in ("armed", "both"):
        armed = draw(figures())
    if kind == "unknown":
        unknown = draw(figures())
    whole = unknown
    if civilian and armed:
        high = None if None in (civilian.high, armed.high) else civilian.high + armed.high
        whole = Figure(civilian.low + armed.low, high, civilian.claims + armed.claims)
    origin = f"o{draw(st.integers(1, 4))}"
    return AccountToll(origin, origin, civilian, armed, unknown, whole)


def intervals(toll: Toll) -> list[Interval]:
    found = (toll.civilian, toll.armed, toll.unknown, toll.all)
    return [interval for interval in found if interval is not None]


@settings(deadline=None)
@given(st.lists(tolls(), min_size=1, max_size=6), st.sampled_from(POLICIES))
def test_ends_are_in_order_and_every_figure_is_told(accounts: list[AccountToll], name: str) -> None:
    steps: list[Step] = []
    basis = Basis(load_policies()[name], frozenset(), small=False)
    toll = sum_up(accounts, "killed", basis, steps)
    assert toll.all is not None
    for interval in intervals(toll):
        ends = [n for n in (interval.low, interval.best, interval.high) if n is not None]
        assert all(one <= other for one, other in pairwise(ends))
        assert toll.all.high is None or interval.low <= toll.all.high
    assert len(steps) >= len(intervals(toll))


def test_the_most_of_all_is_no_less_than_the_least_of_a_class() -> None:
    one = Figure(1, None, ("r1:c1",))
    some = Figure(1, None, ("r2:c1",), loose=True)
    accounts = [
        AccountToll("o1", "o1", one, None, None, None),
        AccountToll("o2", "o2", None, some, None, None),
    ]
    toll = sum_up(accounts, "killed", Basis(load_policies()["ibc"], frozenset(), small=False), [])
    assert toll.armed == Interval(2, None, 2)
    assert toll.all == Interval(1, None, 2)


@settings(deadline=None)
@given(st.lists(tolls(), min_size=1, max_size=6))
def test_ucdp_s_best_figures_add_up(accounts: list[AccountToll]) -> None:
    basis = Basis(load_policies()["ucdp"], frozenset(), small=False)
    toll = sum_up(accounts, "killed", basis, [])
    classes = [i for i in (toll.civilian, toll.armed, toll.unknown) if i is not None]
    assert toll.all is not None
    assert toll.all.best == sum(i.best or 0 for i in classes)


@settings(deadline=None)
@given(st.lists(tolls(), min_size=1, max_size=6), st.sampled_from(POLICIES))
def test_the_order_of_accounts_does_not_matter(accounts: list[AccountToll], name: str) -> None:
    basis = Basis(load_policies()[name], frozenset(), small=False)
    one, other = (sum_up(a, "killed", basis, []) for a in (accounts, accounts[::-1]))
    assert one == other
