"""A case from the first folder to the last check, as somebody new would go about it."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from riwaya.cli.app import app

STRIKE = "قتل ثلاثة مدنيين في قصف مدفعي استهدف بلدة سرمين شرق إدلب، وفق الدفاع المدني."


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def report(town: str, dead: int) -> str:
    return f"قتل {dead} مدنيين في قصف مدفعي استهدف {town} صباح اليوم، وفق مصدر طبي في المدينة."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file of each format, and some that are broken."""
    box = tmp_path / "box"
    box.mkdir()
    (box / "a.txt").write_text(report("سرمين", 3), encoding="utf-8")
    (box / "b.txt").write_bytes(report("منبج", 4).encode("cp1256"))
    (box / "c.html").write_text(
        "<html><head><title>قصف</title><link rel='canonical' href='https://n.example/c'>"
        f"<meta property='article:published_time' content='2024-05-02T10:00:00Z'></head>"
        f"<body><article><p>{report('الباب', 5)}</p></article></body></html>",
        encoding="utf-8",
    )
    document = Document()
    document.add_paragraph(report("تدمر", 6))
    document.save(str(box / "d.docx"))
    record = {"id": "j1", "text": report("صور", 7), "published": "2024-05-03"}
    (box / "e.jsonl").write_text(json.dumps(record) + '\n{"text": 5}\nnot json\n', "utf-8")
    (box / "f.csv").write_text(f'النص,التاريخ,الرابط\n"{report("تعز", 8)}",2024-05-04,\n', "utf-8")
    book = Workbook()
    book.active.append(["text", "url"])  # type: ignore[union-attr]
    book.active.append([report("سبها", 9), "https://n.example/g"])  # type: ignore[union-attr]
    book.save(box / "g.xlsx")
    message = {
        "id": 5, "type": "message", "date": "2024-05-05T09:00:00", "date_unixtime": "1714899600",
        "from": "قناة السهل", "text": ["عاجل: ", {"type": "bold", "text": report("سنجار", 10)}],
    }  # fmt: skip
    chat = {"name": "قناة السهل", "type": "public_channel", "id": 77, "messages": [message]}
    (box / "result.json").write_text(json.dumps(chat, ensure_ascii=False), "utf-8")
    (box / "WhatsApp Chat with Team.txt").write_text(
        f"13/05/2024, 14:05 - Amal: {report('حرض', 11)}\n", "utf-8"
    )
    (box / "h.xml").write_text(
        '<rss version="2.0"><channel><title>وكالة الوادي</title><item><guid>w1</guid>'
        f"<link>https://w.example/1</link><title>قصف</title><description>{report('نوى', 12)}"
        "</description></item></channel></rss>",
        "utf-8",
    )
    (box / "i.warc.gz").write_bytes(gzip.compress(warc("https://x.example/1", report("زوارة", 13))))
    with zipfile.ZipFile(box / "k.zip", "w") as archive:
        archive.writestr("inside.txt", report("القائم", 14))
    (box / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (box / "noise.bin").write_bytes(bytes(range(256)) * 20)
    with zipfile.ZipFile(box / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 300_000_000)
    return box


def warc(url: str, text: str) -> bytes:
    page = f"<html><body><p>{text}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-05-06T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_a_folder_of_every_format_makes_a_case_that_can_be_searched(
    folder: Path, tmp_path: Path
) -> None:
    case = tmp_path / "case.db"
    result = run("add", "--json", "--case", case, folder)
    assert result.exit_code == 1
    summary = json.loads(result.stdout.splitlines()[-1])
    assert (summary["added"], summary["unchanged"], summary["changed"]) == (12, 0, 0)
    named = " ".join(error["where"] for error in summary["errors"])
    assert [
        part for part in ("e.jsonl:2", "e.jsonl:3", "broken.pdf", "bomb.zip") if part not in named
    ] == []
    assert summary["skipped"] >= 5
    again = json.loads(run("add", "--json", "--case", case, folder).stdout.splitlines()[-1])
    assert (again["added"], again["unchanged"], again["changed"]) == (0, 12, 0)
    for town, dead in (("منبج", 4), ("سنجار", 10), ("حرض", 11), ("القائم", 14), ("زوارة", 13)):
        found = json.loads(run("search", "--case", case, town, "--format", "json").stdout)
        assert found["total"] == 1
        shown = run("show", "--case", case, found["results"][0]["id"])
        assert shown.exit_code == 0
        assert f"{dead} civilians were killed" in shown.stdout
    assert run("verify", "--case", case).exit_code == 0


