"""The dossier in the terminal: every claim with its words and standing, sums that name them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from riwaya.errors import NotInCase
from riwaya.export.dossier_html import dossier_page
from riwaya.export.dossier_text import dossier_text
from riwaya.export.dossier_words import with_isolates
from riwaya.model import Relation, Span
from riwaya.model.decision import Decision
from riwaya.model.incident import Account

HOSTILE = "\x1b[31m\x00<b>\u202eقتل"


def _text(case: Any) -> str:
    return dossier_text(case.incident, case.cluster, case.accounts)


def _section(text: str, title: str) -> list[str]:
    (block,) = [b for b in re.split(r"\n\n(?=\S)", text) if b.splitlines()[0] == title]
    return block.splitlines()[1:]


def _number(text: str, key: str) -> str:
    """The number of a claim, from the list of claims."""
    lines = text.splitlines()
    (at,) = [n for n, line in enumerate(lines) if line.strip().startswith(f"{key}, published")]
    return lines[at - 1].split()[0]


def test_sections_stand_in_the_order_in_which_people_ask(case: Any) -> None:
    blocks = _text(case).split("\n\n")
    titles = [b.splitlines()[0] for b in blocks if b[0].isupper() and "\n  " in b]
    assert titles == [
        "Figures", "The sum, step by step", "Claims by origin", "Disputes", "Responsibility",
        "People named", "The toll over time", "Reports", "Why these reports are linked", "Limits",
    ]  # fmt: skip


def test_the_head_says_what_where_when_and_what_it_rests_on(case: Any) -> None:
    head = _text(case).split("\n\nFigures")[0]
    assert head.startswith("Shelling, al-Nakhil (\u2068بلدة النخيل\u2069), Monday 11 March 2024\n")
    assert "from what the reports say of the day" in head
    assert "4 reports, 4 independent origins" in head


def test_figures_show_the_range_by_class_and_the_rule(case: Any) -> None:
    figures = _section(_text(case), "Figures")
    assert "Rule: Range of the standing figures. From the lowest to the highest" in figures[0]
    assert [line.split() for line in figures if line.strip().startswith("Civilians")] == [
        ["Civilians", "11", "to", "15", "no", "figure"]
    ]


def test_every_claim_is_shown_once_with_its_words_marked(case: Any) -> None:
    claims = _section(_text(case), "Claims by origin")
    keys = [m.group(1) for line in claims if (m := re.match(r" +(\S+:c\d+), published", line))]
    assert sorted(keys) == sorted(case.incident.claims)
    assert any(
        "{قالت مصادر طبية} لوكالة ضفاف إن [9 مدنيين بينهم 3 أطفال قتلوا] في قصف" in line
        for line in claims
    )


def test_a_superseded_figure_is_struck_and_names_its_successor(case: Any) -> None:
    text = _text(case)
    later, first = _number(text, "difaf-2:c1"), _number(text, "difaf-1:c1")
    assert f"{first} ✗ Difaf News Agency" in text
    assert f"superseded: The same source later gave 11 civilians killed, in {later}." in text


def test_parts_stand_under_their_totals(case: Any) -> None:
    claims = _section(_text(case), "Claims by origin")
    total, part = (
        next(line for line in claims if key in line) for key in ("difaf-1:c1,", "difaf-1:c2,")
    )
    assert len(part) - len(part.lstrip()) == len(total) - len(total.lstrip()) + 4


def test_steps_name_claims_by_number_alone(case: Any) -> None:
    steps = _section(_text(case), "The sum, step by step")
    assert len(steps) == len(case.incident.casualties.why) - 1
    assert not [line for line in steps if re.search(r":c\d", line)]
    assert any(re.search(r"Civilians killed: 11 to 15, from \[\d+\], \[\d+\]", s) for s in steps)


def test_disputes_show_each_side_with_its_origins(case: Any) -> None:
    text = _text(case)
    disputes = "\n".join(_section(text, "Disputes"))
    assert "How many: civilians killed" in disputes
    assert f"15  (1 independent origin): {_number(text, 'harbour-1:c1')} Rumman" in disputes
    assert f"11  (1 independent origin): {_number(text, 'difaf-2:c1')} Difaf" in disputes


def test_responsibility_tells_who_says_so_who_denies_it_and_self_reports(
    case: Any, make: Any
) -> None:
    lines = _section(_text(case), "Responsibility")
    assert [line.split()[0] for line in lines[1:]] == ["says", "says", "says", "denies"]
    entry = replace(case.incident.responsibility[0], denies=(), self_reported=("harbour-1:c2",))
    own = replace(case, incident=replace(case.incident, responsibility=(entry,)))
    marked = [line for line in _section(_text(own), "Responsibility") if "party itself" in line]
    assert len(marked) == 1
    assert _number(_text(own), "harbour-1:c2") in marked[0]


def test_people_have_all_spellings_and_the_register_is_checked(case: Any) -> None:
    people = _section(_text(case), "People named")
    assert people[0].strip().startswith("1 of the dead is named of 11 to 15 counted")
    assert "also written \u2068سالم الرماني\u2069" in people[1]
    assert "difaf-1:v1" in people[1]


def test_copies_are_folded_under_the_first_with_the_reason(case: Any) -> None:
    reports = _section(_text(case), "Reports")
    heads = [
        line.split(": ")[0].strip() for line in reports if re.match(r"  (    )?\w[\w-]*: ", line)
    ]
    assert heads[:2] == ["difaf-1", "copy"]
    assert any("a copy: 92 % of the words are the same" in line for line in reports)


def test_the_toll_over_time_follows_publication(case: Any) -> None:
    rows = _section(_text(case), "The toll over time")
    figures = [re.search(r"(\d+) killed", row).group(1) for row in rows]  # type: ignore[union-attr]
    assert figures == ["9", "9", "11", "15", "1"]


def test_links_give_their_grounds_heaviest_first_in_words(case: Any) -> None:
    links = _section(_text(case), "Why these reports are linked")
    assert [line.split()[0] for line in links] == ["copy-1:e1", "+2.3", "+1.4", "-0.7"]
    assert links[-1].endswith("rockets against an explosive device")


def test_a_claim_left_out_by_a_person_says_by_whom_and_why(make: Any) -> None:
    decision = Decision(
        "d1", "exclude", ("harbour-1:c1",), (), "maryam", datetime(2024, 4, 1, tzinfo=UTC), "rumour"
    )
    text = _text(make(decisions=(decision,)))
    assert "left out by a person: maryam left it out: rumour" in text
    assert f"{_number(text, 'harbour-1:c1')} ✗" in text


def test_an_incident_of_one_report_says_so(make: Any, case: Any) -> None:
    text = _text(make({"difaf-2": case.accounts["difaf-2"]}))
    assert "A single report tells of it." in text
    assert "\nDisputes\n" not in text


def test_a_member_that_is_not_in_the_case_is_refused(case: Any) -> None:
    accounts = {k: v for k, v in case.accounts.items() if k != "difaf-1"}
    with pytest.raises(NotInCase, match="difaf-1"):
        dossier_text(case.incident, case.cluster, accounts)


def test_nothing_of_a_report_drives_the_terminal(make: Any, case: Any) -> None:
    account = case.accounts["difaf-2"]
    reading = account.reading
    source = replace(reading.sources[0], name=HOSTILE, name_en=HOSTILE)
    report = replace(reading.report, title=HOSTILE, url=HOSTILE)
    hostile: dict[str, Account] = {
        "difaf-2": replace(
            account,
            reading=replace(reading, sources=(source,), report=report),
            forwarded_from=HOSTILE,
            copy_reason=HOSTILE,
        )
    }
    text = _text(make(hostile))
    assert "\ufffd" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_what_a_report_sets_against_a_claim_is_shown_even_of_another_incident(
    case: Any, make: Any
) -> None:
    account = case.accounts["difaf-1"]
    reading = account.reading
    other = replace(reading.events[0], id="e2", type="bombing")
    outside = replace(reading.claims[0], id="c9", event="e2", casualty=None, kind="cause")
    relation = Relation("contradicts", "cause", "c9", "c3", "One says shelling, one a bomb.")
    told = replace(
        reading,
        events=(*reading.events, other),
        claims=(*reading.claims, outside),
        relations=(relation,),
    )
    text = _text(make({"difaf-1": replace(account, reading=told)}))
    lines = _section(text, "Beyond this incident")
    number = _number(text, "difaf-1:c3")
    assert lines[0].strip().startswith(f"{number} is contradicted by what the same report tells")
    assert "difaf-1:c9" not in text
    assert len(lines) == 2
    page = dossier_page(*(getattr(make({"difaf-1": replace(account, reading=told)}), n)
                          for n in ("incident", "cluster", "accounts")))  # fmt: skip
    assert "is contradicted by what" in page


def test_words_of_reports_in_a_sentence_are_isolated_without_its_stop() -> None:
    assert with_isolates("Credited to شبكة الرمان. Two reports.") == (
        "Credited to \u2068شبكة الرمان\u2069. Two reports."
    )


def test_an_origin_that_speaks_for_a_party_says_for_which_by_name(case: Any) -> None:
    origins = tuple(
        replace(origin, party="syrian_army" if origin.name == "Wadi Brigade" else None)
        for origin in case.incident.origins
    )
    told = replace(case, incident=replace(case.incident, origins=origins))
    (line,) = [line for line in _text(told).splitlines() if "Speaks for a party" in line]
    assert "Syrian army" in line
    assert "syrian_army" not in line


def test_a_quotation_of_a_report_without_sentences_is_cut_visibly(case: Any, make: Any) -> None:
    account = case.accounts["difaf-2"]
    reading = account.reading
    text = "قتل 11 مدنيا " + "كلمة " * 2000
    claims = (replace(reading.claims[0], evidence=(Span.of(text, 0, len(text)),)),)
    report = replace(reading.report, text=text)
    told = make(
        {"difaf-2": replace(account, reading=replace(reading, report=report, claims=claims))}
    )
    (words,) = [line for line in _text(told).splitlines() if "words: " in line]
    assert words.endswith("] …\u2069")
    assert len(words) < 1300
