"""A desk served for a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import uvicorn

from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.desk.app import create_app
from riwaya.desk.settings import Settings
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

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


@contextmanager
def _serving(case: Case, settings: Settings) -> Iterator[str]:
    """The address of a desk on a case."""
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
def served(case: Case, settings: Settings) -> Iterator[str]:
    """The address of a desk on the case of the test."""
    with _serving(case, settings) as address:
        yield address


@pytest.fixture(scope="session")
def serving() -> Callable[[Case, Settings], AbstractContextManager[str]]:
    """Serves a case for as long as a `with` lasts."""
    return _serving


def _told(name: str, outlet: str, title: str, day: int, text: str) -> Intake:
    published = date(2024, 5, day)
    return Intake(
        f"{name}.txt", text, id=name, title=title, outlet=outlet, published=published,
        published_basis="given",
    )  # fmt: skip


_DAY = "يوم الجمعة 10 أيار 2024"
_SIX = (
    f"قتل ستة مدنيين بغارة جوية روسية على بلدة سرمدا {_DAY}، بينهم الشاب سليم حمدان العكيدي "
    "(22 عاما)، وقال سكان إن الطائرات حلقت طويلا فوق البلدة قبل أن تلقي صاروخين على حي سكني "
    "قرب المدرسة القديمة، فيما هرعت فرق الإسعاف إلى المكان."
)
TOLD = (
    _told("s-1", "وكالة النهر", "غارة على سرمدا", 10,
          f"قتل ثلاثة مدنيين بغارة جوية على بلدة سرمدا {_DAY}، وأصيب خمسة آخرون، بحسب مصدر طبي.\n"
          "وقالت منظمة Red Valley (غير حكومية) إن الغارة وقعت عند الساعة 14:30."),
    _told("s-2", "إذاعة الصخرة", "ستة قتلى في سرمدا", 10, _SIX),
    _told("s-3", "موقع المرآة", "ستة قتلى في سرمدا", 11, _SIX),
    _told("s-4", "شبكة الساحل", "الطيران يقصف سرمدا", 10,
          f"قتل أربعة مدنيين بغارة جوية لقوات النظام على بلدة سرمدا {_DAY}."),
    _told("d-1", "موقع النخلة", "عبوة في الدانا", 11,
          "قتل شخصان بانفجار عبوة ناسفة في مدينة الدانا يوم السبت 11 أيار 2024."),
)  # fmt: skip
"""One strike told by three outlets that differ, copied once, and another incident nearby."""


@pytest.fixture(scope="session")
def strike_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file in which outlets differ on one strike."""
    path = tmp_path_factory.mktemp("strike") / "case.db"
    made = open_case(str(path), create=True, who="tester")
    add(made, TOLD)
    bring_up_to_date(made)
    made.close()
    return path


@pytest.fixture(scope="module")
def strike_case(strike_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of the module on one strike: a test changes only what no other looks at."""
    path = tmp_path_factory.mktemp("module") / "case.db"
    shutil.copy(strike_template, path)
    case = open_case(str(path), who="local")
    yield case
    case.close()


@pytest.fixture(scope="module")
def strike_desk(strike_case: Case) -> Iterator[str]:
    """The address of the desk on the case of the module."""
    with _serving(strike_case, Settings(workers=1)) as address:
        yield address


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
