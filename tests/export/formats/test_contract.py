"""What holds for every format: stable, in order, safe, whole, and honest about its losses."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from tests.export.formats.conftest import FORMS

from riwaya.cli.export import Format as CommandFormat
from riwaya.errors import UsageError
from riwaya.export.dossier_redaction import Redaction
from riwaya.export.formats.registry import FORMATS
from riwaya.export.formats.told import Told
from riwaya.export.losses import CODED, KINDS, WITHHELD, Losses, content, holds_under

Write = Callable[..., tuple[dict[str, bytes], Losses]]
Tolds = Callable[..., list[Told]]
IDS = [f"{number:016x}" for number in (1, 2, 3)]
PACKED = ("xlsx", "parquet")
BY_REPORT = ("ris", "bibtex")
REVIEWED = "claimreview"
every = pytest.mark.parametrize("name", FORMS)
redacting = pytest.mark.parametrize("name", [n for n, form in FORMS.items() if form.redacts])


def text_of(name: str, files: dict[str, bytes]) -> str:
    """All that a program finds in the files."""
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(files[""])) as book:
            files = {part: book.read(part) for part in book.namelist()}
    if name == "parquet":
        from pyarrow import parquet

        return json.dumps(parquet.read_table(io.BytesIO(files[""])).to_pylist(), ensure_ascii=False)
    return "\n".join(data.decode("utf-8") for data in files.values())


def test_the_command_offers_every_format_and_the_readings() -> None:
    assert [form.value for form in CommandFormat] == ["jsonl", *FORMATS, "codebook"]


@every
def test_the_same_incidents_give_the_same_bytes(name: str, write: Write) -> None:
    assert write(name)[0] == write(name)[0]


@every
def test_incidents_stand_in_the_order_given(name: str, write: Write) -> None:
    files, losses = write(name)
    left_out = json.loads(losses.to_json(name, "p"))["left_out"]
    text = files["index.html"].decode() if name == "dossiers" else text_of(name, files)
    expected = [one for one in IDS if f"i-{one}" not in left_out]
    if name in BY_REPORT:
        expected = ["clash-1", "copy-1", "difaf-1", "radio-1"]
    places = [text.find(one) for one in expected]
    assert -1 not in places
    assert places == sorted(places)


@every
def test_no_incidents_give_a_whole_file_without_any(name: str, write: Write) -> None:
    files, losses = write(name, found=[])
    text = text_of(name, files)
    assert "i-0" not in text
    assert losses.incidents == 0
    if name == "geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": []}
    elif name == REVIEWED:
        assert json.loads(text)["@graph"] == []
    elif name in ("acled", "ucdp", "ibc", "csv", "ftm-statements") or "codebook" in name:
        assert text.count("\n") == 1


@every
def test_what_an_incident_holds_is_kept_or_counted_as_lost(
    name: str, write: Write, tolds: Tolds
) -> None:
    _, losses = write(name)
    account = json.loads(losses.to_json(name, FORMS[name].policy))
    assert account["incidents"] == 3
    for told in tolds(FORMS[name].policy, reviewed=name == REVIEWED):
        lost = account["by_incident"].get(told.id, {})
        for kind, count in content(told):
            assert (kind in FORMS[name].holds) != (lost.get(kind) == count)
    for kind, total in account["not_held"].items():
        counts = [lost[kind] for lost in account["by_incident"].values() if kind in lost]
        assert (total["incidents"], total["items"]) == (len(counts), sum(counts))
        assert total["what"]


@every
def test_kinds_that_a_format_holds_are_known(name: str) -> None:
    assert FORMS[name].holds <= set(KINDS)
    assert not set(KINDS) & set(CODED)


HELD = {
    "people": ("سالم ياسين الرماني",),
    "reports": ("difaf-1",),
    "grade": ("weak",),
    "disputes": ("15",),
}


@pytest.mark.parametrize("kind", HELD)
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_says_it_holds_is_in_it(name: str, kind: str, write: Write) -> None:
    if kind in FORMATS[name].holds:
        text = text_of(name, write(name)[0]).casefold()
        assert all(word in text for word in HELD[kind])


@redacting
def test_withheld_names_of_victims_are_nowhere(name: str, write: Write) -> None:
    files, losses = write(name, Redaction(victims=True))
    text = text_of(name, files)
    for word in ("سالم", "الرماني", "Salim", "Rumani", "difaf.example"):
        assert word not in text
    assert WITHHELD in json.loads(losses.to_json(name, "p"))["not_held"]


@redacting
def test_withheld_names_of_sources_are_nowhere(name: str, write: Write) -> None:
    text = text_of(name, write(name, Redaction(sources=True))[0])
    for word in ("ضفاف", "Difaf", "difaf", "Rumman Network", "شبكة الرمان", "Harbour", "المرفأ"):
        assert word not in text


@pytest.mark.parametrize("name", [n for n, form in FORMATS.items() if not form.redacts])
def test_formats_made_of_the_reports_words_refuse_to_withhold(name: str) -> None:
    from riwaya.export.case_incidents import Wish, stream_incidents

    wish = Wish(FORMATS[name], redaction=Redaction(victims=True))
    with pytest.raises(UsageError, match="cannot withhold"):
        stream_incidents(None, wish, lambda piece: None, lambda: None)  # type: ignore[arg-type]


@every
def test_texts_of_reports_cannot_act(name: str, write: Write) -> None:
    text = text_of(name, write(name)[0])
    assert "\x1b" not in text
    # These are for programs and hold words exactly as received.
    if name not in ("incidents", "webannotation", "geojson", "parquet"):
        assert "\u202e" not in text
    if name == "dossiers":
        assert "<script>alert" not in text


def test_a_policy_that_makes_one_number_loses_ranges_and_open_ends(tolds: Tolds) -> None:
    for policy, lost in (("range", set()), ("acled", {"ranges", "open"})):
        losses = Losses(holds_under(policy, FORMATS["csv"].holds))
        for told in tolds(policy):
            losses.seen(told)
        account = json.loads(losses.to_json("csv", policy))
        assert set(account["not_held"]) & {"ranges", "open"} == lost
