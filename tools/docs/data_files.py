"""The reference of the data files: what each holds, by its own head, its entries and its rows."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from tools.docs.markdown import code, escaped, table

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "riwaya"
_GROUPS = {
    "Lexicon": (
        "arabic/lexicon",
        "How Arabic says it. Entries stand under Latin keys; forms are generated. "
        "[Add a verb](../how-to/add-a-verb.md) shows one.",
    ),
    "Knowledge": (
        "knowledge/data",
        "Who and what there is. [Add an actor](../how-to/add-an-actor.md), "
        "[add an outlet](../how-to/add-an-outlet.md).",
    ),
    "Ontology": (
        "ontology",
        "What can be claimed. [Add an event type](../how-to/add-an-event-type.md).",
    ),
    "Incidents": ("incidents", "By which rules reports are linked and figures reconciled."),
    "Input": ("ingest", "How columns of tables are known."),
    "Export": ("export", "Codes of other schemes."),
    "Desk": (
        "desk",
        "Every word of the interface by language. [Add a language](../how-to/add-a-language.md).",
    ),
    "Samples": ("samples", "Examples that come with the program."),
}
_FORM_KEYS = ("verbs", "nouns", "words", "phrases")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class DataFile(NamedTuple):
    """One file: where it is, the comment at its head, what it holds in a phrase, its columns or
    the features of its entries.
    """

    path: Path
    head: str
    holds: str
    columns: tuple[str, ...]


def data_files(folder: str) -> Iterator[DataFile]:
    """The data files of a folder of the package, by name."""
    for path in sorted((PACKAGE / folder).rglob("*")):
        if path.suffix == ".yaml":
            yield _yaml(path)
        elif path.suffix == ".tsv":
            header, *rows = path.read_text(encoding="utf-8").splitlines()
            yield DataFile(path, "", f"{len(rows):,} rows", tuple(header.split("\t")))
        elif path.suffix == ".gz":
            size = len(gzip.decompress(path.read_bytes()))
            yield DataFile(path, "", f"compressed, {size / 1e6:.1f} MB of text", ())


def _yaml(path: Path) -> DataFile:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = []
    for line in lines:
        if not line.startswith("#"):
            break
        head.append(line[2:])
    content = yaml.load("\n".join(lines), Loader=_Loader)
    if not isinstance(content, dict):
        return DataFile(path, "\n".join(head), f"{len(content):,} items", ())
    entries = [one for one in content.values() if isinstance(one, dict)]
    is_words = bool(entries) and all(any(k in e for k in _FORM_KEYS) for e in entries)
    features = (
        sorted({str(key) for entry in entries for key in _features(entry)}) if is_words else ()
    )
    return DataFile(path, "\n".join(head), f"{len(content):,} entries", tuple(features))


def _features(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from entry.get("features") or {}
    yield from (
        key for key in entry if key not in (*_FORM_KEYS, "features", "example", "examples", "not")
    )


def page() -> str:
    """The files of every folder as Markdown."""
    lines = [
        "# Data files",
        "",
        "What the program knows is in files beside its code, under `src/riwaya/`. "
        "`python tools/lint_data.py` checks lexicon and knowledge: letters, keys, columns, and "
        "that every entry matches its examples. Where the data comes from is in "
        "[`NOTICE`](#attribution).",
    ]
    for title, (folder, about) in _GROUPS.items():
        lines += ["", f"## {title}", "", f"`src/riwaya/{folder}/`. {about}"]
        readme = PACKAGE / folder / "README.md"
        found = list(data_files(folder))
        rows = [
            (code(str(one.path.relative_to(PACKAGE / folder))), one.holds, _columns(one))
            for one in found
        ]
        lines += ["", *table(("file", "holds", "columns or features"), rows)]
        for one in found:
            if one.head.strip():
                name = str(one.path.relative_to(PACKAGE / folder))
                lines += ["", f"### {escaped(name)}", "", "```text", one.head.strip("\n"), "```"]
        if readme.exists():
            lines += ["", *_below(readme.read_text(encoding="utf-8"))]
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    lines += ["", "## Attribution", "", "```text", notice.strip(), "```"]
    return "\n".join(lines) + "\n"


def _columns(one: DataFile) -> str:
    return ", ".join(code(name) for name in one.columns)


def _below(text: str) -> Iterator[str]:
    """A README of a folder with its headings one level further down."""
    for line in text.strip().splitlines():
        yield f"#{line}" if line.startswith("#") else line
