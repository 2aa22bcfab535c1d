"""A finished run brought into a case against the same reports added one by one.

    python bench/loading.py [COUNT] [--postgres]

Makes COUNT invented reports (default 5,000) of about 600 characters, reads them in a run, links it,
loads it into an empty case, and adds the same file to another. A line for each tells reports and
rows a second. --postgres: cases on a server of its own instead of in files.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from case import generated
from sqlalchemy import create_engine, func, select, text

from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import metadata
from riwaya.engine.engines import Kind, engine_of
from riwaya.engine.incidents.link_run import link_run
from riwaya.engine.loading import load_run
from riwaya.engine.readings import readings_stage, readings_tasks
from riwaya.engine.run import open_run, run_stage
from riwaya.engine.storage import store_at
from riwaya.ingest.add import add
from riwaya.ingest.inputs import inputs_of

_SERVER = Path(__file__).parents[1] / "tests/casefile/postgres.py"


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=5_000)
    parser.add_argument("--postgres", action="store_true")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        _server() if chosen.postgres else nullcontext(None) as server,
    ):
        reports, output = Path(folder) / "reports.jsonl", Path(folder) / "out"
        _write(reports, chosen.count)
        _run(reports, output)
        for name, fill in (
            ("load, not linked", lambda case: load_run(case, store_at(str(output)), workers=2)),
            ("add, two workers", lambda case: add(case, _inputs(reports), workers=2)),
        ):
            address = server or str(Path(folder) / f"{name[:3]}.db")
            case = _emptied(address)
            _measure(name, case, fill, chosen.count)
            if name.startswith("add"):
                _measure("link after add", case, bring_up_to_date, chosen.count)
            case.close()
        with open_run(str(output)) as run, engine_of(Kind.POOL, 2) as engine:
            began = time.perf_counter()
            link_run(run, engine)
            _say(f"link-run: {time.perf_counter() - began:.1f} s")
        case = _emptied(server or str(Path(folder) / "linked.db"))
        store = store_at(str(output))
        _measure(
            "load, with incidents",
            case,
            lambda case: load_run(case, store, workers=2),
            chosen.count,
        )
        case.close()


def _inputs(reports: Path) -> Iterator[Any]:
    return inputs_of(str(reports), io.BytesIO())


def _write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for one in generated(count):
            record = {
                "id": one.id, "text": one.text, "outlet": one.outlet,
                "published": one.published and one.published.isoformat(),
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _run(reports: Path, output: Path) -> None:
    with open_run(str(output)) as run, engine_of(Kind.POOL, 2) as engine:
        stage = readings_stage(1 << 20, {}, only_likely=False)
        began = time.perf_counter()
        tasks = readings_tasks([str(reports)], stage, run.context.base, engine)
        run_stage(run, stage, tasks, engine)
        _say(f"run: {time.perf_counter() - began:.1f} s")


def _measure(name: str, case: Case, fill: Callable[[Case], Any], count: int) -> None:
    before, processor, began = _rows(case), time.process_time(), time.perf_counter()
    fill(case)
    seconds = time.perf_counter() - began
    rows = _rows(case) - before
    _say(
        f"{name:<22} {seconds:>7.1f} s ({time.process_time() - processor:>6.1f} of this process) "
        f"{count / seconds:>7,.0f} reports/s {rows / seconds:>9,.0f} rows/s"
    )


def _rows(case: Case) -> int:
    with case.reading() as connection:
        tables = metadata.sorted_tables
        counts = (select(func.count()).select_from(table) for table in tables)
        return sum(connection.execute(count).scalar() or 0 for count in counts)


def _emptied(address: str) -> Case:
    if "://" in address:
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    return open_case(address, create=True)


@contextmanager
def _server() -> Iterator[str]:
    spec = importlib.util.spec_from_file_location("riwaya_bench_postgres", _SERVER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.server() as url:
        yield url


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
