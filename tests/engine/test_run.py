"""A run does what is missing or has changed, and no more."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engine.conftest import bytes_of, lines, objects_of, read_archives

from riwaya.engine import lock as lock_module
from riwaya.engine import manifest as manifest_module
from riwaya.engine import run as run_module
from riwaya.engine import stage as stage_module
from riwaya.engine.engines import Serial
from riwaya.engine.program import Program, this_program
from riwaya.engine.run import drop_stage, finished, open_run, run_stage
from riwaya.engine.shard import DONE, FAILED, Shard
from riwaya.engine.stage import Chunk, Context, Inputs, Stage, Task, shard_name
from riwaya.errors import RunError, UnreadableFile


def _copied(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """An output that says its inputs."""
    for value in inputs:
        word = value["word"]
        yield Chunk(f"{options.get('before', '')}{word}\n".encode(), {"words": 1}, side=b"x")


def _stage(process: Callable[..., Iterator[Chunk]] = _copied, **more: Any) -> Stage:
    return Stage("copied", process, **more)


def _tasks(*words: str) -> list[Task]:
    return [Task(shard_name(n), ({"word": word},)) for n, word in enumerate(words)]


def _run(output: Path, stage: Stage, *words: str) -> tuple[list[Shard], list[Shard]]:
    """(all shards, those that were done now)."""
    ended: list[Shard] = []
    with open_run(str(output)) as run:
        shards = run_stage(
            run, stage, _tasks(*words), Serial(), lambda shard, _: ended.append(shard)
        )
    return list(shards), ended


def _names(shards: list[Shard]) -> list[str]:
    return [shard.name[-1] for shard in shards]


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    shards, ended = _run(tmp_path, _stage(side="beside"), "one", "two", "three")
    assert _names(ended) == ["0", "1", "2"]
    assert bytes_of(tmp_path, "copied") == b"one\ntwo\nthree\n"
    again, ended = _run(tmp_path, _stage(side="beside"), "one", "two", "three")
    assert ended == []
    assert again == shards
    assert [shard.counts for shard in again] == [{"words": 1}] * 3


@pytest.mark.parametrize("file", ["copied/shard-000001.jsonl", "beside/shard-000001.jsonl.gz"])
@pytest.mark.parametrize("how", ["removed", "cut short"])
def test_what_is_missing_is_done_again(tmp_path: Path, file: str, how: str) -> None:
    _run(tmp_path, _stage(side="beside"), "one", "two", "three")
    if how == "removed":
        (tmp_path / file).unlink()
    else:
        os.truncate(tmp_path / file, 2)
    shards, ended = _run(tmp_path, _stage(side="beside"), "one", "two", "three")
    assert _names(ended) == ["1"]
    assert shards[1].attempts == 2
    assert bytes_of(tmp_path, "copied") == b"one\ntwo\nthree\n"


def test_what_has_changed_is_done_again(tmp_path: Path) -> None:
    _run(tmp_path, _stage(), "one", "two", "three")
    _, ended = _run(tmp_path, _stage(), "one", "2", "three")
    assert _names(ended) == ["1"]
    assert bytes_of(tmp_path, "copied") == b"one\n2\nthree\n"


def test_other_options_change_all(tmp_path: Path) -> None:
    _run(tmp_path, _stage(), "one", "two")
    _, ended = _run(tmp_path, _stage(options={"before": "-"}), "one", "two")
    assert _names(ended) == ["0", "1"]
    assert bytes_of(tmp_path, "copied") == b"-one\n-two\n"


@pytest.mark.parametrize("what", ["version", "code", "knowledge"])
def test_another_program_changes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    _run(tmp_path, _stage(), "one", "two")
    other = replace(this_program(), **{what: "another"})

    def another() -> Program:
        return other

    for module in (manifest_module, run_module, stage_module):
        monkeypatch.setattr(module, "this_program", another)
    _, ended = _run(tmp_path, _stage(), "one", "two")
    assert _names(ended) == ["0", "1"]


@pytest.mark.parametrize(
    ("before", "after", "done"),
    [
        ("abcde", "xabcde", 1),  # all move one on
        ("abcde", "bcde", 0),
        ("abcde", "edcba", 0),  # each takes the name of another
        ("abcde", "axbye", 2),
        ("abab", "babab", 1),
        ("aab", "baa", 0),
    ],
)
def test_outputs_are_kept_where_their_place_has_changed(
    tmp_path: Path, before: str, after: str, done: int
) -> None:
    _run(tmp_path, _stage(side="beside"), *before)
    shards, ended = _run(tmp_path, _stage(side="beside"), *after)
    assert len(ended) == done
    assert bytes_of(tmp_path, "copied").decode().split() == list(after)
    assert [shard.state for shard in shards] == [DONE] * len(after)
    assert len(list((tmp_path / "beside").iterdir())) == len(after)


def test_one_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    tries: list[str] = []

    def fails(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
        word = inputs[0]["word"]
        tries.append(word)
        yield Chunk(f"{word}\n".encode())
        if word == "bad":
            raise UnreadableFile("it is bad")
        if word == "defect":
            raise ZeroDivisionError("it divides")
        if word == "storage":
            raise OSError("the network is down")

    shards, ended = _run(tmp_path, _stage(fails), "one", "bad", "storage", "defect", "two")
    assert [shard.state for shard in shards] == [DONE, FAILED, FAILED, FAILED, DONE]
    assert len(ended) == 5
    # Only what may end better is tried again.
    assert [tries.count(word) for word in ("bad", "defect", "storage")] == [1, 1, 3]
    assert [shard.attempts for shard in shards] == [1, 1, 3, 1, 1]
    assert [shard.error for shard in shards][1:4] == [
        "it is bad",
        "OSError: the network is down",
        "ZeroDivisionError: it divides; please report this",
    ]
    assert bytes_of(tmp_path, "copied") == b"one\ntwo\n"
    with open_run(str(tmp_path)) as run:
        assert len(finished(run, "copied")) == 2
    # Nothing half written is left, and a run behind tries what failed.
    assert all(file.name.startswith("shard") for file in (tmp_path / "copied").iterdir())
    _, ended = _run(tmp_path, _stage(), "one", "bad", "storage", "defect", "two")
    assert _names(ended) == ["1", "2", "3"]


def test_two_runs_never_write_into_one_folder(tmp_path: Path) -> None:
    with (
        open_run(str(tmp_path)),
        pytest.raises(RunError, match=f"another run writes there .*{os.getpid()}"),
        open_run(str(tmp_path)),
    ):
        pass
    with open_run(str(tmp_path)):
        pass


def test_a_worker_that_outlived_its_run_writes_nothing(tmp_path: Path) -> None:
    def late(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
        yield Chunk(b"old\n")
        (tmp_path / ".lock").write_text("the token of another run\n")

    with pytest.raises(RunError, match="another run has begun"):
        _run(tmp_path, _stage(late), "one")
    assert not list(tmp_path.glob("copied/*"))
    # Nor does the run itself say of what is not its own that it is done.
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert manifest["stages"]["copied"]["shards"][0]["state"] == "waiting"


def test_storage_without_locks_is_held_by_signs_of_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: object) -> bool:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(lock_module, "_take", no_locks)
    with (
        open_run(str(tmp_path)),
        pytest.raises(RunError, match=r"wrote there \d s ago"),
        open_run(str(tmp_path)),
    ):
        pass
    with open_run(str(tmp_path)):
        pass


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(RunError, match=r"holds 'thesis\.docx'"), open_run(str(tmp_path)):
        pass
    with pytest.raises(RunError, match="is a file"), open_run(str(tmp_path / "thesis.docx")):
        pass


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema": "riwaya.run/1", "stages": {"a": {"shards": [1]}}}']
)
def test_a_damaged_manifest_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    with (
        pytest.raises(RunError, match=r"manifest.json is damaged; remove the folder"),
        open_run(str(tmp_path)),
    ):
        pass


def test_outputs_of_inputs_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    _run(tmp_path, _stage(side="beside"), "one", "two", "three")
    _run(tmp_path, _stage(side="beside"), "one")
    assert [file.name for file in (tmp_path / "copied").iterdir()] == ["shard-000000.jsonl"]
    assert len(list((tmp_path / "beside").iterdir())) == 1
    with open_run(str(tmp_path)) as run:
        drop_stage(run, "copied")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".lock", "manifest.json"]


def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    with open_run(str(tmp_path)) as run, pytest.raises(ValueError, match="no name for a stage"):
        run_stage(run, _stage(), [Task("../x", ())], Serial())


def test_the_manifest_says_what_was_made_of_what(archive: Path, tmp_path: Path) -> None:
    shards = read_archives([archive], tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    assert manifest["schema"] == "riwaya.run/1"
    assert manifest["readings"] == "riwaya.reading/1"
    stage = manifest["stages"]["readings"]
    assert stage["counts"]["reports"] == 60
    assert stage["counts"]["claims"] >= 120
    assert stage["options"] == {"shard_size": 2000, "columns": {}, "filter": False}
    first = stage["shards"][0]
    assert first["inputs"][0]["input"] == str(archive)
    assert first["inputs"][0]["start"] == 0
    assert (first["state"], first["attempts"]) == ("done", 1)
    assert [shard["output"] for shard in stage["shards"]] == [shard.output for shard in shards]


def test_a_changed_file_changes_its_own_shards_alone(tmp_path: Path) -> None:
    for name, numbers in (("a", range(10)), ("b", range(10, 30)), ("c", range(30, 40))):
        (tmp_path / f"{name}.jsonl").write_bytes(lines(numbers))
    files = [tmp_path / f"{name}.jsonl" for name in "abc"]
    output = tmp_path / "out"
    first = read_archives(files, output)
    files[1].write_bytes(lines([99, *range(11, 30)]) + lines(range(50, 70)))
    ended: list[Shard] = []
    second = read_archives(files, output, ended=ended)
    assert len(second) > len(first)
    assert {shard.inputs[0]["input"] for shard in ended} == {str(files[1])}
    assert len(ended) < len([s for s in second if s.inputs[0]["input"] == str(files[1])]) + 1
    fresh = tmp_path / "fresh"
    read_archives(files, fresh)
    assert bytes_of(output) == bytes_of(fresh)
    assert (output / "manifest.json").read_bytes() == (fresh / "manifest.json").read_bytes()


def test_a_missing_file_is_read_once_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(range(3)))
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    read_archives(files, tmp_path / "out")
    assert ["error" in found for found in objects_of(tmp_path / "out")] == [False] * 3 + [True]
    files[1].write_bytes(lines(range(3, 5)))
    ended: list[Shard] = []
    read_archives(files, tmp_path / "out", ended=ended)
    assert len(ended) == 1
    assert ["error" in found for found in objects_of(tmp_path / "out")] == [False] * 5
