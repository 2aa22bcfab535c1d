"""What `riwaya decisions` tells of reviews that wait for a second look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import open_case
from riwaya.casefile.reviewing import review, take_back
from riwaya.cli.app import app
from riwaya.desk.security.users import add_user
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

TEXT = "قالت مصادر محلية إن خمسة مدنيين قتلوا في قصف على مدينة تعز اليوم."


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case in which Salma rejected a figure."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("riwaya.desk.security.users._HASHER", quick)
    path = tmp_path / "case.db"
    case = open_case(str(path), create=True, who="Salma")
    add(case, [Intake("t", TEXT, id="r1", published=date(2024, 3, 4), published_basis="given")])
    bring_up_to_date(case)
    review(case, "r1:c1", "reject", why="a misprint")
    case.close()
    return path


def decisions(path: Path, monkeypatch: pytest.MonkeyPatch, who: str, *more: str) -> Result:
    monkeypatch.setattr("riwaya.casefile.open._person", lambda: who)
    return CliRunner().invoke(app, ["decisions", "--case", str(path), *more])


def test_a_first_review_is_left_out_for_all_but_admins_and_those_who_spoke(
    reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "a misprint" in decisions(reviewed, monkeypatch, "Rami").stdout, "nobody reviews here"
    case = open_case(str(reviewed), who="Rami")
    for name, role in (("Noor", "admin"), ("Rami", "coder"), ("Huda", "reviewer")):
        add_user(case, name, role, "a long enough password")
    for name in ("Rami", "Huda"):
        found = decisions(reviewed, monkeypatch, name)
        assert "misprint" not in found.stdout
        assert "1 left out" in found.stderr
    assert "misprint" in decisions(reviewed, monkeypatch, "Noor").stdout
    assert "misprint" in decisions(reviewed, monkeypatch, "Salma").stdout
    assert "misprint" in decisions(reviewed, monkeypatch, "Rami", "--all").stdout
    review(case, "r1:c1", "accept")
    assert "misprint" in decisions(reviewed, monkeypatch, "Huda").stdout, "two have spoken"
    case.close()


def test_a_first_review_that_was_taken_back_is_still_not_told(
    reviewed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(str(reviewed), who="Salma")
    add_user(case, "Noor", "admin", "a long enough password")
    made = review(replace(case, who="Salma"), "r1:c1", "accept", why="a printer's slip")
    take_back(case, made)
    case.close()
    found = decisions(reviewed, monkeypatch, "Rami").stdout
    assert "slip" not in found
    assert "undo" not in found
