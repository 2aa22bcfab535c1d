"""A desk served for a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import uvicorn

from riwaya.casefile.open import Case
from riwaya.desk.app import create_app
from riwaya.desk.settings import Settings

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("RIWAYA_CHROMIUM") or shutil.which("chromium") or ""
# WebGL without a graphics card, and no request that is not the desk's.
_FLAGS = (
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """One browser for all tests."""
    if not CHROMIUM:
        if os.environ.get("RIWAYA_REQUIRE_BROWSER"):
            pytest.fail("chromium is missing: apt-get install chromium fonts-noto-core")
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def served(case: Case, settings: Settings) -> Iterator[str]:
    """The address of a desk on the case of the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(replace(settings, port=port), case)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def open_page(chromium, served: str) -> Iterator[Callable[..., object]]:
    """Opens pages: `open_page("/map", language="ar", theme="dark", width=390)`.

    A test fails where a page reports an error, breaks the content security policy, or asks for
    anything that is not the desk's.
    """
    contexts, complaints = [], []

    def complain(kind: str) -> Callable[[object], None]:
        return lambda what: complaints.append(f"{kind}: {getattr(what, 'text', what)}")

    def open_page(
        path: str, language: str = "en", theme: str = "light", digits: str = "latin",
        width: int = 1280, height: int = 900,
    ) -> object:  # fmt: skip
        context = chromium.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        look = f"language={language}&digits={digits}&theme={theme}&latin_names=yes"
        context.add_cookies([{"name": "riwaya-interface", "value": look, "url": served}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", complain("error"))
        page.on("console", lambda m: complain("console")(m) if m.type == "error" else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((served, "blob:", "data:"))
            else complaints.append(f"asked elsewhere: {r.url}"),
        )  # fmt: skip
        page.goto(served + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
