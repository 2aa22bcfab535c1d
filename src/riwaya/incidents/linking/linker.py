"""Mentions linked into clusters: all of a case at once, or only what new reports can change.

Two mentions that share a block and score `link_at` or more are neighbours. Mentions joined by
neighbours form a component, and clusters are made within a component from its mentions alone.
Therefore the order of adding does not matter, and a new report changes only the components it
touches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.incidents.linking.blocking import keys_of, probes_of
from riwaya.incidents.linking.clusters import cluster_id, grouped
from riwaya.incidents.linking.people_said import Judgements, judgements
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.linking.score import link_of, load_weights, score
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Cluster

LARGEST_COMPONENT = 120
_STRICTER = 0.5

Neighbours = Callable[[Sequence[str]], Iterable[Mention]]
"""The mentions stored under any of these keys; each may come more than once."""

Pairs = dict[tuple[MentionKey, MentionKey], float]


class Relinked(NamedTuple):
    """`clusters`: those of the components that were touched, in place of all clusters that held
    any of `mentions` before.
    """

    clusters: tuple[Cluster, ...]
    mentions: frozenset[MentionKey]


def link(mentions: Iterable[Mention], decisions: tuple[Decision, ...] = ()) -> tuple[Cluster, ...]:
    """All mentions of a case as clusters, in the order of their first members."""
    index = BlockIndex(mentions)
    said = judgements(decisions)
    done: set[MentionKey] = set()
    clusters: list[Cluster] = []
    for mention in index.mentions():
        if mention.key not in done:
            component, pairs = _component([mention], index.near, index.get, said)
            done.update(component)
            clusters.extend(_clusters(component, pairs, said))
    return tuple(sorted(clusters, key=lambda cluster: cluster.members[0]))


def link_new(
    new: Iterable[Mention],
    near: Neighbours,
    get: Callable[[MentionKey], Mention | None],
    decisions: tuple[Decision, ...] = (),
    gone: Iterable[Mention] = (),
) -> Relinked:
    """The clusters that change because `new` mentions came in and `gone` ones went.

    `near` and `get` answer for the case as it is now, with `new` and without `gone`. The result is
    what `link` gives for the whole case, restricted to the components touched.
    """
    said = judgements(decisions)
    gone = list(gone)
    seeds = {mention.key: mention for mention in new}
    for mention in gone:
        for other in near(probes_of(mention)):
            seeds[other.key] = other
        for key in said.together.get(mention.key, ()):
            found = get(key)
            if found is not None:
                seeds[key] = found
    done: set[MentionKey] = set()
    clusters: list[Cluster] = []
    for key in sorted(seeds):
        if key not in done:
            component, pairs = _component([seeds[key]], near, get, said)
            done.update(component)
            clusters.extend(_clusters(component, pairs, said))
    clusters.sort(key=lambda cluster: cluster.members[0])
    return Relinked(tuple(clusters), frozenset(done) | {mention.key for mention in gone})


class BlockIndex:
    """Mentions in memory by their blocking keys."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = {m.key: m for m in sorted(mentions, key=lambda m: m.key)}
        self._blocks: dict[str, list[Mention]] = {}
        for mention in self._mentions.values():
            for key in keys_of(mention):
                self._blocks.setdefault(key, []).append(mention)

    def mentions(self) -> Iterator[Mention]:
        """All mentions in the order of their keys."""
        return iter(self._mentions.values())

    def get(self, key: MentionKey) -> Mention | None:
        """The mention of that key, None when there is none."""
        return self._mentions.get(key)

    def near(self, probes: Sequence[str]) -> Iterator[Mention]:
        """The mentions stored under any of these keys."""
        for probe in probes:
            yield from self._blocks.get(probe, ())


def _component(
    seeds: Sequence[Mention],
    near: Neighbours,
    get: Callable[[MentionKey], Mention | None],
    said: Judgements,
) -> tuple[dict[MentionKey, Mention], Pairs]:
    """All mentions reached from `seeds` over neighbours, with the scores found on the way."""
    link_at = load_weights().link_at
    component = {mention.key: mention for mention in seeds}
    waiting = list(seeds)
    pairs: Pairs = {}
    while waiting:
        mention = waiting.pop()
        candidates = {other.key: other for other in near(probes_of(mention))}
        candidates.pop(mention.key, None)
        for other in candidates.values():
            pair = _pair(mention.key, other.key)
            if pair in pairs:
                continue
            pairs[pair] = score(mention, other)
            if pairs[pair] >= link_at and other.key not in component:
                component[other.key] = other
                waiting.append(other)
        for key in said.together.get(mention.key, ()):
            found = get(key)
            if found is not None and key not in component:
                component[key] = found
                waiting.append(found)
    return component, pairs


def _pair(one: MentionKey, other: MentionKey) -> tuple[MentionKey, MentionKey]:
    return (one, other) if one <= other else (other, one)


def _clusters(
    component: Mapping[MentionKey, Mention], pairs: Pairs, said: Judgements
) -> Iterator[Cluster]:
    weights = load_weights()

    def known_score(one: Mention, other: Mention) -> float:
        pair = _pair(one.key, other.key)
        if pair not in pairs:
            pairs[pair] = score(one, other)
        return pairs[pair]

    for part in _parts(component, pairs, said, weights.link_at):
        for group in grouped(part, known_score, said, weights.merge_at):
            keys = tuple(mention.key for mention in group)
            links = tuple(
                link_of(one, other)
                for at, one in enumerate(group)
                for other in group[at + 1 :]
                if pairs.get((one.key, other.key), 0.0) >= weights.link_at
            )
            yield Cluster(cluster_id(keys), keys, links)


def _parts(
    component: Mapping[MentionKey, Mention], pairs: Pairs, said: Judgements, at_least: float
) -> Iterator[list[Mention]]:
    """The component, or where it is too large to compare all with all, what is left of it when
    only ever stronger neighbours count.
    """
    if len(component) <= LARGEST_COMPONENT:
        yield [component[key] for key in sorted(component)]
        return
    at_least += _STRICTER
    strong: dict[MentionKey, list[MentionKey]] = {key: [] for key in component}
    for (one, other), value in pairs.items():
        if value >= at_least and one in strong and other in strong:
            strong[one].append(other)
            strong[other].append(one)
    any_strong = any(strong.values())
    for key in component:
        strong[key].extend(k for k in said.together.get(key, ()) if k in strong)
    left = set(component)
    for key in sorted(component):
        if key not in left:
            continue
        reached = {key}
        waiting = [key]
        while waiting:
            for other in strong[waiting.pop()]:
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        left -= reached
        part = {k: component[k] for k in reached}
        if any_strong:
            yield from _parts(part, pairs, said, at_least)
        else:
            yield [part[k] for k in sorted(part)]
