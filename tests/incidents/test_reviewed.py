"""What reviewers say of a figure, and what sums make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from riwaya.incidents.doubt import POINTS, doubts
from riwaya.model.decision import Decision
from riwaya.model.review import FIGURE, review_notes, words_mark

AT = "في قصف على بلدة المنارة اليوم"
THREE = f"قال مصدر طبي إن ثلاثة مدنيين قتلوا {AT}."
FIVE = f"قال الدفاع المدني إن خمسة مدنيين قتلوا {AT}."
CASE = (("شبكة النخيل", THREE), ("إذاعة الواحة", FIVE))
_count = iter(range(1, 1000))


def said(kind, key, case, who="Salma", edit=None, settles=()):
    report, _, name = key.rpartition(":")
    claim = next(c for c in case.accounts[report].reading.claims if c.id == name)
    notes = review_notes(words_mark(claim), edit or {}, settles)
    moment = datetime(2031, 5, 7, tzinfo=UTC)
    return Decision(f"d-{next(_count)}", kind, (key,), notes, who, moment, "")


def killed(case, *decisions):
    toll = case.incident(decisions=decisions).casualties.killed.civilian
    return (toll.low, toll.high) if toll else None


def figure_key(case, report):
    claims = case.accounts[report].reading.claims
    return f"{report}:{next(c.id for c in claims if c.casualty)}"


@pytest.fixture
def case(build):
    return build(*CASE)


def test_a_rejected_figure_is_left_out_and_comes_back_when_that_is_undone(case) -> None:
    reject = said("reject", figure_key(case, "r2"), case)
    assert killed(case) == (3, 5)
    assert killed(case, reject) == (3, 3)
    undo = replace(reject, id="d-u", kind="undo", one=(reject.id,), other=())
    assert killed(case, reject, undo) == (3, 5)


def test_an_accepted_or_unsure_figure_counts_as_before(case) -> None:
    for kind in ("accept", "unsure"):
        assert killed(case, said(kind, figure_key(case, "r2"), case)) == (3, 5)


def test_an_edited_figure_counts_as_edited_and_the_sum_says_so(case) -> None:
    key = figure_key(case, "r2")
    edit = said("edit", key, case, edit={"low": "8", "high": "9"})
    assert killed(case, edit) == (3, 9)
    incident = case.incident(decisions=[edit])
    assert any(
        "Salma edited it: low 8, high 9" in step.sentence for step in incident.casualties.why
    )
    reading = case.accounts["r2"].reading
    assert [c.casualty.low for c in reading.claims if c.casualty] == [5], "the reading stays"


def test_an_edited_class_moves_the_figure(case) -> None:
    edit = said("edit", figure_key(case, "r2"), case, edit={"class": "armed"})
    toll = case.incident(decisions=[edit]).casualties.killed
    assert (toll.civilian.high, toll.armed.high) == (3, 5)


def test_an_edited_source_makes_the_outlet_the_origin(case) -> None:
    key = figure_key(case, "r2")
    before = {key: o.name for o in case.incident().origins for key in o.claims}
    edit = said("edit", key, case, edit={"source": ""})
    after = {key: o.name for o in case.incident(decisions=[edit]).origins for key in o.claims}
    assert before[key] != after[key]


def test_of_one_reviewer_the_last_word_counts(case) -> None:
    key = figure_key(case, "r2")
    reject, accept = said("reject", key, case), said("accept", key, case)
    assert killed(case, reject, accept) == (3, 5)
    assert killed(case, accept, reject) == (3, 3)


def test_while_two_reviewers_do_not_agree_the_figure_counts_as_read(case) -> None:
    key = figure_key(case, "r2")
    reject, accept = said("reject", key, case), said("accept", key, case, "Rami")
    assert killed(case, reject, accept) == (3, 5)
    assert killed(case, reject, said("reject", key, case, "Rami")) == (3, 3)
    settled = said("reject", key, case, "Huda", settles=(reject.id, accept.id))
    assert killed(case, reject, accept, settled) == (3, 3)


def test_counting_a_rejected_figure_by_hand_later_holds(case) -> None:
    key = figure_key(case, "r2")
    reject = said("reject", key, case)
    include = Decision("d-i", "include", (key,), (), "Rami", reject.at, "it is right")
    assert killed(case, reject, include) == (3, 5)


def test_a_review_of_other_words_under_the_same_id_is_not_heeded(case) -> None:
    key = figure_key(case, "r2")
    stale = replace(said("reject", key, case), other=("words=0123456789abcdef",))
    assert killed(case, stale) == (3, 5)


def doubt(build, *reports, pdf=()):
    case = build(*reports)
    found = doubts(case.incident(), case.accounts, set(pdf))
    return {d.report: d for d in found if d.kind == FIGURE}


def test_a_word_without_a_number_is_in_more_doubt_than_a_number(build) -> None:
    found = doubt(
        build,
        ("شبكة النخيل", THREE),
        ("إذاعة الواحة", f"قال الدفاع المدني إن عددا من المدنيين قتلوا {AT}."),
    )
    assert "vague" in found["r2"].reasons
    assert found["r2"].score > found["r1"].score


def test_the_points_of_a_figure_are_the_sum_of_its_reasons(build) -> None:
    (found,) = doubt(
        build, ("شبكة النخيل", f"زعم مصدر عسكري أن ستين شخصا قتلوا {AT}."), pdf=["r1"]
    ).values()
    assert {"distance", "unknown_class", "single_origin", "pdf", "deaths", "large"} <= {
        *found.reasons
    }
    large = 4  # sixty reaches 5, 10, 20 and 50
    assert found.score == large + sum(POINTS[r] for r in found.reasons if r != "large")


def test_figures_on_which_accounts_differ_say_so(build) -> None:
    assert all("disputed" in d.reasons for d in doubt(build, *CASE).values())
