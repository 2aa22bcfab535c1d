"""A URL to its reports: a page to one, a feed to many."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus

from riwaya.errors import InputError, Unreachable
from riwaya.ingest.feed_entries import Entry
from riwaya.ingest.feeds import MEDIA_TYPES as FEEDS
from riwaya.ingest.feeds import ReadPage, feed_intakes, is_feed_data, parse_feed
from riwaya.ingest.json_lines import read_json_lines
from riwaya.ingest.web.fetch import Fetch, Fetched
from riwaya.ingest.web.pages import Page, charset_of, check_arrival, read_page
from riwaya.model.intake import Failure, Intake

_JSON_LINES = frozenset({"application/x-ndjson", "application/jsonl", "application/json-lines"})
_HEAD = 64 * 1024


def read_url(url: str, fetch: Fetch, full: bool = False) -> Iterator[Intake | Failure]:
    """The reports at `url`. `full`: of a feed the pages it links to. Failures come in place."""
    try:
        yield from fetched_intakes(fetch(url), fetch, full)
    except InputError as error:
        yield Failure(url, error)


def fetched_intakes(
    answer: Fetched, fetch: Fetch, full: bool, wanted: Callable[[Entry], bool] = lambda entry: True
) -> Iterator[Intake | Failure]:
    """The reports in what a URL gave. `wanted`: which entries of a feed. Raises InputError."""
    page = page_of(answer)
    if page.media_type in FEEDS or is_feed_data(page.body[:_HEAD]):
        feed = parse_feed(page.body, answer.url, charset_of(page.content_type))
        follow = page_reader(fetch) if full else None
        for result in feed_intakes(answer.asked, feed, answer.asked, follow, wanted):
            yield _retrieved(result, answer)
    elif page.media_type in _JSON_LINES:
        for result in read_json_lines(answer.asked, io.BytesIO(page.body).readline):
            yield _retrieved(result, answer)
    else:
        check_arrival(answer.asked, answer.url)
        yield read_page(answer.asked, page)


def _retrieved(result: Intake | Failure, answer: Fetched) -> Intake | Failure:
    """With when and how the whole was fetched, for a record that does not say so itself."""
    if isinstance(result, Failure) or result.original is None or result.original.retrieved:
        return result
    original = replace(result.original, headers=answer.headers, retrieved=answer.retrieved)
    return replace(result, original=original)


def page_reader(fetch: Fetch) -> ReadPage:
    """Reads one page by its URL."""

    def read(where: str, url: str) -> Intake:
        answer = fetch(url)
        page = page_of(answer)
        check_arrival(answer.asked, answer.url)
        return read_page(where, page)

    return read


def page_of(answer: Fetched) -> Page:
    """What was fetched, as a page. Raises Unreachable for answers without content."""
    if answer.status != HTTPStatus.OK:
        raise Unreachable(_status(answer.status))
    content_type = answer.header("content-type") or ""
    return Page(answer.url, content_type, answer.body, answer.headers, answer.retrieved)


def _status(status: int) -> str:
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = ""
    return f"the server answers {status}{phrase}"
