"""Which program does the work: results of another one are not taken for its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from riwaya.reading.version import knowledge_digest, program_version

_PACKAGE = Path(__file__).resolve().parent.parent
# What shows results does not make them.
_NOT_AT_WORK = frozenset({"cli", "desk"})


@dataclass(frozen=True, slots=True)
class Program:
    """`version`: of Riwaya. `code`, `knowledge`: SHA-256 over its modules and over its data."""

    version: str
    code: str
    knowledge: str


@lru_cache(maxsize=1)
def this_program() -> Program:
    """The program that this process has loaded."""
    return Program(program_version(), _code_digest(), knowledge_digest())


def _code_digest() -> str:
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        path = file.relative_to(_PACKAGE)
        if path.parts[0] not in _NOT_AT_WORK:
            digest.update(path.as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
