"""Invented mentions for the tests of linking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from riwaya.incidents.linking.record import (
    Mention,
    MentionFigure,
    MentionPlace,
    MentionTime,
)
from riwaya.model.decision import MentionKey

Make = Callable[..., Mention]

PLACES = {
    "sarab": MentionPlace(
        "قرية سراب", "Sarab", "village", "سراب", ("مرجان",), ("ريفمرجان", "مرجان"), "t:1",
        35.0, 36.0, 1,
    ),
    "near_sarab": MentionPlace(
        "قرية نخيل", "Nakhil", "village", "نخيل", ("مرجان",), ("ريفمرجان", "مرجان"), "t:2",
        35.03, 36.0, 1,
    ),
    "far": MentionPlace(
        "قرية بعيدة", "Baida", "village", "بعيده", (), ("سهل",), "t:3", 36.5, 38.0, 1
    ),
    "marjan": MentionPlace(
        "محافظة مرجان", "Marjan", "governorate", "مرجان", (), ("مرجان",), "t:4", 35.2, 36.2, 3
    ),
    "town": MentionPlace(
        "بلدة ريف مرجان", "Rif Marjan", "town", "ريفمرجان", (), ("مرجان",), "t:6", 35.05, 36.0, 1
    ),
    "city": MentionPlace(
        "مدينة مرجان", "Marjan", "city", "مرجان", (), ("مرجان",), "t:5", 35.2, 36.2, 1
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def mention() -> Make:
    """A factory of mentions: an air strike on the village of Sarab in the given report."""

    def make(
        report: str,
        event: str = "e1",
        day: str | None = "2024-03-10",
        place: str | None = "sarab",
        killed: Sequence[int] = (),
        **fields: Any,
    ) -> Mention:
        time = date.fromisoformat(day) if day else None
        basis = fields.pop("basis", "event")
        content: dict[str, Any] = {
            "key": MentionKey(report, event),
            "type": "air_drone_strike",
            "background": False,
            "time": MentionTime(time, time, basis) if time else None,
            "day_of_year": None,
            "place": PLACES[place] if place else None,
            "perpetrators": (),
            "parties": (),
            "weapons": (),
            "figures": tuple(MentionFigure("killed", "civilian", n, n) for n in killed),
            "victims": (),
            "text_origin": report,
            "sketch": (),
        }
        content.update(fields)
        return Mention(**content)

    return make
