"""Names withheld: nowhere in the page in any spelling, the same label everywhere, figures kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as lxml_html

from riwaya.arabic.script import fold
from riwaya.export.dossier_html import dossier_page
from riwaya.export.dossier_redaction import NONE, Redaction
from riwaya.export.dossier_withheld import PART, Name, Names
from riwaya.model.incident import Feature, Link

VICTIMS, SOURCES = Redaction(victims=True), Redaction(sources=True)
BOTH = Redaction(victims=True, sources=True)
SALIM = Name(("سالم ياسين الرماني", "Salim Yasin al-Rumani"), "name withheld 1", person=True)


def _page(case: Any, redaction: Redaction) -> str:
    return dossier_page(case.incident, case.cluster, case.accounts, redact=redaction)


def _words(page: str) -> str:
    tree = lxml_html.fromstring(page)
    for style in list(tree.iter("style")):
        style.getparent().remove(style)
    return " ".join("".join(tree.itertext()).split())


def _folded(page: str) -> set[str]:
    return {fold(word) for word in re.findall(r"\w+", page)}


def test_without_redaction_the_page_is_as_it_was(case: Any) -> None:
    assert _page(case, NONE) == dossier_page(case.incident, case.cluster, case.accounts)
    assert "withheld" not in _words(_page(case, NONE))


def test_no_word_of_a_victim_s_name_is_in_the_page(case: Any) -> None:
    page = _page(case, VICTIMS)
    assert "name withheld 1" in page
    assert not _folded(page) & {fold(w) for w in ("سالم", "ياسين", "الرماني", "رماني")}
    assert not re.search("salim|yasin|rumani", page, re.I)


def test_one_person_has_one_label_in_the_list_the_words_and_the_links(case: Any) -> None:
    tree = lxml_html.fromstring(_page(case, VICTIMS))

    def said(section: str) -> str:
        (found,) = tree.xpath(f'//section[@id="{section}"]')
        return " ".join("".join(found.itertext()).split())

    assert "name withheld 1" in said("people")
    assert "من القتلى [name withheld 1]" in said("claims")
    assert "both name [name withheld 1]" in said("links")
    assert "name withheld 2" not in said("people")


def test_a_name_in_another_field_is_withheld_too(case: Any) -> None:
    # The role of the victim reads "a neighbour of Salim".
    assert f"جار {PART}" in _words(_page(case, VICTIMS))


def test_withholding_victims_leaves_sources_alone(case: Any) -> None:
    page = _page(case, VICTIMS)
    assert "Difaf News Agency" in page
    assert "شبكة الرمان" in page


def test_no_source_is_named_by_name_address_or_id(case: Any) -> None:
    page = _page(case, SOURCES)
    assert not re.search("difaf|rumman|harbour|copy-1", page, re.I)
    assert not re.search("ضفاف|المرفأ|شبكة الرمان", page)
    assert "سالم" in page


def test_kinds_of_unnamed_sources_stay(case: Any) -> None:
    text = _words(_page(case, SOURCES))
    assert "medical quoted by [name withheld 1]" in text
    assert "According to a medical source" in text
    assert "مصادر طبية" not in text


def test_short_forms_of_a_source_are_cut_where_they_stand(case: Any, make: Any) -> None:
    account = case.accounts["harbour-1"]
    text = account.reading.report.text
    at = text.index("قالت شبكة")
    whole = (
        account.reading.claims[0]
        .evidence[0]
        ._replace(start=at, end=at + 20, text=text[at : at + 20])
    )
    network = account.reading.sources[1]
    short = network.mentions[0]._replace(end=network.mentions[0].start + 4, text="شبكة")
    sources = (
        account.reading.sources[0],
        replace(network, mentions=(short,)),
        account.reading.sources[2],
    )
    claims = (replace(account.reading.claims[0], evidence=(whole,)), *account.reading.claims[1:])
    reading = replace(account.reading, sources=sources, claims=claims)
    told = make(dict(case.accounts) | {"harbour-1": replace(account, reading=reading)})
    quotes = lxml_html.fromstring(_page(told, SOURCES)).iter("blockquote")
    (cut,) = [q for q in map(_inner, quotes) if q.startswith("قالت")]
    assert "شبكة" not in cut
    assert "[name withheld" in cut


def _inner(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_words_around_the_claims_are_left_out(case: Any) -> None:
    page = _page(case, VICTIMS)
    quotes = [_inner(q) for q in lxml_html.fromstring(page).iter("blockquote")]
    assert "9 مدنيين بينهم 3 أطفال قتلوا" in quotes
    assert "الجنازة" not in page
    assert "difaf.example" not in page


@pytest.mark.parametrize("redaction", [VICTIMS, SOURCES, BOTH])
def test_figures_states_and_steps_stay_the_same(case: Any, redaction: Redaction) -> None:
    def kept(page: str) -> list[list[str]]:
        tree = lxml_html.fromstring(page)
        return [
            [_inner(e) for e in tree.xpath('//section[@id="figures"]')],
            [_inner(e) for e in tree.xpath('//section[@id="steps"]')],
            [_inner(e) for e in tree.xpath('//section[@id="claims"]//li/p[1]')],
            [_inner(e)[:1] for e in tree.xpath('//section[@id="disputes"]//p')],
            [_inner(e) for e in tree.xpath('//section[@id="time"]//td[position()<5]')],
        ]

    assert kept(_page(case, redaction)) == kept(_page(case, NONE))


@pytest.mark.parametrize("redaction", [VICTIMS, SOURCES, BOTH])
def test_links_of_a_redacted_page_lead_somewhere_and_tell_no_id(
    case: Any, redaction: Redaction
) -> None:
    page = _page(case, redaction)
    tree = lxml_html.fromstring(page)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    assert all(a.get("href")[1:] in ids for a in tree.iter("a"))
    assert not [i for i in ids if "difaf" in i or "harbour" in i]


def test_the_page_says_what_was_withheld(case: Any) -> None:
    text = _words(_page(case, BOTH))
    assert "Names of victims and sources are withheld." in text
    assert "titles, addresses and ids of the reports are left out" in text


def test_a_short_report_id_that_is_a_number_does_not_change_figures(case: Any, make: Any) -> None:
    told = {}
    for number, (_, account) in zip(("11", "15", "9", "1"), case.accounts.items(), strict=True):
        report = replace(account.reading.report, id=number)
        told[number] = replace(
            account, text_origin=number, reading=replace(account.reading, report=report)
        )
    text = _words(_page(make(told), BOTH))
    assert "Civilians killed: 11 to 15, from" in text


def test_an_outlet_known_by_its_address_alone_is_withheld(case: Any, make: Any) -> None:
    account = case.accounts["difaf-2"]
    report = replace(account.reading.report, outlet=None)
    claims = tuple(replace(c, chain=()) for c in account.reading.claims)
    reading = replace(account.reading, report=report, sources=(), claims=claims)
    page = _page(make({"difaf-2": replace(account, reading=reading)}), SOURCES)
    assert "difaf" not in page
    assert "[name withheld 1]" in page


def test_who_a_post_was_forwarded_from_is_a_source(case: Any, make: Any) -> None:
    account = replace(case.accounts["difaf-2"], forwarded_from="مرصد الوادي الأخضر")
    told = make({"difaf-2": account})
    assert "مرصد الوادي الأخضر" in _page(told, NONE)
    assert "الأخضر" not in _page(told, SOURCES)
    assert "forwarded from [name withheld" in _words(_page(told, SOURCES))


def test_a_copy_of_a_report_elsewhere_does_not_tell_its_id(case: Any, make: Any) -> None:
    account = replace(
        case.accounts["copy-1"],
        text_origin="secret-7",
        copy_reason="shares its words with secret-7",
    )
    page = _page(make({"copy-1": account}), BOTH)
    assert "secret-7" not in page


def test_links_keep_their_weights(case: Any) -> None:
    link = Link(
        case.cluster.members[0], case.cluster.members[1], 9.9, (Feature("words", 9.9, "سالم هنا"),)
    )
    told = replace(case, cluster=replace(case.cluster, links=(link,)))
    text = _words(_page(told, VICTIMS))
    assert f"+9.9{PART} هنا" in text.replace("+9.9 ", "+9.9")


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("قتل سالم ياسين الرماني أمس", "قتل [name withheld 1] أمس"),
        ("قتل سَالِم يــاسين الرُّماني أمس", "قتل [name withheld 1] أمس"),
        ("ولسالم ياسين الرماني", "[name withheld 1]"),
        ("SALIM Yasin al-Rumani died", "[name withheld 1] died"),
        ("بيت الرماني", f"بيت {PART}"),
        ("وبيت آل رماني", f"وبيت آل {PART}"),
        ("سا\u200cلم", PART),
        ("Mr Yasin said", f"Mr {PART} said"),
        ("سالمون يتظاهرون", "سالمون يتظاهرون"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, hidden: str) -> None:
    assert Names([SALIM]).hide(written) == hidden


def test_of_two_people_the_fuller_match_wins() -> None:
    brother = Name(("سالم ياسين",), "name withheld 2", person=True)
    names = Names([brother, SALIM])
    assert names.hide("سالم ياسين الرماني وسالم ياسين") == "[name withheld 1] [name withheld 2]"


def test_a_preposition_spelled_like_a_first_name_is_no_name() -> None:
    names = Names([Name(("علي الرماني",), "name withheld 1", person=True)])
    assert names.hide("قصف على البلدة") == "قصف على البلدة"
    assert names.hide("قتل علي الرماني") == "قتل [name withheld 1]"


def test_a_word_of_an_outlet_s_name_alone_is_no_name() -> None:
    names = Names([Name(("شبكة أخبار الوادي",), "name withheld 1", person=False)])
    assert names.hide("أخبار الوادي") == "أخبار الوادي"
    assert names.hide("عن شبكة أخبار الوادي") == "عن [name withheld 1]"
