"""How fast a large case is searched.

    python bench/search.py [--reports 100000] [--case FILE] [--json FILE] [--plans]

A case of made-up reports is generated (or the one at FILE is used again), many searches are run,
and for each kind the median and the 95th percentile of the time to a first page of results are
shown, snippets included, and how much of the median was work of the processor: where other
programs run beside it, searches wait for it. With --plans also how SQLite goes about them.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from run import sentences
from sqlalchemy import insert, text

from riwaya.casefile.facets import write_facets
from riwaya.casefile.open import Case, open_case
from riwaya.casefile.schema import originals, reports, versions
from riwaya.casefile.search import Query, search
from riwaya.casefile.words import index

SEED = 7
POOL = 20_000
ROUNDS = 9
BATCH = 2_000
MOST_MS = 100.0
FIRST_DAY = date(2012, 1, 1)
_PLACES = (
    ("السدرة", "Sidra"), ("حلب", "Aleppo"), ("الموصل", "Mosul"), ("تعز", "Taiz"),
    ("بنغازي", "Benghazi"), ("دير الزور", "Deir ez-Zor"), ("أم درمان", "Omdurman"),
)  # fmt: skip
_ACTORS = (("قوات النظام", "Government forces"), ("الحوثيون", "Houthis"), ("مسلحون", "Gunmen"))
_TYPES = ("shelling", "air_drone_strike", "armed_clash", "arrest", "protest", "attack")
_OUTLETS = ("وكالة الضفاف", "شبكة الرصيف", "صدى المدينة", "مرصد السهل")
# Words seldom written, so that rare searches have something to find.
_RARE = [f"{a}{b}{c}" for a in "جدرسقنط" for b in "ابتميو" for c in "رشقلنف"]

SEARCHES: dict[str, tuple[Query, ...]] = {
    "word in nearly every report": (Query("في"), Query("قصف"), Query("بلدة"), Query("قتل")),
    "common word": (Query("حلب"), Query("بنغازي"), Query("المستشفى"), Query("وبحلب")),
    "rare word": tuple(Query(word) for word in _RARE[:4]),
    "word in no report": (Query("زعفران"), Query("قسطنطينية")),
    "two words": (Query("قصف حلب"), Query("أطفال تعز"), Query("نفى الجيش")),
    "five words": (Query("قتل مدنيين قصف حلب أطفال"), Query("غارة جوية بنغازي مصادر طبية")),
    "quotation": (Query('"غارة جوية على"'), Query('"سيارات الإسعاف نقلت المصابين"')),
    "either, and without": (Query("حلب OR تعز -أطفال"), Query("-قصف"), Query("غارة -حلب")),
    "filters alone": (
        Query(place="حلب"), Query(event_type="shelling"), Query(at_least=20),
        Query(since=date(2015, 1, 1), until=date(2015, 3, 1)), Query(outlet="شبكة الرصيف"),
        Query(place="Aleppo", event_type="arrest", person_class="civilian", at_least=5),
        Query(since=FIRST_DAY), Query(),
    ),
    "words and filters": (
        Query("قصف", place="حلب"), Query("في", event_type="shelling"), Query("بلدة", at_least=3),
        Query("أطفال", since=date(2015, 1, 1), until=date(2015, 12, 31)),
        Query("في", since=FIRST_DAY), Query("حلب", actor="الحوثيون", status="killed"),
    ),
}  # fmt: skip


def generate(case: Case, count: int) -> None:
    """Fill an empty case with made-up reports; the same for the same count."""
    source = random.Random(SEED)
    pool = sentences(POOL)
    for first in range(1, count + 1, BATCH):
        numbers = range(first, min(first + BATCH, count + 1))
        with case.writing() as connection:
            made = [_report(source, pool, number) for number in numbers]
            connection.execute(insert(originals), [m["original"] for m in made])
            connection.execute(insert(reports), [m["report"] for m in made])
            connection.execute(insert(versions), [m["version"] for m in made])
            for number, one in zip(numbers, made, strict=True):
                version = one["version"]
                index(connection, number, version["title"], version["text"])
                write_facets(connection, number, one["reading"])
        sys.stderr.write(f"\r{numbers[-1]:,} reports")
    sys.stderr.write("\n")


def _report(source: random.Random, pool: list[str], number: int) -> dict[str, dict[str, Any]]:
    body = ". ".join(source.choice(pool) for _ in range(12))
    if source.random() < 0.01:
        body += f". وذكر {source.choice(_RARE)} ذلك"
    title, outlet = source.choice(pool)[:90], source.choice(_OUTLETS)
    day = (FIRST_DAY + timedelta(days=source.randrange(4_500))).isoformat()
    digest = f"{number:064x}"
    version = {
        "number": number, "report": number, "ordinal": 1, "original": digest, "text": body,
        "text_sha256": digest, "title": title, "outlet": outlet, "published": day, "place": "bench",
        "headers": "[]", "notes": "[]", "added": "2024-01-01T00:00:00+00:00",
    }  # fmt: skip
    report = {
        "number": number, "id": f"r-{number}", "key": f"id:r-{number}", "version": number,
        "reading": None, "outlet": outlet, "published": day,
    }  # fmt: skip
    original = {
        "sha256": digest, "size": 0, "media_type": "text/plain", "compressed": 0, "data": b"",
    }  # fmt: skip
    return {
        "report": report, "version": version, "original": original,
        "reading": _reading(source, day, outlet),
    }  # fmt: skip


def _reading(source: random.Random, day: str, outlet: str) -> dict[str, Any]:
    """As much of a reading as can be filtered by."""
    places = source.sample(_PLACES, 2)
    claims = []
    for number in range(source.randrange(4)):
        low = int(source.paretovariate(0.9))
        casualty = {
            "status": source.choice(("killed", "injured")), "low": low, "high": low,
            "class": source.choice(("civilian", "armed", "unknown")), "scope": "event",
            "polarity": "asserted", "part_of": None,
        }  # fmt: skip
        claims.append({"id": f"c{number}", "casualty": casualty})
    event = {
        "id": "e1", "type": source.choice(_TYPES), "background": False,
        "date": {"start": day, "end": day} if source.random() < 0.7 else None,
    }  # fmt: skip
    name, name_en = source.choice(_ACTORS)
    return {
        "report": {"outlet": "s1", "published": day},
        "sources": [{"id": "s1", "name": outlet, "name_en": "", "known_as": None}],
        "actors": [{"name": name, "name_en": name_en, "known_as": None}],
        "places": [
            {"name": name, "name_en": name_en, "within": [], "gazetteer": None}
            for name, name_en in places
        ],
        "events": [event],
        "claims": claims,
    }  # fmt: skip


def measure(case: Case) -> Iterator[dict[str, Any]]:
    """Times in milliseconds of each kind of search."""
    for kind, queries in SEARCHES.items():
        times: list[float] = []
        worked: list[float] = []
        slowest = ("", 0.0)
        for query in queries:
            own = []
            for _ in range(ROUNDS):
                start, cpu = time.perf_counter(), time.process_time()
                with case.reading() as connection:
                    results = search(connection, query)
                own.append((time.perf_counter() - start) * 1000)
                worked.append((time.process_time() - cpu) * 1000)
            times += own
            if statistics.median(own) > slowest[1]:
                slowest = (f"{_shown(query)} ({results.total:,})", statistics.median(own))
        times.sort()
        yield {
            "kind": kind, "searches": len(times), "median_ms": round(statistics.median(times), 1),
            "p95_ms": round(times[int(len(times) * 0.95)], 1),
            "cpu_median_ms": round(statistics.median(worked), 1),
            "slowest": slowest[0], "slowest_median_ms": round(slowest[1], 1),
        }  # fmt: skip


def _shown(query: Query) -> str:
    plain = Query()
    fields = {name: getattr(query, name) for name in query.__slots__}
    given = {n: v for n, v in fields.items() if v != getattr(plain, n)}
    return ", ".join(f"{name}={value}" for name, value in given.items()) or "everything"


def plans(case: Case) -> None:
    """Show how SQLite goes about each search."""
    from sqlalchemy import event

    with case.reading() as connection:
        asked: list[tuple[str, Any]] = []

        @event.listens_for(connection, "before_cursor_execute")
        def _(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
            if statement.startswith("SELECT"):
                asked.append((statement, values))

        for kind, queries in SEARCHES.items():
            asked.clear()
            search(connection, queries[0])
            for statement, values in list(asked):
                _say(f"-- {kind}: {' '.join(statement.split())[:300]}")
                start = time.perf_counter()
                connection.exec_driver_sql(statement, values).all()
                _say(f"   {(time.perf_counter() - start) * 1000:.1f} ms")
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values):
                    _say(f"    {row[3]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Run the bench; 1 where a kind of search takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--case", help="made if it is not there, and kept")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(options.case or str(Path(folder) / "bench.db"), create=True)
        with case.reading() as connection:
            held = connection.execute(text("SELECT count(*) FROM reports")).scalar_one()
        start = time.perf_counter()
        if not held:
            generate(case, options.reports)
        seconds = time.perf_counter() - start
        if options.plans:
            plans(case)
        rows = list(measure(case))
        case.close()
    if not held:
        _say(f"{options.reports:,} reports indexed in {seconds:.0f} s")
    _say(f"{'searches':<30} {'median':>9} {'95th':>9} {'of it work':>11}   slowest (reports found)")
    for row in rows:
        _say(
            f"{row['kind']:<30} {row['median_ms']:>6} ms {row['p95_ms']:>6} ms "
            f"{row['cpu_median_ms']:>8} ms   "
            f"{row['slowest']}: {row['slowest_median_ms']} ms"
        )
    if options.json:
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(row["median_ms"] > MOST_MS for row in rows))


if __name__ == "__main__":
    sys.exit(main())
