"""Reports in a case: told apart, kept in versions, never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from riwaya.casefile.accounts import accounts, reading_of
from riwaya.casefile.open import Case
from riwaya.casefile.originals import load
from riwaya.casefile.schema import readings, reports, versions
from riwaya.casefile.standing import Standing
from riwaya.model.intake import Intake, Original

Put = Callable[..., list[Standing]]

STRIKE = "قتل ثلاثة مدنيين في قصف مدفعي استهدف بلدة سرمين، وفق ما قال الدفاع المدني."
RISEN = "قتل خمسة مدنيين في قصف مدفعي استهدف بلدة سرمين، وفق ما قال الدفاع المدني."


def page(text: str, url: str = "https://news.example/1", **more: object) -> Intake:
    return Intake("page", text, url=url, **more)  # type: ignore[arg-type]


def states(found: list[Standing]) -> list[str]:
    return [standing.state for standing in found]


def texts(case: Case) -> list[tuple[str, int, str]]:
    query = (
        select(reports.c.id, versions.c.ordinal, versions.c.text)
        .join(versions, versions.c.report == reports.c.number)
        .order_by(versions.c.number)
    )
    with case.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]  # type: ignore[misc]


def test_what_is_added_twice_is_kept_once(case: Case, put: Put) -> None:
    assert states(put(STRIKE)) == ["added"]
    assert states(put(STRIKE, RISEN)) == ["unchanged", "added"]
    assert len(texts(case)) == 2


def test_twins_in_one_batch_are_kept_once(case: Case, put: Put) -> None:
    assert states(put(page(STRIKE), page(STRIKE))) == ["added", "unchanged"]
    assert len(texts(case)) == 1


def test_a_page_with_other_words_is_a_new_version(case: Case, put: Put) -> None:
    put(page(STRIKE))
    assert states(put(page(RISEN, "http://www.news.example/1/?utm_source=x#top"))) == ["changed"]
    (first, one, old), (second, two, new) = texts(case)
    assert (first, one, old) == (second, 1, STRIKE)
    assert (two, new) == (2, RISEN)


def test_the_newest_version_is_the_one_that_counts(case: Case, put: Put) -> None:
    put(page(STRIKE))
    put(page(RISEN))
    with case.reading() as connection:
        (_, account) = next(accounts(connection))
    assert [c.casualty.low for c in account.reading.claims if c.casualty] == [5]


def test_an_old_archive_added_again_changes_nothing(case: Case, put: Put) -> None:
    put(page(STRIKE))
    put(page(RISEN))
    assert states(put(page(STRIKE))) == ["unchanged"]
    with case.reading() as connection:
        newest = connection.execute(
            select(versions.c.text).join(reports, reports.c.version == versions.c.number)
        ).scalar()
    assert newest == RISEN


def test_the_same_bytes_are_no_new_version_though_their_text_is_taken_out_otherwise(
    case: Case, put: Put
) -> None:
    original = Original(b"<p>...", "text/html")
    put(page(STRIKE, original=original))
    assert states(put(page(RISEN, original=original))) == ["unchanged"]


def test_one_id_on_two_pages_is_two_reports(case: Case, put: Put) -> None:
    first = page(STRIKE, "https://one.example/a", id="7")
    other = page(RISEN, "https://two.example/b", id="7")
    assert states(put(first, other)) == ["added", "added"]
    assert states(put(first, other)) == ["unchanged", "unchanged"]
    ids = [report for report, _, _ in texts(case)]
    assert ids[0] == "7"
    assert ids[1].startswith("7-")


def test_a_report_taken_out_of_the_case_and_added_again_is_known(case: Case, put: Put) -> None:
    put(page(STRIKE))
    ((report, _, _),) = texts(case)
    assert states(put(Intake("file:1", STRIKE, id=report))) == ["unchanged"]


def test_the_original_is_given_back_byte_for_byte(case: Case, put: Put) -> None:
    data = b"\x00\xff" + "قصف".encode("cp1256") * 4000
    (standing,) = put(page(STRIKE, original=Original(data, "application/octet-stream")))
    with case.reading() as connection:
        assert load(connection, standing.original) == data


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\uf8f0", "\uf8f00000", "\U0010ffff"])
def test_any_text_comes_back_as_it_was(case: Case, put: Put, odd: str) -> None:
    text = f"قتل {odd} رجل"
    put(Intake("test", text, outlet=f"وكالة {odd}", id=f"n{odd}"))
    assert texts(case) == [(f"n{odd}", 1, text)]


def test_days_and_moments_are_kept_with_their_basis(case: Case, put: Put) -> None:
    at = datetime(2024, 3, 5, 23, 30, tzinfo=UTC)
    put(
        page(STRIKE, published=date(2024, 3, 6), published_basis="metadata", published_at=at),
        f"حلب - 4 آذار 2024\n{STRIKE}",
    )
    with case.reading() as connection:
        found = connection.execute(
            select(
                versions.c.published, versions.c.published_basis, versions.c.published_at
            ).order_by(versions.c.number)
        ).all()
    assert found[0] == ("2024-03-06", "metadata", "2024-03-05T23:30:00+00:00")
    assert found[1] == ("2024-03-04", "dateline", None)


def test_a_report_that_the_reader_fails_on_is_kept(
    case: Case, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("riwaya.casefile.digest.read_document", fail)
    put(page(STRIKE))
    with case.reading() as connection:
        failure = connection.execute(select(readings.c.failure)).scalar()
        assert reading_of(connection, texts(case)[0][0]) is None
    assert failure is not None and "a defect" in failure
    assert texts(case)[0][2] == STRIKE


def test_a_failed_batch_leaves_nothing(
    case: Case, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("riwaya.casefile.keep.keep_sketches", fail)
    with pytest.raises(KeyboardInterrupt):
        put(STRIKE)
    assert texts(case) == []


def test_notes_and_where_it_came_from_are_kept(case: Case, put: Put) -> None:
    put(replace(page(STRIKE), where="list.csv:4", notes=("read as cp1256",)))
    with case.reading() as connection:
        row = connection.execute(select(versions.c.place, versions.c.notes)).one()
    assert tuple(row) == ("list.csv:4", '["read as cp1256"]')
