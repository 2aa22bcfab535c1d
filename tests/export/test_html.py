"""The HTML page: well-formed links, nothing of the report is markup, a policy that holds."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from lxml import html as lxml_html

from riwaya.errors import UnreadableFile
from riwaya.export.html import html_pieces
from riwaya.ingest import Failure
from riwaya.model import Reading, Report, Source, Span

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202eخبر"


def _page(*readings: Reading | Failure) -> str:
    return "".join(html_pieces(readings))


def _with_text(reading: Reading, text: str) -> Reading:
    return replace(reading, report=replace(reading.report, text=text))


def test_every_link_leads_to_something_and_ids_are_unique(reading: Reading) -> None:
    tree = lxml_html.fromstring(_page(reading, reading))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [a.get("href") for a in tree.iter("a")]
    assert targets
    assert all(target.startswith("#") and target[1:] in ids for target in targets)


def test_the_text_is_whole_and_spans_say_their_claims(reading: Reading) -> None:
    tree = lxml_html.fromstring(_page(reading))
    (article,) = tree.xpath("//article")
    lines = ["".join(p.itertext()) for p in article.xpath("p")]
    assert [line for line in lines if line] == [
        line for line in reading.report.text.splitlines() if line
    ]
    marks = {m.text: m.get("data-claims") for m in article.xpath(".//a")}
    assert marks["3 أطفال"] == "r1-c2 r1-c1"
    assert marks["9 مدنيين بينهم "] == "r1-c1"
    assert marks["عشرات المسلحين قتلوا"] == "r1-c3"


def test_overlapping_spans_are_cut_at_their_borders(reading: Reading) -> None:
    text = "0123456789"
    spans = [Span(0, 6, ""), Span(4, 10, ""), Span(4, 6, "")]
    claims = tuple(
        replace(c, cue=None, evidence=(s,), id=f"c{n}")
        for n, (c, s) in enumerate(zip(reading.claims, spans, strict=False), 1)
    )
    page = _page(_with_text(replace(reading, claims=claims), text))
    marks = lxml_html.fromstring(page).xpath("//article//a")
    assert [(m.text, m.get("data-claims")) for m in marks] == [
        ("0123", "r1-c1"),
        ("45", "r1-c3 r1-c1 r1-c2"),
        ("6789", "r1-c2"),
    ]


def test_nothing_of_the_report_becomes_markup(reading: Reading) -> None:
    report = Report(HOSTILE, "0", HOSTILE, title=HOSTILE, url="javascript:alert(3)", outlet="s1")
    source = Source("s1", HOSTILE, HOSTILE, "outlet", True, HOSTILE)
    person = replace(reading.people[0], name=HOSTILE, name_en=HOSTILE, role=HOSTILE, party=HOSTILE)
    relation = replace(reading.relations[0], reason=HOSTILE)
    actor = replace(reading.actors[0], name=HOSTILE, name_en=HOSTILE)
    whole = Span(0, len(HOSTILE), HOSTILE)
    claims = tuple(replace(c, evidence=(whole,), cue=None) for c in reading.claims)
    page = _page(
        Reading(
            report, (source, *reading.sources[1:]), (actor,), reading.places, reading.events,
            claims, (person,), (relation,),
        ),
        Failure(HOSTILE, UnreadableFile(HOSTILE)),
    )  # fmt: skip
    tree = lxml_html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //iframe | //object | //form | //base")
    attributes = [name for element in tree.iter() for name in element.attrib]
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert "\u202e" not in page
    assert not tree.xpath("//@href[not(starts-with(., '#'))] | //@src")


def test_policy_lets_only_the_page_s_own_script_and_style_run(reading: Reading) -> None:
    page = _page(reading)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'")
    for element, directive in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(f"<{element}>(.*?)</{element}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_asks_for_nothing_from_elsewhere(reading: Reading) -> None:
    page = _page(reading)
    assert "http://" not in page and "https://" not in page and "url(" not in page


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n", "\0", "\ud83d", "a\nb"])
def test_odd_texts(text: str) -> None:
    page = _page(Reading(Report("r", "0", text), (), (), (), (), (), (), ()))
    page.encode("utf-8")
    assert "</html>" in page


def _luminance(colour: str) -> float:
    values = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_the_contrast_of_wcag_aa() -> None:
    css = (files("riwaya.export") / "templates" / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    for block in blocks:
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
        for ink, grounds in (
            ("ink", ("ground", "panel", "killed", "injured", "other", "chosen")),
            ("faint", ("ground", "panel")),
            ("link", ("ground", "panel")),
        ):
            for ground in grounds:
                assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
