"""Which written dates are stamps: set by a social network, or named as a publication's.

What only says how long ago a post was ("2h", "a day ago") is no date and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from riwaya.arabic.dates.vocabulary import vocabulary
from riwaya.arabic.dates.written import Written
from riwaya.arabic.script import fold

# How far before and after a date its marks may stand.
_REACH = 60
# Words on the rest of a line that a label and a date open: clock, place, section, author.
_LONGEST_REST = 12

_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?(?:[AaPp]\.?\s?[Mm]\.?|[صم](?!\w))?"
_DOT = r"\s?[\u00b7\u2022]\s?"
_QUOTED = re.compile(r"\(@\w{1,30}\)\s*$")
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def is_of_post(text: str, day: Written) -> bool:
    """Whether a network wrote the date over or under a post.

    "10:04 PM · Aug 3, 2022", "٢٢:١٥ · ٣ آب ٢٠٢٢", "May 3, 2021 · Shared with Public", "3 May 2021
    at 22:15 · Public", "٣ مايو ٢٠٢١ · تمت المشاركة مع العامة".
    """
    before, after = _around(text, day)
    return bool(_clock_before().search(before) or _audience_after().match(after))


def is_quoted(text: str, day: Written) -> bool:
    """Whether the date is that of a post quoted in an article: "— Name (@name) May 3, 2021"."""
    return _QUOTED.search(_around(text, day)[0]) is not None


def is_labelled(text: str, day: Written, *, update: bool = False) -> bool:
    """Whether its line begins with words such as "published on" before it (or, "last update").

    Only on a line of its own: within a sentence these words tell of something else.
    """
    rest = re.split(r"[\n\r]", text[day.end : day.end + 400], maxsplit=1)[0]
    if len(rest.split()) > _LONGEST_REST:
        return False
    before = fold(_around(text, day)[0]).casefold()
    return _label_before(update).search(before) is not None


def _around(text: str, day: Written) -> tuple[str, str]:
    """What stands before and after a date, without marks of direction."""
    before = text[max(0, day.start - _REACH) : day.start]
    return _DIRECTION.sub("", before), _DIRECTION.sub("", text[day.end : day.end + _REACH])


@cache
def _clock_before() -> re.Pattern[str]:
    # Hashtags and lengths of videos may be glued to the hour.
    return re.compile(rf"{_CLOCK}{_DOT}$")


@cache
def _audience_after() -> re.Pattern[str]:
    audiences = "|".join(map(re.escape, vocabulary().audiences))
    link = "|".join(map(re.escape, vocabulary().clock_links))
    return re.compile(rf"[,\u060c]?\s?(?:(?:{link})?\s?{_CLOCK})?{_DOT}(?:{audiences})")


@cache
def _label_before(update: bool) -> re.Pattern[str]:
    labels = vocabulary().update_labels if update else vocabulary().publish_labels
    return re.compile(
        rf"(?:^|[\n\r|\u00b7])[^\w\n\r]*(?:{_alternatives(labels)})[^\w\n\r]*[\n\r]?[^\w]{{0,3}}"
        rf"(?:\w{{2,12}}[^\w\n\r]{{1,4}})?(?:{_CLOCK}[^\w\n\r]{{0,4}})?$"
    )


def _alternatives(labels: Iterable[str]) -> str:
    ordered = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in ordered)
