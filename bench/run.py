"""Speed, memory, start-up and growth of the reader on one core.

    python bench/run.py [TEXTS.jsonl] [--json FILE] [--quick]

TEXTS.jsonl holds one object with a "text" a line; without it, reports made up from parts are
read. A table goes to standard output, and with --json the same figures to FILE. --quick leaves
out the texts above one megabyte.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PASSES = 3
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
QUICK = 1_000_000
SHORTEST_SENTENCE = 40
GENERATED = 2_000
SEED = 1
# What the reader is held to: see docs/methodology.md.
LEAST_SPEED, MOST_VERSION, MOST_FIRST_READ, MOST_MEMORY = 300_000, 0.5, 1.5, 400.0

_LEADS = (
    "قتل {n} مدنيين وأصيب {m} آخرون، بينهم أطفال، في قصف مدفعي استهدف {place}",
    "أعلنت مصادر طبية استشهاد {n} أشخاص جراء غارة جوية على {place}",
    "لقي {n} عناصر من الشرطة مصرعهم في انفجار عبوة ناسفة قرب {place}",
    "اعتقلت القوات {n} شبان بعد مداهمة منازل في {place}",
    "اندلعت اشتباكات عنيفة بين مجموعتين مسلحتين في {place} دون أنباء عن خسائر بشرية",
    "خطف مسلحون مجهولون تاجرا وشقيقه على الطريق الواصل إلى {place}",
)
_FOLLOWING = (
    "وقال شهود عيان إن سيارات الإسعاف نقلت المصابين إلى أقرب مستشفى",
    "وأضاف المصدر أن بين القتلى امرأة و{n} أطفال",
    "ونفى متحدث باسم الجيش مسؤولية قواته عن الهجوم",
    "وشهدت المنطقة خلال الأيام الماضية حركة نزوح واسعة",
    "ولم تعلن أي جهة مسؤوليتها حتى ساعة إعداد الخبر",
    "وكانت البلدة قد تعرضت مساء الثلاثاء الماضي لقصف مماثل أسفر عن جرح {m} مزارعين",
)
_PLACES = (
    "بلدة السدرة", "قرية النخيل شرقي حلب", "حي المنارة في مدينة الموصل", "مدينة تعز",
    "أطراف بنغازي", "مخيم الرابية", "ريف دير الزور الغربي", "أم درمان", "بلدة الخزامى جنوبي لبنان",
)  # fmt: skip
_WHEN = (
    "صباح اليوم", "مساء أمس", "يوم الأحد", "فجر الثلاثاء", "ليل الجمعة", "قبل يومين",
    "في 12 آذار", "بعد الظهر", "",
)  # fmt: skip
_NUMBERS = ("ثلاثة", "خمسة", "4", "٧", "ثمانية", "أكثر من عشرة", "ما لا يقل عن 6", "نحو تسعة")


def sentences(count: int) -> list[str]:
    """Made-up sentences without their full stop; the same for the same count."""
    source = random.Random(SEED)
    made = []
    for index in range(count):
        pattern = source.choice(_FOLLOWING if index % 4 else _LEADS)
        made.append(
            pattern.format(
                n=source.choice(_NUMBERS),
                m=source.choice(_NUMBERS),
                place=f"{source.choice(_PLACES)} عند الكيلومتر {source.randrange(1000)}",
            )
            + f" {source.choice(_WHEN)}".rstrip()
        )
    return made


def generated_reports(count: int) -> list[str]:
    """Made-up reports of twelve sentences in three paragraphs."""
    made = sentences(count * 12)
    reports = []
    for first in range(0, len(made), 12):
        paragraphs = [made[at : at + 4] for at in range(first, first + 12, 4)]
        reports.append("\n\n".join(". ".join(paragraph) + "." for paragraph in paragraphs))
    return reports


def load_texts(path: Path) -> list[str]:
    """The texts of a JSON Lines file; raises OSError, ValueError and KeyError."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def machine() -> str:
    """Processor, operating system and Python in words."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{model}, {platform.system()} {platform.release()}, Python {platform.python_version()}"


def best_of(run: Callable[[], Any]) -> float:
    """The least processor time of PASSES runs, in seconds."""
    times = []
    for _ in range(PASSES):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def start_up(*arguments: str) -> float:
    """The least wall time of PASSES runs of Python with these arguments, in seconds."""
    times = []
    for _ in range(PASSES):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def growth(sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Seconds for texts of growing length, as many sentences and as one line without end."""
    from riwaya import read

    made = sentences(max(sizes) // SHORTEST_SENTENCE)
    rows = []
    for shape, joint in (("sentences", ". "), ("one line", " و")):
        whole = joint.join(made)
        for size in sizes:
            text = whole[:size]
            start = time.process_time()
            read(text)
            spent = time.process_time() - start
            rows.append({"shape": shape, "characters": size, "seconds": round(spent, 3),
                         "seconds_per_million": round(spent * 1e6 / size, 2)})  # fmt: skip
    return rows


def measure(texts: list[str], sizes: Sequence[int]) -> dict[str, Any]:
    """All figures as one object; times in seconds, memory in MB."""
    from riwaya import read
    from riwaya.ingest.processes import collect_seldom

    version = start_up("-m", "riwaya", "--version")
    first = start_up("-c", "from riwaya import read; read('قتل ثلاثة أشخاص في بلدة السدرة.')")
    total = sum(map(len, texts))

    def read_all() -> None:
        for text in texts:
            read(text)

    # As the commands do that read.
    collect_seldom()
    read_all()
    collect_seldom()
    spent = best_of(read_all)
    memory = peak_memory()
    return {
        "machine": machine(),
        "reports": len(texts),
        "characters": total,
        "characters_per_second": round(total / spent),
        "start_up_version": round(version, 3),
        "start_up_first_read": round(first, 3),
        "peak_memory_mb": round(memory, 1),
        "growth": growth(sizes),
        "peak_memory_mb_with_growth": round(peak_memory(), 1),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures as plain text, requirements beside them."""
    rows = (
        ("reports", f"{figures['reports']:,}", ""),
        ("characters", f"{figures['characters']:,}", ""),
        ("characters a second", f"{figures['characters_per_second']:,}",
         f"at least {LEAST_SPEED:,}"),
        ("start-up of --version", f"{figures['start_up_version']:.2f} s",
         f"at most {MOST_VERSION} s"),
        ("start-up of first read", f"{figures['start_up_first_read']:.2f} s",
         f"at most {MOST_FIRST_READ} s"),
        ("peak memory", f"{figures['peak_memory_mb']:.0f} MB", f"at most {MOST_MEMORY:.0f} MB"),
    )  # fmt: skip
    lines = [figures["machine"], ""]
    lines += [f"{name:<24}{value:>12}   {required}".rstrip() for name, value, required in rows]
    lines += ["", f"{'one text, as':<14}{'characters':>12}{'seconds':>10}{'s/million':>11}"]
    for row in figures["growth"]:
        lines.append(
            f"{row['shape']:<14}{row['characters']:>12,}{row['seconds']:>10.2f}"
            f"{row['seconds_per_million']:>11.2f}"
        )
    for shape in dict.fromkeys(row["shape"] for row in figures["growth"]):
        costs = [row["seconds_per_million"] for row in figures["growth"] if row["shape"] == shape]
        lines.append(f"{shape}: a character of the longest costs {costs[-1] / costs[1]:.2f} times "
                     "that of the text of 100,000")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Measure and print; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    texts = load_texts(arguments.texts) if arguments.texts else generated_reports(GENERATED)
    sizes = [size for size in SIZES if size <= QUICK] if arguments.quick else SIZES
    figures = measure(texts, sizes)
    sys.stdout.write(table(figures) + "\n")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
