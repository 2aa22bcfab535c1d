"""A claim reviewed: checked, kept as a decision, and heeded by its incident at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from riwaya.casefile.accounts import reading_of
from riwaya.casefile.decisions import decide
from riwaya.casefile.linking import heed
from riwaya.casefile.open import Case
from riwaya.errors import NotInCase, UsageError
from riwaya.model import Claim, Person, Reading
from riwaya.model.decision import Decision
from riwaya.model.review import (
    CAUSES,
    EDIT,
    FIELDS_OF,
    FIGURE,
    VERDICTS,
    kind_of,
    review_notes,
    words_mark,
)
from riwaya.ontology import load_terms

_MOST_PEOPLE, _LONGEST_WHY, _LONGEST_NAME = 10**9, 4_000, 200


def review(
    case: Case,
    key: str,
    verdict: str,
    edit: Mapping[str, str] | None = None,
    why: str = "",
    settles: Sequence[str] = (),
) -> Decision:
    """Keep what `case.who` says of the claim or person `key` (by `claim_key`), return the decision.

    `edit`: for the verdict "edit" the fields of `model.review.FIELDS_OF`; those that are as read
    are dropped. `settles`: ids of the reviews that differed. Raises NotInCase, and UsageError for a
    verdict that is none or an edit that says nothing or makes no sense.
    """
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict[:40]!r}; it is one of {', '.join(VERDICTS)}")
    if len(why) > _LONGEST_WHY:
        raise UsageError(f"a reason of more than {_LONGEST_WHY:,} characters; write less")
    with case.writing() as connection:
        reading, told = _told(connection, key)
        changes = _changes(reading, told, edit or {}) if verdict == EDIT else {}
        notes = review_notes(words_mark(told), changes, settles)
        made = decide(case, connection, verdict, [key], notes, why.strip())
        heed(connection, [key.rpartition(":")[0]])
    return made


def take_back(case: Case, decision: Decision) -> Decision:
    """Take a review back by another record. Raises UsageError where it was already."""
    with case.writing() as connection:
        made = decide(case, connection, "undo", [decision.id])
        heed(connection, [key.rpartition(":")[0] for key in decision.one])
    return made


def _told(connection: Connection, key: str) -> tuple[Reading, Claim | Person]:
    report, _, name = key.rpartition(":")
    reading = reading_of(connection, report)
    if reading is not None:
        every: tuple[Claim | Person, ...] = (*reading.claims, *reading.people)
        for told in every:
            if told.id == name and kind_of(told) is not None:
                return reading, told
    raise NotInCase(f"nothing to review is called {key[:120]!r}; it is named like REPORT:c1")


def _changes(reading: Reading, told: Claim | Person, edit: Mapping[str, str]) -> dict[str, str]:
    """The fields that differ from what was read, checked."""
    fields = FIELDS_OF[kind_of(told) or FIGURE]
    read = _as_read(told)
    given = {field: edit[field].strip() for field in fields if field in edit}
    if "low" in fields:
        _check_numbers(given, read)
    if "name" in given and not 0 < len(given["name"]) <= _LONGEST_NAME:
        raise UsageError(f"name: write a name of up to {_LONGEST_NAME} characters")
    terms = load_terms()
    known = {
        "class": set(terms["classes"]),
        "status": set(terms["statuses"]),
        "source": {"", *(source.id for source in reading.sources)},
        "actor": {actor.id for actor in reading.actors},
        "cause": {*terms["event_types"], *CAUSES, read.get("cause", "")},
    }
    for field, values in known.items():
        if field in given and given[field] not in values:
            raise UsageError(f"{field}: {given[field][:40]!r} is none of those there are")
    changes = {field: _plain(field, value) for field, value in given.items()}
    changes = {field: value for field, value in changes.items() if value != read[field]}
    if not changes:
        raise UsageError("the edit changes nothing; accept it, or change a field")
    return changes


def _as_read(told: Claim | Person) -> dict[str, str]:
    """What an edit of a claim or person can change, as it was read."""
    if isinstance(told, Person):
        return {"name": told.name, "status": told.status}
    about = told.about[0] if told.about else ""
    read = {"source": told.source or "", "actor": about, "cause": about}
    casualty = told.casualty
    if casualty is not None:
        read |= {
            "low": str(casualty.low),
            "high": "" if casualty.high is None else str(casualty.high),
            "class": casualty.person_class,
            "status": casualty.status,
        }
    return read


def _check_numbers(given: Mapping[str, str], read: Mapping[str, str]) -> None:
    for field in ("low", "high"):
        value = given.get(field, read[field])
        if (value or field == "low") and not _is_number(value):
            raise UsageError(f"{field}: {value[:40]!r} is no whole number")
    low, high = given.get("low", read["low"]), given.get("high", read["high"])
    if high and int(high) < int(low):
        raise UsageError(f"{high} at most is less than {low} at least")


def _plain(field: str, value: str) -> str:
    return str(int(value)) if field in ("low", "high") and value else value


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= _MOST_PEOPLE
