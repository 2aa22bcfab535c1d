"""JSON streamed with the path of each value: the same as ijson tells, within bounds."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import ijson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import TooLarge
from riwaya.ingest.chats.repair import SoundJson
from riwaya.ingest.json_values import MAX_DEPTH, built, walked
from riwaya.ingest.opened import Replay

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=3), inner)
    ),
    max_leaves=8,
)


def _stream(data: bytes) -> SoundJson:
    return SoundJson(Replay(data, io.BytesIO()))


@given(VALUES)
def test_paths_are_those_of_ijson(value: Any) -> None:
    data = json.dumps(value).encode()
    assert list(walked(_stream(data))) == list(ijson.parse(io.BytesIO(data), use_float=True))


@given(VALUES)
def test_a_value_is_built_again_from_its_events(value: Any) -> None:
    events = walked(_stream(json.dumps(value).encode()))
    _, event, first = next(events)
    assert built(events, event, first) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": ' + b"[" * 20_000,
        b'{"text": ' * 20_000,
        b'{"' + b"n" * 100_000 + b'": [' + b'{"a": 1}, ' * 5_000,
    ],
)
def test_brackets_and_long_names_cost_no_more_than_they_weigh(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(TooLarge):
        list(walked(_stream(data)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100 * len(data)


def test_what_is_nested_as_deep_as_a_record_may_be_is_read() -> None:
    data = b"[" * MAX_DEPTH + b"]" * MAX_DEPTH
    assert len(list(walked(_stream(data)))) == 2 * MAX_DEPTH
