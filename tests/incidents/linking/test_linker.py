"""Mentions linked into clusters; adding and removing reports in any order gives the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.incidents.linking.clusters import cluster_id
from riwaya.incidents.linking.index import BlockIndex
from riwaya.incidents.linking.linker import link, link_new
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Cluster

NOON = datetime(2024, 4, 1, 12, tzinfo=UTC)


def groups(clusters: tuple[Cluster, ...]) -> list[list[str]]:
    return [[str(key) for key in cluster.members] for cluster in clusters]


def decision(kind: str, one: str, other: str, name: str = "d") -> Decision:
    return Decision(name, kind, (one,), (other,), "tester", NOON, "because")


def test_accounts_of_one_strike_are_one_cluster_with_its_links(mention) -> None:
    clusters = link([mention("b"), mention("a"), mention("c", place="far")])
    assert groups(clusters) == [["a:e1", "b:e1"], ["c:e1"]]
    (found,) = clusters[0].links
    assert (found.one, found.other) == (("a", "e1"), ("b", "e1"))
    assert found.features


def test_ids_stay_while_reports_are_added(mention) -> None:
    before = link([mention("a")])
    after = link([mention("a"), mention("b")])
    assert before[0].id == after[0].id == cluster_id([MentionKey("a", "e1")])


def test_two_incidents_in_one_town_on_one_day_stay_two(mention) -> None:
    raid = {"type": "arrest", "weapons": ("firearm",)}
    clusters = link(
        [
            mention("a", "e1", killed=[6]),
            mention("a", "e2", **raid),
            mention("b", "e1", killed=[6]),
            mention("b", "e2", **raid),
        ]
    )
    assert groups(clusters) == [["a:e1", "b:e1"], ["a:e2", "b:e2"]]


def test_a_chain_of_neighbouring_days_does_not_draw_far_days_together(mention) -> None:
    chain = [mention(f"r{n}", day=f"2024-03-{10 + n}") for n in range(8)]
    for cluster in link(chain):
        days = [int(key.report[1:]) for key in cluster.members]
        assert max(days) - min(days) <= 2


def test_background_joins_what_it_recalls_and_draws_nothing_together(mention) -> None:
    recalled = mention("z", day=None, background=True, killed=[6])
    clusters = link(
        [mention("a", killed=[6]), mention("b", day="2024-05-02", killed=[6]), recalled]
    )
    sizes = sorted(len(cluster.members) for cluster in clusters)
    assert sizes == [1, 2]


def test_must_and_never_are_heeded(mention) -> None:
    mentions = [mention("a"), mention("b"), mention("c", place="far")]
    never = link(mentions, (decision("never", "a:e1", "b:e1"),))
    assert groups(never) == [["a:e1"], ["b:e1"], ["c:e1"]]
    must = link(mentions, (decision("must", "b:e1", "c:e1"),))
    assert [k for g in groups(must) for k in g if k != "a:e1"] == ["b:e1", "c:e1"]
    assert any({"b:e1", "c:e1"} <= set(group) for group in groups(must))


def test_the_later_of_two_decisions_stands(mention) -> None:
    mentions = [mention("a"), mention("b")]
    first, second = decision("never", "a:e1", "b:e1", "1"), decision("must", "a:e1", "b:e1", "2")
    assert groups(link(mentions, (first, second))) == [["a:e1", "b:e1"]]
    assert groups(link(mentions, (second, first))) == [["a:e1"], ["b:e1"]]
    undone = Decision("3", "undo", ("1",), (), "tester", NOON, "wrong")
    assert groups(link(mentions, (first, undone))) == [["a:e1", "b:e1"]]


def test_never_holds_against_a_third_account_of_both(mention) -> None:
    mentions = [mention("a"), mention("b"), mention("c")]
    for group in groups(link(mentions, (decision("never", "a:e1", "b:e1"),))):
        assert not {"a:e1", "b:e1"} <= set(group)


@st.composite
def cases(draw: st.DrawFn) -> list[dict[str, object]]:
    count = draw(st.integers(2, 12))
    return [
        {
            "report": f"r{n // 2}",
            "event": f"e{n % 2}",
            "day": draw(st.sampled_from(["2024-03-10", "2024-03-11", "2024-03-13", None])),
            "place": draw(st.sampled_from(["sarab", "near_sarab", "marjan", "far", None])),
            "killed": draw(st.sampled_from([(), (1,), (6,)])),
            "background": draw(st.booleans()),
            "sketch": draw(st.sampled_from([(), (1, 2, 3), (1, 2, 9), (7, 8, 9)])),
        }
        for n in range(count)
    ]


@given(cases(), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=80, deadline=None)
def test_adding_reports_one_by_one_in_any_order_is_linking_them_all(
    mention, fields: list[dict], order, decided: bool
) -> None:
    mentions = [mention(**one) for one in fields]
    keys = [str(m.key) for m in mentions]
    decisions = ()
    if decided:
        decisions = (
            decision("must", keys[0], keys[-1], "1"),
            decision("never", keys[0], keys[len(keys) // 2], "2"),
        )
    whole = {cluster.members: cluster for cluster in link(mentions, decisions)}
    reports = sorted({m.key.report for m in mentions})
    order.shuffle(reports)
    held: list[Mention] = []
    clusters: dict[tuple[MentionKey, ...], Cluster] = {}
    for report in reports:
        new = [m for m in mentions if m.key.report == report]
        held += new
        clusters = _after(clusters, held, new, [], decisions)
    assert clusters == whole

    gone = [m for m in held if m.key.report == reports[0]]
    held = [m for m in held if m.key.report != reports[0]]
    clusters = _after(clusters, held, [], gone, decisions)
    assert clusters == {cluster.members: cluster for cluster in link(held, decisions)}


def _after(
    clusters: dict[tuple[MentionKey, ...], Cluster],
    held: list[Mention],
    new: list[Mention],
    gone: list[Mention],
    decisions: tuple[Decision, ...],
) -> dict[tuple[MentionKey, ...], Cluster]:
    index = BlockIndex(held)
    relinked = link_new(new, index, decisions, gone)
    kept = {m: c for m, c in clusters.items() if not relinked.mentions & set(m)}
    # Whoever touches one member of a cluster has to answer for all of it.
    for members in clusters.keys() - kept.keys():
        assert set(members) <= relinked.mentions
    return kept | {cluster.members: cluster for cluster in relinked.clusters}


class Watched(BlockIndex):
    """Notes which mentions are looked at."""

    def __init__(self, mentions: list[Mention]) -> None:
        super().__init__(mentions)
        self.looked: set[MentionKey] = set()

    def near(self, keys):
        for other in super().near(keys):
            self.looked.add(other.key)
            yield other


def test_adding_a_report_looks_only_at_its_neighbourhood(mention) -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 4)]
    held = [mention(f"r{n:03}", day=day) for n, day in enumerate(days)]
    new = mention("z", day=days[20])
    index = Watched([*held, new])
    link_new([new], index)
    assert len(index.looked) < 5


@pytest.mark.parametrize("count", [130, 260])
def test_a_component_too_large_is_cut_by_stronger_evidence(mention, count: int) -> None:
    crowd = [mention(f"r{n:03}", killed=[6] if n % 2 else [50]) for n in range(count)]
    clusters = link(crowd)
    assert sum(len(cluster.members) for cluster in clusters) == count
    assert clusters == link(list(reversed(crowd)))
