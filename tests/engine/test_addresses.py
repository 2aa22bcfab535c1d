"""Inputs and results behind addresses of fsspec."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.engine.conftest import lines, packed, read_archives

from riwaya.engine import lock
from riwaya.engine.run import open_run
from riwaya.engine.shard import Shard
from riwaya.engine.storage import store_at
from riwaya.errors import RunError, UsageError

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def memory() -> Iterator[str]:
    """An empty folder that this process alone sees."""
    root = f"memory://test-{uuid4().hex}"
    yield root
    system, path = fsspec.core.url_to_fs(root)
    if system.exists(path):
        system.rm(path, recursive=True)


def _put(address: str, data: bytes) -> None:
    with fsspec.open(address, "wb") as stream:
        stream.write(data)


def _all(root: str) -> bytes:
    store = store_at(f"{root}/out")
    return b"".join(store.read(f"readings/{name}") or b"" for name in store.names("readings"))


def test_results_are_those_of_a_local_run(
    memory: str, archive: Path, read_once: bytes, tmp_path: Path
) -> None:
    cut = archive.read_bytes()[:9000].rpartition(b"\n")[0] + b"\n"
    _put(f"{memory}/in/a.jsonl", cut)
    _put(f"{memory}/in/b.jsonl.gz", packed(archive.read_bytes()[len(cut) :]))
    read_archives([f"{memory}/in"], f"{memory}/out")
    assert _all(memory) == read_once


def test_a_second_run_does_what_is_missing_or_has_changed(memory: str) -> None:
    _put(f"{memory}/in/a.jsonl", lines(range(5)))
    _put(f"{memory}/in/b.jsonl", lines(range(5, 10)))
    names = [f"{memory}/in/a.jsonl", f"{memory}/in/b.jsonl"]
    shards = read_archives(names, f"{memory}/out", size=9000)
    store = store_at(f"{memory}/out")
    store.remove(shards[0].output)
    ended: list[Shard] = []
    read_archives(names, f"{memory}/out", size=9000, ended=ended)
    assert [shard.name for shard in ended] == [shards[0].name]
    # Its output is wanted under another name now.
    _put(f"{memory}/in/0.jsonl", lines([99]))
    ended.clear()
    read_archives([f"{memory}/in/0.jsonl", *names], f"{memory}/out", size=9000, ended=ended)
    assert [shard.inputs[0]["input"] for shard in ended] == [f"{memory}/in/0.jsonl"]
    assert len(_all(memory).splitlines()) == 11
    assert len(store.names("intakes")) == 3


def test_another_run_is_kept_out_until_it_is_silent(
    memory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        open_run(f"{memory}/out") as run,
        pytest.raises(RunError, match=r"wrote there \d s ago; wait until it has ended"),
        open_run(f"{memory}/out"),
    ):
        pass
    assert store_at(f"{memory}/out").read(".lock") is None
    # One that was killed leaves its sign of life.
    run.store.write(".lock", f"token\nhost 1\n{time.time() - 2 * lock.SILENT:.0f}\n".encode())
    with open_run(f"{memory}/out"):
        pass


def test_a_run_says_that_it_lives(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT", 0.01)
    with open_run(f"{memory}/out") as run:
        run.store.write(".lock", f"{run.token}\nhost 1\n7\n".encode())
        for _ in range(500):
            if not (run.store.read(".lock") or b"").endswith(b"\n7\n"):
                break
            time.sleep(0.01)
        else:
            pytest.fail("no sign of life")


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"pip install 'riwaya\[cluster\]'"):
        store_at("s3://bucket/folder")


@pytest.fixture(scope="module")
def s3() -> Iterator[tuple[dict[str, str], Any]]:
    """The environment of a server that speaks as S3 does, with a bucket."""
    server_module = pytest.importorskip("moto.server")
    pytest.importorskip("s3fs")
    boto3 = pytest.importorskip("boto3")
    server = server_module.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    client = boto3.client(
        "s3",
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="news")
    yield environment, client
    server.stop()


def test_a_pool_reads_from_and_writes_to_object_storage(
    s3: tuple[dict[str, str], Any], archive: Path, read_once: bytes
) -> None:
    environment, client = s3
    client.put_object(Bucket="news", Key="in/a.jsonl", Body=archive.read_bytes())
    command = [
        sys.executable, "-m", "riwaya", "run", "--workers", "2", "--shard-size", "4000",
        "s3://news/in/*.jsonl", "s3://news/out",
    ]  # fmt: skip
    for _ in range(2):
        run = subprocess.run(
            command, capture_output=True, timeout=120, check=False, env=os.environ | environment
        )
        assert (run.returncode, run.stderr.decode()) == (0, "")
        assert b"60 reports" in run.stdout
    listed = client.list_objects_v2(Bucket="news", Prefix="out/")["Contents"]
    names = sorted(found["Key"] for found in listed)
    assert "out/manifest.json" in names
    assert not any(".tmp" in name or ".lock" in name for name in names)
    readings = [name for name in names if name.startswith("out/readings/")]
    bodies = [client.get_object(Bucket="news", Key=name)["Body"].read() for name in readings]
    assert len(bodies) > 2
    assert b"".join(bodies) == read_once
