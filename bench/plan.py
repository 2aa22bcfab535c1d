"""How long an archive of millions of reports would take, by a simulation from measured costs.

    python bench/plan.py [--documents N] [--pages] [--cores N ...] [--price P]

Measures on this machine what a page, a test by the filter, a reading and the linking of a mention
cost, then plays the run through, shard by shard: workers start, take shards whose cost varies
with the lengths of texts, are lost now and then (their shard is done again), and report to one
driver that takes one shard at a time. Linking follows in stages, then loading. Prints hours,
processor hours and money for each number of cores, and what would be the first to give way.
--pages: the archive holds web pages, which cost their extraction before all else.
"""

from __future__ import annotations

import argparse
import heapq
import math
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from run import generated_reports, machine

SEED = 1
HOUR = 3600.0
GB = 1e9


@dataclass(frozen=True, slots=True)
class Costs:
    """Processor seconds: of a page extracted, a character tested and read, a mention linked and
    composed into incidents, a report loaded into a case (see bench/loading.py), a shard in the
    driver, a worker's start.
    Bytes: of a mention in the driver while blocks are joined, of a report's output."""

    page: float
    tested: float
    read: float
    linked: float
    composed: float
    loaded: float = 1 / 250
    shard: float = 0.01
    start: float = 3.0
    mention_bytes: float = 200.0
    output_bytes: float = 8_000.0


@dataclass(frozen=True, slots=True)
class Archive:
    """Documents and their mean length; `passing`: the share the filter lets through; `telling`:
    the share that gives a mention, `mentions` each."""

    documents: int
    characters: float = 2_500.0
    spread: float = 0.9
    passing: float = 0.25
    telling: float = 0.08
    mentions: float = 1.6
    pages: bool = False

    @property
    def all_mentions(self) -> float:
        return self.documents * self.telling * self.mentions


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cores at work; losses per core and hour; documents to a shard; dollars a core and hour."""

    cores: int
    losses: float = 0.01
    shard: int = 2_000
    price: float = 0.04


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hours by the clock of reading, linking and loading; processor hours; those lost with
    workers; the share of time the driver was busy while reading."""

    reading: float
    linking: float
    loading: float
    processor: float
    lost: float
    driver: float

    @property
    def hours(self) -> float:
        return self.reading + self.linking + self.loading


def simulate(costs: Costs, archive: Archive, cluster: Cluster) -> Outcome:
    """Play one run through; the same for the same arguments."""
    chance = random.Random(SEED)
    shards = math.ceil(archive.documents / cluster.shard)
    ready = [costs.start * (1 + chance.random()) for _ in range(cluster.cores)]
    heapq.heapify(ready)
    driver = end = spent = lost = 0.0
    failure = cluster.losses / HOUR
    for _ in range(shards):
        began = heapq.heappop(ready)
        seconds = _shard_seconds(costs, archive, cluster.shard, chance)
        while failure and chance.random() < 1 - math.exp(-failure * seconds):
            wasted = chance.random() * seconds
            lost += wasted + costs.start
            began += wasted + costs.start
        driver = max(driver, began + seconds) + costs.shard
        spent += seconds
        end = max(end, driver)
        heapq.heappush(ready, max(began + seconds, driver))
    linking, composing = costs.linked * archive.all_mentions, costs.composed * archive.all_mentions
    # Joining blocks is one pass of one process over the edges, about four to a mention.
    joining = 1e-6 * 4 * archive.all_mentions
    loading = costs.loaded * archive.documents * archive.passing
    return Outcome(
        end / HOUR,
        ((linking + composing) / cluster.cores + joining) / HOUR,
        loading / HOUR,
        (spent + lost + linking + composing + joining + loading) / HOUR,
        lost / HOUR,
        shards * costs.shard / end,
    )


def _shard_seconds(costs: Costs, archive: Archive, documents: int, chance: random.Random) -> float:
    """What a shard takes: the sum of many texts of skewed length, so nearly normal."""
    sigma = archive.spread
    deviation = archive.characters * math.sqrt(math.exp(sigma * sigma) - 1)
    total = chance.gauss(archive.characters * documents, deviation * math.sqrt(documents))
    passing = max(0.0, chance.gauss(archive.passing, archive.passing / 4))
    each = (costs.page if archive.pages else 0.0) * documents
    return max(0.0, total) * (costs.tested + passing * costs.read) + each


