"""Linking of invented mentions: time and memory by their number, and one more report.

    python bench/linking.py [COUNT...] [--cities]

Makes COUNT mentions (default 1,000, 10,000 and 100,000), four to an incident, over as many days as
a hundredth of them and two thousand villages, links them all in memory, then links more, one at a
time, against all. --cities: every fifth incident lies in one of five cities, so that each of them
is struck every day or two for years. Seconds are those of one processor, at work for this alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from riwaya.incidents.linking.index import BlockIndex
from riwaya.incidents.linking.linker import link, link_new
from riwaya.incidents.linking.record import Mention, MentionFigure, MentionPlace, MentionTime
from riwaya.model.decision import MentionKey

DEFAULT = (1_000, 10_000, 100_000)
START = date(2021, 1, 1)
_TYPES = ("shelling", "air_drone_strike", "armed_clash", "bombing", "attack", "abduction")
_TO_AN_INCIDENT = 4
_CITIES = 5
_MORE = 60


def generated(count: int, *, cities: bool = False) -> Iterator[Mention]:
    """Mentions, the same for the same count; the days grow with the count, as archives do."""
    days = max(30, count // 100)
    for incident in range(count // _TO_AN_INCIDENT):
        chance = random.Random(incident)
        village = chance.randrange(2000)
        place = _village(village)
        if cities and incident % 5 == 0:
            place = replace(_village(village % _CITIES), kind="city")
        day = START + timedelta(days=chance.randrange(days))
        kind, dead = chance.choice(_TYPES), chance.randint(1, 30)
        for number in range(_TO_AN_INCIDENT):
            yield _mention(chance, incident * _TO_AN_INCIDENT + number, place, day, kind, dead)


def _village(number: int) -> MentionPlace:
    return MentionPlace(
        name=f"قرية {number}",
        name_en=f"Village {number}",
        kind="village",
        words=f"قريه{number}",
        areas=(f"ناحية {number % 60}", f"محافظة {number % 12}"),
        gazetteer=f"g{number}",
        latitude=30 + (number % 50) * 0.1,
        longitude=36 + (number // 50) * 0.1,
        precision=1,
    )


def _mention(
    chance: random.Random, number: int, place: MentionPlace, day: date, kind: str, dead: int
) -> Mention:
    said = day + timedelta(days=chance.choice((0, 0, 0, 1)))
    return Mention(
        key=MentionKey(f"r{number:07}", "e1"),
        type=kind if chance.random() < 0.8 else chance.choice(_TYPES),
        background=chance.random() < 0.05,
        time=MentionTime(said, said, "event") if chance.random() < 0.85 else None,
        day_of_year=None,
        place=place,
        perpetrators=(f"party{chance.randrange(12)}",) if chance.random() < 0.5 else (),
        parties=(),
        weapons=(),
        figures=(MentionFigure("killed", "civilian", dead, dead),),
        victims=(),
        text_origin=f"r{number:07}",
        sketch=tuple(sorted(chance.randrange(2**31) for _ in range(16))),
        outlet=f"outlet{chance.randrange(40)}",
    )


def main() -> None:
    """Print a line for each count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=DEFAULT)
    parser.add_argument("--cities", action="store_true")
    chosen = parser.parse_args()
    _say(
        f"{'mentions':>9} {'seconds':>8} {'a second':>9} {'incidents':>9} {'memory':>9} "
        f"{'one more':>9} {'95 of 100':>9} {'most':>9}"
    )
    for count in chosen.counts:
        mentions = list(generated(count, cities=chosen.cities))
        began = time.process_time()
        clusters = link(mentions)
        seconds = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        more = _one_by_one(mentions)
        _say(
            f"{count:>9,} {seconds:>8.1f} {count / seconds:>9,.0f} {len(clusters):>9,} "
            f"{memory:>6,.0f} MB {more[len(more) // 2] * 1000:>6.0f} ms "
            f"{more[len(more) * 95 // 100] * 1000:>6.0f} ms {more[-1] * 1000:>6.0f} ms"
        )


def _one_by_one(mentions: list[Mention]) -> list[float]:
    """The seconds that linking one more takes, for copies of mentions over all; the least first.

    Copies of the first incidents' mentions, so of cities too where there are cities.
    """
    step = max(1, len(mentions) // _MORE)
    wanted = [
        replace(one, key=MentionKey(f"new {at}", "e1"), sketch=())
        for at, one in enumerate(mentions[::step][: _MORE // 2] + mentions[: _MORE // 2])
    ]
    index = BlockIndex([*mentions, *wanted])
    taken = []
    for one in wanted:
        began = time.process_time()
        link_new([one], index)
        taken.append(time.process_time() - began)
    return sorted(taken)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
