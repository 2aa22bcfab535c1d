"""A reading made by hand, of an invented report, with all that the exports must show."""

from __future__ import annotations

from datetime import date

import pytest

from riwaya.model import (
    Actor,
    Casualty,
    Claim,
    DateRange,
    Event,
    Person,
    Place,
    Reading,
    Relation,
    Report,
    Source,
    Span,
)
from riwaya.model.event import LoadedTerm, Weapon

TEXT = (
    "قصف على بلدة النخيل\n"
    "\n"
    "قالت مصادر محلية إن 9 مدنيين بينهم 3 أطفال قتلوا في قصف للواء الوادي على بلدة النخيل أمس.\n"
    "وزعمت شبكة الرمان أن عشرات المسلحين قتلوا. ومن القتلى سالم ياسين.\n"
)


MONDAY = date(2024, 3, 11)


def span(words: str) -> Span:
    """The first occurrence of `words` in the report."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def casualty(**changes: object) -> Casualty:
    """A figure of nine civilians killed, with changes."""
    fields: dict[str, object] = {
        "status": "killed", "low": 9, "high": 9, "approx": False, "vague": False,
        "person_class": "civilian", "group": None, "party": None, "part_of": None,
        "scope": "event", "polarity": "asserted",
    }  # fmt: skip
    return Casualty(**(fields | changes))  # type: ignore[arg-type]


def claim(identifier: str, figure: Casualty | None, words: str, **changes: object) -> Claim:
    """A casualty claim of the local sources, with changes."""
    fields: dict[str, object] = {
        "id": identifier, "kind": "casualty", "event": "e1", "source": "s2", "chain": ("s1", "s2"),
        "stance": "asserts", "certainty": "certain", "cue": span("قالت مصادر محلية"),
        "casualty": figure, "evidence": (span(words),), "rule": "number and casualty word",
    }  # fmt: skip
    return Claim(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    """A total with a part, an alleged vague figure, a named person, a contradiction."""
    militia = casualty(low=20, high=None, vague=True, person_class="armed", party="لواء الوادي")
    event = Event(
        id="e1", type="shelling", subtype=None, occurrence="asserted", background=False, place="p1",
        date=DateRange(MONDAY, MONDAY, "أمس", "day", "relative to publication"),
        perpetrators=("a1",), opponents=(), targets=(), weapons=(Weapon("هاون", "mortar"),),
        source="s2", evidence=(span("قصف للواء الوادي"),),
    )  # fmt: skip
    return Reading(
        report=Report(
            id="r-1", sha256="0" * 64, text=TEXT, title="قصف على بلدة النخيل", outlet="s1",
            published=date(2024, 3, 12), published_basis="given",
        ),
        sources=(
            Source("s1", "وكالة ضفاف", "Difaf News Agency", "news_agency", True),
            Source("s2", "مصادر محلية", "local sources", "local", False),
            Source("s3", "شبكة الرمان", "Rumman Network", "activist_network", True, "opposition"),
        ),
        actors=(
            Actor("a1", "لواء الوادي", "Wadi Brigade", "armed_group", None,
                  (LoadedTerm("العصابات", "فصائل"),), (span("لواء الوادي"),)),
        ),
        places=(Place("p1", "بلدة النخيل", "al-Nakhil", "town", ("حلب",)),),
        events=(event,),
        claims=(
            claim("c1", casualty(), "9 مدنيين بينهم 3 أطفال قتلوا"),
            claim("c2", casualty(low=3, high=3, group="children", part_of="c1"), "3 أطفال"),
            claim("c3", militia, "عشرات المسلحين قتلوا", source="s3", chain=("s1", "s3"),
                  stance="alleges", cue=span("زعمت شبكة الرمان")),
            claim("c4", None, "قصف للواء الوادي", kind="responsibility", about=("a1",)),
        ),
        people=(
            Person("v1", "سالم ياسين", "Salim Yasin", "killed", "مزارع", None, 40, "c1",
                   (span("سالم ياسين"),)),
        ),
        relations=(Relation("contradicts", "class", "c3", "c1", "One says armed, one civilian."),),
    )  # fmt: skip
