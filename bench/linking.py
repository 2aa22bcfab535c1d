"""Linking of invented mentions: time and memory by their number, and one more report.

    python bench/linking.py [COUNT...]

Makes COUNT mentions (default 1,000, 10,000 and 100,000), four to an incident, over a thousand days
and two thousand villages, links them all in memory, then links one more against all.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from riwaya.incidents.linking.linker import BlockIndex, link, link_new
from riwaya.incidents.linking.record import Mention, MentionFigure, MentionPlace, MentionTime
from riwaya.model.decision import MentionKey

DEFAULT = (1_000, 10_000, 100_000)
START = date(2021, 1, 1)
_TYPES = ("shelling", "air_drone_strike", "armed_clash", "bombing", "attack", "abduction")
_TO_AN_INCIDENT = 4


def generated(count: int) -> Iterator[Mention]:
    """Mentions, the same for the same count; the days grow with the count, as archives do."""
    days = max(30, count // 100)
    for incident in range(count // _TO_AN_INCIDENT):
        chance = random.Random(incident)
        village = chance.randrange(2000)
        day = START + timedelta(days=chance.randrange(days))
        kind, dead = chance.choice(_TYPES), chance.randint(1, 30)
        for number in range(_TO_AN_INCIDENT):
            yield _mention(chance, incident * _TO_AN_INCIDENT + number, village, day, kind, dead)


def _mention(
    chance: random.Random, number: int, village: int, day: date, kind: str, dead: int
) -> Mention:
    said = day + timedelta(days=chance.choice((0, 0, 0, 1)))
    return Mention(
        key=MentionKey(f"r{number:07}", "e1"),
        type=kind if chance.random() < 0.8 else chance.choice(_TYPES),
        background=chance.random() < 0.05,
        time=MentionTime(said, said, "event") if chance.random() < 0.85 else None,
        day_of_year=None,
        place=MentionPlace(
            name=f"قرية {village}",
            name_en=f"Village {village}",
            kind="village",
            words=f"قريه{village}",
            areas=(f"ناحية {village % 60}", f"محافظة {village % 12}"),
            gazetteer=f"g{village}",
            latitude=30 + (village % 50) * 0.1,
            longitude=36 + (village // 50) * 0.1,
            precision=1,
        ),
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
    _say(f"{'mentions':>9} {'seconds':>8} {'a second':>9} {'incidents':>9} {'memory':>8} one more")
    for count in [int(given) for given in sys.argv[1:]] or DEFAULT:
        mentions = list(generated(count))
        began = time.perf_counter()
        clusters = link(mentions)
        seconds = time.perf_counter() - began
        index = BlockIndex([*mentions, replace(mentions[0], key=MentionKey("new", "e1"))])
        new = index.get(MentionKey("new", "e1"))
        assert new is not None
        began = time.perf_counter()
        link_new([new], index.near, index.get)
        one = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _say(
            f"{count:>9,} {seconds:>8.1f} {count / seconds:>9,.0f} {len(clusters):>9,} "
            f"{memory:>5,.0f} MB {one * 1000:>5.1f} ms"
        )


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
