"""Claims other than casualty figures, in invented sentences."""

from __future__ import annotations

import pytest

from riwaya import read
from riwaya.model import Claim, Reading


def claims(text: str, kind: str) -> tuple[Reading, list[Claim]]:
    reading = read(text)
    return reading, [claim for claim in reading.claims if claim.kind == kind]


def names(reading: Reading, claim: Claim) -> set[str | None]:
    return {a.known_as for a in reading.actors if a.id in claim.about}


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("قتل ثلاثة مدنيين جراء قصف مدفعي على قرية النخيل.", ("shelling", "artillery"), "جراء"),
        ("أصيب طفلان بانفجار لغم في قرية النخيل.", ("bombing", "mine"), "بانفجار لغم"),
        ("غارة جوية على قرية النخيل أسفرت عن مقتل امرأة.", ("air_drone_strike",), "أسفرت"),
        ("قضى معتقل تحت التعذيب في سجن النخيل.", ("torture",), "تحت التعذيب"),
        ("توفي ثلاثة أطفال جوعا في مخيم النخيل.", ("deprivation",), "جوعا"),
        ("قتل عاملان نتيجة خلل فني في مصنع بقرية النخيل بعد قصف.", ("accident",), "نتيجة"),
        (
            "سقط خمسة مدنيين برصاص المتحاربين في قرية النخيل.",
            ("attack", "firearm", "mutual"),
            "برصاص المتحاربين",
        ),
        ("قتل رجلان بالرصاص في قرية النخيل إثر خلاف عائلي.", ("dispute",), "إثر خلاف"),
    ],
)
def test_causes(text: str, about: tuple[str, ...], words: str) -> None:
    _, found = claims(text, "cause")
    causes = {c.about: " ".join(s.text for s in c.evidence) for c in found}
    assert about in causes
    assert words in causes[about]


def test_cause_names_who_did_it() -> None:
    reading, found = claims(
        "قتل ثلاثة مدنيين جراء قصف صاروخي مصدره قوات سوريا الديمقراطية على قرية النخيل.", "cause"
    )
    assert names(reading, found[0]) == {"sdf"}


@pytest.mark.parametrize(
    "text",
    [
        "انسحبت القوات من القرية نتيجة قرار قيادتها بعد قصف.",
        "لم يسفر القصف على قرية النخيل عن سقوط ضحايا.",
        "اجتمع المجلس لمناقشة أسباب النزاع على المياه.",
    ],
)
def test_no_cause_of_harm(text: str) -> None:
    assert not claims(text, "cause")[1]


@pytest.mark.parametrize(
    ("text", "about", "stance"),
    [
        ("قتل ستة أشخاص في قصف على قرية النخيل. وقال سكان إن معظم القتلى من النساء.",
         ("civilian", "women"), "asserts"),
        ("قتل ستة أشخاص في قصف على قرية النخيل. وقالت الوزارة إن القتلى مسلحون.",
         ("armed",), "asserts"),
        ("قتل ستة أشخاص في قصف على قرية النخيل. وقال ناشطون إن القتلى ليسوا مسلحين.",
         ("armed",), "denies"),
    ],
)  # fmt: skip
def test_identities(text: str, about: tuple[str, ...], stance: str) -> None:
    _, found = claims(text, "identity")
    assert [(c.about, c.stance) for c in found] == [(about, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "بلغ عدد القتلى المدنيين في قصف قرية النخيل عشرين.",
        "قتل ستة أشخاص في قصف على قرية النخيل، ونقل القتلى المدنيون إلى المدينة.",
    ],
)
def test_an_adjective_is_no_identity(text: str) -> None:
    assert not claims(text, "identity")[1]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("سقط قتلى في اشتباكات بقرية النخيل ولم يعرف عددهم بعد.", "number"),
        ("وقع انفجار في قرية النخيل أدى لمقتل حارس، ولا تزال أسبابه مجهولة.", "cause"),
        ("قتل شاب بالرصاص في قرية النخيل ولم تتبن أي جهة العملية.", "perpetrator"),
        ("عثر على جثة رجل قتل بالرصاص في قرية النخيل ولم تعرف هويته.", "identity"),
        ("خطف مسلحون طبيبا في قرية النخيل ولا يزال مصيره مجهولا.", "fate"),
    ],
)
def test_what_is_not_known(text: str, topic: str) -> None:
    _, found = claims(text, "other")
    assert [c.about for c in found] == [("unknown", topic)]


