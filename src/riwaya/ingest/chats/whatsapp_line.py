"""One line of a WhatsApp export: the stamp and sender that open a message, or more of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

# Marks of direction that WhatsApp puts around names, dates and its own words.
MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_M = f"[{MARKS}]*"
_FILLED = re.compile(f"[{MARKS}]")
_ATTACHED = re.compile(
    rf"[{MARKS}]*<[^<>:\n]{{2,30}}: [^<>\n]{{1,200}}\.[A-Za-z0-9]{{2,5}}>"
    r"|^[^\n/]{1,200}\.(?:jpe?g|png|webp|mp4|opus|ogg|m4a|mp3|pdf|docx?|vcf|xlsx?)"
    r" \([^()\n]{4,30}\)$",
    re.M,
)

# "report.pdf \u2022 2 pages", before "document omitted".
_FILE = re.compile(r"[^/\n]{1,200}\.\w{2,5}(?: \u2022 .{1,30})?|")
_COPY = re.compile(r"\s*\(\d{1,3}\)$")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a message.

    `numbers`: the date as (year, first, second), as written. `clock`: "22:15" or "22:15:07" in
    24 hours. `sender`: None for messages of the system. `text`: what follows on this line.
    """

    numbers: tuple[int, int, int]
    year_first: bool
    clock: str
    sender: str | None
    text: str


def opening(line: str) -> Opening | None:
    """What a line opens, or None for one that goes on with the message before.

    Android writes "31/12/23, 22:15 - Name: text", iOS "[31/12/2023, 10:15:07 PM] Name: text"; both
    in many orders, digits and languages.
    """
    match = _pattern().match(line)
    if match is None:
        return None
    one, two, three = int(match["a"]), int(match["b"]), int(match["c"])
    year_first = len(match["a"]) == 4
    numbers = (one, three, two) if year_first else (_full_year(three), one, two)
    clock = _clock(int(match["h"]), int(match["m"]), match["s"], match["half"])
    if clock is None or not 1990 <= numbers[0] < 2100 or max(numbers[1:]) > 31:
        return None
    sender, colon, text = match["rest"].partition(": ")
    if not colon:
        sender, colon, text = match["rest"].partition(":\n")
    sender = plain(sender).lstrip("~").strip()
    from_system = not colon or not 0 < len(sender) <= 100 or _is_system(text)
    if from_system:
        return Opening(numbers, year_first, clock, None, match["rest"])
    return Opening(numbers, year_first, clock, sender, text)


def message_text(text: str) -> str:
    """A message without what the program wrote in place of pictures or of deleted words."""
    text = _ATTACHED.sub("", text)
    lines = [_without_placeholder(line) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line is not None).strip(" \t\r\n\u200e\u200f")
    for ending in _words().edited:
        if plain(text).lower().endswith(ending):
            text = text[: text.rindex("<")].strip(" \t\r\n\u200e\u200f")
    return text


def _without_placeholder(line: str) -> str | None:
    """A line without the words that stand for a file at its end; None when that was all."""
    if plain(line).strip().lower() in _words().gone:
        return None
    said, mark, end = line.rpartition("\u200e")
    if not mark or plain(end).strip().lower() not in _words().gone:
        return line
    return None if _FILE.fullmatch(plain(said).strip()) else said


def chat_name(stem: str) -> str | None:
    """The chat's name in the name of its exported file, or None when it is none of WhatsApp's.

    The number that browsers put on a second download is no part of it.
    """
    stem = _COPY.sub("", plain(stem).strip())
    for start in _words().file_names:
        if stem.lower().startswith(start):
            return stem[len(start) :].strip(" -_") or None
    return None


def plain(text: str) -> str:
    """Without marks of direction."""
    return _FILLED.sub("", text)


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def _clock(hour: int, minute: int, second: str | None, half: str | None) -> str | None:
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() in _words().evening else 0)
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return None
    return f"{hour:02}:{minute:02}" + (f":{int(second):02}" if second else "")


def _is_system(text: str) -> bool:
    said = plain(text[:300]).lower()
    return any(words in said for words in _words().system) and len(text) < 300


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    halves = sorted((*words.morning, *words.evening), key=lambda word: (-len(word), word))
    half = "|".join(map(re.escape, halves))
    # \u060c: the Arabic comma.
    return re.compile(
        rf"{_M}(?P<open>\[)?{_M}(?P<a>\d{{1,4}}){_M}(?P<t>[/.\-]){_M}(?P<b>\d{{1,2}}){_M}(?P=t)"
        rf"{_M}(?P<c>\d{{1,4}}){_M}[,\u060c]?{_M}\s+{_M}(?P<h>\d{{1,2}})[:.](?P<m>\d\d)"
        rf"(?:[:.](?P<s>\d\d))?{_M}\s?{_M}(?P<half>{half})?{_M}"
        rf"(?(open)\]|\s+[-\u2013]){_M}\s(?P<rest>.*)",
        re.I | re.S,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    morning: tuple[str, ...]
    evening: frozenset[str]
    file_names: tuple[str, ...]
    gone: frozenset[str]
    edited: tuple[str, ...]
    system: tuple[str, ...]


@cache
def _words() -> _Words:
    import yaml  # no command without a chat needs it

    source = resources.files("riwaya.ingest.chats").joinpath("whatsapp.yaml")
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    words = {key: tuple(str(word).lower() for word in value) for key, value in data.items()}
    return _Words(
        morning=words["morning"],
        evening=frozenset(words["evening"]),
        file_names=words["file_names"],
        gone=frozenset(words["placeholders"]),
        edited=words["edited"],
        system=words["system"],
    )
