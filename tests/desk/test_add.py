"""Adding reports in the page: files, texts and addresses, and what comes of them."""

from __future__ import annotations

import tempfile
import time

import pytest

from riwaya.casefile.history import history
from riwaya.desk.uploads import check_address, safe_name
from riwaya.errors import UsageError

TEXT = "أعلنت مصادر طبية مقتل تسعة مدنيين في قصف على مدينة تعز اليوم السبت."


def finished(desk, address: str) -> dict:
    """The work at `address` once it has ended."""
    for _ in range(600):
        job = desk.get(f"{address}?format=json").json()
        if job["state"] != "running":
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def added(desk, files: list[tuple[str, bytes]] = [], **fields: str) -> dict:  # noqa: B006
    """Send the form of the page and wait for what comes of it."""
    sent = [("files", (name, data)) for name, data in files] or None
    data = {"_form": desk.form_token(), **fields}
    answer = desk.post("/add", data=data, files=sent, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return finished(desk, answer.headers["location"])


def test_a_text_is_read_and_linked_and_leads_to_its_report(desk, case) -> None:
    job = added(
        desk, text=TEXT, title="قصف على تعز", published="2024-05-04", outlet="بوابة الجبل",
        text_url="https://jabal.example/9",
    )  # fmt: skip
    assert job["result"]["added"] == 1
    assert job["result"]["incidents_changed"] >= 1
    (report,) = job["result"]["reports"]
    assert report["title"] == "قصف على تعز"
    with case.reading() as connection:
        version = history(connection, report["id"]).version()
    assert (version.text, version.url) == (TEXT, "https://jabal.example/9")
    assert (version.outlet, version.published) == ("بوابة الجبل", "2024-05-04")
    assert "تعز" in desk.get("/incidents?since=2024-05-04").text


def test_files_of_several_kinds_are_read_and_what_cannot_be_is_named(desk) -> None:
    job = added(
        desk,
        [
            ("one.txt", TEXT.encode()),
            ("two.jsonl", '{"id": "j1", "text": "قتل شخص في انفجار بمدينة درنة."}'.encode()),
            ("picture.png", b"\x89PNG\r\n\x1a\n0000"),
        ],
    )
    assert job["result"]["added"] == 2
    assert job["result"]["skipped"] == 1
    (error,) = job["result"]["errors"]
    assert error["where"] == "picture.png"
    page = desk.get(f"/add/{job['id']}").text
    assert "picture.png" in page
    assert 'href="/reports/j1"' in page


def test_what_the_case_has_is_passed_over(desk) -> None:
    added(desk, text=TEXT)
    assert added(desk, text=TEXT)["result"]["unchanged"] == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/absolute/path.txt", "path.txt"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "hidden"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ("تقرير الأحد.txt", "تقرير الأحد.txt"),
        ("x" * 500 + ".jsonl", "x" * 94 + ".jsonl"),
        ("<script>.html", "_script_.html"),
    ],
)
def test_of_a_files_name_only_the_harmless_part_is_kept(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_no_upload_leads_out_of_its_folder_nor_stays_in_it(
    desk, case, monkeypatch, tmp_path
) -> None:
    outside = tmp_path / "outside"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "up"))
    (tmp_path / "up").mkdir()
    names = ["../../outside/evil.txt", f"{outside}/evil.txt", "..\\evil.txt", "ok.txt"]
    job = added(desk, [(name, f"{TEXT} {n}".encode()) for n, name in enumerate(names)])
    assert job["result"]["added"] == 4
    assert not outside.exists()
    left = [p for p in (tmp_path / "up").rglob("*") if p.name.endswith(".txt")]
    assert left == []
    with case.reading() as connection:
        origins = {history(connection, r["id"]).version().origin for r in job["result"]["reports"]}
    assert origins == {"evil.txt", "ok.txt"}


def test_where_an_upload_lay_is_told_to_nobody(desk, case) -> None:
    job = added(desk, [("broken.pdf", b"%PDF-1.4 broken"), ("one.txt", TEXT.encode())])
    assert "riwaya-" not in str(job)
    (report,) = job["result"]["reports"]
    with case.reading() as connection:
        assert history(connection, report["id"]).version().origin == "one.txt"


