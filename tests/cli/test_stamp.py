"""The head of the log stamped by a server, and a stamp of something else refused."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from riwaya.casefile.open import open_case
from riwaya.cli.app import app

_CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/cert.pem
signer_key = {folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256, sha512
ordering = yes
[v3]
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
x509_extensions = v3
[name]
"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A time stamp server on this machine, made of OpenSSL."""
    folder = tmp_path / "tsa"
    folder.mkdir()
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    openssl(
        folder, "req", "-new", "-x509", "-nodes", "-newkey", "rsa:2048", "-keyout", "key.pem",
        "-out", "cert.pem", "-subj", "/CN=Stamps", "-days", "2", "-config", "tsa.cnf",
    )  # fmt: skip

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            if self.path == "/other":
                # A stamp of what was asked first, whatever is asked now.
                first = folder / "query"
                body = first.read_bytes() if first.exists() else body
            (folder / "query").write_bytes(body)
            openssl(
                folder, "ts", "-reply", "-queryfile", "query", "-out", "reply",
                "-config", "tsa.cnf",
            )  # fmt: skip
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE_ADDRESSES", "1")
    running = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A case with one report."""
    report = tmp_path / "report.txt"
    report.write_text("قتل ثلاثة مدنيين في قصف على سرمين.", encoding="utf-8")
    address = str(tmp_path / "case.db")
    assert run("add", "--case", address, str(report))[0] == 0
    return address


def test_a_stamp_is_kept_and_checked(case: str, server: str) -> None:
    status, output = run("stamp", "--case", case, "--server", server)
    assert (status, "stamped at" in output) == (0, True)
    assert run("verify", "--case", case)[0] == 0
    opened = open_case(case)
    with opened.writing() as connection:
        connection.execute(text("UPDATE stamps SET hash = '00'"))
    opened.close()
    status, output = run("verify", "--case", case)
    assert status == 1
    assert "is not the one that" in output


def test_a_stamp_of_something_else_is_refused(case: str, server: str) -> None:
    assert run("stamp", "--case", case, "--server", f"{server}/other")[0] == 0
    result = CliRunner().invoke(app, ["stamp", "--case", case, "--server", f"{server}/other"])
    assert "another hash" in str(result.exception)


def test_a_server_on_a_private_address_is_not_asked(
    case: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RIWAYA_ALLOW_PRIVATE_ADDRESSES")
    result = CliRunner().invoke(app, ["stamp", "--case", case, "--server", server])
    assert type(result.exception).__name__ == "Unreachable"