def test_blame_and_owning_up() -> None:
    text = (
        "قتل حارس في انفجار عبوة ناسفة بقرية النخيل. واتهم الجيش التركي قوات سوريا الديمقراطية"
        " بزرع العبوة. وتبنى تنظيم الدولة الإسلامية التفجير."
    )
    reading, found = claims(text, "responsibility")
    told = {(frozenset(names(reading, c)), c.stance) for c in found}
    assert (frozenset({"sdf"}), "asserts") in told
    assert any(stance == "confirms" for _, stance in told)


def test_an_accuser_is_not_the_accused() -> None:
    text = "قتل حارس في انفجار بقرية النخيل. واتهمت قوات سوريا الديمقراطية الجيش التركي بالقصف."
    reading, found = claims(text, "responsibility")
    blamed = [c for c in found if c.rule.startswith("responsibility: accuses")]
    assert [names(reading, c) for c in blamed] == [{"turkish_forces"}]


def test_denied_event() -> None:
    text = (
        "قال ناشطون إن الطائرات الروسية قصفت مستشفى في قرية النخيل وقتلت طفلا."
        " ونفت وزارة الدفاع الروسية قصف المستشفى."
    )
    reading, found = claims(text, "occurrence")
    assert [event.occurrence for event in reading.events] == ["disputed"]
    assert [(c.about, c.stance) for c in found] == [
        (("asserted",), "asserts"),
        (("denied",), "denies"),
    ]


def test_denying_a_part_of_it_denies_no_event() -> None:
    text = "قصف الجيش الروسي قرية النخيل وقتل طفلا. ونفت الوزارة مسؤوليتها عن القصف على القرية."
    reading, found = claims(text, "occurrence")
    assert not found
    assert {event.occurrence for event in reading.events} == {"asserted"}


@pytest.mark.parametrize(
    ("name", "alignment"),
    [
        ("شبكة أخبار النخيل الموالية", "pro-government (stated by the report)"),
        ("شبكة أخبار النخيل الموالية للفصيل", "loyal to al-Fasil (stated by the report)"),
        ("موقع النخيل المعارض", "opposition (stated by the report)"),
        ("صحيفة النخيل المقربة من حزب الله", "close to Hezbollah (stated by the report)"),
    ],
)
def test_allegiance_that_the_report_states(name: str, alignment: str) -> None:
    reading = read(f"قالت {name} إن ثلاثة مدنيين قتلوا في قصف على قرية النخيل.")
    assert [source.alignment for source in reading.sources] == [alignment]


def test_explained_name_holds_for_its_source_only() -> None:
    text = (
        'قالت وكالة سانا إن "المخربين" قصفوا قرية النخيل، في إشارة إلى قوات سوريا الديمقراطية.'
        " وأضافت الوكالة أن المخربين قتلوا ثلاثة مدنيين. وقال ناشط إن المخربين من الجيش."
    )
    actor = next(a for a in read(text).actors if a.name == "المخربين")
    assert actor.known_as == "sdf"
    assert [term.term for term in actor.loaded] == ["المخربين"]
    assert len(actor.mentions) == 2


def test_partisan_words_beside_a_name() -> None:
    text = "قصفت ميليشيا أسد، سيئة الصيت، قرية النخيل وقتلت طفلا. وقصف مرتزقة إيران القرية."
    terms = {term.term for actor in read(text).actors for term in actor.loaded}
    assert {"ميليشيا أسد", "سيئة الصيت"} <= terms
    assert any("مرتزقة" in term for term in terms)


def test_disowning_an_attack_does_not_deny_its_dead() -> None:
    disowned = read("نفت القوات مسؤوليتها عن القصف الذي استهدف السوق وراح ضحيته 15 قتيلاً.")
    no_part = read("نفى مصدر أمني أن يكون للجهاز أي دور في مقتل ثلاثة مدنيين أمس.")
    denied = read("نفت الوزارة مقتل خمسة جنود في التفجير.")
    figures = [c.casualty for r in (disowned, no_part, denied) for c in r.claims if c.casualty]
    assert [(f.polarity, f.low) for f in figures] == [
        ("asserted", 15), ("asserted", 3), ("denied", 0),
    ]  # fmt: skip


def test_not_to_cease_is_to_go_on() -> None:
    assert read("لا يزال الطيران يقصف القرية.").events[0].occurrence == "asserted"
    assert not read("لم تقصف القوات القرية.").events