def test_a_corrected_toll_shows_as_a_new_version(tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    for dead in (3, 5):
        record = {"url": "https://n.example/1", "text": report("سرمين", dead)}
        file = tmp_path / "r.jsonl"
        file.write_text(json.dumps(record), "utf-8")
        result = run("add", "--json", "--case", case, file)
    assert json.loads(result.stdout)["changed"] == 1
    found = json.loads(run("search", "--case", case, "سرمين", "--format", "json").stdout)
    difference = run("show", "--case", case, found["results"][0]["id"], "--diff").stdout
    assert "3" in difference
    assert "5" in difference


def test_what_came_in_on_standard_input_is_kept(tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    result = CliRunner().invoke(app, ["add", "--case", str(case), "-"], input=STRIKE.encode())
    assert "1 added" in result.stdout
    assert "سرمين" in run("search", "--case", case, "بسرمين").stdout


def test_what_is_no_backup_leaves_no_case_behind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("قتل راع", encoding="utf-8")
    case = tmp_path / "case.db"
    assert run("restore", "--case", case, tmp_path / "notes.txt").exit_code == 1
    assert not case.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_results_that_cannot_be_written_end_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "riwaya", "read", "-"],
            input="أصيب راع".encode(), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.decode().startswith("riwaya: the results cannot be written: ")
    assert ended.stderr.count(b"\n") == 1


def test_what_has_no_word_in_it_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    (tmp_path / "in" / "b.jsonl").write_text('{"id": "b", "text": " \\n"}\n', encoding="utf-8")
    result = run("add", "--case", tmp_path / "case.db", "--json", tmp_path / "in")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (summary["added"], summary["skipped"]) == (0, 2)
    assert [error["error"] for error in summary["errors"]] == ["it is empty"] * 2


def test_a_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    for command in ("search", "verify", "incidents", "link", "log"):
        words = ["حلب"] if command == "search" else []
        result = run(command, *words, "--case", tmp_path / "none.db")
        assert result.exit_code != 0
        assert not (tmp_path / "none.db").exists()


def test_decisions_change_the_sum_and_are_taken_back(tmp_path: Path) -> None:
    case, file = tmp_path / "case.db", tmp_path / "r.jsonl"
    lines = [
        {
            "id": "one",
            "text": f"قال الدفاع المدني: {report('سرمين', 3)}",
            "published": "2024-05-03",
        },
        {"id": "two", "text": f"قالت وكالة السهل: {report('سرمين', 8)}", "published": "2024-05-03"},
    ]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    run("add", "--case", case, file)
    (incident,) = incidents(case)
    assert interval(incident) == (3, 8)
    claim = next(c for c in incident["claims"] if c.startswith("two:"))
    made = run("exclude", "--case", case, claim, "--why", "a misprint")
    assert interval(incidents(case)[0]) == (3, 3)
    counted = run("include", "--case", case, claim, "--why", "asked again")
    assert interval(incidents(case)[0]) == (3, 8)
    run("undo", "--case", case, counted.stdout.split(":")[0])
    assert interval(incidents(case)[0]) == (3, 3)
    run("undo", "--case", case, made.stdout.split(":")[0])
    assert interval(incidents(case)[0]) == (3, 8)
    assert run("include", "--case", case, "two:c99").exit_code == 1
    run("split", "--case", case, incident["id"], "two")
    assert sorted(i["reports"] for i in incidents(case)) == [["one"], ["two"]]
    apart = {i["id"] for i in incidents(case)}
    run("merge", "--case", case, *sorted(apart))
    (whole,) = incidents(case)
    assert whole["reports"] == ["one", "two"]
    (gone,) = apart - {whole["id"]}
    followed = run("incident", "--case", case, gone, "--format", "json")
    assert json.loads(followed.stdout)["id"] == whole["id"]
    assert f"incident {gone} is now part of {whole['id']}" in followed.stderr
    assert "a misprint" in run("decisions", "--case", case).stdout


def incidents(case: Path) -> list[dict[str, object]]:
    output = run("incidents", "--case", case, "--format", "json").stdout
    return [json.loads(line) for line in io.StringIO(output)]


def interval(incident: dict[str, object]) -> tuple[int, int]:
    killed = incident["casualties"]["killed"]["civilian"]  # type: ignore[index]
    return killed["low"], killed["high"]