def measured() -> Costs:
    """What the parts cost on this machine, in processor seconds."""
    from linking import generated

    from riwaya import read
    from riwaya.incidents.linking.linker import link
    from riwaya.ingest.html import read_html
    from riwaya.reading.filter import may_claim

    texts = generated_reports(300)
    characters = sum(map(len, texts))
    quiet = ["زار الوزير معرض الكتاب ثم عاد إلى مكتبه في المدينة. " * 40] * 200
    page = _page(texts[0]).encode()
    mentions = list(generated(10_000))
    read_html("warm", page)
    for text in texts[:50]:
        read(text)
    return Costs(
        page=_seconds(lambda: [read_html("page", page) for _ in range(20)]) / 20,
        tested=_seconds(lambda: list(map(may_claim, quiet))) / sum(map(len, quiet)),
        read=_seconds(lambda: list(map(read, texts))) / characters,
        linked=_seconds(lambda: link(mentions)) / len(mentions),
        composed=_composing(),
    )


def _composing() -> float:
    """Processor seconds for a mention, over linking, of bringing a case up to date."""
    from tempfile import TemporaryDirectory

    from case import generated

    from riwaya.casefile.linking import bring_up_to_date
    from riwaya.casefile.open import open_case
    from riwaya.ingest.add import add

    with TemporaryDirectory() as folder:
        case = open_case(str(Path(folder) / "plan.db"), create=True)
        add(case, generated(300), workers=1)
        seconds = _seconds(lambda: bring_up_to_date(case))
        case.close()
    return seconds / 300


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _page(text: str) -> str:
    """A page of some 40 kB around a text, as news sites make them."""
    menu = "".join(f'<li><a href="/s/{n}">القسم {n}</a></li>' for n in range(120))
    more = "".join(
        f'<div class="card"><h3>عنوان آخر {n}</h3><p>سطر قصير.</p></div>' for n in range(60)
    )
    script = f"<script>{'var a=1;' * 2500}</script>"
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f"<html><head><title>خبر</title>{script}</head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>خبر</h1>{body}</article><aside>{more}</aside></body></html>"
    )


def limits(costs: Costs, archive: Archive, cluster: Cluster) -> list[tuple[str, str]]:
    """What grows with the archive and stands in one place, with its size."""
    shards = math.ceil(archive.documents / cluster.shard)
    read = archive.documents * archive.passing
    return [
        ("memory of the process that joins blocks",
         f"{archive.all_mentions * costs.mention_bytes / GB:.1f} GB"),
        ("manifest", f"{shards:,} shards, {shards * 600 / 1e6:.0f} MB"),
        ("readings on disk", f"{read * costs.output_bytes / GB:,.0f} GB"),
        ("shards an hour that one driver can take", f"{HOUR / costs.shard:,.0f}"),
    ]  # fmt: skip


def main() -> None:
    """Measure, simulate and print; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000_000)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--cores", type=int, nargs="+", default=[16, 64, 256, 1024])
    parser.add_argument("--price", type=float, default=0.04, help="dollars a core and hour")
    given = parser.parse_args()
    costs = measured()
    archive = Archive(given.documents, pages=given.pages)
    say = sys.stdout.write
    say(
        f"{machine()}\n\nprocessor milliseconds: a page {costs.page * 1e3:.1f}, "
        f"a million characters tested {costs.tested * 1e9:.0f} and read {costs.read * 1e9:.0f}, "
        f"a mention linked {costs.linked * 1e3:.2f}, composed {costs.composed * 1e3:.1f}\n\n"
    )
    say(
        f"{archive.documents:,} documents of {archive.characters:,.0f} characters, "
        f"{archive.passing:.0%} pass, {archive.telling:.0%} tell of something\n\n"
    )
    say(f"{'cores':>7}{'reading':>10}{'linking':>10}{'loading':>10}{'all, h':>9}"
        f"{'core h':>9}{'lost':>7}{'driver':>8}{'dollars':>9}\n")  # fmt: skip
    for cores in given.cores:
        cluster = Cluster(cores, price=given.price)
        out = simulate(costs, archive, cluster)
        say(f"{cores:>7,}{out.reading:>10.2f}{out.linking:>10.2f}{out.loading:>10.2f}"
            f"{out.hours:>9.2f}{out.processor:>9,.0f}{out.lost:>7.1f}{out.driver:>8.1%}"
            f"{cores * out.hours * cluster.price:>9,.0f}\n")  # fmt: skip
    say("\n")
    for name, value in limits(costs, archive, Cluster(given.cores[-1])):
        say(f"{name}: {value}\n")


if __name__ == "__main__":
    main()
