"""TLS to an address that was checked before: the certificate must be that of the name."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from riwaya.errors import Unreachable
from riwaya.ingest.web.fetch import Fetched, fetch

cryptography = pytest.importorskip("cryptography")


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key, as files."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(pem))
    key_file.write_bytes(key.private_bytes(pem, form, plain))
    return certificate_file, key_file


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, Path, list[str | None]]]:
    """(port, certificate, names that clients asked for) of a server for news.example."""
    certificate, key = _certificate(tmp_path, "news.example")
    asked: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            pass

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    running = Server(("127.0.0.1", 0), Handler)
    running.socket = context.wrap_socket(running.socket, server_side=True)
    threading.Thread(target=lambda: running.serve_forever(0.01), daemon=True).start()
    yield running.server_port, certificate, asked
    running.shutdown()
    running.server_close()


def _get(name: str, port: int) -> Fetched:
    url = f"https://{name}:{port}/"
    return fetch(url, allow_private=True, resolve=lambda host, port: ["127.0.0.1"])


def test_the_name_is_greeted_and_checked_though_the_address_is_connected_to(
    server: tuple[int, Path, list[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, certificate, asked = server
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert _get("news.example", port).body == b"ok"
    assert asked == ["news.example"]


def test_a_certificate_of_another_name_is_refused(
    server: tuple[int, Path, list[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, certificate, _ = server
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with pytest.raises(Unreachable, match=r"match|mismatch"):
        _get("other.example", port)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    server: tuple[int, Path, list[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, _, _ = server
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(Unreachable, match="certificate"):
        _get("news.example", port)
