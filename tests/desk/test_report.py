"""The reading view: words and claims lead to one another; versions, copies, the original."""

from __future__ import annotations

import re
import zlib
from datetime import date
from urllib.parse import quote

import pytest

from riwaya.casefile.linking import bring_up_to_date
from riwaya.ingest.add import add
from riwaya.model.intake import Intake, Original

ODD = "ver/1 ؟"
FIRST = (
    "الرئيسية | أخبار | رياضة\nقالت مصادر محلية إن قوات النظام قصفت بالمدفعية بلدة كفرنبل اليوم "
    "الاثنين، ما أدى إلى مقتل خمسة مدنيين بينهم طفلان وإصابة ثلاثة آخرين.\nتابعونا على تلغرام"
)
SECOND = FIRST.replace("خمسة مدنيين", "سبعة مدنيين")


def keep(case, id, text, **given) -> None:
    defaults = {"title": "عنوان", "outlet": "وكالة الضفاف", "published": date(2024, 3, 4)}
    intake = Intake("in.txt", text, id=id, **{**defaults, **given}, published_basis="given")
    add(case, [intake])
    bring_up_to_date(case)


def page(browser, id: str, query: str = "") -> str:
    answer = browser.get(f"/reports/{quote(id, safe='')}?{query}")
    assert answer.status_code == 200, answer.text
    return answer.text


def text_of(shown: str) -> str:
    return shown.partition('<section class="panel text"')[2].partition("</section>")[0]


@pytest.fixture
def versions(case):
    keep(case, ODD, FIRST)
    keep(case, ODD, SECOND, title="سبعة قتلى")


def test_every_claim_leads_to_its_words_and_the_words_to_the_claim(desk) -> None:
    shown = page(desk, "kf-1")
    ids = set(re.findall(r'id="([^"]+)"', shown))
    links = set(re.findall(r'href="#([^"]+)"', shown)) - {"content"}
    assert links <= ids, "no link leads nowhere"
    assert {"c1", "c2", "c3", "c4", "e-c1", "e-c2", "e-c3", "e-c4"} <= ids
    five = re.search(r'<a class="mark killed" href="#(c\d)"[^>]*>([^<]+)</a>', shown)
    assert five[2] == "مقتل خمسة مدنيين"
    assert f'href="#e-{five[1]}"' in shown
    assert 'lang="ar" dir="rtl"' in shown


def test_the_text_as_it_is_shown_is_the_text_as_received(desk, case) -> None:
    keep(case, "t", FIRST)
    shown = re.sub(
        r"<[^>]+>", "", re.sub(r"</p>\n?", "\n", text_of(page(desk, "t")).partition(">")[2])
    )
    assert [line.strip() for line in shown.strip().splitlines()] == FIRST.splitlines()


def test_what_is_not_the_report_is_set_apart(desk, case) -> None:
    keep(case, "t", FIRST)
    shown = text_of(page(desk, "t"))
    assert re.search(r'<span class="furniture">تابعونا', shown)
    assert not re.search(r'<span class="furniture">[^<]*قالت', shown)


def test_it_says_who_quotes_whom(desk, versions) -> None:
    tree = page(desk, ODD).partition('<ul class="tree">')[2].partition("</section>")[0]
    outlet, _, quoted = tree.partition("<ul>")
    assert "وكالة الضفاف" in outlet
    assert "مصادر محلية" in quoted
    assert 'href="#c' in quoted


def test_it_leads_to_its_incidents_and_copies(desk, case) -> None:
    shown = page(desk, "kf-1")
    incident = re.search(r'href="(/incidents/i-[0-9a-f]+)"', shown)
    assert incident
    assert "None in this case." in shown
    text = desk.get("/api/v1/reports/kf-1/reading").json()["report"]["text"]
    keep(case, "copy", f"{text}", outlet="صوت الساحل")
    assert 'href="/reports/kf-1"' in page(desk, "copy")
    assert "the same words" in page(desk, "copy")


def test_each_version_can_be_seen_and_compared(desk, versions) -> None:
    newest, oldest = page(desk, ODD), page(desk, ODD, "version=1")
    assert "سبعة مدنيين" in text_of(newest)
    assert "خمسة مدنيين" in text_of(oldest)
    assert "not the newest" in oldest
    assert "not the newest" not in newest
    difference = re.search(r'href="(/difference/[^"]+)"', newest)[1]
    compared = desk.get(difference).text
    assert re.search(r"<del>خمسة</del>\s*<ins>سبعة</ins>", compared)
    assert "<bdi>1</bdi> change<" in compared
    assert re.search(r"<del[^>]*>عنوان</del>\s*<ins[^>]*>سبعة قتلى</ins>", compared)
    back = desk.get(difference.partition("?")[0], params={"old": 2, "new": 1}).text
    assert re.search(r"<del>سبعة</del>\s*<ins>خمسة</ins>", back)
    assert desk.get(difference.partition("?")[0], params={"old": 7}).status_code == 404


