"""Invented archives, and runs over them."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from riwaya.engine.engines import Engine, Serial
from riwaya.engine.readings import readings_stage, readings_tasks
from riwaya.engine.run import open_run, run_stage
from riwaya.engine.shard import Shard

_PLACES = ("النخيل", "السدرة", "الرابية", "الخزامى", "المنارة", "الزيتون")
_WHAT = ("قصف مدفعي", "غارة جوية", "انفجار عبوة ناسفة", "رصاص قناص")
_SOURCES = ("مصدر طبي", "شهود عيان", "الدفاع المدني", "مصادر محلية")


def record(number: int) -> dict[str, object]:
    """An invented report, the same for the same number."""
    chance = random.Random(number)
    place = chance.choice(_PLACES)
    text = (
        f"قتل {chance.randint(2, 30)} مدنيا وأصيب {chance.randint(2, 60)} آخرون جراء "
        f"{chance.choice(_WHAT)} على بلدة {place}، بحسب ما أفاد {chance.choice(_SOURCES)}. "
        f"ووقع الحادث قرب المدرسة رقم {number}."
    )
    day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {"id": f"g{number}", "text": text, "outlet": "وكالة السهل", "published": day}


def lines(numbers: Iterable[int]) -> bytes:
    """JSON Lines of invented reports."""
    found = (json.dumps(record(n), ensure_ascii=False) + "\n" for n in numbers)
    return "".join(found).encode("utf-8")


def packed(data: bytes) -> bytes:
    """The bytes as a gzip file."""
    return gzip.compress(data, 6, mtime=0)


def read_archives(
    names: Sequence[str | Path],
    output: str | Path,
    *,
    engine: Engine | None = None,
    size: int = 2000,
    columns: Mapping[str, str] | None = None,
    only_likely: bool = False,
    ended: list[Shard] | None = None,
) -> Sequence[Shard]:
    """A run over inputs; the shards that it did are put into `ended`."""
    stage = readings_stage(size, columns or {}, only_likely)
    engine = engine or Serial()
    with open_run(str(output)) as run:
        tasks = readings_tasks([str(name) for name in names], stage, run.context.base, engine)

        def tell(shard: Shard, _: Sequence[str]) -> None:
            if ended is not None:
                ended.append(shard)

        return run_stage(run, stage, tasks, engine, tell)


def bytes_of(output: Path, stage: str = "readings") -> bytes:
    """The output of a stage, one shard after the other."""
    return b"".join(file.read_bytes() for file in sorted((output / stage).iterdir()))


def objects_of(output: Path) -> list[dict[str, object]]:
    """The lines of all readings."""
    return [json.loads(line) for line in bytes_of(output).splitlines()]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of sixty invented reports."""
    path = tmp_path_factory.mktemp("archive") / "archive.jsonl"
    path.write_bytes(lines(range(60)))
    return path


@pytest.fixture(scope="session")
def read_once(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The readings of `archive`, made by one process."""
    output = tmp_path_factory.mktemp("once") / "out"
    read_archives([archive], output)
    return bytes_of(output)
