"""What a person names is a file, a folder or a web address, and nothing else by mistake."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from riwaya.ingest import Failure
from riwaya.ingest.inputs import inputs_of


@pytest.mark.parametrize("name", ["file:///etc/hosts", "ftp://news.example/1", "FILE://x"])
def test_other_schemes_are_refused_and_not_taken_for_files(name: str) -> None:
    (found,) = inputs_of(name, io.BytesIO())
    assert isinstance(found, Failure)
    assert "only http and https" in str(found.error)


def test_an_empty_name_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("أصيب راع")
    monkeypatch.chdir(tmp_path)
    (found,) = inputs_of("", io.BytesIO())
    assert isinstance(found, Failure)
    assert "empty" in str(found.error)