def test_long_stretches_without_a_change_are_shortened_and_said_to_be(desk, case) -> None:
    filler = "لم يتغير هذا السطر من النص. " * 200
    keep(case, "long", f"قتل ثلاثة مدنيين.\n{filler}\nانتهى.")
    keep(case, "long", f"قتل أربعة مدنيين.\n{filler}\nانتهى.")
    compared = desk.get("/difference/long").text
    assert "characters the same" in compared
    assert compared.count("لم يتغير هذا السطر") < 40


def test_the_original_is_given_byte_for_byte_and_nothing_in_it_can_run(desk, case) -> None:
    data = "<html><script>alert(1)</script>قتل خمسة".encode("cp1256")
    keep(case, "o", "قتل خمسة مدنيين.", original=Original(data, "text/html"))
    answer = desk.get("/original/o?version=1")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="original-')
    assert answer.headers["content-disposition"].endswith('.bin"')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_older_readings_stay_at_hand(desk, case) -> None:
    from sqlalchemy import insert, select

    from riwaya.casefile.schema import readings

    with case.writing() as connection:
        # A reading of kf-2 by an older program, here that of another report's text.
        row = connection.execute(select(readings).where(readings.c.number == 1)).one()._mapping
        old = {**row, "number": 900, "program": "riwaya 0.0.1", "knowledge": "0" * 64}
        connection.execute(insert(readings), [old])
        report = desk.get("/api/v1/reports").json()
    assert report["total"] == 5
    shown = page(desk, "kf-1")
    assert "riwaya 0.0.1" in shown
    older = page(desk, "kf-1", "reading=1")
    assert "riwaya 0.0.1" in older
    assert desk.get("/reports/kf-1?reading=77").status_code == 404
    assert desk.get("/reports/kf-2?reading=900").status_code == 404, "it is of another report"


def test_figures_can_be_reviewed_from_the_page_by_coders_only(people) -> None:
    coder, viewer = people("coder"), people("viewer")
    assert 'action="/review"' in page(coder, "kf-1")
    assert 'action="/review"' not in page(viewer, "kf-1")
    answer = coder.submit("/review", claim="kf-1:c3", verdict="accept", next="/reports/kf-1")
    assert answer.headers["location"] == "/reports/kf-1"
    assert "Accepted." in page(coder, "kf-1")


def test_a_report_without_claims_and_one_that_is_not_there(desk) -> None:
    assert "No violent incident" in page(desk, "no-1")
    assert desk.get("/reports/no-such").status_code == 404
    assert desk.get("/original/no-such").status_code == 404
    assert desk.get("/difference/no-such").status_code == 404
    assert desk.get("/reports/kf-1?version=9").status_code == 404
    assert desk.get("/reports/kf-1?version=x").status_code == 400


EVIL = '"><script>'
HOSTILE = (
    "<script>alert(1)</script> قتل \u202eخمسة\u202c مدنيين في قصف على كفرنبل اليوم الاثنين.\x00"
    "<img src=x onerror=alert(2)>\n\u2067=cmd()|' /C calc'!A0"
)


def test_hostile_text_is_shown_harmless(desk, case) -> None:
    keep(case, EVIL, HOSTILE, title="\u202e<b>t</b>", url="javascript:alert(1)",
         outlet="<i>x</i>")  # fmt: skip
    keep(case, EVIL, HOSTILE.replace("خمسة", "ستة"), title="</title><script>")
    for shown in (
        page(desk, EVIL),
        page(desk, EVIL, "version=1&claim=%22%3E%3Cscript%3E"),
        desk.get("/difference/" + quote(EVIL, safe="")).text,
    ):
        body = re.sub(r'<script type="module" src="/static/[^"]+"></script>', "", shown)
        assert "<script" not in body
        assert "<img" not in body
        assert "<b>t" not in body
        assert 'href="javascript' not in body
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", body)
        assert "قتل" in body


def test_a_text_of_a_megabyte_is_shown_whole(desk, case) -> None:
    text = "كتب هذا السطر للتجربة ولا خبر فيه.\n" * 28_000 + "قتل ثلاثة مدنيين في قصف على إدلب."
    keep(case, "big", text)
    shown = page(desk, "big")
    assert shown.count("كتب هذا السطر") == 28_000
    assert "ثلاثة مدنيين" in shown
    assert len(zlib.compress(shown.encode())) < 2_000_000
