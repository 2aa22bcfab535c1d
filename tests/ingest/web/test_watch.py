"""Watching: what is due, what is new, what goes wrong, and ending cleanly."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import CaseUnavailable, Unreachable
from riwaya.ingest.web.fetch import Fetched, fetch
from riwaya.ingest.web.watch import watch
from riwaya.ingest.web.watch_state import FeedState
from riwaya.model.intake import Failure, Intake

START = datetime(2024, 12, 1, 10, 0, tzinfo=UTC)
EVERY = timedelta(minutes=10)
FEED = "https://news.example/feed"
OTHER = "https://other.example/feed"
Result = Intake | Failure


def _rss(*items: str) -> bytes:
    entries = "".join(
        f'<item><title>{title}</title><guid isPermaLink="false">{number}</guid>'
        f"<link>https://news.example/{number}</link></item>"
        for number, title in enumerate(items, 1)
    )
    return f'<rss version="2.0"><channel><title>ش</title>{entries}</channel></rss>'.encode()


class Stop(threading.Event):
    """Ends after so many seconds of the world's time, which only waiting moves on."""

    def __init__(self, world: World, seconds: float) -> None:
        super().__init__()
        self._world = world
        self._end = START + timedelta(seconds=seconds)

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self._world.now += timedelta(seconds=max(timeout, 0.001))
        if self._world.now >= self._end:
            self.set()
        return self.is_set()


