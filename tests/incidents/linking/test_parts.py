"""Parts and crowded keys: adding one report gives what linking all gives, and looks at little."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.incidents.linking import index as index_module
from riwaya.incidents.linking import parts as parts_module
from riwaya.incidents.linking.index import BlockIndex, crowd_of
from riwaya.incidents.linking.linker import link, link_new
from riwaya.incidents.linking.parts import Graph, Parts
from riwaya.incidents.linking.people_said import judgements
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import MentionKey


@pytest.fixture
def narrow(monkeypatch) -> None:
    """Bounds so low that small cases meet them."""
    monkeypatch.setattr(parts_module, "LARGEST_PART", 4)
    monkeypatch.setattr(index_module, "MOST_TO_A_KEY", 3)


def daily(mention, count: int) -> list[Mention]:
    """A town struck every day, told of twice: one component over all days."""
    return [
        mention(f"r{day:03}{name}", day=f"2024-{1 + day // 28:02}-{1 + day % 28:02}")
        for day in range(count)
        for name in "ab"
    ]


@pytest.mark.usefixtures("narrow")
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_crowds_and_cut_components_do_not_depend_on_the_order(mention, data: st.DataObject) -> None:
    days = st.sampled_from(["2024-03-10", "2024-03-11", "2024-03-12", "2024-03-14", None])
    mentions = [
        mention(
            f"r{n}",
            day=data.draw(days),
            killed=data.draw(st.sampled_from([(), (2,), (6,)])),
            sketch=data.draw(st.sampled_from([(), (1, 2, 3), (1, 8, 9), (7, 8, 9)])),
            background=data.draw(st.booleans()),
        )
        for n in range(data.draw(st.integers(4, 14)))
    ]
    order = data.draw(st.permutations(mentions))
    leaving = data.draw(st.integers(1, 4))
    held: list[Mention] = []
    found: dict[tuple[MentionKey, ...], object] = {}

    def change(new: list[Mention], gone: list[Mention]) -> None:
        relinked = link_new(new, BlockIndex(held), (), gone)
        for members in [m for m in found if relinked.mentions & set(m)]:
            assert set(members) <= relinked.mentions
            del found[members]
        found.update({cluster.members: cluster for cluster in relinked.clusters})
        assert found == {cluster.members: cluster for cluster in link(held)}

    for one in order:
        held.append(one)
        change([one], [])
    for one in order[:leaving]:
        held.remove(one)
        change([], [one])


def test_a_town_struck_daily_is_cut_into_small_parts(mention, monkeypatch) -> None:
    monkeypatch.setattr(parts_module, "LARGEST_PART", 10)
    index = BlockIndex(daily(mention, 60))
    said = judgements(())
    whole = Parts(Graph.whole(index), said)
    looked_up = Parts(Graph(index), said)
    for one in index.mentions():
        part = whole.of(one)
        assert len(part.mentions) <= 10
        assert part.mentions.keys() == looked_up.of(one).mentions.keys()


def test_adding_to_a_town_struck_daily_looks_at_few(mention, monkeypatch) -> None:
    monkeypatch.setattr(parts_module, "LARGEST_PART", 10)

    looked: set[MentionKey] = set()

    class Watched(BlockIndex):
        def near(self, keys):
            for other in super().near(keys):
                looked.add(other.key)
                yield other

    new = mention("z", day="2024-04-01")
    link_new([new], Watched([*daily(mention, 200), new]))
    assert 0 < len(looked) < 80


def test_words_that_too_many_share_bring_nobody_together(mention, monkeypatch) -> None:
    shared = [mention(f"r{n}", place=None, day=None, sketch=(1, 2, 3)) for n in range(5)]
    assert len(link(shared)) == 1
    monkeypatch.setattr(index_module, "MOST_TO_A_KEY", 4)
    assert len(link(shared)) == 5


def test_both_sides_of_a_missing_date_have_one_crowd() -> None:
    assert crowd_of("dated sarab killed 3") == crowd_of("undated sarab killed 3")
    assert crowd_of("at 2024-03-10 sarab") == ()
