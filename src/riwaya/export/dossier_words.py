"""What a dossier says in English of an incident as a whole, and of where claims stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime

from riwaya.export import wording
from riwaya.export.index import both
from riwaya.export.labels import label, value
from riwaya.export.safe import ISOLATE, POP, isolated, one_line
from riwaya.incidents.policies import load_policies
from riwaya.knowledge.actors import load_actors
from riwaya.model.incident import (
    Incident,
    IncidentDate,
    IncidentPlace,
    Interval,
    Toll,
)

_LONGEST_TITLE = 110
# One party's key is spelled like a verb; these words alone follow where it stands for the party.
_VERB = r"(?!is (?!and|as|are|stand|among|against)\b)"
_KEY = re.compile(rf"{_VERB}\b[a-z]+(?:_[a-z0-9]+)*")
_PRECISION = {
    1: "the place itself",
    2: "near the place, or somewhere in it",
    3: "the region only",
}
_BASIS = {
    "event": "from what the reports say of the day",
    "publication": "inferred from when the reports came out; none of them says the day",
}
_EXACTNESS = {
    "day": "to the day",
    "period": "some day in this period",
    "month": "some day in this month",
    "year": "some day in this year",
}
GRADES = {
    "confirmed": "Confirmed: the accused party itself admits it.",
    "fair": "Fair: two or more independent origins tell of it.",
    "weak": "Weak: a single origin tells of it.",
    "contested": "Contested: origins disagree on who did it or on whether it happened.",
    "discounted": "Discounted: all its accounts were withdrawn.",
}
LIMITS = (
    "A program made this page from the reports listed in it. It reads Arabic by rules and makes "
    "mistakes: check a figure by its words before you use it.",
    "Nobody has confirmed these claims here. The page shows who says what; it does not say what "
    "is true.",
    "It knows only the reports in this case. What none of them tells is not in it.",
)


def named(group: str, key: str) -> str:
    """The English label of a key of the dossier; one that is not listed stands for itself."""
    try:
        return label(group, key).english
    except KeyError:
        return one_line(key.replace("_", " "))


def headline(incident: Incident) -> str:
    """What, where and when in a line: "Shelling, Nuseirat, Monday 13 May 2024"."""
    parts = [value("event_types", incident.type).english]
    parts.append(place_name(incident.place) if incident.place else "place not known")
    parts.append(period(incident.date) if incident.date else "day not known")
    return ", ".join([parts[0][:1].upper() + parts[0][1:], *parts[1:]])


def what(incident: Incident) -> str:
    """The types with how many accounts tell of each."""
    told = [
        f"{value('event_types', name).english} ({accounts(count)})"
        for name, count in incident.types
    ]
    return "; ".join(told) if told else "not said"


def place_name(place: IncidentPlace) -> str:
    """English name of a place, the Arabic beside it."""
    return both(place.name_en, place.name)


def where(place: IncidentPlace | None) -> str:
    """The place with its coordinates and how exact they are."""
    if place is None:
        return "not known: no report names a place"
    if place.latitude is None or place.longitude is None:
        return f"{place_name(place)}; not found in the gazetteer"
    exact = _PRECISION.get(place.precision or 0, "precision not known")
    return f"{place_name(place)}; {place.latitude:.3f}, {place.longitude:.3f} ({exact})"


def period(when: IncidentDate) -> str:
    """The day, or the first and the last."""
    if when.start == when.end:
        return wording.day(when.start)
    return f"{wording.day(when.start)} to {wording.day(when.end)}"


def when(found: IncidentDate | None) -> str:
    """The day or days, how exact, and what they rest on."""
    if found is None:
        return "not known: no report says or implies a day"
    exact = _EXACTNESS.get(found.precision, found.precision)
    return f"{period(found)}; {exact}, {_BASIS.get(found.basis, found.basis)}"


def moment(published: date | datetime | None) -> str:
    """A moment of publication: "13 May 2024, 06:00 UTC", or the day alone."""
    if published is None:
        return "not known"
    day = f"{published.day} {wording.day(published).split(' ')[2]} {published.year}"
    if isinstance(published, datetime):
        return f"{day}, {published:%H:%M} {published.tzname() or ''}".rstrip()
    return day


def interval(found: Interval | None) -> str:
    """A range in words: "2 to 6, best 4", "at least 5", "none"."""
    if found is None:
        return "no figure"
    if found.high == 0:
        return "none"
    if found.high is None:
        number = f"at least {found.low:,}"
    elif found.low == found.high:
        return f"{found.low:,}"
    else:
        number = f"{found.low:,} to {found.high:,}"
    return number if found.best is None else f"{number}, best {found.best:,}"


def toll_rows(
    killed: Toll, injured: Toll
) -> Iterator[tuple[str, Interval | None, Interval | None]]:
    """(class, killed, injured) for each class of which a figure stands; all people always."""
    for name in ("all", "civilian", "armed", "unknown", "children", "women"):
        here, there = getattr(killed, name), getattr(injured, name)
        if name == "all" or here or there:
            yield name, here, there


_BEYOND = {
    ("contradicts", True): "contradicts",
    ("contradicts", False): "is contradicted by",
    ("retracts", True): "takes back",
    ("retracts", False): "is taken back by",
    ("supersedes", True): "takes the place of",
    ("supersedes", False): "is replaced by",
    ("supports", True): "supports",
    ("supports", False): "is supported by",
}


def bearing(kind: str, forward: bool) -> str:
    """How a claim bears on another, as a verb: "contradicts", "is taken back by"."""
    return _BEYOND.get((kind, forward), "has to do with")


def rule(incident: Incident) -> tuple[str, str, str]:
    """(title, rule in a sentence, reference) of the policy that made the figures."""
    policy = load_policies()[incident.casualties.policy]
    return policy.title, policy.rule, policy.reference


def accounts(count: int) -> str:
    """ "1 account", "3 accounts"."""
    return f"{count:,} account{'' if count == 1 else 's'}"


def origins(count: int) -> str:
    """ "1 independent origin", "3 independent origins"."""
    return f"{count:,} independent origin{'' if count == 1 else 's'}"


def with_isolates(text: str) -> str:
    """An English sentence into which words of reports were put as they are: isolated again."""
    words = one_line(text).split(" ")
    pieces: list[str] = []
    run: list[str] = []
    for word in words:
        if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in word):
            run.append(word)
            continue
        pieces += _isolated_run(run)
        run = []
        pieces.append(word)
    return " ".join([*pieces, *_isolated_run(run)])


def _isolated_run(run: list[str]) -> list[str]:
    """Words of a report as one isolated piece; a stop after them is the sentence's."""
    if not run:
        return []
    text = " ".join(run)
    bare = text.rstrip(".,;:")
    return [f"{ISOLATE}{bare}{POP}{text[len(bare) :]}"]


def ground(reason: str) -> str:
    """A sentence in which keys of parties, weapons and event types are given by their names."""
    return _KEY.sub(lambda found: _in_words(found.group()), reason)


def _in_words(key: str) -> str:
    actor = load_actors().get(key)
    if actor is not None:
        return actor.name_en
    if key in wording.WEAPONS and key != "other":
        return wording.WEAPONS[key]
    if "_" not in key:
        return key
    return value("event_types", key).english


def title_of(text: str | None, body: str) -> str:
    """The title of a report, or the beginning of its first line."""
    found = text or next((line for line in body.splitlines() if line.strip()), "")
    more = "…" if len(one_line(found)) > _LONGEST_TITLE else ""
    return (
        isolated(one_line(found)[:_LONGEST_TITLE].rstrip() + more)
        if found.strip()
        else "without a title"
    )
