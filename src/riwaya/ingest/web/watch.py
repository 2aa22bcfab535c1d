"""Feeds, pages and folders watched: what is due is looked at, the rest is left in peace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from riwaya.ingest.web.fetch import Clock, Fetch, utc_now
from riwaya.ingest.web.fetch import fetch as fetch_url
from riwaya.ingest.web.polite import INTERVAL
from riwaya.ingest.web.watch_look import Looker, Results
from riwaya.ingest.web.watch_state import SHORTEST_EVERY, FeedState, is_due, restarted

_LONGEST_NAP = 60.0


class StateStore(Protocol):
    """Keeps what is remembered of targets between two runs."""

    def load(self, url: str) -> FeedState | None:
        """The state of a target, None for one that is new."""
        ...

    def save(self, state: FeedState) -> None:
        """Keep `state` in place of the one before of the same URL."""
        ...


def watch(
    targets: Sequence[str],
    every: timedelta,
    state_store: StateStore,
    take: Callable[[Results], None],
    stop: threading.Event,
    clock: Clock = utc_now,
    fetch: Fetch = fetch_url,
    *,
    read_file: Callable[[str], Results],
    full: bool = False,
    interval: float = INTERVAL,
) -> None:
    """Look at `targets` (URLs and folders) again and again until `stop` is set.

    `take` is given the reports of one target at a time, as they are read; it must go through all
    of them, and what it raises ends the watch. The state of a target is saved after that, so that
    what a kill cuts short is looked at again. `read_file`: the reports in a file. `full`: of feeds
    the pages they link to. `interval`: seconds between two requests to one site.
    """
    every = max(every, SHORTEST_EVERY)
    looker = Looker(take, stop, clock, fetch, read_file, every, full, interval)
    states = {
        target: restarted(state_store.load(target) or FeedState(target), clock(), every)
        for target in targets
    }
    while states and not stop.is_set():
        for target in states:
            if stop.is_set() or not is_due(states[target], clock()):
                continue
            state = looker.look(states[target])
            if state is None:
                return
            states[target] = state
            state_store.save(state)
        stop.wait(_until_due(states.values(), clock()))


def _until_due(states: Iterable[FeedState], now: datetime) -> float:
    """Seconds until something is due, in steps: a laptop sleeps, and clocks are set."""
    due = min((state.next_due or now) for state in states)
    return min(max((due - now).total_seconds(), 0.0), _LONGEST_NAP)
