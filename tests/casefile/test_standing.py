"""Which report an intake is of, where ids are odd, long, or clash."""

from __future__ import annotations

from collections.abc import Callable

from riwaya.casefile.accounts import accounts
from riwaya.casefile.history import history
from riwaya.casefile.identity import Identity, identity, other_page, shortened
from riwaya.casefile.open import Case
from riwaya.casefile.standing import Standing
from riwaya.model.intake import Intake

Put = Callable[..., list[Standing]]

STRIKE = "قتل ثلاثة مدنيين في قصف مدفعي استهدف بلدة سرمين."
RISEN = "قتل خمسة مدنيين في قصف مدفعي استهدف بلدة سرمين."


def report(text: str, **more: str) -> Intake:
    return Intake("test", text, **more)  # type: ignore[arg-type]


def test_a_report_that_came_out_of_the_case_is_known_beside_the_file_it_was_made_of(
    put: Put,
) -> None:
    taken_out = identity(report(STRIKE)).id
    found = put(report(STRIKE), report(STRIKE, id=taken_out), report(RISEN, id=taken_out))
    assert [standing.state for standing in found] == ["added", "unchanged", "changed"]
    assert len({standing.identity for standing in found}) == 1


def test_an_id_made_for_a_second_page_may_be_given_as_well(put: Put) -> None:
    made = other_page(Identity("id:a", "a"), "https://news.example/2").id
    first = put(report("قتل راع في تدمر", id=made))
    clash = put(
        report(STRIKE, id="a", url="https://news.example/1"),
        report(RISEN, id="a", url="https://news.example/2"),
    )
    assert [standing.state for standing in first + clash] == ["added", "added", "changed"]


def test_ids_and_addresses_of_any_length_are_kept(case: Case, put: Put) -> None:
    name = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(9_000))
    page = f"https://news.example/{name}"
    reports = (report(STRIKE, id=name), report(RISEN, url=page), report("نص", outlet=name))
    assert [standing.state for standing in put(*reports)] == ["added"] * 3
    assert [standing.state for standing in put(*reports)] == ["unchanged"] * 3
    with case.reading() as connection:
        assert history(connection, name).version().text == STRIKE
        assert history(connection, page).version().text == RISEN


def test_long_names_that_begin_alike_are_told_apart() -> None:
    assert shortened("x" * 900) != shortened("x" * 901)
    assert shortened("x" * 500) == "x" * 500


def test_half_a_character_in_an_address_costs_nothing(put: Put) -> None:
    odd = report(STRIKE, url="https://news.example/\ud800?q=\udfff")
    assert [standing.state for standing in put(odd)] == ["added"]
    assert [standing.state for standing in put(odd)] == ["unchanged"]


def test_a_reading_bears_the_id_that_its_report_got_in_the_case(case: Case, put: Put) -> None:
    put(report(STRIKE, id="a", url="https://news.example/1"))
    (other,) = put(report(RISEN, id="a", url="https://news.example/2"))
    with case.reading() as connection:
        names = [account.reading.report.id for _, account in accounts(connection)]
    assert names == ["a", other.identity.id]
