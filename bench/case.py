"""A case filled with invented reports: how fast, and whether memory grows with the case.

    python bench/case.py [COUNT] [--case CASE] [--workers N]

Adds COUNT reports (default 50,000) in steps, links them, then adds one more report and links it.
After each step a line tells reports in the case, reports a second, the peak memory of this
process and of its readers so far, and the size of the case.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from riwaya.casefile.linking import bring_up_to_date
from riwaya.casefile.open import Case, open_case
from riwaya.ingest.add import add
from riwaya.model.intake import Intake

STEPS = 10
START = date(2024, 1, 1)

_PLACES = (
    "سرمين", "تدمر", "سنجار", "حرض", "سبها", "خان يونس", "صور", "الفاشر", "الباب", "منبج",
    "الموصل", "تعز", "بنغازي", "نوى", "جرابلس", "الحويجة", "الميادين", "القائم", "زوارة", "كادقلي",
)  # fmt: skip
_WHAT = (
    "قصف مدفعي استهدف سوقا شعبية", "غارة جوية على منزل", "انفجار سيارة مفخخة قرب حاجز",
    "رصاص قناص", "اشتباكات بين فصيلين", "انفجار لغم أرضي", "قصف بقذائف الهاون",
)  # fmt: skip
_SOURCES = ("مصدر طبي", "شهود عيان", "الدفاع المدني", "مصادر محلية", "مصدر أمني", "ناشطون")
_OUTLETS = tuple(f"وكالة {name}" for name in ("السهل", "الوادي", "الجبل", "النهر", "الميناء"))
_AFTER = (
    "ونقلت سيارات الإسعاف المصابين إلى مشافي المدينة وسط نقص في المستلزمات الطبية",
    "وأغلقت السلطات المحلية الطرق المؤدية إلى المكان لساعات قبل أن تعيد فتحها",
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى ساعة إعداد الخبر",
    "وكانت المنطقة قد شهدت خلال الأسبوع الماضي هدوءا نسبيا بعد جولة من المفاوضات",
    "وقال سكان إن المدارس علقت الدوام ليومين خشية تجدد القصف على الأحياء السكنية",
)


def generated(count: int, start: int = 0) -> Iterator[Intake]:
    """Invented reports, the same for the same number; about 600 characters each."""
    for number in range(start, start + count):
        chance = random.Random(number)
        place, what = chance.choice(_PLACES), chance.choice(_WHAT)
        dead, hurt = chance.randint(2, 30), chance.randint(2, 60)
        text = (
            f"{place} - {chance.choice(_OUTLETS)}\n"
            f"قتل {dead} مدنيا وأصيب {hurt} آخرون بجروح جراء {what} في {place} اليوم، بحسب ما "
            f"أفاد {chance.choice(_SOURCES)}. وقال {chance.choice(_SOURCES)} إن بين القتلى "
            f"{chance.randint(3, 9)} أطفال، وإن الحصيلة مرشحة للارتفاع. "
            + ". ".join(chance.sample(_AFTER, 4))
            + f". المشفى رقم {number}."
        )
        yield Intake(
            where=f"generated:{number}",
            text=text,
            id=f"g{number}",
            outlet=chance.choice(_OUTLETS),
            published=START + timedelta(days=chance.randrange(1000)),
            published_basis="given",
        )


def main() -> None:
    """Fill a case and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=50_000)
    parser.add_argument("--case", help="where; default a file in a temporary folder")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(chosen.case or str(Path(folder) / "case.db"), create=True)
        try:
            _fill(case, chosen.count, chosen.workers)
            _link(case, chosen.count)
        finally:
            case.close()


def _fill(case: Case, count: int, workers: int) -> None:
    _say(f"{'reports':>9} {'a second':>9} {'this process':>13} {'a reader':>9} {'case':>9}")
    step = max(1, count // STEPS)
    for start in range(0, count, step):
        began = time.perf_counter()
        many = min(step, count - start)
        add(case, generated(many, start), workers=workers)
        rate = many / (time.perf_counter() - began)
        _say(f"{start + many:>9,} {rate:>9,.0f} {_memory()} {_size(case):>6,.0f} MB")


def _link(case: Case, count: int) -> None:
    began = time.perf_counter()
    linked = bring_up_to_date(case)
    seconds = time.perf_counter() - began
    _say(f"linking all: {seconds:.1f} s, {linked.incidents:,} incidents {_memory()}")
    began = time.perf_counter()
    add(case, generated(1, count), workers=1)
    added = time.perf_counter() - began
    began = time.perf_counter()
    bring_up_to_date(case)
    linked_one = time.perf_counter() - began
    _say(f"one more report: added in {added:.2f} s, linked in {linked_one:.2f} s")


def _memory() -> str:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"{own:>10,.0f} MB {readers:>6,.0f} MB"


def _size(case: Case) -> float:
    return Path(case.address).stat().st_size / 1e6 if case.is_sqlite else 0.0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
