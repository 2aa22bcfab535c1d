"""Of two places that are equally likely the same one is taken in every process."""

from __future__ import annotations

import subprocess
import sys

_TOLD = """
from riwaya.incidents.linking.record import Mention, MentionPlace
from riwaya.incidents.where import incident_place
from riwaya.model.decision import MentionKey

def mention(report, town, latitude):
    around = (town,)
    point = (None, latitude, 30.0, 2)
    place = MentionPlace("قرب حاجز", "near Hajiz", "site", "", around, around, *point)
    key, nothing = MentionKey(report, "e1"), ((),) * 5
    return Mention(key, "attack", False, None, None, place, *nothing, report, ())

print(incident_place([mention("a", "كادوقلي", 11.0), mention("b", "جرابلس", 36.8)]).latitude)
"""


def test_two_places_alike_but_for_what_lies_around_them_have_one_order() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _TOLD],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1
