"""Three invented incidents with all that formats must hold, lose or guard against.

A shelling told by three reports, disputed and denied; a clash without coordinates whose dead are
of one side; a protest of which nobody tells the day, in a report full of hostile text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from tests.export.conftest import DAY, claim, event, figure, span

from riwaya.export.dossier_redaction import NONE, Redaction
from riwaya.export.formats.codebook import codebook_format
from riwaya.export.formats.format import Format, Publisher, Setting
from riwaya.export.formats.registry import FORMATS
from riwaya.export.formats.told import Told
from riwaya.export.losses import Losses
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model import Actor, Event, Person, Place, Reading, Report, Source
from riwaya.model.decision import Decision, MentionKey, claim_key
from riwaya.model.event import Weapon
from riwaya.model.incident import Account, Cluster
from riwaya.model.review import ACCEPT, EDIT, REJECT, UNSURE, review_notes, words_mark
from riwaya.ontology.codebook import load_codebook

FORMULA = "=HYPERLINK(\"http://x.example\",1)\r\nER  - \r\nTY  - JOUR <script>alert('1')</script>"
CLOSING = "+}} @article{evil, title={ \u202egnp.exe \ud800 \x1b[31m"
SARMIN = Place(
    "p1", "سرمين", "Sarmin", "town", ("إدلب",), "wof:1259660971", 35.904, 36.724, 1
)  # fmt: skip
FIRST = (
    "قالت مصادر طبية لوكالة ضفاف إن 9 مدنيين بينهم 3 أطفال قتلوا وأصيب 20 في قصف للواء الوادي على "
    "سرمين. ومن القتلى سالم ياسين الرماني."
)
RIVAL = "قالت شبكة الرمان إن 15 مدنيا قتلوا في سرمين. وقال لواء الوادي إنه لم يقصف البلدة."
CLASH = "قتل 4 من لواء الوادي وعشرات غيرهم في اشتباك مع كتيبة السهل في وادي الحور."
PROTEST = "تظاهر أهالي سرمين."


BRIGADE = Actor("a1", "لواء الوادي", "Wadi Brigade", "rebel_group")
BATTALION = Actor("a2", "كتيبة السهل", "Plain Battalion", "identity_militia")
DIFAF = Source("s1", "وكالة ضفاف", "Difaf News Agency", "news_agency", True)
RADIO = Source("s1", "إذاعة المرفأ", "Harbour Radio", "outlet", True)
BLAME = {"kind": "responsibility", "about": ("a1",)}


def _reading(identifier: str, text: str, told: Event, **changes: object) -> Reading:
    fields: dict[str, object] = {
        "report": Report(
            identifier, "0" * 64, text, title="قصف على سرمين", outlet="s1", published=DAY,
            published_basis="given", url=f"https://difaf.example/{identifier}",
        ),
        "sources": (DIFAF,), "actors": (BRIGADE, BATTALION), "places": (SARMIN,),
        "events": (told,), "claims": (), "people": (), "relations": (),
    }  # fmt: skip
    return Reading(**(fields | changes))  # type: ignore[arg-type]


def _shelling() -> tuple[Reading, ...]:
    shelling = event("shelling", perpetrators=("a1",), weapons=(Weapon("هاون", "mortar"),))
    medics = Source("s2", "مصادر طبية", "medical sources", "medical", False)
    by_medics = {"source": "s2", "chain": ("s1", "s2")}
    salim = Person(
        "v1", "سالم ياسين الرماني", "Salim Yasin al-Rumani", "killed", "مزارع", None, 40, "c1",
        (span(FIRST, "سالم ياسين الرماني"),),
    )  # fmt: skip
    first = _reading(
        "difaf-1", FIRST, shelling,
        sources=(DIFAF, medics),
        claims=(
            claim(FIRST, "c1", "9 مدنيين بينهم 3 أطفال قتلوا", casualty=figure(9), **by_medics),
            claim(FIRST, "c2", "3 أطفال", casualty=figure(3, group="children", part_of="c1"),
                  **by_medics),
            claim(FIRST, "c3", "أصيب 20", casualty=figure(20, status="injured"), **by_medics),
            claim(FIRST, "c4", "قصف للواء الوادي", **BLAME, **by_medics),
        ),
        people=(salim,),
    )  # fmt: skip
    network = Source("s2", "شبكة الرمان", "Rumman Network", "activist_network", True,
                     mentions=(span(RIVAL, "شبكة الرمان"),))  # fmt: skip
    brigade = Source("s3", "لواء الوادي", "Wadi Brigade", "armed_group", True)
    denial = "قال لواء الوادي إنه لم يقصف البلدة"
    rival = _reading(
        "radio-1", RIVAL, replace(shelling, weapons=()),
        sources=(RADIO, network, brigade),
        claims=(
            claim(RIVAL, "c1", "15 مدنيا قتلوا", casualty=figure(15), source="s2",
                  chain=("s1", "s2")),
            claim(RIVAL, "c2", denial, source="s3", chain=("s1", "s3"), stance="denies", **BLAME),
        ),
    )  # fmt: skip
    return first, rival, replace(first, report=replace(first.report, id="copy-1", url=None))


def _clash() -> tuple[Reading, ...]:
    return (
        _reading(
            "clash-1", CLASH,
            event("armed_clash", perpetrators=("a1",), opponents=("a2",)),
            sources=(),
            places=(Place("p1", "وادي الحور", "Wadi al-Hawr", "village"),),
            claims=(
                claim(CLASH, "c1", "4 من لواء الوادي", chain=(),
                      casualty=figure(4, person_class="armed", party="لواء الوادي")),
                claim(CLASH, "c2", "عشرات", chain=(),
                      casualty=figure(20, high=None, vague=True, person_class="unknown")),
            ),
            report=Report("clash-1", "0" * 64, CLASH, published=DAY, published_basis="given"),
        ),
    )  # fmt: skip


def _protest() -> tuple[Reading, ...]:
    hostile = Source("s1", CLOSING, CLOSING, "outlet", True)
    place = replace(SARMIN, name=f"سرمين {CLOSING}", name_en=f"@{FORMULA}")
    return (
        _reading(
            "r\n5", PROTEST, event("protest", date=None, evidence=(span(PROTEST, "تظاهر"),)),
            sources=(hostile,),
            places=(place,),
            claims=(
                claim(PROTEST, "c1", "تظاهر", kind="occurrence", about=("asserted",)),
                claim(PROTEST, "c2", "أهالي", casualty=figure(1, status="injured")),
            ),
            people=(Person("v1", FORMULA, f"-{FORMULA}", "injured", CLOSING, None, None, "c2",
                           (span(PROTEST, "أهالي"),)),),
            report=Report("r\n5", "0" * 64, PROTEST, title=FORMULA, outlet="s1",
                          url="javascript:alert(1)"),
        ),
    )  # fmt: skip


def _verdicts() -> dict[str, Decision]:
    """What reviewers said: of a claim of each incident that it is read rightly, of a figure what
    it is, of a blame that nobody said it, of the injured nothing sure.
    """
    first, rival, _ = _shelling()
    (clash,), (protest,) = _clash(), _protest()
    at = datetime(2024, 3, 20, 23, 59, tzinfo=UTC)
    said: dict[str, Decision] = {}
    for kind, reading, number, edit in (
        (ACCEPT, first, 0, {}),
        (UNSURE, first, 2, {}),
        (REJECT, first, 3, {}),
        (EDIT, rival, 0, {"low": "12", "high": "14"}),
        (ACCEPT, clash, 0, {}),
        (ACCEPT, protest, 0, {}),
    ):
        told = reading.claims[number]
        key = claim_key(reading.report.id, told.id)
        notes = review_notes(words_mark(told), edit, ())
        said[key] = Decision(f"d-{len(said)}", kind, (key,), notes, "rana", at, "")
    return said


def told_of(
    number: int,
    readings: tuple[Reading, ...],
    policy: str,
    redaction: Redaction = NONE,
    reviews: Mapping[str, Decision] | None = None,
) -> Told:
    """The incident that these readings tell of."""
    accounts: Mapping[str, Account] = {
        reading.report.id: Account(
            reading, None, "difaf-1" if reading.report.id == "copy-1" else reading.report.id,
            "the words are the same" if reading.report.id == "copy-1" else None,
        )
        for reading in readings
    }  # fmt: skip
    members = tuple(sorted(MentionKey(report, "e1") for report in accounts))
    cluster = Cluster(f"i-{number:016x}", members, ())
    incident = compose(cluster, accounts, (), load_policies()[policy])
    return Told.of(incident, cluster, accounts, reviews, redaction)


PUBLISHER = Publisher("Harbour Verification Desk", "https://desk.example")


def _codebook(file: str) -> Format:
    return codebook_format(load_codebook(Path(str(files("riwaya") / "samples/codebooks" / file))))


FORMS = {
    **FORMATS,
    "codebook of incidents": _codebook("conflict_events.yaml"),
    "codebook of people": _codebook("casualty_record.toml"),
}
"""Every format, and those of the two codebooks that come with the program."""

Tolds = Callable[..., list[Told]]


@pytest.fixture
def tolds() -> Tolds:
    """A function that gives the incidents under a policy, with names withheld if wanted;
    `reviewed`: with what reviewers said.
    """

    def made(
        policy: str = "range", redaction: Redaction = NONE, reviewed: bool = False
    ) -> list[Told]:
        readings = (_shelling(), _clash(), _protest())
        reviews = _verdicts() if reviewed else None
        return [told_of(n, some, policy, redaction, reviews) for n, some in enumerate(readings, 1)]

    return made


def written(form: Format, found: list[Told], hxl: bool = False) -> tuple[dict[str, bytes], Losses]:
    """The files that a format makes, one of the name "" for a single one, and its losses."""
    losses = Losses(form.holds)
    setting = Setting(form.policy, 1_710_150_000, hxl, PUBLISHER)
    if form.pages is not None:
        return dict(form.pages(found, setting, losses)), losses
    assert form.pieces is not None
    return {"": b"".join(form.pieces(found, setting, losses))}, losses


Write = Callable[..., tuple[dict[str, bytes], Losses]]


@pytest.fixture
def write(tolds: Tolds) -> Write:
    """A function that writes a format by its name, with incidents under the format's policy."""

    def made(
        name: str, redaction: Redaction = NONE, found: list[Told] | None = None, hxl: bool = False
    ) -> tuple[dict[str, bytes], Losses]:
        form = FORMS[name]
        judged = name == "claimreview"
        some = tolds(form.policy, redaction, judged) if found is None else found
        return written(form, some, hxl)

    return made
