"""A run of invented readings linked in stages: time and memory by their number, on any engine.

    python bench/linking_at_scale.py [COUNT...] [--workers N] [--keep FOLDER] [--in-memory]

Writes COUNT readings (default 1,000, 10,000 and 100,000), four to an incident in one of two
thousand villages, over as many days as a hundredth of them, and links them as `riwaya link-run`
does. Tells seconds, those of the processors too, the most memory that the driver and a worker
took, and the most that the stages held on disk. --in-memory: the mentions linked by the linker of
cases besides, in one process, without copies, composition and files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from riwaya import read
from riwaya.engine.engines import Kind, Serial, engine_of
from riwaya.engine.incidents.arrivals import READINGS
from riwaya.engine.incidents.link_run import link_run
from riwaya.engine.run import open_run, run_stage
from riwaya.engine.stage import Chunk, Context, Inputs, Stage, Task, shard_name
from riwaya.incidents.linking import link, mentions_of
from riwaya.model.deserialise import reading_record
from riwaya.model.incident import Account

DEFAULT = (1_000, 10_000, 100_000)
START = date(2015, 1, 1)
_TO_A_SHARD = 2_000
_TO_AN_INCIDENT = 4
_VILLAGES = 2_000
_TYPES = ("shelling", "air_drone_strike", "armed_clash", "bombing", "attack", "abduction")
_TEMPLATE = "قتل سبعة مدنيين جراء قصف مدفعي على بلدة سرمين يوم الأحد 10 آذار 2024، وفق مصدر طبي."
_MORE = (
    "ونقلت سيارات الإسعاف المصابين إلى مشافي المدينة وسط نقص المستلزمات الطبية وأغلقت السلطات "
    "المحلية الطرق المؤدية المكان لساعات قبل إعادة فتحها ولم تعلن جهة مسؤوليتها عن الهجوم حتى ساعة "
    "إعداد الخبر وكانت المنطقة شهدت الأسبوع الماضي هدوءا نسبيا بعد جولة المفاوضات وقال سكان إن "
    "المدارس علقت الدوام ليومين خشية تجدد القصف الأحياء السكنية"
)
_WORDS = tuple(_MORE.split())


@cache
def _template() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read(_TEMPLATE).to_json())
    return found


def readings(first: int, end: int, whole: int) -> Iterator[dict[str, Any]]:
    """Invented readings, the same for the same numbers of the same `whole`."""
    days = max(30, whole // 100)
    for number in range(first, end):
        told = random.Random(number // _TO_AN_INCIDENT)
        own = random.Random(-number - 1)
        village, day = told.randrange(_VILLAGES), START + timedelta(days=told.randrange(days))
        kind, dead = told.choice(_TYPES), told.randint(1, 30)
        yield _reading(number, village, day + timedelta(own.choice((0, 0, 0, 1))), kind, dead, own)


def _reading(
    number: int, village: int, day: date, kind: str, dead: int, own: random.Random
) -> dict[str, Any]:
    found = deepcopy(_template())
    text = f"{_TEMPLATE} {' '.join(own.choice(_WORDS) for _ in range(60))} {number}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    found["report"] |= {"id": f"r{number:08}", "text": text, "sha256": digest}
    found["places"] = found["places"][:1]
    found["places"][0] |= {
        "name": f"قرية {village}", "name_en": f"Village {village}", "within": [],
        "gazetteer": f"g{village}", "latitude": 30 + village % 50 * 0.1,
        "longitude": 36 + village // 50 * 0.1,
    }  # fmt: skip
    for event in found["events"]:
        event["type"] = kind if own.random() < 0.8 else own.choice(_TYPES)
        event["place"] = found["places"][0]["id"]
        known = own.random() < 0.85
        event["date"] |= {"start": day.isoformat(), "end": day.isoformat()}
        event["date"] = event["date"] if known else None
    for claim in found["claims"]:
        if claim["casualty"]:
            claim["casualty"] |= {"low": dead, "high": dead}
    return found


def _shard(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    for one in readings(inputs[0]["first"], inputs[0]["end"], options["whole"]):
        line = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        yield Chunk(f"{line}\n".encode(), counts={"reports": 1})


def main() -> None:
    """Print a line for each count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=DEFAULT)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", help="leave the results in this folder")
    parser.add_argument("--stages", action="store_true", help="tell what each stage took")
    parser.add_argument("--in-memory", action="store_true")
    chosen = parser.parse_args()
    _say(
        f"{'readings':>9} {'seconds':>8} {'of CPU':>8} {'a second':>9} {'incidents':>9} "
        f"{'edges':>10} {'driver':>9} {'a worker':>9} {'disk':>9}"
    )
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            _measure(chosen.keep or folder, count, chosen)
        if chosen.in_memory:
            _in_memory(count)


def _measure(folder: str, count: int, chosen: argparse.Namespace) -> None:
    output = Path(folder) / f"of-{count}"
    disk = [0]
    began: list[Any] = [None, 0.0]

    def tell(stage: str, tasks: int) -> None:
        disk[0] = max(disk[0], sum(f.stat().st_size for f in output.rglob("link-*/*")))
        if chosen.stages:
            if began[0]:
                _say(f"  {began[0]} {time.perf_counter() - began[1]:.1f} s")
            began[:] = [f"{stage} ({tasks})", time.perf_counter()]

    with open_run(str(output)) as run:
        stage = Stage(READINGS, _shard, {"whole": count})
        tasks = [
            Task(shard_name(at), ({"first": first, "end": min(first + _TO_A_SHARD, count)},))
            for at, first in enumerate(range(0, count, _TO_A_SHARD))
        ]
        run_stage(run, stage, tasks, Serial())
        before, start = _processors(), time.perf_counter()
        with engine_of(Kind.POOL if chosen.workers > 1 else Kind.SERIAL, chosen.workers) as engine:
            made = link_run(run, engine, tell)
        seconds = time.perf_counter() - start
    _say(
        f"{count:>9,} {seconds:>8.1f} {_processors() - before:>8.1f} {count / seconds:>9,.0f} "
        f"{made.incidents:>9,} {made.edges:>10,} {_memory(resource.RUSAGE_SELF):>6,.0f} MB "
        f"{_memory(resource.RUSAGE_CHILDREN):>6,.0f} MB {disk[0] / 1e6:>6,.0f} MB"
    )


def _in_memory(count: int) -> None:
    mentions = [
        mention
        for one in readings(0, count, count)
        for mention in mentions_of(Account(reading_record(one)))
    ]
    start = time.process_time()
    clusters = link(mentions)
    _say(
        f"  in memory: {time.process_time() - start:.1f} s for linking {len(mentions):,} mentions, "
        f"{len(clusters):,} incidents, {_memory(resource.RUSAGE_SELF):,.0f} MB"
    )


def _processors() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _memory(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