@pytest.mark.parametrize(
    "address",
    ["/etc/passwd", "file:///etc/passwd", "etc/passwd", "-", "javascript:alert(1)", "ftp://x.example",
     "https://" + "x" * 9_000],
)  # fmt: skip
def test_an_address_cannot_be_a_file_of_this_machine(desk, address: str) -> None:
    with pytest.raises(UsageError):
        check_address(address)
    answer = desk.submit("/add", url=address)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/latest/"]
)
def test_an_address_cannot_lead_into_the_network_of_this_machine(desk, address: str) -> None:
    job = added(desk, url=address)
    assert job["result"]["added"] == 0
    assert job["result"]["skipped"] == 1


def test_nothing_given_is_told(desk) -> None:
    answer = desk.submit("/add", text="   ")
    assert answer.status_code == 400
    assert "nothing was given" in answer.text


def test_too_many_files_are_told_and_none_is_kept(desk, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sent = [("files", (f"{n}.txt", b"x")) for n in range(201)]
    answer = desk.post("/add", data={"_form": desk.form_token()}, files=sent)
    assert answer.status_code == 400
    assert not list(tmp_path.glob("riwaya-*"))


def test_an_upload_above_the_bound_is_refused(open_desk) -> None:
    desk = open_desk(most_upload=50_000)
    sent = [("files", ("big.txt", b"x" * 60_000))]
    answer = desk.post("/add", data={"_form": desk.form_token()}, files=sent)
    assert answer.status_code == 413


def test_uploads_of_people_who_are_not_logged_in_are_not_read(
    people, open_desk, monkeypatch
) -> None:
    people("viewer")
    kept: list[str] = []
    monkeypatch.setattr("riwaya.desk.uploads.keep_file", lambda *given: kept.append("x"))
    desk = open_desk()
    sent = [("files", ("one.txt", TEXT.encode()))]
    data = {"_form": desk.form_token()}
    answer = desk.post("/add", data=data, files=sent, follow_redirects=False)
    assert answer.headers["location"].startswith("/login")
    assert kept == []


def test_work_is_shown_to_whoever_began_it_and_to_admins(people) -> None:
    coder, reviewer, admin = people("coder"), people("reviewer"), people("admin")
    job = added(coder, text=TEXT)
    assert coder.get(f"/add/{job['id']}").status_code == 200
    assert reviewer.get(f"/add/{job['id']}").status_code == 403
    assert admin.get(f"/add/{job['id']}").status_code == 200
    assert coder.get("/add/0000").status_code == 404


def test_who_added_a_report_is_in_the_log(people, case) -> None:
    from riwaya.casefile import log

    added(people("coder"), text=TEXT)
    with case.reading() as connection:
        last = [(line.who, line.what) for line in log.lines(connection)][-3:]
    assert ("coder one", "add") in last


def test_a_failure_of_the_work_is_shown_and_leaves_nothing_behind(
    desk, monkeypatch, tmp_path
) -> None:
    from riwaya.errors import CaseUnavailable

    def broken(*given: object, **more: object) -> None:
        raise CaseUnavailable("the disk is full")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("riwaya.desk.adding.add", broken)
    job = added(desk, [("one.txt", TEXT.encode())])
    assert (job["state"], job["error"]) == ("failed", "the disk is full")
    assert "the disk is full" in desk.get(f"/add/{job['id']}").text
    assert not list(tmp_path.glob("riwaya-*"))


def test_reports_that_came_in_otherwise_are_named_and_linked_when_asked(desk, case) -> None:
    from riwaya.ingest.add import add
    from riwaya.model.intake import Intake

    assert "not linked" not in desk.get("/incidents").text
    add(case, [Intake("x", TEXT, id="x")])
    assert "<bdi>1</bdi> report is not linked to incidents yet" in desk.get("/incidents").text
    answer = desk.submit("/add/link")
    job = finished(desk, answer.headers["location"])
    assert job["result"]["linked"] == 1
    assert "reports linked" in desk.get(answer.headers["location"]).text
    page = desk.get("/incidents").text
    assert "not linked" not in page
    assert "تعز" in page