class World:
    """A clock, servers that answer from a table, a case that keeps what it is given."""

    def __init__(self) -> None:
        self.now = START
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, float, str | None]] = []
        self.taken: list[Result] = []
        self.states: dict[str, FeedState] = {}

    def clock(self) -> datetime:
        return self.now

    def fetch(
        self, url: str, /, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        if url.endswith("/robots.txt") and url not in self.answers:
            return Fetched(url, url, 404, (), b"", self.now)
        self.asked.append((url, (self.now - START).total_seconds(), etag))
        answer = self.answers[url]
        if callable(answer):
            answer = answer()
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = answer
        return Fetched(url, url, status, tuple(headers.items()), body, self.now)

    def serve(self, url: str, body: bytes, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[url] = (status, body, named)

    def load(self, url: str) -> FeedState | None:
        return self.states.get(url)

    def save(self, state: FeedState) -> None:
        self.states[state.url] = state

    def take(self, results: Iterable[Result]) -> None:
        self.taken.extend(results)

    def run(self, *targets: str, seconds: float, **options: Any) -> None:
        stop = options.pop("stop", None) or Stop(self, seconds)
        options.setdefault("take", self.take)
        options.setdefault("read_file", _read_file)
        options.setdefault("fetch", self.fetch)
        every = options.pop("every", EVERY)
        watch(targets, every, self, stop=stop, clock=self.clock, **options)

    def titles(self) -> list[str]:
        return [found.text for found in self.taken if isinstance(found, Intake)]

    def times(self, url: str) -> list[float]:
        return [round(at) for asked, at, _ in self.asked if asked == url]

    def failures(self) -> list[str]:
        return [str(found.error) for found in self.taken if isinstance(found, Failure)]


def _read_file(name: str) -> Iterator[Result]:
    yield Intake(where=name, text=Path(name).read_text())


def test_a_feed_is_looked_at_every_so_often_and_gives_what_is_new() -> None:
    world = World()
    bodies = iter([_rss("أول"), _rss("أول", "ثان"), _rss("أول مصحح", "ثان")])
    world.answers[FEED] = lambda: (200, next(bodies), {})
    world.run(FEED, seconds=1500)
    assert world.times(FEED) == [0, 600, 1200]
    assert world.titles() == ["أول", "ثان", "أول مصحح"]


def test_marks_of_the_last_answer_are_sent_and_kept() -> None:
    world = World()
    world.serve(FEED, _rss("أول"), etag='"1"', last_modified="Sun, 01 Dec 2024 09:00:00 GMT")
    world.run(FEED, seconds=100)
    assert world.states[FEED].etag == '"1"'
    assert world.states[FEED].last_modified == "Sun, 01 Dec 2024 09:00:00 GMT"
    world.serve(FEED, b"", 304)
    world.run(FEED, seconds=1500)
    assert [etag for _, _, etag in world.asked] == [None, '"1"', '"1"']
    assert world.states[FEED].etag == '"1"'
    assert world.titles() == ["أول"]


def test_what_is_not_due_is_left_in_peace_after_a_restart() -> None:
    world = World()
    world.serve(FEED, _rss("أول"))
    world.states[FEED] = FeedState(FEED, next_due=START + timedelta(seconds=500))
    world.run(FEED, seconds=550)
    assert world.times(FEED) == [500]


def test_a_state_from_a_wrong_clock_does_not_silence_a_feed() -> None:
    world = World()
    world.serve(FEED, _rss("أول"))
    world.states[FEED] = FeedState(FEED, next_due=START + timedelta(days=4000))
    world.run(FEED, seconds=700)
    assert world.times(FEED) == [600]


def test_failures_are_told_and_waits_double() -> None:
    world = World()
    world.answers[FEED] = Unreachable("no answer in the time allowed")
    world.run(FEED, seconds=20_000)
    assert world.times(FEED) == [0, 1200, 3600, 8400, 18000]
    assert world.failures() == ["no answer in the time allowed"] * 5
    assert world.states[FEED].failures == 5


def test_waits_double_up_to_a_day_only() -> None:
    world = World()
    world.serve(FEED, b"", 500)
    world.states[FEED] = FeedState(FEED, failures=10_000)
    world.run(FEED, seconds=200_000)
    assert world.times(FEED) == [0, 86_400, 172_800]


def test_a_rare_look_does_not_become_rarer() -> None:
    world = World()
    world.serve(FEED, b"", 500)
    world.run(FEED, seconds=100, every=timedelta(days=999_999))
    assert world.states[FEED].next_due == START + timedelta(days=999_999)


def test_a_feed_that_is_back_is_as_before() -> None:
    world = World()
    answers = iter([(500, b"", {}), (200, _rss("أول"), {}), (200, _rss("أول", "ثان"), {})])
    world.answers[FEED] = lambda: next(answers)
    world.run(FEED, seconds=1900)
    assert world.times(FEED) == [0, 1200, 1800]
    assert world.states[FEED].failures == 0
    assert world.states[FEED].note is None
    assert world.titles() == ["أول", "ثان"]


def test_retry_after_is_kept() -> None:
    world = World()
    world.serve(FEED, b"", 429, retry_after="7200")
    world.run(FEED, seconds=7300)
    assert world.times(FEED) == [0, 7200]


def test_a_broken_feed_is_told_and_asked_for_whole_again() -> None:
    world = World()
    world.serve(FEED, b"<rss><!DOCTYPE x [<!ENTITY a 'b'>]>", etag='"1"')
    world.run(FEED, seconds=1300)
    assert "entities" in world.failures()[0]
    assert [etag for _, _, etag in world.asked] == [None, None]


def test_one_feed_that_fails_does_not_stop_the_other() -> None:
    world = World()
    world.answers[FEED] = Unreachable("away")
    world.serve(OTHER, _rss("خبر"))
    world.run(FEED, OTHER, FEED, seconds=700)
    assert world.times(OTHER) == [0, 600]
    assert world.times(FEED) == [0]
    assert world.titles() == ["خبر"]


def test_robots_txt_keeps_us_out() -> None:
    world = World()
    world.serve("https://news.example/robots.txt", b"User-agent: *\nDisallow: /feed")
    world.run(FEED, seconds=700)
    assert world.times(FEED) == []
    assert "robots.txt" in world.failures()[0]


def test_a_robots_txt_that_cannot_be_had_puts_off_without_blame() -> None:
    world = World()
    rules = iter([(503, b"", {}), (200, b"", {})])
    world.answers["https://news.example/robots.txt"] = lambda: next(rules)
    world.serve(FEED, _rss("أول"))
    world.run(FEED, seconds=700)
    assert world.times(FEED) == [600]
    assert world.failures() == []


def test_requests_to_one_site_keep_their_distance() -> None:
    world = World()
    second = "https://news.example/feed2"
    world.serve(FEED, _rss("أول"))
    world.serve(second, _rss("ثان"))
    world.run(FEED, second, seconds=60, interval=7)
    assert world.times(second)[0] == world.times(FEED)[0] + 7


def test_full_pages_are_fetched_once_for_each_entry() -> None:
    world = World()
    page = (
        "<html><head><title>صفحة</title></head><body><p>"
        + "مقتل مدني. " * 20
        + "</p></body></html>"
    )
    world.serve("https://news.example/1", page.encode(), content_type="text/html")
    world.serve("https://news.example/2", page.encode(), content_type="text/html")
    bodies = iter([_rss("أول"), _rss("أول", "ثان")])
    world.answers[FEED] = lambda: (200, next(bodies), {})
    world.run(FEED, seconds=1100, full=True)
    assert len(world.times("https://news.example/1")) == 1
    assert len(world.times("https://news.example/2")) == 1
    assert [title.split("\n")[0] for title in world.titles()] == ["صفحة", "صفحة"]


def test_a_page_can_be_watched_as_well() -> None:
    world = World()
    page = "<html><body><p>" + "مقتل مدني في قصف. " * 20 + "</p></body></html>"
    url = "https://news.example/live"
    world.serve(url, page.encode(), content_type="text/html")
    world.run(url, seconds=60)
    assert len(world.titles()) == 1


def test_a_stop_in_the_middle_ends_at_once_and_forgets_nothing() -> None:
    world = World()
    world.serve(FEED, _rss("أول", "ثان", "ثالث"), etag='"1"')
    stop = Stop(world, 10_000)

    def take(results: Iterable[Result]) -> None:
        for result in results:
            world.taken.append(result)
            stop.set()

    world.run(FEED, seconds=0, stop=stop, take=take)
    assert world.titles() == ["أول"]
    assert FEED not in world.states
    world.run(FEED, seconds=60)
    assert world.titles() == ["أول", "أول", "ثان", "ثالث"]


def test_what_the_case_cannot_take_ends_the_watch_and_is_seen_again() -> None:
    world = World()
    world.serve(FEED, _rss("أول"), etag='"1"')

    def take(results: Iterable[Result]) -> None:
        raise CaseUnavailable("the case is locked")

    with pytest.raises(CaseUnavailable):
        world.run(FEED, seconds=60, take=take)
    assert FEED not in world.states


def _write(path: Path, text: str, at: datetime) -> None:
    path.write_text(text)
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_a_folder_gives_new_and_changed_files(tmp_path: Path) -> None:
    world = World()
    before = START - timedelta(hours=1)
    _write(tmp_path / "a.txt", "أول", before)
    _write(tmp_path / "b.txt", "ثان", before)
    rounds = 0

    def take(results: Iterable[Result]) -> None:
        nonlocal rounds
        rounds += 1
        world.take(results)
        if rounds == 1:
            _write(tmp_path / "b.txt", "ثان مصحح", START)
            _write(tmp_path / "c.txt", "ثالث", START)
            _write(tmp_path / ".hidden", "لا", START)

    world.run(str(tmp_path), seconds=1900, take=take)
    assert world.titles() == ["أول", "ثان", "ثان مصحح", "ثالث"]
    assert rounds == 2


def test_a_folder_that_did_not_change_is_not_read_again_after_a_restart(tmp_path: Path) -> None:
    world = World()
    _write(tmp_path / "a.txt", "أول", START - timedelta(hours=1))
    world.run(str(tmp_path), seconds=60)
    world.states[str(tmp_path)] = FeedState(
        str(tmp_path), etag=world.states[str(tmp_path)].etag
    )  # fmt: skip
    world.run(str(tmp_path), seconds=60)
    assert world.titles() == ["أول"]


def test_a_file_that_is_still_written_waits(tmp_path: Path) -> None:
    world = World()
    _write(tmp_path / "a.txt", "نصف", START - timedelta(seconds=1))
    world.run(str(tmp_path), seconds=20)
    assert world.titles() == []
    world.run(str(tmp_path), seconds=60)
    assert world.titles() == ["نصف"]


def test_a_folder_that_is_gone_is_told_and_found_again(tmp_path: Path) -> None:
    world = World()
    folder = tmp_path / "later"
    world.run(str(folder), seconds=60)
    assert "cannot be listed" in world.failures()[0]
    folder.mkdir()
    _write(folder / "a.txt", "أول", START - timedelta(hours=1))
    world.run(str(folder), seconds=1300)
    assert world.titles() == ["أول"]


def test_no_targets_end_at_once() -> None:
    World().run(seconds=60)


def test_with_a_real_server(site: Any) -> None:
    """Over a socket: the first answer is taken, the second says that nothing has changed."""
    world = World()
    url = site.page("/feed", _rss("أول"), ETag='"7"', Content_Type="application/rss+xml")

    def over_the_wire(url: str, /, **marks: Any) -> Fetched:
        return fetch(url, allow_private=True, clock=world.clock, **marks)

    world.run(url, seconds=60, fetch=over_the_wire)
    site.answers["/feed"] = (304, {}, b"")
    world.run(url, seconds=700, fetch=over_the_wire)
    assert world.titles() == ["أول"]
    assert site.asked[-1][1]["if-none-match"] == '"7"'
    assert world.states[url].etag == '"7"'
