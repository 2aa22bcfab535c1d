"""Clusters of mentions as JSON, as cases and runs keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from riwaya.model.decision import MentionKey
from riwaya.model.incident import Cluster, Feature, Link


def cluster_object(cluster: Cluster) -> dict[str, Any]:
    """A cluster as lists and dicts for JSON; `cluster_record` reads it back."""
    return {
        "id": cluster.id,
        "members": [list(key) for key in cluster.members],
        "links": [
            [
                *link.one,
                *link.other,
                link.score,
                [[f.name, f.weight, f.reason] for f in link.features],
            ]
            for link in cluster.links
        ],
    }


def cluster_record(value: Mapping[str, Any]) -> Cluster:
    """The cluster that `cluster_object` wrote."""
    return Cluster(
        id=value["id"],
        members=tuple(MentionKey(*key) for key in value["members"]),
        links=tuple(
            Link(
                MentionKey(one, first),
                MentionKey(other, second),
                score,
                tuple(Feature(*feature) for feature in features),
            )
            for one, first, other, second, score, features in value["links"]
        ),
    )
