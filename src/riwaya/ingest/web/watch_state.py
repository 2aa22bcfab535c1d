"""What is remembered of something watched, and when it is due again: pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LONGEST_WAIT = timedelta(days=1)
SHORTEST_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a target between two looks at it.

    `url`: the target as named, a URL or a folder. `etag`, `last_modified`: of the last answer
    that was read to its end; for a folder `etag` is the digest of its listing. `failures`: in a
    row. `next_due`: None for at once. `note`: what was wrong last time, in words.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    next_due: datetime | None = None
    note: str | None = None


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether it is time to look again."""
    return state.next_due is None or state.next_due <= now


def restarted(state: FeedState, now: datetime, every: timedelta) -> FeedState:
    """The state at the start of a watch: a wait longer than the rules give is cut short, so that
    a state written under a wrong clock does not silence a target."""
    if state.next_due is None or state.next_due <= now + max(LONGEST_WAIT, every):
        return state
    return replace(state, next_due=now + every)


def succeeded(
    state: FeedState,
    now: datetime,
    every: timedelta,
    etag: str | None,
    last_modified: str | None,
) -> FeedState:
    """After an answer that was read, or that said that nothing has changed."""
    return FeedState(state.url, etag, last_modified, next_due=now + every)


def failed(
    state: FeedState, now: datetime, every: timedelta, note: str, wait: timedelta | None = None
) -> FeedState:
    """After a look that gave nothing: the wait doubles with each in a row, up to a day.

    `wait`: what the server asks for at least. The marks of the last answer stay.
    """
    failures = state.failures + 1
    # The exponent is bounded: a feed may be gone for years.
    doubled = every * 2 ** min(failures, 12) if every < LONGEST_WAIT else every
    backed_off = max(every, min(doubled, LONGEST_WAIT))
    return replace(
        state,
        failures=failures,
        next_due=now + max(backed_off, min(wait or timedelta(0), LONGEST_WAIT)),
        note=note,
    )


def postponed(state: FeedState, until: datetime, note: str) -> FeedState:
    """After a look that had to be put off; not the target's fault."""
    return replace(state, next_due=until, note=note)
