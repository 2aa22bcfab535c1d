"""Which program and which knowledge make a reading, so that old readings can be told."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from riwaya import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_KNOWLEDGE = ("arabic", "knowledge", "ontology")
_DATA_SUFFIXES = frozenset({".yaml", ".tsv", ".gz", ".json"})


def program_version() -> str:
    """The version of Riwaya."""
    return __version__


@lru_cache(maxsize=1)
def knowledge_digest() -> str:
    """SHA-256, in hexadecimal, over all data files of lexicon, knowledge and ontology."""
    digest = hashlib.sha256()
    for folder in _KNOWLEDGE:
        files = (f for f in (_PACKAGE / folder).rglob("*") if f.suffix in _DATA_SUFFIXES)
        for file in sorted(files):
            digest.update(str(file.relative_to(_PACKAGE)).encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
