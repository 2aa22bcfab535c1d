"""A reading made by hand, of an invented report, with all that the exports must show.

`span`, `figure`, `claim` and `event` make the records of invented reports for all tests here.
"""

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


DAY = date(2024, 3, 11)


def span(text: str, words: str) -> Span:
    """The first occurrence of `words`."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def figure(low: int, **changes: object) -> Casualty:
    """So many civilians killed, with changes."""
    fields: dict[str, object] = {
        "status": "killed", "low": low, "high": low, "approx": False, "vague": False,
        "person_class": "civilian", "group": None, "party": None, "part_of": None,
        "scope": "event", "polarity": "asserted",
    }  # fmt: skip
    return Casualty(**(fields | changes))  # type: ignore[arg-type]


def claim(text: str, identifier: str, words: str, **changes: object) -> Claim:
    """A claim of the outlet about `e1` with its words, with changes."""
    fields: dict[str, object] = {
        "id": identifier, "kind": "casualty", "event": "e1", "source": None, "chain": ("s1",),
        "stance": "asserts", "certainty": "certain", "cue": None, "casualty": None,
        "evidence": (span(text, words),), "rule": "number and casualty word",
    }  # fmt: skip
    return Claim(**(fields | changes))  # type: ignore[arg-type]


def event(kind: str, **changes: object) -> Event:
    """An event of DAY, with changes."""
    fields: dict[str, object] = {
        "id": "e1", "type": kind, "subtype": None, "occurrence": "asserted", "background": False,
        "place": "p1", "date": DateRange(DAY, DAY, "", "day", "written"), "perpetrators": (),
        "opponents": (), "targets": (), "weapons": (), "source": None, "evidence": (),
    }  # fmt: skip
    return Event(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    """A total with a part, an alleged vague figure, a named person, a contradiction."""
    militia = figure(20, high=None, vague=True, person_class="armed", party="لواء الوادي")
    told = event(
        "shelling", date=DateRange(DAY, DAY, "أمس", "day", "relative to publication"),
        perpetrators=("a1",), weapons=(Weapon("هاون", "mortar"),), source="s2",
        evidence=(span(TEXT, "قصف للواء الوادي"),),
    )  # fmt: skip
    local = {"source": "s2", "chain": ("s1", "s2"), "cue": span(TEXT, "قالت مصادر محلية")}
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
                  (LoadedTerm("العصابات", "فصائل"),), (span(TEXT, "لواء الوادي"),)),
        ),
        places=(Place("p1", "بلدة النخيل", "al-Nakhil", "town", ("حلب",)),),
        events=(told,),
        claims=(
            claim(TEXT, "c1", "9 مدنيين بينهم 3 أطفال قتلوا", casualty=figure(9), **local),
            claim(TEXT, "c2", "3 أطفال", casualty=figure(3, group="children", part_of="c1"),
                  **local),
            claim(TEXT, "c3", "عشرات المسلحين قتلوا", casualty=militia, source="s3",
                  chain=("s1", "s3"), stance="alleges", cue=span(TEXT, "زعمت شبكة الرمان")),
            claim(TEXT, "c4", "قصف للواء الوادي", kind="responsibility", about=("a1",), **local),
        ),
        people=(
            Person("v1", "سالم ياسين", "Salim Yasin", "killed", "مزارع", None, 40, "c1",
                   (span(TEXT, "سالم ياسين"),)),
        ),
        relations=(Relation("contradicts", "class", "c3", "c1", "One says armed, one civilian."),),
    )  # fmt: skip
