"""A PostgreSQL server of the tests' own, in a temporary folder and on a socket only.

`RIWAYA_TEST_POSTGRES` names a database of a server that is running already; all tables in it are
dropped. `RIWAYA_REQUIRE_POSTGRES=1`, as the continuous integration sets it, makes a missing
server a failure rather than a skip.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database."""
    given = os.environ.get("RIWAYA_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        if os.environ.get("RIWAYA_REQUIRE_POSTGRES"):
            pytest.fail("no PostgreSQL server is installed (looked for initdb)")
        pytest.skip("no PostgreSQL server is installed")
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    # A socket's path may have about a hundred characters: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="riwaya-pg-", dir="/tmp") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, user)
        data = Path(folder) / "data"
        _run(user, programs / "initdb", "-D", data, "-U", "riwaya", "-A", "trust", "-E", "UTF8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        control = programs / "pg_ctl"
        _run(user, control, "-D", data, "-o", options, "-l", Path(folder) / "log", "-w", "start")
        try:
            yield f"postgresql+psycopg://riwaya@/postgres?host={folder}"
        finally:
            _run(user, control, "-D", data, "-m", "immediate", "-w", "stop")


def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve()] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return found[0].parent if found else None


def _run(user: str, *command: str | Path) -> None:
    subprocess.run(
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        user=user if os.geteuid() == 0 else None,
        cwd="/tmp",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
