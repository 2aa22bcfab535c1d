"""A desk on invented reports: one strike told by three outlets and copied once, another incident
nearby, and a report that tries to do something.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from riwaya.casefile.incidents import incident_objects
from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

VICTIM = "سليم حمدان العكيدي"
HOSTILE = "<script>alert(1)</script>"


def told(name: str, outlet: str, text: str, day: int = 10) -> Intake:
    """A report of May 2024."""
    published = date(2024, 5, day)
    return Intake(
        f"{day}.txt", text, id=name, outlet=outlet, published=published, published_basis="given"
    )


SEVEN = (
    "قتل سبعة مدنيين بغارة جوية على بلدة سرمدا يوم الجمعة 10 أيار 2024، بينهم الشاب "
    f"{VICTIM} (22 عاما)، وقال سكان إن الطائرات حلقت طويلا فوق البلدة قبل أن تلقي صاروخين على "
    "حي سكني قرب المدرسة القديمة، فيما هرعت فرق الإسعاف إلى المكان."
)
REPORTS = (
    told("r1", "وكالة النهر", "قتل ثلاثة مدنيين بغارة جوية على بلدة سرمدا يوم الجمعة 10 أيار 2024، "
         "وأصيب خمسة آخرون، بحسب مصدر طبي."),
    told("r2", "إذاعة الصخرة", SEVEN),
    told("r2copy", "موقع المرآة", SEVEN, 11),
    told("r3", "شبكة الساحل", "قتل أربعة مدنيين بغارة جوية روسية على بلدة سرمدا يوم الجمعة 10 أيار "
         "2024."),
    told("n1", "موقع النخلة", "قتل شخصان بانفجار عبوة ناسفة في مدينة الدانا يوم السبت 11 أيار "
         "2024.", 11),
    told(HOSTILE, '"><img src=x onerror=alert(2)>',
         "<script>alert(3)</script> قتل تسعة مدنيين بغارة جوية على بلدة تفتناز يوم الأحد 12 أيار "
         "2024، وقال\u202e <b onclick=alert(4)>مصدر</b> =cmd|' /C calc'!A0", 12),
)  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file with the reports, linked."""
    path = tmp_path_factory.mktemp("incident") / "case.db"
    case = open_case(str(path), create=True, who="tester")
    add(case, REPORTS)
    bring_up_to_date(case)
    case.close()
    return path


class Shown:
    """The page of the incident that a report tells of, as one browser has it."""

    def __init__(self, browser, case: Case, report: str) -> None:
        self.browser, self.case, self.report = browser, case, report

    @property
    def object(self) -> dict:
        """The incident as it is stored now."""
        with self.case.reading() as connection:
            found = [json.loads(text) for text in incident_objects(connection)]
        return next(o for o in found if self.report in o["reports"])

    @property
    def path(self) -> str:
        return f"/incidents/{self.object['id']}"

    def page(self, query: str = "") -> str:
        """The page's markup."""
        answer = self.browser.get(self.path + query)
        assert answer.status_code == 200
        return answer.text

    def words(self, query: str = "") -> str:
        """The words of the page on one line."""
        return plain(self.page(query))

    def killed(self, query: str = "") -> str:
        """The large figure of the killed."""
        found = re.search(r'<div class="killed">.*?<p class="number">(.*?)</p>', self.page(query))
        assert found
        return plain(found[1]).replace(" ", "")

    def send(self, part: str, **fields):
        """Send one of its forms."""
        return self.browser.submit(f"{self.path}/{part}", **fields)


def plain(markup: str) -> str:
    """The words of markup on one line."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", markup, flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


@pytest.fixture
def shown(desk, case: Case) -> Callable[..., Shown]:
    """The page of the incident of a report: `shown("r1", browser=…)`."""

    def shown(report: str = "r1", browser=None) -> Shown:
        return Shown(browser or desk, case, report)

    return shown
