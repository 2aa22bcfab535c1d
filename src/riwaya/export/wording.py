"""Values of the contract in plain English: figures, people, statuses, events, days."""

from __future__ import annotations

from datetime import date

from riwaya.export.safe import isolated
from riwaya.model import Casualty, DateRange

_DOZENS, _HUNDREDS = 20, 200

_PEOPLE = {
    "children": ("child", "children"),
    "women": ("woman", "women"),
    "men": ("man", "men"),
    "elderly": ("elderly person", "elderly people"),
    "journalists": ("journalist", "journalists"),
    "medics": ("medical worker", "medical workers"),
    "civilian": ("civilian", "civilians"),
    "armed": ("member of an armed force", "members of armed forces"),
    "unknown": ("person", "people"),
}
_STATUS = {
    "killed": ("was killed", "were killed"),
    "injured": ("was injured", "were injured"),
    "killed_or_injured": ("was killed or injured", "were killed or injured"),
    "missing": ("is missing", "are missing"),
    "abducted": ("was abducted", "were abducted"),
    "detained": ("was detained", "were detained"),
    "displaced": ("was displaced", "were displaced"),
}
EVENTS = {
    "armed_clash": "an armed clash",
    "air_drone_strike": "an air or drone strike",
    "shelling": "shelling",
    "bombing": "a bombing",
    "suicide_bomb": "a suicide bombing",
    "attack": "an attack",
    "abduction": "an abduction",
    "arrest": "an arrest",
    "protest": "a protest",
    "riot": "a riot",
    "other": "an incident",
}
"""Event types with their article, to stand after "in"."""

WEAPONS = {
    "artillery": "artillery",
    "aircraft": "aircraft",
    "ied": "an explosive device",
    "car_bomb": "a car bomb",
    "firearm": "firearms",
    "mortar": "mortars",
    "rocket": "rockets",
    "missile": "missiles",
    "drone": "a drone",
    "helicopter": "a helicopter",
    "tank": "a tank",
    "mine": "a mine",
    "knife": "a knife",
    "grenade": "a grenade",
    "sniper": "a sniper",
    "vehicle": "a vehicle",
    "explosive_belt": "an explosive belt",
    "barrel_bomb": "barrel bombs",
    "cluster_munition": "cluster munitions",
    "chemical": "chemical weapons",
    "incendiary": "incendiary weapons",
    "naval": "naval weapons",
    "other": "weapons",
}
"""Kinds of weapons as they stand after "with"; a kind not listed stands for itself."""

STANCES = {
    "asserts": "According to {}, ",
    "alleges": "Alleged by {}, from whom the report keeps its distance: ",
    "denies": "Denied by {}: ",
    "retracts": "Taken back by {}: ",
    "confirms": "Confirmed by {}: ",
    "hearsay": "Hearsay, according to {}: ",
}
"""How a sentence begins by stance; the source stands in the braces."""


def counted(casualty: Casualty, of: str = "") -> str:
    """How many of whom: "9 civilians", "dozens of people (20 or more)"; `of` follows the noun."""
    low, high = casualty.low, casualty.high
    who = people(casualty) + of
    if high == 0:
        return f"no {who}"
    if high is None and casualty.vague:
        word = {1: "some", _DOZENS: "dozens of", _HUNDREDS: "hundreds of"}.get(low, "several")
        return f"{word} {who} ({low:,} or more)"
    return f"{_figure(casualty)} {who}"


def _figure(casualty: Casualty) -> str:
    """The interval in words: "9", "about 9", "at least 9", "6 to 9", "up to 9"."""
    low, high = casualty.low, casualty.high
    if high is None:
        about = "about " if casualty.approx else ""
        return f"at least {about}{low:,}"
    if low == high:
        return f"about {low:,}" if casualty.approx else f"{low:,}"
    if low <= 1:
        return f"up to {high:,}"
    return f"{low:,} to {high:,}"


def people(casualty: Casualty) -> str:
    """The noun for those counted, by group, else by class, in the number of the figure."""
    forms = _PEOPLE.get(casualty.group or "") or _PEOPLE.get(casualty.person_class)
    singular, plural = forms or _PEOPLE["unknown"]
    return singular if _is_one(casualty) else plural


def group(key: str) -> str:
    """The plural noun for a class or group of people; a key not listed stands for itself."""
    return _PEOPLE[key][1] if key in _PEOPLE else key.replace("_", " ")


def status(casualty: Casualty) -> str:
    """What happened to them, as a verb in the number of the figure."""
    singular, plural = _STATUS.get(casualty.status, ("was harmed", "were harmed"))
    return singular if _is_one(casualty) else plural


def _is_one(casualty: Casualty) -> bool:
    return casualty.low == casualty.high == 1


def interval_rule(casualty: Casualty) -> str:
    """Which rule of the methodology gave the interval, in words."""
    low, high = casualty.low, casualty.high
    if casualty.polarity == "none_reported":
        return "the report says there were none: 0"
    if casualty.polarity == "denied":
        return "a source denies such casualties: 0"
    if casualty.vague:
        return {
            1: "a subgroup without a number: 1 or more",
            2: "a plural without a number: 2 or more",
            _DOZENS: "tens or dozens without a number: 20 or more",
            _HUNDREDS: "hundreds without a number: 200 or more",
        }.get(low, f"a vague number: {low:,} or more")
    if high is None:
        return f'"at least n" is n or more, "more than n" is n+1 or more: {low:,} or more'
    if low == high:
        return f"a number given as {'approximate' if casualty.approx else 'exact'}: {low:,}"
    return f"a range: {low:,} to {high:,}"


def class_rule(casualty: Casualty) -> str:
    """What the class rests on, in words."""
    return {
        "civilian": "civilian: the words for them name civilians or people who take no part",
        "armed": "armed: the words for them name soldiers, police, fighters or members of a force",
    }.get(casualty.person_class, "unknown: the words for them do not tell")


def when(period: DateRange) -> str:
    """The day or days with the words that say it: "on Monday 11 March 2024 (…)"."""
    words = f" ({isolated(period.text)})" if period.text else ""
    if period.start and period.end and period.start != period.end:
        return f"between {day(period.start)} and {day(period.end)}{words}"
    if period.start or period.end:
        return f"on {day(period.start or period.end)}{words}"
    if period.weekday:
        return f"on a {period.weekday.capitalize()} of unknown date{words}"
    return f"at a time given as {isolated(period.text)}" if period.text else ""


def day(value: date | None) -> str:
    """A day as "Monday 11 March 2024"; locale plays no part."""
    return (
        f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"
        if value
        else ""
    )


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
