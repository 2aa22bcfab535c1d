"""Mentions linked into clusters: all of a case at once, or only what new reports can change.

Clusters are made within a part (see `parts`) from its mentions alone. Therefore the order of adding
does not matter, and a new report changes only the parts it touches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from riwaya.incidents.linking.blocking import keys_of
from riwaya.incidents.linking.clusters import cluster_id, grouped
from riwaya.incidents.linking.index import BlockIndex, Index, crowd_of, is_crowded
from riwaya.incidents.linking.parts import Graph, Parts, least_score
from riwaya.incidents.linking.people_said import Judgements, judgements
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.linking.score import link_of, load_weights, score
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Cluster, Link


class Relinked(NamedTuple):
    """`clusters`: those of the parts that were touched, in place of all clusters that held any of
    `mentions` before.
    """

    clusters: tuple[Cluster, ...]
    mentions: frozenset[MentionKey]


def link(mentions: Iterable[Mention], decisions: tuple[Decision, ...] = ()) -> tuple[Cluster, ...]:
    """All mentions of a case as clusters, in the order of their first members."""
    index = BlockIndex(mentions)
    said = judgements(decisions)
    found, _ = _clusters_of(index.mentions(), Parts(Graph.whole(index), said), said)
    return found


def link_new(
    new: Iterable[Mention],
    index: Index,
    decisions: tuple[Decision, ...] = (),
    gone: Iterable[Mention] = (),
) -> Relinked:
    """The clusters that change because `new` mentions came in and `gone` ones went.

    `new`: also those that a decision made or taken back since then names. `index` answers for the
    case as it is now, with `new` and without `gone`. The result is what `link` gives for the whole
    case, restricted to the parts touched.
    """
    said = judgements(decisions)
    new, gone = list(new), list(gone)
    new += _thronged(new, gone, index)
    changed = {mention.key for mention in (*new, *gone)}
    graph = Graph(index)
    # Whatever did not change lay in these parts before the change, or lies there after it.
    unchanged = Parts(graph, said, without=changed)
    touched = {mention.key: mention for mention in new}
    for mention in (*new, *gone):
        for other in _reaching(mention, graph, unchanged, said, changed):
            touched.update(unchanged.of(other).mentions)
    wanted = (touched[key] for key in sorted(touched))
    clusters, done = _clusters_of(wanted, Parts(graph, said), said)
    return Relinked(clusters, done | changed)


def _thronged(new: Iterable[Mention], gone: Iterable[Mention], index: Index) -> list[Mention]:
    """The mentions of keys that came to be of too many, or ceased to: their neighbours changed."""
    added = _crowds(new)
    removed = _crowds(gone)
    crowds = sorted({*added, *removed})
    sizes = index.sizes({key for crowd in crowds for key in crowd})
    found: dict[MentionKey, Mention] = {}
    for crowd in crowds:
        now = sum(sizes.get(key, 0) for key in crowd)
        before = now - added[crowd] + removed[crowd]
        if is_crowded(now) != is_crowded(before):
            found.update({mention.key: mention for mention in index.under(crowd)})
    return [found[key] for key in sorted(found)]


def _crowds(mentions: Iterable[Mention]) -> Counter[tuple[str, ...]]:
    """How many keys of `mentions` are of a crowd, by crowd; those that grow only."""
    return Counter(crowd for m in mentions for key in keys_of(m) if (crowd := crowd_of(key)))


def _reaching(
    mention: Mention,
    graph: Graph,
    unchanged: Parts,
    said: Judgements,
    changed: set[MentionKey],
) -> Iterator[Mention]:
    """The unchanged mentions whose parts a changed one belongs to, or did."""
    for value, other in graph.around(mention):
        if other.key not in changed and value >= least_score(unchanged.of(other).level):
            yield other
    for key in sorted(said.together.get(mention.key, frozenset()) - changed):
        found = graph.get(key)
        if found is not None:
            yield found


def _clusters_of(
    mentions: Iterable[Mention], parts: Parts, said: Judgements
) -> tuple[tuple[Cluster, ...], frozenset[MentionKey]]:
    """The clusters of all parts in which `mentions` lie, and all mentions of these parts."""
    done: set[MentionKey] = set()
    clusters: list[Cluster] = []
    for mention in mentions:
        if mention.key not in done:
            part = parts.of(mention).mentions
            done.update(part)
            clusters.extend(clusters_in(part, said))
    clusters.sort(key=lambda cluster: cluster.members[0])
    return tuple(clusters), frozenset(done)


def clusters_in(part: Mapping[MentionKey, Mention], said: Judgements) -> Iterator[Cluster]:
    """The clusters of one part, which depend on its mentions alone."""
    weights = load_weights()
    scores: dict[tuple[MentionKey, MentionKey], float] = {}

    def known_score(one: Mention, other: Mention) -> float:
        pair = (one.key, other.key) if one.key <= other.key else (other.key, one.key)
        if pair not in scores:
            scores[pair] = score(one, other)
        return scores[pair]

    for group in grouped([part[key] for key in sorted(part)], known_score, said, weights.merge_at):
        keys = tuple(mention.key for mention in group)
        links: list[Link] = []
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if known_score(one, other) >= weights.link_at:
                    links.append(link_of(one, other))
        yield Cluster(cluster_id(keys), keys, tuple(links))
