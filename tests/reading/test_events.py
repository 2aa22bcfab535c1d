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


def chosen(text: str) -> list[tuple[str, int, str, str | None]]:
    """Per figure: status, low, type and place of its event."""
    found = read(text)
    numbers = assign(found.doc, found.figures, found.events, found.places)
    return [
        (f.status, f.low, found.events[n].type, found.place(found.events[n]))
        for f, n in zip(found.figures, numbers, strict=True)
        if n is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the cause behind a chain of figures, not the event told before
            "قصفت القوات حي الزهور بالمدفعية وتسبب القصف بإصابة رجلين، وقبلها بيوم واحد قتل مدنيان "
            "وأصيب ستة آخرون، بغارة جوية على بلدة المرجان.",
            [
                ("injured", 2, "shelling", "حي الزهور"),
                ("killed", 2, "air_drone_strike", "بلدة المرجان"),
                ("injured", 6, "air_drone_strike", "بلدة المرجان"),
            ],
        ),
        (  # a verb of result binds to what stands before it
            "شنت الطائرات غارات على قرية البيلسان ما أدى لمقتل طفلين وجرح عشرة مدنيين وغارات "
            "مماثلة على بلدة المرجان.",
            [
                ("killed", 2, "air_drone_strike", "قرية البيلسان"),
                ("injured", 10, "air_drone_strike", "قرية البيلسان"),
            ],
        ),
        (  # the place told with the figure
            "قصفت القوات قرية البيلسان بالمدفعية.\nوقصفت القوات بلدة المرجان بقذائف الهاون.\n"
            "وقال الأهالي إن خمسة مدنيين قتلوا في قرية البيلسان.",
            [("killed", 5, "shelling", "قرية البيلسان")],
        ),
        (  # people are taken in the arrest and killed in the shelling
            "اعتقلت الشرطة ثلاثة شبان في حي الزهور وقصفت القوات بلدة المرجان فقتل رجلان.",
            [
                ("detained", 3, "arrest", "حي الزهور"),
                ("killed", 2, "shelling", "بلدة المرجان"),
            ],
        ),
    ],
)
def test_figures_go_to_the_event_of_their_clause(
    text: str, expected: list[tuple[str, int, str, str]]
) -> None:
    assert chosen(text) == expected


def test_an_earlier_killing_behind_after_is_its_own_event() -> None:
    found = read(
        "قتل جنديان بقصف مدفعي على قرية البيلسان، وذلك بعد ساعات من مقتل أربعة عمال في بلدة المرجان"
    )
    told = [(event.type, found.place(event), event.background) for event in found.events]
    assert told == [("shelling", "قرية البيلسان", False), ("other", "بلدة المرجان", True)]


def test_a_summary_of_incidents_told_one_by_one_is_no_event() -> None:
    found = read(
        "قصف متواصل على ريف البيلسان\n\nقصفت القوات قرية البيلسان بالمدفعية.\n"
        "وقصفت القوات بلدة المرجان بقذائف الهاون."
    )
    assert [found.place(event) for event in found.events] == ["قرية البيلسان", "بلدة المرجان"]


def test_items_of_a_list_are_events_of_their_own() -> None:
    found = read("حصيلة الضحايا:\n- طفلة بقصف بري على ريف حماة\n- رجل بغارة جوية على ريف حماة\n")
    assert [event.type for event in found.events] == ["shelling", "air_drone_strike"]


def test_the_day_of_a_roundup_holds_for_events_without_one() -> None:
    found = read(
        "حصاد الأحداث الميدانية ليوم الثلاثاء 19-10-2021\n\nقصفت القوات قرية البيلسان بالمدفعية."
    )
    [event] = found.events
    assert event.time is not None
    assert str(found.times[event.time].start) == "2021-10-19"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "أحصى مركز السدرة يوم أمس الاثنين خمس حوادث عنف:\n- قصفت القوات قرية البيلسان.",
            "يوم أمس الاثنين",
        ),
        (
            "أحداث يوم أمس الاثنين في الريف:\n- أصيب راع بقصف على قرية البيلسان مساء.",
            "يوم أمس الاثنين",
        ),
        ("قتل الراعي سامر مواليد عام 1988 بقصف على قرية البيلسان", None),
        ("قصف مخيم البيلسان الذي تأسس عام 1988 أدى إلى مقتل راع", None),
        ("النخيل (السدرة اليوم) – قتل راع بقصف على قرية البيلسان أمس", "أمس"),
    ],
)
def test_when_an_incident_was(text: str, day: str | None) -> None:
    found = read(text)
    [event] = found.events
    time = found.times[event.time] if event.time is not None else None
    assert (found.doc.span(time.first, time.last).text if time else None) == day


