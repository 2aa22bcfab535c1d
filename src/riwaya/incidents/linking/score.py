"""The score of two mentions: the weights of all signals added up, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from riwaya.errors import DataError
from riwaya.incidents.linking.data import read
from riwaya.incidents.linking.record import Mention
from riwaya.incidents.linking.signals import signals
from riwaya.model.incident import Feature, Link

_FILE = "incidents/linking/weights.yaml"


class Weights(NamedTuple):
    """`link_at`: the score from which two mentions are linked; `merge_at`: the mean from which two
    groups become one; `weight` and `reason` by signal.
    """

    link_at: float
    merge_at: float
    weight: Mapping[str, float]
    reason: Mapping[str, str]


@cache
def load_weights() -> Weights:
    """The weights of weights.yaml; raises DataError when an entry lacks its reason."""
    content = read("weights")
    entries = content["signals"]
    for name, entry in entries.items():
        if set(entry) != {"weight", "reason", "why"}:
            raise DataError(f"{_FILE}: {name} must have weight, reason and why")
    return Weights(
        float(content["link_at"]),
        float(content["merge_at"]),
        {name: float(entry["weight"]) for name, entry in entries.items()},
        {name: entry["reason"] for name, entry in entries.items()},
    )


def score(one: Mention, other: Mention) -> float:
    """How much speaks for one incident; the order of the two does not matter."""
    weight = load_weights().weight
    first, second = _ordered(one, other)
    return round(sum(weight[signal.name] for signal in signals(first, second)), 6)


def link_of(one: Mention, other: Mention) -> Link:
    """The score of two mentions with the features it is made of, in a fixed order."""
    weights = load_weights()
    first, second = _ordered(one, other)
    features = tuple(
        Feature(
            signal.name,
            weights.weight[signal.name],
            weights.reason[signal.name].format(**signal.values),
        )
        for signal in signals(first, second)
    )
    return Link(first.key, second.key, round(sum(f.weight for f in features), 6), features)


def _ordered(one: Mention, other: Mention) -> tuple[Mention, Mention]:
    return (one, other) if one.key <= other.key else (other, one)
