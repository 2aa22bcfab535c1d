"""Results of a search as text and as JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest

from riwaya.casefile.hits import Figure, Hit
from riwaya.casefile.search import Query, Results
from riwaya.casefile.snippets import Snippet
from riwaya.export.search_json import search_json
from riwaya.export.search_text import BRACKETS, COLOURS, search_text, total

SNIPPET = Snippet(40, 60, "قصف\u202e على\nحلب\x1b أمس", ((40, 43), (49, 52)))
HIT = Hit(
    number=7,
    id="r-1",
    published="2024-05-10",
    outlet="شبكة الرصيف",
    title="حلب الآن",
    url=None,
    snippet=SNIPPET,
    title_marks=((0, 3),),
    figures=(
        Figure("c1", "killed", "civilian", 5, 5),
        Figure("c2", "injured", "unknown", 2, None),
        Figure("c3", "injured", "armed", 20, 30),
        Figure("c4", "killed", "civilian", 5, 5),
    ),
    score=-1.5,
)
RESULTS = Results((HIT,), 1, True, None, None, False)


def lines(results: Results = RESULTS) -> list[str]:
    return "".join(search_text(results, BRACKETS)).splitlines()


def test_a_result_is_shown_with_its_words_marked_and_its_figures() -> None:
    assert lines() == [
        "1 report:",
        "",
        "r-1  2024-05-10  \u2068شبكة الرصيف\u2069",
        "    \u2068[حلب] الآن\u2069",
        "    \u2068… [قصف] على [حلب]\ufffd أمس …\u2069",
        "    5 killed (civilians), at least 2 injured, 20 to 30 injured (armed)",
    ]


def test_a_terminal_gets_colours_and_nothing_else_that_acts_on_it() -> None:
    shown = "".join(search_text(RESULTS, COLOURS))
    assert "\x1b[1;33mقصف\x1b[0m" in shown
    assert shown.replace("\x1b[1;33m", "").replace("\x1b[0m", "").count("\x1b") == 0


def test_many_figures_are_cut_short() -> None:
    many = tuple(Figure(f"c{n}", "killed", "unknown", n, n) for n in range(1, 9))
    shown = lines(RESULTS._replace(hits=(HIT._replace(figures=many),)))
    assert shown[-1].endswith("5 killed, 6 killed, and 2 more")


def test_a_title_that_is_a_whole_post_is_cut_short() -> None:
    long = HIT._replace(title="حلب " + "ا" * 300 + " حلب", title_marks=((0, 3), (305, 308)))
    title = lines(RESULTS._replace(hits=(long,)))[3].strip()
    assert title == "\u2068[حلب] " + "ا" * 196 + " …\u2069"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hits": (), "total": 0}, "No report fits."),
        ({"total": 1_234}, "1,234 reports:"),
        ({"hits": (), "total": 12}, "12 reports."),
        (
            {"total": 20_000, "exact": False, "ranked": 20_000},
            "More than 20,000 reports; those added last are ranked:",
        ),
    ],
)
def test_the_total_says_what_is_known(change: dict[str, object], said: str) -> None:
    assert total(RESULTS._replace(**change)) == said  # type: ignore[arg-type]


def test_json_has_the_query_and_spans_of_the_text_as_received() -> None:
    query = Query("حلب", since=date(2024, 1, 1), place="إدلب", limit=5)
    text = search_json(query, RESULTS)
    assert "\n" not in text
    value = json.loads(text)
    assert value["schema"] == "riwaya.search/1"
    assert value["query"] == "حلب"
    assert value["filters"] == {"since": "2024-01-01", "place": "إدلب"}
    assert (value["total"], value["exact"], value["next"]) == (1, True, None)
    (result,) = value["results"]
    assert result["snippet"] == {
        "start": 40,
        "end": 60,
        "text": SNIPPET.text,
        "marks": [{"start": 40, "end": 43}, {"start": 49, "end": 52}],
    }
    assert result["figures"][1] == {
        "claim": "c2", "status": "injured", "class": "unknown", "low": 2, "high": None,
    }  # fmt: skip
