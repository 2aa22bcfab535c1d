"""What a person gives to be added: files kept apart, an address or a text, checked."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile

from riwaya.desk.queries import day_of, words_of
from riwaya.errors import UsageError
from riwaya.ingest.web.addresses import LONGEST_URL, is_web_address

MOST_FILES = 200
LONGEST_TEXT = 2_000_000
_LONGEST_NAME = 100
_UNSAFE = re.compile(r"[^\w.\- ()\[\]]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave to be added. `folder`: holds the files, each in a folder of its own, and
    is removed at the end. `published`, `outlet`: for reports that do not say so themselves.
    """

    folder: Path
    files: tuple[Path, ...] = ()
    url: str | None = None
    text: str | None = None
    title: str | None = None
    text_url: str | None = None
    published: date | None = None
    outlet: str | None = None


def given_by(form: FormData) -> Given:
    """What a form gives; its files are kept. Raises UsageError."""
    url, text = _field(form, "url"), str(form.get("text") or "")
    files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not (url or text.strip() or files):
        raise UsageError("nothing was given; choose files, or write an address or a text")
    if len(files) > MOST_FILES:
        raise UsageError(f"{len(files)} files; give at most {MOST_FILES} at a time, or a ZIP file")
    if len(text) > LONGEST_TEXT:
        raise UsageError(f"a text of more than {LONGEST_TEXT:,} characters; give it as a file")
    published = day_of(_field(form, "published"), "published")
    text_url = _field(form, "text_url")
    for address in (url, text_url):
        if address:
            check_address(address)
    folder = new_folder()
    try:
        paths = [keep_file(folder, n, f.filename or "", f.file) for n, f in enumerate(files)]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Given(
        folder=folder,
        files=tuple(paths),
        url=url,
        text=text if text.strip() else None,
        title=words_of(_field(form, "title")),
        text_url=text_url,
        published=published,
        outlet=words_of(_field(form, "outlet")),
    )


def _field(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None


def new_folder() -> Path:
    """A folder for what is uploaded; nobody else at this machine can look into it."""
    return Path(tempfile.mkdtemp(prefix="riwaya-"))


def keep_file(folder: Path, number: int, name: str, content: BinaryIO) -> Path:
    """Write an uploaded file under `folder`; of its name only the harmless part is kept."""
    place = folder / f"{number:04d}"
    place.mkdir()
    path = place / safe_name(name)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
    return path


def safe_name(name: str) -> str:
    """The last part of a file's name, without what could lead elsewhere."""
    last = PurePosixPath(name.replace("\\", "/")).name
    cleaned = _UNSAFE.sub("_", last).lstrip(". ")
    suffix = PurePosixPath(cleaned).suffix[:20]
    stem = cleaned.removesuffix(suffix)[: _LONGEST_NAME - len(suffix)]
    return (stem + suffix) or "file"


def check_address(url: str) -> str:
    """A web address; raises UsageError for anything else, above all for names of files here."""
    if len(url) > LONGEST_URL or not is_web_address(url):
        raise UsageError(f"{url[:80]!r} is no web address like https://example.org/news")
    return url
