"""Events are found with type and place, told once, and only when told as having happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from riwaya.arabic.dates import TimeExpression, find_times
from riwaya.reading.actors import find_actors
from riwaya.reading.casualties import cumulative_sentences, find_figures, make_context
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, EventDraft, Figure, PlaceMention
from riwaya.reading.events.assign import assign
from riwaya.reading.events.find import find_events
from riwaya.reading.places.find import find_places
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "events.yaml").read_text(encoding="utf-8")
)
TOLD = [(c["type"], c["place"], text) for c in TABLE["cases"] for text in c["texts"]]


class Read(NamedTuple):
    """What was read from a text."""

    doc: Document
    actors: list[ActorMention]
    places: list[PlaceMention]
    times: list[TimeExpression]
    figures: list[Figure]
    events: list[EventDraft]

    def names(self, indices: tuple[int, ...]) -> list[str]:
        return [self.actors[index].name for index in indices]

    def place(self, event: EventDraft) -> str | None:
        return None if event.place is None else self.places[event.place].name


def read(text: str) -> Read:
    doc = make_document(text, reading_lexicon())
    actors, places, times = find_actors(doc), find_places(doc), find_times(doc.tokens)
    context = make_context(doc, actors, [(time.first, time.last) for time in times])
    figures = find_figures(context, cumulative_sentences(context, times))
    events = find_events(doc, actors, places, times, figures)
    return Read(doc, actors, places, times, figures, events)


@pytest.mark.parametrize(("kind", "place", "text"), TOLD)
def test_one_event_of_its_type_at_its_place(kind: str, place: str, text: str) -> None:
    found = read(text)
    assert [(event.type, found.place(event)) for event in found.events] == [(kind, place)]


@pytest.mark.parametrize("text", TABLE["none"])
def test_talk_of_violence_is_no_event(text: str) -> None:
    assert [event.type for event in read(text).events if event.occurrence == "asserted"] == []


@pytest.mark.parametrize(
    ("text", "perpetrator"),
    [
        ("قصفت قوات النظام قرية البيلسان بالمدفعية", "قوات النظام"),
        ("قصف مدفعي لقوات النظام على قرية البيلسان", "قوات النظام"),
        ("قتل مدني بقصف مدفعي من قبل قوات النظام على قرية البيلسان", "قوات النظام"),
        ("شن الطيران الروسي غارات على بلدة المرجان", "الطيران الروسي"),
        ("غارة إسرائيلية على بلدة المرجان", "إسرائيلية"),
    ],
)
def test_perpetrator(text: str, perpetrator: str) -> None:
    found = read(text)
    assert found.names(found.events[0].perpetrators) == [perpetrator]


def test_two_sides_of_a_clash() -> None:
    found = read("اندلعت اشتباكات بين الجيش السوداني وقوات الدعم السريع في بلدة المرجان")
    assert found.names(found.events[0].perpetrators) == ["الجيش السوداني"]
    assert found.names(found.events[0].opponents) == ["قوات الدعم السريع"]


def test_different_places_are_different_events() -> None:
    found = read("قصفت القوات قرية البيلسان بالمدفعية.\nوقصفت القوات بلدة المرجان بقذائف الهاون.")
    assert [found.place(event) for event in found.events] == ["قرية البيلسان", "بلدة المرجان"]


def test_recalled_event_is_background() -> None:
    found = read(
        "قصفت القوات قرية البيلسان بالمدفعية.\nوكانت الطائرات قد شنت غارات على بلدة المرجان."
    )
    assert [event.background for event in found.events] == [False, True]


def test_seat_of_forces_is_not_the_place() -> None:
    found = read("قصفت القوات المتمركزة في مدينة سراقب قرية البيلسان بالمدفعية")
    assert [found.place(event) for event in found.events] == ["قرية البيلسان"]


def test_figures_go_to_the_nearest_event_and_parts_with_their_total() -> None:
    found = read(
        "قتل خمسة مدنيين بينهم طفلان بقصف مدفعي على قرية البيلسان.\n"
        "وأصيب ثلاثة رجال بغارة جوية على بلدة المرجان."
    )
    chosen = assign(found.doc, found.figures, found.events)
    types = [found.events[index].type for index in chosen if index is not None]
    assert types == ["shelling", "shelling", "air_drone_strike"]


def test_figure_alone_makes_an_event_of_unknown_kind() -> None:
    found = read("مقتل مدنيين في قرية البيلسان")
    assert [(event.type, found.place(event)) for event in found.events] == [
        ("other", "قرية البيلسان")
    ]


def test_weapon_is_kept() -> None:
    found = read("قصفت القوات قرية البيلسان بقذائف الهاون")
    first, last, kind = found.events[0].weapons[0]
    assert kind == "mortar"
    assert found.doc.span(first, last).text == "بقذائف الهاون"
