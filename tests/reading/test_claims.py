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
    no_part = read("نفى مصدر أمني أن يكون للجهاز أي دور في مقتل المحامي سالم الكرمي أمس.")
    denied = read("نفت الوزارة مقتل خمسة جنود في التفجير.")
    figures = [c.casualty for r in (disowned, no_part, denied) for c in r.claims if c.casualty]
    assert [(f.polarity, f.low) for f in figures] == [
        ("asserted", 15), ("asserted", 1), ("denied", 0),
    ]  # fmt: skip


def test_not_to_cease_is_to_go_on() -> None:
    assert read("لا يزال الطيران يقصف القرية.").events[0].occurrence == "asserted"
    assert not read("لم تقصف القوات القرية.").events
