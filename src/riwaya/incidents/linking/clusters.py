"""Mentions grouped into incidents: those most alike first, and a group only as a whole.

Average linkage: two groups become one when the scores between all their members average to
`merge_at` or more. So no chain of pairs, each a little alike, draws together what is not alike.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Callable, Sequence, Set

from riwaya.incidents.linking.people_said import Judgements
from riwaya.incidents.linking.record import Mention
from riwaya.model.decision import MentionKey

Score = Callable[[Mention, Mention], float]


def cluster_id(members: Sequence[MentionKey]) -> str:
    """The id of an incident, from the first of its mentions.

    It stays the same while reports are added, unless the first mention changes.
    """
    first = min(members)
    return f"i-{hashlib.sha256(str(first).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def grouped(
    mentions: Sequence[Mention], score: Score, said: Judgements, merge_at: float
) -> list[tuple[Mention, ...]]:
    """`mentions` as groups of one incident each, in the order of their first members.

    News is grouped first; background mentions then join the group they fit best, or one another,
    and so never draw two incidents together. What a report only tells again goes where the fuller
    event goes. Groups that are no incident of their own are left out.
    """
    known = {mention.key for mention in mentions}
    again = {m.key: fuller for m in mentions if (fuller := _fuller(m, known, said))}
    news = [m for m in mentions if not m.background and m.key not in again]
    recalled = [m for m in mentions if m.background and m.key not in again]
    groups = _Groups(news, score, said).merged(merge_at)
    left: list[Mention] = []
    joining: list[tuple[int, Mention]] = []
    for mention in recalled:
        best = _best_group(mention, groups, score, said, merge_at)
        if best is None:
            left.append(mention)
        else:
            joining.append((best, mention))
    for at, mention in joining:
        groups[at].append(mention)
    groups.extend(_Groups(left, score, said).merged(merge_at))
    at_group = {member.key: at for at, group in enumerate(groups) for member in group}
    for mention in mentions:
        if mention.key in again:
            groups[at_group[again[mention.key]]].append(mention)
    groups = [group for group in groups if not _told_beside(group, said)]
    ordered = [tuple(sorted(group, key=lambda m: m.key)) for group in groups]
    return sorted(ordered, key=lambda group: group[0].key)


def _told_beside(group: Sequence[Mention], said: Judgements) -> bool:
    """Whether a group is no incident of its own: what one text tells beside the harm it is about,
    that nobody else tells of and people have said nothing of ("villages around were shelled too").
    """
    origins = {member.text_origin for member in group}
    decided = any(said.together.get(m.key) or said.apart.get(m.key) for m in group)
    return len(origins) == 1 and all(member.beside for member in group) and not decided


def _fuller(mention: Mention, known: Set[MentionKey], said: Judgements) -> MentionKey | None:
    """The mention that this one only tells again, unless people said where this one belongs."""
    if not mention.retells or said.together.get(mention.key) or said.apart.get(mention.key):
        return None
    fuller = MentionKey(mention.key.report, mention.retells)
    return fuller if fuller in known else None


def _best_group(
    mention: Mention,
    groups: Sequence[Sequence[Mention]],
    score: Score,
    said: Judgements,
    merge_at: float,
) -> int | None:
    together = said.together.get(mention.key, frozenset())
    apart = said.apart.get(mention.key, frozenset())
    best: int | None = None
    best_mean = merge_at
    for at, group in enumerate(groups):
        keys = {member.key for member in group}
        if keys & together:
            return at
        if keys & apart:
            continue
        mean = sum(score(mention, member) for member in group) / len(group)
        if mean > best_mean or (best is None and mean == best_mean):
            best, best_mean = at, mean
    return best


class _Groups:
    """Groups being merged. Numbers of groups follow the order of their first mentions."""

    def __init__(self, mentions: Sequence[Mention], score: Score, said: Judgements) -> None:
        self._groups = _united(mentions, said)
        count = len(self._groups)
        self._sums = [[0.0] * count for _ in range(count)]
        for i in range(count):
            for j in range(i):
                total = sum(score(a, b) for a in self._groups[i] for b in self._groups[j])
                self._sums[i][j] = self._sums[j][i] = total
        self._alive = [True] * count
        self._version = [0] * count
        self._apart = _forbidden(self._groups, said)

    def merged(self, merge_at: float) -> list[list[Mention]]:
        """The groups when no two of them are alike enough any more."""
        heap: list[tuple[float, int, int, int, int]] = []
        for i in range(len(self._groups)):
            for j in range(i):
                self._offer(heap, j, i, merge_at)
        heapq.heapify(heap)
        while heap:
            _, i, j, version_i, version_j = heapq.heappop(heap)
            if not (self._alive[i] and self._alive[j]):
                continue
            if version_i != self._version[i] or version_j != self._version[j]:
                continue
            self._merge(i, j)
            for other, alive in enumerate(self._alive):
                if alive and other != i:
                    self._offer(heap, min(i, other), max(i, other), merge_at, push=True)
        return [g for g, alive in zip(self._groups, self._alive, strict=True) if alive]

    def _offer(
        self,
        heap: list[tuple[float, int, int, int, int]],
        i: int,
        j: int,
        merge_at: float,
        *,
        push: bool = False,
    ) -> None:
        if j in self._apart[i]:
            return
        mean = round(self._sums[i][j] / (len(self._groups[i]) * len(self._groups[j])), 6)
        if mean < merge_at:
            return
        entry = (-mean, i, j, self._version[i], self._version[j])
        if push:
            heapq.heappush(heap, entry)
        else:
            heap.append(entry)

    def _merge(self, i: int, j: int) -> None:
        self._groups[i].extend(self._groups[j])
        self._alive[j] = False
        self._version[i] += 1
        for other in range(len(self._groups)):
            if other not in (i, j):
                self._sums[i][other] += self._sums[j][other]
                self._sums[other][i] = self._sums[i][other]
        for other in self._apart[j]:
            self._apart[other].add(i)
        self._apart[i] |= self._apart[j]


def _united(mentions: Sequence[Mention], said: Judgements) -> list[list[Mention]]:
    """Each mention by itself, but those that people put together as one group."""
    groups: list[list[Mention]] = []
    at: dict[MentionKey, int] = {}
    for mention in sorted(mentions, key=lambda m: m.key):
        known = [at[key] for key in said.together.get(mention.key, ()) if key in at]
        if known:
            groups[known[0]].append(mention)
            at[mention.key] = known[0]
        else:
            at[mention.key] = len(groups)
            groups.append([mention])
    return groups


def _forbidden(groups: Sequence[Sequence[Mention]], said: Judgements) -> list[set[int]]:
    at = {mention.key: number for number, group in enumerate(groups) for mention in group}
    return [
        {at[k] for m in group for k in said.apart.get(m.key, ()) if k in at and at[k] != number}
        for number, group in enumerate(groups)
    ]
