"""Outputs that are wanted under other names, as when an input in front of them has grown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from riwaya.engine.manifest import Manifest
from riwaya.engine.shard import Shard
from riwaya.engine.storage import Store


def move(store: Store, manifest: Manifest, stage: str, moved: Mapping[int, Shard]) -> None:
    """Give outputs of shards of before the names of the places where they are wanted now.

    They go by way of names that nobody has, as one may take the name of another. A run that is
    cut short in between finds them missing and makes them again.
    """
    shards = manifest.shards(stage)
    steps = [
        (source, target)
        for place, old in moved.items()
        for source, target in zip(old.files, shards[place].files, strict=True)
    ]
    for source, target in steps:
        store.move(source, _between(target))
    for _, target in steps:
        store.move(_between(target), target)
    for place, old in moved.items():
        new = shards[place]
        manifest.update(stage, place, replace(old, name=new.name, output=new.output, side=new.side))


def _between(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/.{last}.moved.tmp"
