"""One look at a target that is watched: what it has that is new, and its state after that."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from riwaya.errors import InputError, Unreachable, UnreadableFile
from riwaya.ingest.feed_entries import Entry
from riwaya.ingest.web.addresses import is_web_address
from riwaya.ingest.web.fetch import Clock, Fetch, Fetched
from riwaya.ingest.web.polite import PoliteFetch, RefusedForNow, Stopped
from riwaya.ingest.web.read import fetched_intakes
from riwaya.ingest.web.robots import Robots
from riwaya.ingest.web.watch_folder import Listing, changed, listing
from riwaya.ingest.web.watch_state import SHORTEST_EVERY, FeedState, failed, postponed, succeeded
from riwaya.model.intake import Failure, Intake

Results = Iterable[Intake | Failure]


class Looker:
    """Looks at targets, and remembers which entries and files it has handed over."""

    def __init__(
        self,
        take: Callable[[Results], None],
        stop: threading.Event,
        clock: Clock,
        fetch: Fetch,
        read_file: Callable[[str], Results],
        every: timedelta,
        full: bool,
        interval: float,
    ) -> None:
        """As `watch`."""
        self._take = take
        self._stop = stop
        self._clock = clock
        # The rules of a site are asked for without asking them whether they may be.
        robots = Robots(fetch, clock)
        self._fetch = PoliteFetch(
            fetch, clock, stop.wait, robots=robots, interval=interval, patience=0.0
        )
        self._read_file = read_file
        self._every = every
        self._full = full
        self._entries: dict[str, frozenset[bytes]] = {}
        self._listings: dict[str, Listing] = {}

    def look(self, state: FeedState) -> FeedState | None:
        """The state after a look; None when the program is to end before it was done."""
        try:
            if is_web_address(state.url):
                return self._look_at_url(state)
            return self._look_at_folder(state)
        except Stopped:
            return None
        except RefusedForNow as error:
            return postponed(state, error.until, str(error))
        except InputError as error:
            self._take([Failure(state.url, error)])
            return failed(state, self._clock(), self._every, str(error))

    def _look_at_url(self, state: FeedState) -> FeedState | None:
        answer = self._fetch(state.url, etag=state.etag, last_modified=state.last_modified)
        if answer.status == 304:
            return succeeded(state, self._clock(), self._every, state.etag, state.last_modified)
        if answer.status != 200:
            return self._refused(state, answer)
        handed: set[bytes] = set()
        before = self._entries.get(state.url, frozenset())

        def wanted(entry: Entry) -> bool:
            """Whether this very entry has not been handed over before."""
            mark = hashlib.sha256(entry.record).digest()
            handed.add(mark)
            return mark not in before

        reports = _Interruptible(
            fetched_intakes(answer, self._fetch, self._full, wanted), self._stop
        )
        self._take(reports)
        if reports.cut_short:
            return None
        self._entries[state.url] = frozenset(handed)
        if reports.error is not None:
            raise reports.error
        return succeeded(
            state,
            self._clock(),
            self._every,
            answer.header("etag"),
            answer.header("last-modified"),
        )

    def _refused(self, state: FeedState, answer: Fetched) -> FeedState:
        note = f"the server answers {answer.status}"
        wait = answer.retry_after
        self._take([Failure(state.url, Unreachable(note))])
        after = timedelta(seconds=wait) if wait is not None else None
        return failed(state, self._clock(), self._every, note, after)

    def _look_at_folder(self, state: FeedState) -> FeedState | None:
        try:
            now = listing(Path(state.url), self._clock())
        except OSError as error:
            raise UnreadableFile(f"the folder cannot be listed: {error.strerror}") from error
        before = self._listings.get(state.url)
        if now.digest != state.etag:
            reports = _Interruptible(self._files(now, before), self._stop)
            self._take(reports)
            if reports.cut_short:
                return None
        self._listings[state.url] = now
        # A file that is being written is looked for again soon.
        every = min(self._every, SHORTEST_EVERY) if now.unsettled else self._every
        return succeeded(state, self._clock(), every, now.digest, None)

    def _files(self, now: Listing, before: Listing | None) -> Iterator[Intake | Failure]:
        told = {failure.where for failure in before.failures} if before else set()
        yield from (failure for failure in now.failures if failure.where not in told)
        for name in changed(now, before):
            yield from self._read_file(name)


class _Interruptible:
    """Reports handed on until the program is to end.

    `cut_short`: it was, before the last. `error`: what kept from reading on.
    """

    def __init__(self, reports: Iterator[Intake | Failure], stop: threading.Event) -> None:
        self._reports = reports
        self._stop = stop
        self.cut_short = False
        self.error: InputError | None = None

    def __iter__(self) -> Iterator[Intake | Failure]:
        try:
            for report in self._reports:
                yield report
                if self._stop.is_set():
                    self.cut_short = True
                    return
        except Stopped:
            self.cut_short = True
        except InputError as error:
            self.error = error
