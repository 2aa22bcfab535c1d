"""A watch takes what is there and what comes, and stops cleanly when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import func, select

from riwaya.casefile.open import open_case
from riwaya.casefile.schema import reports, watched
from riwaya.casefile.verify import verify
from riwaya.errors import CaseUnavailable

PATIENCE = 60
FEED = (
    '<rss version="2.0"><channel><title>وكالة الوادي</title><item><guid>w1</guid>'
    "<link>https://w.example/1</link><title>قصف</title>"
    "<description>قتل ثلاثة مدنيين في قصف على بلدة نوى.</description></item></channel></rss>"
)


@pytest.fixture
def feed() -> Iterator[tuple[str, list[str]]]:
    """A feed on this machine that knows when nothing has changed, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers.get('if-none-match', '')}".strip())
            if self.path != "/feed":
                self.send_response(404)
                self.end_headers()
            elif self.headers.get("if-none-match") == '"1"':
                self.send_response(304)
                self.end_headers()
            else:
                self.send_response(200)
                self.send_header("content-type", "application/rss+xml; charset=utf-8")
                self.send_header("etag", '"1"')
                self.end_headers()
                self.wfile.write(FEED.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed", asked
    server.shutdown()
    server.server_close()


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "riwaya", "watch", *map(str, arguments)],
        env={**os.environ, "RIWAYA_ALLOW_PRIVATE_ADDRESSES": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def wait_for_reports(case: Path, count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            opened = open_case(str(case))
            with opened.reading() as connection:
                found = connection.execute(select(func.count(reports.c.number))).scalar() or 0
                kept = connection.execute(select(func.count(watched.c.target))).scalar() or 0
            opened.close()
            if found >= count and kept:
                return
        except CaseUnavailable:
            pass
        time.sleep(0.2)
    pytest.fail(f"no {count} reports within {PATIENCE} s")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_folder_is_taken_in_and_a_signal_ends_the_watch(
    tmp_path: Path, how: signal.Signals
) -> None:
    folder, case = tmp_path / "in", tmp_path / "case.db"
    folder.mkdir()
    report = folder / "a.txt"
    report.write_text("قتل ثلاثة مدنيين في قصف على سرمين.", "utf-8")
    os.utime(report, (0, 0))  # a file just written is left to the next look
    process = start(folder, "--case", case, "--every", "30s")
    wait_for_reports(case, 1)
    process.send_signal(how)
    assert process.wait(PATIENCE) == 0
    opened = open_case(str(case))
    with opened.reading() as connection:
        assert verify(connection).faults == ()
    opened.close()


def test_a_second_watch_asks_only_whether_anything_has_changed(
    tmp_path: Path, feed: tuple[str, list[str]]
) -> None:
    url, asked = feed
    case = tmp_path / "case.db"
    process = start(url, "--case", case, "--every", "30s")
    wait_for_reports(case, 1)
    process.terminate()
    assert process.wait(PATIENCE) == 0
    assert asked == ["/robots.txt", "/feed"]


def test_what_is_wrong_with_a_feed_is_said_once(
    tmp_path: Path, feed: tuple[str, list[str]]
) -> None:
    gone = feed[0].replace("/feed", "/gone")
    process = start(gone, "--case", tmp_path / "case.db", "--every", "30s")
    wait_for_reports(tmp_path / "case.db", 0)
    process.terminate()
    _, said = process.communicate(timeout=PATIENCE)
    assert said.decode().splitlines() == [f"riwaya: {gone}: the server answers 404"]


def test_a_time_that_is_none_is_refused(tmp_path: Path) -> None:
    process = start(tmp_path, "--case", tmp_path / "case.db", "--every", "soon")
    assert process.stderr is not None
    assert b"is no time like 90s" in process.stderr.read()
    assert process.wait(PATIENCE) == 2
