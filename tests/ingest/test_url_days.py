"""The day in an address: only in forms that can mean nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.ingest.url_days import day_in_url, moment_in_url

DAY = date(2022, 8, 6)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2022/08/06/title",
        "https://a.example/ar/news/2022/8/6/title?x=1",
        "https://a.example/2022/08/06",
        "https://a.example/news/2022-08-06-1.1743532",
        "https://a.example/world/20220806-title",
        "https://a.example/2022/08/06/20220806-title",
    ],
)
def test_year_month_and_day_in_this_order(url: str) -> None:
    assert day_in_url(url) == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/archives/503897",
        "https://a.example/news/20220806",
        "https://a.example/title-06-08-2022",
        "https://a.example/06/08/2022/title",
        "https://a.example/2022/08/title",
        "https://a.example/2022/13/06/title",
        "https://a.example/2022/02/30/title",
        "https://a.example/1897/08/06/title",
        "https://a.example/2022/08/06/see/2021/01/01/x",
        "https://a.example/?date=/2022/08/06/",
        "https://a.example/#/2022/08/06/",
        "https://[broken/2022/08/06/",
        "",
    ],
)
def test_anything_else_gives_none(url: str) -> None:
    assert day_in_url(url) is None


def test_the_number_of_a_post_holds_its_moment() -> None:
    # 2022-08-06T18:30:00Z in milliseconds since the epoch of these numbers, above 22 bits.
    number = (1659810600000 - 1288834974657) << 22
    for host in ("x.com", "twitter.com", "mobile.twitter.com", "www.x.com"):
        url = f"https://{host}/nakhil/status/{number}?s=20"
        assert moment_in_url(url) == datetime(2022, 8, 6, 18, 30, tzinfo=UTC)
        assert day_in_url(url) == DAY
    assert day_in_url(f"https://a.example/status/{number}") is None
    assert day_in_url("https://x.com/nakhil/status/12345") is None


@given(st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    day_in_url(f"https://a.example/{text}")
    day_in_url(text)
