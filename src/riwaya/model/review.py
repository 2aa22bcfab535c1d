"""What reviewers say of a claim or a named person: read rightly, wrongly, almost, or no telling.

A review is a `Decision` of one of the kinds VERDICTS about one claim. The reading is never
changed: an edit is a record of what a reviewer would have read. `Decision.other` of a review
holds, as text, `words=…` (the words that were reviewed, see `words_mark`), for edits the changed
fields as `field=value`, and the ids of the decisions that it settles, where reviewers did not
agree and a third word was needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from riwaya.model.claim import Claim, Person
from riwaya.model.decision import Decision

ACCEPT, REJECT, EDIT, UNSURE = "accept", "reject", "edit", "unsure"
VERDICTS = (ACCEPT, EDIT, REJECT, UNSURE)
FIGURE, RESPONSIBILITY, CAUSE, PERSON = "figure", "responsibility", "cause", "person"
KINDS = (FIGURE, RESPONSIBILITY, CAUSE, PERSON)
"""What can be reviewed: casualty figures, who is said to have done it, what is said to have
caused it, and named people with what befell them."""

FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    FIGURE: ("low", "high", "class", "status", "source"),
    RESPONSIBILITY: ("actor", "source"),
    CAUSE: ("cause", "source"),
    PERSON: ("name", "status"),
}
"""What an edit can change, by kind. `high` is empty when open, `source` for the outlet's own
voice; `actor` is the id of an actor of the reading, `cause` a key as in `Claim.about`."""

FIELDS = tuple(dict.fromkeys(field for fields in FIELDS_OF.values() for field in fields))
CAUSES = ("dispute", "struggle", "accident", "suicide")
"""What an edit can give as a cause besides the types of events."""

_WORDS = "words"


def kind_of(told: Claim | Person) -> str | None:
    """Which of KINDS a claim or a person is; None for what is not reviewed."""
    if isinstance(told, Person):
        return PERSON
    if told.casualty is not None:
        return FIGURE
    return told.kind if told.kind in KINDS and told.about else None


def words_mark(claim: Claim | Person) -> str:
    """What is the same as long as a claim rests on the same words and says the same.

    A report read again by a newer program can give the claim's id to something else; a review of
    one is none of the other.
    """
    if isinstance(claim, Person):
        spans = [[span.start, span.end, span.text] for span in claim.evidence]
        content = json.dumps([PERSON, claim.name, claim.status, spans])
        return hashlib.sha256(content.encode()).hexdigest()[:16]
    casualty = claim.casualty
    figure = (
        [casualty.status, casualty.low, casualty.high, casualty.person_class, casualty.group]
        if casualty
        else list(claim.about)
    )
    spans = [[span.start, span.end, span.text] for span in claim.evidence]
    content = json.dumps([claim.kind, claim.source, figure, spans])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def review_notes(mark: str, edit: Mapping[str, str], settles: Iterable[str]) -> tuple[str, ...]:
    """`Decision.other` of a review."""
    changed = (f"{field}={edit[field]}" for field in FIELDS if field in edit)
    return (f"{_WORDS}={mark}", *changed, *settles)


def edit_of(review: Decision) -> dict[str, str]:
    """The fields that an edit changes, with their new values."""
    given = dict(text.split("=", 1) for text in review.other if "=" in text)
    return {field: given[field] for field in FIELDS if field in given}


def mark_of(review: Decision) -> str:
    """The `words_mark` of what was reviewed."""
    found = (text.removeprefix(f"{_WORDS}=") for text in review.other if text.startswith(_WORDS))
    return next(found, "")


def settled_by(review: Decision) -> tuple[str, ...]:
    """Ids of the decisions that a review settles; empty for one reviewer's own word."""
    return tuple(text for text in review.other if "=" not in text)


def is_about(review: Decision, claim: Claim | Person) -> bool:
    """Whether a review is of this claim or person, not of one with its id in an older reading."""
    mark = mark_of(review)
    return not mark or mark == words_mark(claim)


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The review that sums heed, by claim key. `decisions`: those not taken back, in order.

    The last word of each reviewer counts. Where they agree it is heeded; where they do not,
    nothing is until a decision settles it, and that one is then heeded.
    """
    said: dict[str, dict[str, Decision]] = {}
    settled: dict[str, Decision] = {}
    for decision in decisions:
        if decision.kind in VERDICTS:
            for key in decision.one:
                if settled_by(decision):
                    settled[key] = decision
                else:
                    said.setdefault(key, {})[decision.who] = decision
    agreed = {
        key: tuple(words.values())[-1]
        for key, words in said.items()
        if len({same_word(review) for review in words.values()}) == 1
    }
    return agreed | settled


def edit_in_words(review: Decision) -> str:
    """The changed fields on one line: "low 5, high open, class civilian"."""
    empty = {"high": "open", "source": "the outlet itself"}
    return ", ".join(f"{f} {value or empty.get(f, '')}" for f, value in edit_of(review).items())


def same_word(review: Decision) -> tuple[object, ...]:
    """What is equal for reviews that say the same."""
    return (review.kind, tuple(sorted(edit_of(review).items())))


def edited(claim: Claim, edit: Mapping[str, str]) -> Claim:
    """A claim as a reviewer reads it; fields as FIELDS."""
    casualty = claim.casualty
    if casualty is not None:
        low, high = edit.get("low"), edit.get("high")
        numbers = low is not None or high is not None
        casualty = replace(
            casualty,
            low=int(low) if low else casualty.low,
            high=casualty.high if high is None else int(high) if high else None,
            person_class=edit.get("class", casualty.person_class),
            status=edit.get("status", casualty.status),
            vague=casualty.vague and not numbers,
            approx=casualty.approx and not numbers,
        )
    about = claim.about
    if "actor" in edit:
        about = (edit["actor"],)
    if "cause" in edit:
        about = (edit["cause"], *claim.about[1:])
    claim = replace(claim, casualty=casualty, about=about)
    if "source" not in edit:
        return claim
    source = edit["source"] or None
    if source is None:
        return replace(claim, source=None, chain=claim.chain[:1])
    return replace(claim, source=source, chain=(*claim.chain[:1], source))


def edited_person(person: Person, edit: Mapping[str, str]) -> Person:
    """A person as a reviewer reads it; fields as FIELDS_OF[PERSON]."""
    name = edit.get("name", person.name)
    return replace(
        person,
        name=name,
        name_en=person.name_en if name == person.name else name,
        status=edit.get("status", person.status),
    )
