"""The dossier as one file: whole, and without names where they are withheld."""

from __future__ import annotations

import html

from riwaya.casefile import log

VICTIM = ("سليم", "العكيدي", "Salim", "Saleem")


def test_the_dossier_is_one_file_that_needs_nothing_else(shown, desk) -> None:
    strike = shown("r1")
    answer = desk.get(f"{strike.path}/dossier?download=yes")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].endswith(f'{strike.object["id"]}.html"')
    assert "سليم حمدان العكيدي" in answer.text
    assert "<script" not in answer.text
    assert "src=" not in answer.text


def test_shown_in_the_browser_it_may_load_and_run_nothing(shown, desk) -> None:
    answer = desk.get(f"{shown('r1').path}/dossier")
    assert "content-disposition" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


def test_names_of_victims_are_withheld_in_every_spelling(shown, desk) -> None:
    page = html.unescape(desk.get(f"{shown('r1').path}/dossier?victims=yes").text)
    assert not any(name in page for name in VICTIM)
    assert "name withheld" in page
    assert "إذاعة الصخرة" in page


def test_names_of_sources_are_withheld_with_what_would_tell_them(shown, desk) -> None:
    page = html.unescape(desk.get(f"{shown('r1').path}/dossier?sources=yes").text)
    for name in ("الصخرة", "النهر", "الساحل", "المرآة", "r2copy", "Sakhra", "Nahr"):
        assert name not in page
    assert "سليم" in page


def test_a_dossier_under_a_policy_has_its_figures(shown, desk) -> None:
    page = desk.get(f"{shown('r1').path}/dossier?policy=acled").text
    assert "most conservative" in page


def test_what_is_handed_on_is_noted_in_the_log(shown, desk, case) -> None:
    strike = shown("r1")
    desk.get(f"{strike.path}/dossier?victims=yes&download=yes")
    with case.reading() as connection:
        last = list(log.lines(connection))[-1]
    assert (last.what, last.subject, last.who) == ("export", strike.object["id"], "local")
    assert "without names of victims" in last.after


def test_viewers_may_share(shown, people) -> None:
    strike = shown("r1", people("viewer"))
    assert strike.browser.get(f"{strike.path}/dossier").status_code == 200
