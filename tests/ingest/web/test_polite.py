"""Pauses, patience, and robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from riwaya.errors import TooLarge, Unreachable
from riwaya.ingest.web.fetch import Fetched
from riwaya.ingest.web.polite import PoliteFetch, RefusedByRobots, RefusedForNow, Stopped
from riwaya.ingest.web.robots import KEPT, RETRY, Robots

START = datetime(2024, 12, 1, 10, 0, tzinfo=UTC)


class World:
    """A clock that only waiting moves on, and servers that answer from a table."""

    def __init__(self, **answers: object) -> None:
        self.now = START
        self.waits: list[float] = []
        self.asked: list[str] = []
        self.answers: dict[str, object] = dict(answers)
        self.stop = False

    def clock(self) -> datetime:
        return self.now

    def pause(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)
        return self.stop

    def fetch(
        self, url: str, /, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        self.asked.append(url)
        answer = self.answers.get(url, (200, b"", ()))
        if isinstance(answer, list):
            answer = answer.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = answer  # type: ignore[misc]
        return Fetched(url, url, status, headers, body, self.now)

    def robots(self, text: str | bytes, status: int = 200, host: str = "news.example") -> None:
        body = text if isinstance(text, bytes) else text.encode()
        self.answers[f"https://{host}/robots.txt"] = (status, body, ())

    def polite(self, robots: bool = False, **options: float) -> PoliteFetch:
        rules = Robots(self.fetch, self.clock) if robots else None
        return PoliteFetch(self.fetch, self.clock, self.pause, robots=rules, **options)


def test_requests_to_one_site_keep_their_distance() -> None:
    world = World()
    fetch = world.polite(interval=5)
    fetch("https://a.example/1")
    fetch("https://b.example/1")
    world.now += timedelta(seconds=2)
    fetch("https://a.example/2")
    assert world.waits == [3]


def test_a_clock_that_was_set_back_makes_no_endless_wait() -> None:
    world = World()
    fetch = world.polite(interval=5)
    fetch("https://a.example/1")
    world.now -= timedelta(days=400)
    fetch("https://a.example/2")
    assert world.waits == [5]


def test_a_short_retry_after_is_waited_for_once() -> None:
    world = World()
    url = "https://a.example/1"
    world.answers[url] = [(429, b"", (("retry-after", "30"),)), (200, b"now", ())]
    assert world.polite()(url).body == b"now"
    assert 30 in world.waits


def test_a_retry_after_as_a_date() -> None:
    world = World()
    until = format_datetime(START + timedelta(seconds=40))
    url = "https://a.example/1"
    world.answers[url] = [(503, b"", (("retry-after", until),)), (200, b"now", ())]
    assert world.polite()(url).status == 200
    assert 40 in world.waits


def test_a_server_that_stays_busy_is_left_after_the_second_try() -> None:
    world = World()
    url = "https://a.example/1"
    world.answers[url] = (503, b"", (("retry-after", "5"),))
    assert world.polite()(url).status == 503
    assert len(world.asked) == 2


def test_a_long_retry_after_is_the_callers_business() -> None:
    world = World()
    url = "https://a.example/1"
    world.answers[url] = (503, b"", (("retry-after", "7200"),))
    assert world.polite()(url).retry_after == 7200
    assert world.waits == []


def test_a_wait_can_be_ended() -> None:
    world = World()
    fetch = world.polite()
    fetch("https://a.example/1")
    world.stop = True
    with pytest.raises(Stopped):
        fetch("https://a.example/2")


def test_robots_txt_is_obeyed() -> None:
    world = World()
    world.robots("User-agent: *\nDisallow: /private\nAllow: /private/feed\n")
    fetch = world.polite(robots=True)
    assert fetch("https://news.example/private/feed").status == 200
    with pytest.raises(RefusedByRobots, match=r"news\.example"):
        fetch("https://news.example/private/a")
    assert world.asked.count("https://news.example/robots.txt") == 1


def test_rules_for_us_by_name_stand_above_those_for_all() -> None:
    world = World()
    world.robots("User-agent: *\nDisallow: /\n\nUser-agent: riwaya\nDisallow: /admin\n")
    robots = Robots(world.fetch, world.clock)
    assert robots.verdict("https://news.example/news").allowed
    assert not robots.verdict("https://news.example/admin").allowed


@pytest.mark.parametrize(
    ("agents", "allowed"),
    [
        ("User-agent: othercrawler", True),
        ("User-agent: othercrawler\nUser-agent: Riwaya", False),
        ("User-agent: Riwaya # that one", False),
        ("user-agent:riwaya\r", False),
        ("User-agent: Riwaya/0.1", False),
        ("  User-Agent : *", False),
        ("User-agent: a\nUser-agent: b\nUser-agent: *", False),
        ("User-agent: *\nAllow: /\n\nUser-agent: othercrawler", True),
    ],
)
def test_rules_for_others_are_not_for_us(agents: str, allowed: bool) -> None:
    world = World()
    world.robots(f"{agents}\nDisallow: /\n")
    assert Robots(world.fetch, world.clock).verdict("https://news.example/1").allowed is allowed


def test_rules_made_to_keep_us_busy_end() -> None:
    world = World()
    names = "".join(f"User-agent: crawler{number}\n" for number in range(8000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(8000))
    world.robots(f"{names}User-agent: *\n{rules}")
    robots = Robots(world.fetch, world.clock)
    assert not robots.verdict("https://news.example/7").allowed
    assert robots.verdict("https://news.example/x").allowed


def test_the_site_says_how_fast() -> None:
    world = World()
    world.robots("User-agent: *\nCrawl-delay: 20\n")
    fetch = world.polite(robots=True)
    fetch("https://news.example/1")
    fetch("https://news.example/2")
    assert world.waits == [20]


def test_an_absurd_delay_is_bounded() -> None:
    world = World()
    world.robots("User-agent: *\nCrawl-delay: 999999999\n")
    assert Robots(world.fetch, world.clock).verdict("https://news.example/1").delay == 300


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_allows_all(status: int) -> None:
    world = World()
    world.robots("User-agent: *\nDisallow: /", status)
    assert Robots(world.fetch, world.clock).verdict("https://news.example/1").allowed


@pytest.mark.parametrize("status", [500, 503, 429])
def test_rules_that_cannot_be_had_mean_to_wait(status: int) -> None:
    world = World()
    world.robots("", status)
    fetch = world.polite(robots=True)
    with pytest.raises(RefusedForNow) as caught:
        fetch("https://news.example/1")
    assert caught.value.until == START + RETRY
    world.robots("")
    with pytest.raises(RefusedForNow):
        fetch("https://news.example/1")
    world.now += RETRY
    assert fetch("https://news.example/1").status == 200


@pytest.mark.parametrize("error", [Unreachable("no address"), TooLarge("too large")])
def test_rules_of_a_site_that_is_away(error: Exception) -> None:
    world = World()
    world.answers["https://news.example/robots.txt"] = error
    verdict = Robots(world.fetch, world.clock).verdict("https://news.example/1")
    assert not verdict.allowed
    assert verdict.until is not None


def test_rules_are_asked_for_again_after_a_day() -> None:
    world = World()
    world.robots("User-agent: *\nDisallow: /")
    robots = Robots(world.fetch, world.clock)
    assert not robots.verdict("https://news.example/1").allowed
    world.robots("")
    world.now += KEPT
    assert robots.verdict("https://news.example/1").allowed


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xfe\x00",
        b"<html><body>404</body></html>",
        b"Disallow: /",
        b"User-agent: *\nDisallow:",
    ],
)
def test_rules_that_say_nothing_forbid_nothing(text: bytes) -> None:
    world = World()
    world.robots(text)
    assert Robots(world.fetch, world.clock).verdict("https://news.example/1").allowed


def test_each_site_has_rules_of_its_own() -> None:
    world = World()
    world.robots("User-agent: *\nDisallow: /", host="a.example")
    robots = Robots(world.fetch, world.clock)
    assert not robots.verdict("https://a.example/1").allowed
    assert robots.verdict("https://b.example/1").allowed
    assert robots.verdict("http://a.example/1").allowed
