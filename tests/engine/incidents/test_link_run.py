"""A run linked in stages has the incidents of a case with the same reports."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.engine.conftest import bytes_of, lines, read_archives
from tests.engine.incidents.conftest import SMALL, linked_in

from riwaya.engine.engines import Kind, Serial, engine_of
from riwaya.engine.incidents import blocks
from riwaya.engine.incidents.finished import clusters_of
from riwaya.engine.incidents.link_run import LinkedRun, link_run
from riwaya.engine.run import open_run
from riwaya.engine.storage import store_at
from riwaya.errors import RunError
from riwaya.incidents.linking import index, parts

Link = Callable[..., Any]


class _Tired(Serial):
    """An engine that is interrupted after some tasks."""

    def __init__(self, most: int) -> None:
        self.left = most

    def map(self, function: Any, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield from super().map(function, [item])


@pytest.fixture(scope="module")
def linked(read_run: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LinkedRun]:
    """A run that is linked, finely cut, to be looked at only."""
    output = Path(shutil.copytree(read_run, tmp_path_factory.mktemp("linked") / "out"))
    with open_run(str(output)) as run:
        return output, link_run(run, Serial(), sizes=SMALL)


def test_the_incidents_are_those_of_a_case(
    linked: tuple[Path, LinkedRun], linked_case: bytes
) -> None:
    output, made = linked
    assert bytes_of(output, "incidents") == linked_case
    assert made.incidents == len(linked_case.splitlines()) > 60
    assert made.reports > 170


def test_however_the_run_and_the_work_were_cut(
    reports: Path, tmp_path: Path, link: Link, linked_case: bytes
) -> None:
    read_archives([reports], tmp_path / "out", size=1 << 20)
    link(tmp_path / "out")
    assert bytes_of(tmp_path / "out", "incidents") == linked_case


def test_keys_and_parts_that_are_too_large_are_those_of_a_case(
    copied: Path,
    case_file: Path,
    tmp_path: Path,
    link: Link,
    linked_case: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(index, "MOST_TO_A_KEY", 2)
    for module in (parts, blocks):
        monkeypatch.setattr(module, "LARGEST_PART", 3)
    link(copied, sizes=SMALL)
    found = bytes_of(copied, "incidents")
    assert found == linked_in(case_file, tmp_path)
    assert found != linked_case


def test_a_pool_gives_the_bytes_of_one_process(
    copied: Path, link: Link, linked_case: bytes
) -> None:
    with engine_of(Kind.POOL, 2) as pool:
        link(copied, pool)
    assert bytes_of(copied, "incidents") == linked_case


def test_a_dask_cluster_gives_the_bytes_of_one_process(
    copied: Path, link: Link, linked_case: bytes
) -> None:
    pytest.importorskip("distributed")
    with engine_of(Kind.DASK, 2) as cluster:
        link(copied, cluster)
    assert bytes_of(copied, "incidents") == linked_case


def test_a_linking_cut_short_anywhere_goes_on_where_it_was(
    copied: Path, link: Link, linked_case: bytes
) -> None:
    cuts = 0
    while True:
        tired = _Tired(23)
        try:
            link(copied, tired, SMALL)
            break
        except KeyboardInterrupt:
            cuts += 1
            assert not (copied / "incidents").exists() or cuts > 3
    assert bytes_of(copied, "incidents") == linked_case
    assert cuts > 3


def test_what_is_linked_already_is_left_as_it_is(
    linked: tuple[Path, LinkedRun], link: Link
) -> None:
    output, first = linked
    again = link(output, _Tired(0))
    assert (first.new, again.new) == (True, False)
    assert (again.mentions, again.incidents) == (first.mentions, first.incidents)


def test_only_results_are_left_over(linked: tuple[Path, LinkedRun]) -> None:
    files = [path for path in linked[0].rglob("*") if path.is_file() and path.name[0] != "."]
    assert {path.relative_to(linked[0]).parts[0] for path in files} == {
        "readings", "intakes", "incidents", "clusters", "manifest.json"
    }  # fmt: skip


def test_the_clusters_lie_beside_the_incidents_in_their_order(
    linked: tuple[Path, LinkedRun],
) -> None:
    known = clusters_of(store_at(str(linked[0])))
    assert known is not None
    ids = [json.loads(line)["id"] for line in bytes_of(linked[0], "incidents").splitlines()]
    assert [cluster.id for piece in known.pieces() for cluster in piece] == ids


def test_a_run_with_another_shard_has_to_be_linked_anew(tmp_path: Path, link: Link) -> None:
    output, more, reports = tmp_path / "out", tmp_path / "more.jsonl", tmp_path / "few.jsonl"
    reports.write_bytes(lines(range(8)))
    read_archives([reports], output, size=60_000)
    before = link(output)
    more.write_bytes(lines([8]))
    read_archives([reports, more], output, size=60_000)
    assert clusters_of(store_at(str(output))) is None
    after = link(output)
    assert (after.new, after.reports) == (True, before.reports + 1)


def test_a_run_that_is_not_finished_is_not_linked(tmp_path: Path, link: Link) -> None:
    with pytest.raises(RunError, match="finish it with `riwaya run`"):
        link(tmp_path / "out")


def test_a_run_in_which_nothing_could_be_read_has_no_incidents(tmp_path: Path, link: Link) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a"}\nnot JSON\n')
    read_archives([broken], tmp_path / "out")
    assert link(tmp_path / "out").incidents == 0
    assert link(tmp_path / "out").new is False


def test_results_behind_an_address_are_linked_there(
    reports: Path, link: Link, linked_case: bytes
) -> None:
    pytest.importorskip("fsspec")
    address = "memory://linked/out"
    read_archives([reports], address, size=60_000)
    link(address)
    store = store_at(address)
    names = [name for name in store.names("incidents") if name[0] != "."]
    assert b"".join(store.read(f"incidents/{name}") or b"" for name in names) == linked_case
