"""A desk on a small case of invented reports."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.desk.app import create_app
from riwaya.desk.security.users import add_user
from riwaya.desk.settings import Settings
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

BASE = "http://localhost:8800"
PASSWORD = "a long enough password"


class Clock:
    """A clock that a test sets forward."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def go_on(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by


class Browser(TestClient):
    """A browser: it keeps cookies, and sends forms as pages of the desk do."""

    def form_token(self) -> str:
        """What the forms of this browser carry."""
        found = re.search(r'name="_form" value="([0-9a-f]+)"', self.get("/login").text)
        assert found
        return found[1]

    def submit(self, path: str, **fields: str):
        """Send a form; redirects are not followed."""
        data = {"_form": self.form_token(), **fields}
        return self.post(path, data=data, follow_redirects=False)

    def log_in(self, name: str, password: str = PASSWORD):
        """Log in as a user."""
        return self.submit("/login", name=name, password=password)


def report(
    id: str, text: str, outlet: str, day: str, title: str | None = None, url: str | None = None
) -> Intake:
    """A report for a test."""
    published = date.fromisoformat(day)
    return Intake(
        f"{id}.txt", text, id=id, title=title, url=url, outlet=outlet, published=published,
        published_basis="given",
    )  # fmt: skip


REPORTS = (
    report(
        "kf-1", "قالت مصادر محلية إن قوات النظام قصفت بالمدفعية بلدة كفرنبل اليوم الاثنين، ما أدى "
        "إلى مقتل خمسة مدنيين وإصابة ثلاثة آخرين.", "وكالة الضفاف", "2024-03-04",
        "قصف مدفعي على كفرنبل",
    ),
    report(
        "kf-2", "أفاد الدفاع المدني بمقتل سبعة مدنيين في قصف مدفعي لقوات النظام على بلدة كفرنبل "
        "اليوم الاثنين.", "شبكة الوادي", "2024-03-04", "سبعة قتلى في كفرنبل",
    ),
    report(
        "hd-1", "شنت طائرة مسيرة غارة على سيارة في مدينة الحديدة أمس الثلاثاء، وقتل شخصان.",
        "صوت الساحل", "2024-03-13", "غارة على الحديدة", "https://sahil.example/1",
    ),
    report(
        "nb-1", "انفجرت عبوة ناسفة في سوق مدينة الموصل اليوم الخميس، ما أسفر عن إصابة أربعة أشخاص.",
        "نشرة دجلة", "2024-04-11", "انفجار في الموصل",
    ),
    report(
        "no-1", "عقد المجلس البلدي اجتماعه الشهري وناقش تعبيد الطرق.", "نشرة دجلة", "2024-04-12"
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed with the least effort, so that tests are not about waiting."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("riwaya.desk.security.users._HASHER", quick)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with the reports, linked."""
    path = tmp_path_factory.mktemp("desk") / "case.db"
    case = open_case(str(path), create=True, who="tester", clock=Clock())
    add(case, REPORTS)
    bring_up_to_date(case)
    case.close()
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def case(template: Path, tmp_path: Path, clock: Clock) -> Iterator[Case]:
    """A case of its own with the reports."""
    path = tmp_path / "case.db"
    shutil.copy(template, path)
    opened = open_case(str(path), who="local", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def settings() -> Settings:
    return Settings(workers=1)


@pytest.fixture
def open_desk(case: Case, settings: Settings) -> Iterator[Callable[..., Browser]]:
    """Opens browsers on one desk: `open_desk(**settings, base=…)`."""
    apps: dict[str, FastAPI] = {}

    def open_desk(base: str = BASE, **changes: object) -> Browser:
        app = apps.setdefault(repr(changes), create_app(replace(settings, **changes), case))
        return Browser(app, base_url=base, raise_server_exceptions=False)

    yield open_desk
    for app in apps.values():
        app.state.jobs.close()


@pytest.fixture
def desk(open_desk: Callable[..., Browser]) -> Browser:
    """The browser of the one person at this machine."""
    return open_desk()


@pytest.fixture
def people(case: Case, open_desk: Callable[..., Browser]) -> Callable[[str], Browser]:
    """Browsers of users, logged in, by their role."""
    for role in ("admin", "viewer", "coder", "reviewer"):
        add_user(case, f"{role} one", role, PASSWORD)

    def logged_in(role: str) -> Browser:
        browser = open_desk()
        assert browser.log_in(f"{role} one").status_code == 303
        return browser

    return logged_in
