"""How claims bear on one another, on a table of invented reports."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from riwaya import read
from riwaya.model import Claim

_TABLE = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ar" / "relations.yaml").read_text(encoding="utf-8")
)
_CASES = [
    pytest.param(case["relations"], text, id=f"{group}-{number}-{place}")
    for group, cases in _TABLE.items()
    for number, case in enumerate(cases)
    for place, text in enumerate(case["texts"])
]


def words_of(claim: Claim) -> str:
    return " … ".join(span.text for span in claim.evidence)


@pytest.mark.parametrize(("expected", "text"), _CASES)
def test_table(expected: list[list[str]], text: str) -> None:
    reading = read(text)
    claims = {claim.id: claim for claim in reading.claims}
    found = sorted(reading.relations, key=lambda r: (r.kind, r.about))
    assert [(r.kind, r.about) for r in found] == [(e[0], e[1]) for e in expected]
    for relation, (_, _, later, earlier) in zip(found, expected, strict=True):
        assert later in words_of(claims[relation.source_claim])
        assert earlier in words_of(claims[relation.target_claim])
        assert relation.source_claim in relation.reason
        assert relation.target_claim in relation.reason
        assert relation.reason.endswith(".")


def test_claims_of_one_source_do_not_contradict() -> None:
    text = "قال الدفاع المدني إن 14 مدنيا قتلوا في قصف على بلدة تل الزيتون، وإن 9 مدنيين قتلوا فيه."
    assert not [r for r in read(text).relations if r.kind == "contradicts"]


def test_work_grows_with_the_number_of_claims_only() -> None:
    sentence = "وقال الشاهد رقم {n} إن {n} مدنيا قتلوا في قصف على بلدة تل الزيتون. "
    text = "".join(sentence.format(n=n) for n in range(10, 300))
    assert len(read(text).relations) <= 60 * 290
