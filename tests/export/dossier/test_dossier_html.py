"""The dossier as a page: whole without network or script, safe, readable, linkable."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from lxml import html as lxml_html

from riwaya.export.dossier_html import dossier_page
from riwaya.export.dossier_view import anchor
from riwaya.export.labels import label
from riwaya.model import Reading, Span
from riwaya.model.incident import Account

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\u2067\x00خبر"
_KEYS = {"id", "type", "occurrence", "kind", "status", "stance", "person_class", "scope",
         "polarity", "event", "source", "claim", "outlet", "place", "part_of", "chain", "about",
         "perpetrators", "certainty", "known_as", "group", "precision"}  # fmt: skip


def _page(case: Any) -> str:
    return dossier_page(case.incident, case.cluster, case.accounts)


def _tree(case: Any) -> Any:
    return lxml_html.fromstring(_page(case))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _claim(tree: Any, key: str) -> Any:
    (found,) = tree.xpath(f'//li[@id="{anchor(key)}"]')
    return found


def _hostile(record: Any) -> Any:
    """A record in which every text that comes from a report is hostile."""
    if isinstance(record, Span):
        return record._replace(text=HOSTILE)
    if isinstance(record, str):
        return HOSTILE
    if isinstance(record, tuple):
        return tuple(map(_hostile, record))
    if is_dataclass(record) and not isinstance(record, type):
        return replace(
            record,
            **{
                f.name: _hostile(getattr(record, f.name))
                for f in fields(record)
                if f.name not in _KEYS
            },
        )
    return record


@pytest.fixture
def hostile(make: Any, case: Any) -> Any:
    """The incident with hostile words everywhere, the ids of the reports not excepted."""
    told: dict[str, Account] = {}
    for number, account in enumerate(case.accounts.values()):
        identifier = f"{HOSTILE}{number}"
        reading: Reading = _hostile(account.reading)
        report = replace(reading.report, id=identifier, text=account.reading.report.text + HOSTILE)
        told[identifier] = Account(
            replace(reading, report=report), None, identifier, HOSTILE, HOSTILE
        )
    return make(told)


def test_same_in_same_out(make: Any) -> None:
    assert _page(make()) == _page(make())


def test_every_link_leads_to_something_and_ids_are_unique(case: Any, hostile: Any) -> None:
    for told in (case, hostile):
        tree = _tree(told)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        targets = [a.get("href") for a in tree.iter("a")]
        assert len(targets) > 20
        assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_sections_stand_in_the_order_in_which_people_ask(case: Any) -> None:
    assert [s.get("id") for s in _tree(case).iter("section")] == [
        "figures", "steps", "claims", "disputes", "responsibility", "people", "time", "reports",
        "links", "limits",
    ]  # fmt: skip


def test_each_claim_has_a_place_that_other_pages_can_link_to(case: Any) -> None:
    tree = _tree(case)
    for key in case.incident.claims:
        assert key in _words(_claim(tree, key))
    assert anchor("difaf-1:c1") == "claim-difaf-1.3a.c1"


def test_anchors_of_different_claims_differ_and_are_safe() -> None:
    keys = ["a:b:c1", "a.b:c1", "a.3a.b:c1", "a b:c1", "خبر:c1", "<a>:c1", "x" * 500 + ":c1"]
    keys += ["x" * 500 + ":c2", "\ud800:c1", "a\x00:c1"]
    anchors = [anchor(key) for key in keys]
    assert len(set(anchors)) == len(keys)
    assert all(re.fullmatch(r"claim-[A-Za-z0-9_.-]+", made) for made in anchors)
    assert max(map(len, anchors)) < 220


def test_the_words_of_a_claim_are_marked_and_run_right_to_left(case: Any) -> None:
    (quote,) = _claim(_tree(case), "difaf-2:c1").xpath("./blockquote")
    assert (quote.get("dir"), quote.get("lang")) == ("rtl", "ar")
    assert [mark.text for mark in quote.iter("mark")] == ["11 مدنيا قتلوا"]
    assert _words(quote).startswith("وكالة ضفاف: ارتفعت")


def test_a_quotation_in_latin_letters_runs_left_to_right(case: Any, make: Any) -> None:
    account = case.accounts["difaf-2"]
    reading = account.reading
    text = "At least 11 people were killed in al-Nakhil (النخيل)."
    span = Span.of(text, 0, 15)
    claims = (replace(reading.claims[0], evidence=(span,)),)
    report = replace(reading.report, text=text, language="en")
    told = replace(account, reading=replace(reading, report=report, claims=claims))
    (quote,) = _tree(make({"difaf-2": told})).iter("blockquote")
    assert (quote.get("dir"), quote.get("lang")) == ("auto", "en")


def test_what_does_not_stand_is_struck_through_and_says_why(case: Any) -> None:
    tree = _tree(case)
    first = _claim(tree, "difaf-1:c1")
    assert [_words(s) for s in first.xpath("./p//s")] == ["9 killed, civilians"]
    (why,) = [p for p in first.xpath("./p") if _words(p).startswith("superseded:")]
    assert [a.get("href") for a in why.iter("a")] == [f"#{anchor('difaf-2:c1')}"]
    assert not _claim(tree, "harbour-1:c1").xpath("./p//s")


def test_parts_stand_within_their_totals(case: Any) -> None:
    part = _claim(_tree(case), "difaf-1:c2")
    assert part.xpath("ancestor::li/@id") == [anchor("difaf-1:c1")]


def test_a_part_told_by_another_source_stands_with_that_source(case: Any, make: Any) -> None:
    account = case.accounts["difaf-1"]
    total, part, blame = account.reading.claims
    reading = replace(account.reading, claims=(total, replace(part, source="s2"), blame))
    tree = _tree(make({"difaf-1": replace(account, reading=reading)}))
    assert not _claim(tree, "difaf-1:c2").xpath("ancestor::li")
    assert all(origin.xpath(".//li") for origin in tree.xpath('//div[@class="origin"]'))


def test_the_steps_lead_to_the_claims_they_name(case: Any) -> None:
    (steps,) = _tree(case).xpath('//section[@id="steps"]')
    assert len(steps.xpath(".//li")) == len(case.incident.casualties.why) - 1
    assert not re.search(r":c\d", _words(steps))
    assert f"#{anchor('harbour-1:c1')}" in [a.get("href") for a in steps.iter("a")]


def test_the_sides_of_a_dispute_stand_beside_one_another(case: Any) -> None:
    (dispute,) = _tree(case).xpath('//section[@id="disputes"]//div[@class="sides"]')
    sides = dispute.xpath('./div[@class="side"]')
    assert [side.xpath("./p")[0].text for side in sides] == ["15", "11"]
    assert "Rumman Network" in _words(sides[0])


def test_self_reports_are_marked(case: Any) -> None:
    entry = replace(case.incident.responsibility[0], self_reported=("harbour-1:c2",))
    own = replace(case, incident=replace(case.incident, responsibility=(entry,)))
    (section,) = _tree(own).xpath('//section[@id="responsibility"]')
    marked = [li for li in section.iter("li") if "the party itself" in _words(li)]
    assert [a.get("href") for li in marked for a in li.iter("a")] == [f"#{anchor('harbour-1:c2')}"]


def test_the_chart_draws_dated_figures_and_has_words_beside_it(case: Any) -> None:
    (section,) = _tree(case).xpath('//section[@id="time"]')
    (chart,) = section.xpath('.//svg[@role="img"]')
    (title,) = chart.xpath(f'./title[@id="{chart.get("aria-labelledby")}"]')
    assert "from 11 Mar 2024 to 12 Mar 2024" in title.text
    drawn = [g.xpath("./title")[0].text for g in chart.xpath("./g")]
    assert drawn[0].endswith("9 killed, civilians")
    assert [g.get("class") for g in chart.xpath("./g")].count("killed out") == 2
    assert len(section.xpath(".//tbody/tr")) == 5


def test_figures_without_a_day_are_in_the_table_alone(case: Any, make: Any) -> None:
    told = {}
    for key, account in case.accounts.items():
        report = replace(account.reading.report, published=None, published_basis=None)
        told[key] = replace(
            account, published_at=None, reading=replace(account.reading, report=report)
        )
    (section,) = _tree(make(told)).xpath('//section[@id="time"]')
    assert not section.xpath(".//svg")
    assert "not known" in _words(section.xpath(".//tbody/tr")[0])


@pytest.mark.parametrize("low", [1, 7, 13, 60, 999, 1_000_000])
def test_the_scale_of_the_chart_holds_every_figure_with_few_lines(
    case: Any, make: Any, low: int
) -> None:
    account = case.accounts["harbour-1"]
    first, *rest = account.reading.claims
    assert first.casualty is not None
    large = replace(first, casualty=replace(first.casualty, low=low, high=None))
    reading = replace(account.reading, claims=(large, *rest))
    tree = _tree(make(dict(case.accounts) | {"harbour-1": replace(account, reading=reading)}))
    (chart,) = tree.xpath('//svg[@role="img"]')
    assert 2 <= len(chart.xpath('./line[@class="grid"]')) <= 14
    heights = [float(c.get("cy")) for c in chart.xpath(".//circle")]
    assert all(0 <= height <= 300 for height in heights)


def test_copies_are_folded_and_say_why(case: Any) -> None:
    (folded,) = _tree(case).xpath('//section[@id="reports"]//details')
    assert _words(folded.xpath("./summary")[0]) == "1 copy of this text"
    assert "92 % of the words are the same" in _words(folded)
    assert "copy-1" in _words(folded)


def test_links_show_weights_and_reasons_heaviest_first(case: Any) -> None:
    (link,) = _tree(case).xpath('//section[@id="links"]/details')
    rows = [[_words(cell) for cell in row] for row in link.xpath(".//tbody/tr")]
    assert rows == [
        ["+2.3", "both tell of بلدة النخيل"],
        ["+1.4", "both name سالم الرماني"],
        ["−0.7", "rockets against an explosive device"],
    ]
    assert link.xpath(".//bdi")


def test_nothing_of_a_report_becomes_markup(hostile: Any) -> None:
    page = _page(hostile)
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script | //img | //iframe | //object | //form | //base | //link")
    attributes = [name for element in tree.iter() for name in element.attrib]
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert not tree.xpath("//@href[not(starts-with(., '#'))] | //@src")
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069]", page)
    assert "\ufffd" in page
    assert page.count("alert(1)") > 20


def test_no_script_runs_and_only_the_page_s_own_style(case: Any) -> None:
    page = _page(case)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    (content,) = re.findall("<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|https?://(?!difaf\.example)", page)


def test_chrome_is_english_with_arabic_labels_beside_it(case: Any) -> None:
    tree = _tree(case)
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    (heading,) = tree.xpath('//section[@id="disputes"]/h2')
    (arabic,) = heading.xpath('./span[@lang="ar" and @dir="rtl"]')
    assert heading.text == "Disputes"
    assert arabic.text == "مواضع الخلاف"


def _colours(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """The named colours of the light and the dark scheme."""
    pattern = r"--([a-z-]+): (#[0-9a-f]{6})"
    dark = dict(re.findall(pattern, "".join(re.findall(r"dark\) \{(.*?)\n\}", style, re.S))))
    light_alone = re.sub(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}", "", style, flags=re.S)
    light = dict(re.findall(pattern, light_alone))
    return light, light | dark


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 between two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_read_in_light_and_dark() -> None:
    templates = files("riwaya.export") / "templates"
    style = "".join(
        (templates / name).read_text(encoding="utf-8").split("@media print {")[0]
        for name in ("page.css", "dossier.css")
    )
    for scheme in _colours(style):
        for ground in ("ground", "panel"):
            for ink in ("ink", "faint", "link", "good", "bad", "warn"):
                assert _contrast(scheme[ink], scheme[ground]) >= 4.5, (ink, ground, scheme)
            for line in ("killed-line", "injured-line"):
                assert _contrast(scheme[line], scheme[ground]) >= 3, (line, ground)
        for ground in ("killed", "injured", "other"):
            assert _contrast(scheme["ink"], scheme[ground]) >= 4.5, ground


def test_a_report_of_a_thousand_claims_gives_a_page(case: Any, make: Any) -> None:
    account = case.accounts["difaf-2"]
    claim = account.reading.claims[0]
    many = tuple(replace(claim, id=f"c{number}") for number in range(1, 1001))
    report = replace(account.reading.report, published=date(2024, 3, 12))
    reading = replace(account.reading, report=report, claims=many)
    tree = _tree(make({"difaf-2": replace(account, reading=reading)}))
    assert len(tree.xpath('//li[starts-with(@id, "claim-")]')) == 1000
    assert not tree.xpath("//svg[@role]")


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        ("state", "stands superseded retracted denied excluded copy cumulative part"),
        ("grade", "confirmed fair weak contested discounted"),
        ("dispute", "count class perpetrator cause occurrence"),
        ("toll", "all civilian armed unknown children women"),
    ],
)
def test_every_value_has_words_in_both_languages(group: str, keys: str) -> None:
    for key in keys.split():
        found = label(group, key)
        assert found.english.isascii()
        assert not found.arabic.isascii()