@pytest.mark.parametrize(
    ("text", "perpetrators"),
    [
        ("قتل شاب برصاص مجهولين في بلدة المرجان", ["مجهولين"]),
        ("غارة من قوات التحالف على بلدة المرجان", ["قوات التحالف"]),
        ("قصف مكثف للجيش السوداني على بلدة المرجان", ["الجيش السوداني"]),
        ("قتل راع برصاص قوات الاحتلال الإسرائيلي في بلدة المرجان", ["قوات الاحتلال الإسرائيلي"]),
        ("أصيب شخصان بهجوم مسلح على مقهى في بلدة المرجان", []),
        ("هاجم مسلحون ثكنة للجيش السوداني في بلدة المرجان", ["مسلحون"]),
        ("هجوم على ثكنة للجيش السوداني في بلدة المرجان أدى إلى مقتل جندي", []),
        ("نفذ جنود كميناً محكماً لمجموعة من قوات الدعم السريع في بلدة المرجان", []),
        (
            "اغتيال الجندي سالم العلي من الجيش السوداني في بلدة المرجان على يد مسلحين",
            ["مسلحين"],
        ),
        ("استهدفت مسيّرة رتلاً للجيش السوداني في بلدة المرجان", []),
        ("إصابة أحد عناصر الجيش السوداني في هجوم استهدفه في بلدة المرجان", []),
    ],
)
def test_who_did_it(text: str, perpetrators: list[str]) -> None:
    found = read(text)
    assert found.names(found.events[0].perpetrators) == perpetrators


def test_the_subject_of_undergoing_is_not_who_did_it() -> None:
    found = read(
        "شن الطيران الروسي غارات على قرية البيلسان، "
        "وتعرضت بلدة المرجان لقصف مدفعي من قبل قوات النظام"
    )
    assert [found.names(event.perpetrators) for event in found.events] == [
        ["الطيران الروسي"],
        ["قوات النظام"],
    ]


def test_a_bare_noun_is_the_place_when_no_name_is_told() -> None:
    found = read("وفاة الشاب سعيد فهيم جراء الغارات الجوية التي استهدفت المدينة أمس")
    assert [found.place(event) for event in found.events] == ["المدينة"]


@pytest.mark.parametrize(
    "text",
    [
        "ألقى الرئيس كلمة بعد ستة أيام على اغتيال الوزيرة السابقة",
        "أول زيارة لمسؤول منذ خطف اثنين من مواطنيه في الجبال",
        "فيلم جديد عن مذبحة ارتكبها جنود في قرية البيلسان",
    ],
)
def test_what_is_only_brought_up_is_background(text: str) -> None:
    assert [event.type for event in read(text).events if not event.background] == []


def told_events(text: str) -> list[tuple[str, str | None, bool]]:
    """Per event: type, place and whether it is background."""
    found = read(text)
    return [(event.type, found.place(event), event.background) for event in found.events]


@pytest.mark.parametrize(
    ("text", "events", "figures"),
    [
        (
            "في حي الميدان بدمشق قتل عامل بانفجار عبوة ناسفة، "
            "وفي حي الميدان بحلب قتل ثلاثة عمال بقذائف صاروخية.",
            [("bombing", "حي الميدان", False), ("shelling", "حي الميدان", False)],
            [1, 3],
        ),
        (
            "مقتل جنديين باستهداف موقعهما في حي الزهراء بمدينة حلب، "
            "ومقتل امرأة بانفجار عبوة ناسفة في حي الزهراء بمدينة حمص.",
            [("attack", "حي الزهراء", False), ("bombing", "حي الزهراء", False)],
            [2, 1],
        ),
        (
            "بعد يوم واحد من مقتل جنديين في هجوم على حاجز الجسر في بلدة المرجان، "
            "تعرض الحاجز نفسه مساء اليوم لهجوم بقذيفة آر بي جي، ما أدى إلى مقتل ثلاثة جنود.",
            [("attack", "حاجز الجسر", True), ("shelling", "حاجز الجسر", False)],
            [2, 3],
        ),
        (
            "قتل جندي بهجوم على حاجز في بلدة المرجان صباحا، "
            "ثم أصيب ثلاثة جنود بهجوم ثان على الحاجز مساء.",
            [("attack", "حاجز", False), ("attack", "حاجز", False)],
            [1, 3],
        ),
        (
            "اغتيل محام مساء أمس في بلدة المرجان، في يوم شهد أيضا مقتل عاملين بانفجار عبوة ناسفة.",
            [("attack", "بلدة المرجان", False), ("bombing", "بلدة المرجان", False)],
            [1, 2],
        ),
    ],
)
def test_two_incidents_of_one_sentence(
    text: str, events: list[tuple[str, str | None, bool]], figures: list[int]
) -> None:
    assert told_events(text) == events
    found = read(text)
    numbers = assign(found.doc, found.figures, found.events, found.places)
    assert numbers == [0, 1]
    assert [figure.low for figure in found.figures] == figures


def test_the_day_that_opens_a_sentence_holds_for_all_it_tells() -> None:
    found = read(
        "سجل أمس الثلاثاء مقتل جنديين بقصف مدفعي على بلدة المرجان، "
        "ومقتل عاملة بانفجار عبوة ناسفة في قرية البيلسان."
    )
    times = [found.times[event.time] for event in found.events if event.time is not None]
    assert [time.weekday for time in times] == ["tuesday", "tuesday"]


def test_one_place_told_by_different_surroundings_is_one_place() -> None:
    found = read("قصف على قرية البيلسان بريف المرجان.\nوقتل راع بقصف على قرية البيلسان.")
    assert len(found.events) == 1