def told(text: str) -> list[tuple[str, str, int | None, str]]:
    """Per casualty figure: stance, polarity, low end and status."""
    found = [(claim, claim.casualty) for claim in read(text).claims]
    return [(c.stance, f.polarity, f.low, f.status) for c, f in found if f is not None]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "ورد خطأ في خبرنا عن انفجار السوق أن هناك خمسة قتلى، والصحيح أن راعيا واحدا قتل.",
            [("retracts", 5), ("asserts", 1)],
        ),
        (
            "تصويب: ذكرنا خطأ أن سبعة عمال أصيبوا بقصف قرية النخيل، والصواب أربعة عمال أصيبوا.",
            [("retracts", 7), ("asserts", 4)],
        ),
        (
            "نعتذر عن خطأ في خبرنا السابق عن قرية النخيل. عدد القتلى ثلاثة مدنيين وليس ثمانية.",
            [("asserts", 3), ("retracts", 8)],
        ),
        (
            "قتل ثلاثة رعاة بقصف على قرية النخيل وليس خمسة كما ذكرنا سابقا.",
            [("asserts", 3), ("retracts", 5)],
        ),
        (
            "تراجعت شبكة نبض الوادي عن الرقم الذي نشرته (12 قتيلا) في قرية النخيل، "
            "فالعدد الموثق بالأسماء هو سبعة مدنيين.",
            [("retracts", 12), ("asserts", 7)],
        ),
        (
            "نسحب الخبر الذي نشرناه حول مقتل أربعة مواطنين في سوق النخيل، ونعتذر.",
            [("retracts", 4)],
        ),
        ("قتل ثلاثة رعاة بقصف على قرية النخيل وليس مزارعين.", [("asserts", 3)]),
        ("وقال في تقرير سابق إن ثلاثة رعاة قتلوا بقصف على قرية النخيل.", [("asserts", 3)]),
    ],
)
def test_what_a_correction_takes_back_and_what_it_gives(
    text: str, figures: list[tuple[str, int]]
) -> None:
    assert [(stance, low) for stance, _, low, _ in told(text)] == figures


def test_an_account_withdrawn_altogether_leaves_an_event_that_did_not_happen() -> None:
    reading, [claim] = claims("نسحب الخبر الذي نشرناه حول مقتل أربعة رعاة في سوق النخيل.", "other")
    assert (claim.about, claim.stance) == (("retraction",), "retracts")
    assert [event.occurrence for event in reading.events] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "قال رئيس البلدية إن الحديث عن ثلاثة قتلى شائعة.",
        "لا صحة للأنباء عن مقتل ثلاثة مدنيين بقصف على قرية النخيل.",
        "ما تم تداوله عن مقتل ثلاثة مدنيين في قرية النخيل عار عن الصحة.",
        "أكد قائد الشرطة أن المعلومات عن مقتل ثلاثة مدنيين غير صحيحة.",
    ],
)
def test_figures_called_untrue_are_denied(text: str) -> None:
    assert [(stance, polarity, low) for stance, polarity, low, _ in told(text)] == [
        ("denies", "denied", 0)
    ]


def test_behind_a_denial_the_speaker_tells_their_own_account() -> None:
    text = (
        "تنفي القيادة مزاعم الخصوم؛ فالقصف الذي شنه طيرانهم أصاب قرية النخيل وقتل فيه خمسة مدنيين."
    )
    assert told(text) == [("asserts", "asserted", 5, "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "نفى متحدث باسم القيادة أن تكون قوات التحالف قد شنت أي غارة في مدينة النخيل اليوم.",
        "نفى عميد بلدية السدرة بدوره وقوع أي هجوم على مقهى في المدينة يوم أمس الثلاثاء.",
        "نفت وزارة الدفاع شن طائراتها أي غارات على بلدة النخيل.",
    ],
)
def test_who_denies_any_such_event_denies_that_it_happened(text: str) -> None:
    reading, [claim] = claims(text, "occurrence")
    assert claim.stance == "denies"
    assert [event.occurrence for event in reading.events] == ["denied"]


@pytest.mark.parametrize(
    ("text", "occurrence"),
    [
        (
            "تنفي قوات الدعم السريع استهداف المستشفى في بلدة النخيل، "
            "وتؤكد أن الجيش السوداني هو من قصفه بالمدفعية.",
            "asserted",
        ),
        ("قصف مدفعي على بلدة النخيل. ونفت قوات الدعم السريع قصف البلدة.", None),
    ],
)
def test_who_denies_an_act_of_their_own_denies_having_done_it(
    text: str, occurrence: str | None
) -> None:
    reading, found = claims(text, "responsibility")
    denials = [claim for claim in found if claim.stance == "denies"]
    assert [names(reading, claim) for claim in denials] == [{"rsf"}]
    if occurrence is not None:
        assert [event.occurrence for event in reading.events] == [occurrence]


def test_any_attack_that_nobody_denies_is_none() -> None:
    assert not read("سترد القوات على أي هجوم في مدينة النخيل.").events
