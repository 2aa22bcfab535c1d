"""Decisions made at the desk: checked, kept, and heeded at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from riwaya.casefile.claims import require_claims
from riwaya.casefile.decisions import all_decisions, decide
from riwaya.casefile.linking import bring_up_to_date, heed
from riwaya.casefile.open import Case
from riwaya.casefile.schema import members, reports
from riwaya.desk.security.people import Person
from riwaya.desk.security.refusals import Forbidden
from riwaya.desk.security.roles import Role
from riwaya.errors import NotInCase, UsageError
from riwaya.model.decision import Decision, MentionKey

KINDS = ("must", "never", "exclude", "include", "prefer", "undo")
_OF_MENTIONS = ("must", "never")
_MOST, _LONGEST_WHY = 2_000, 4_000


def make_decision(
    case: Case,
    person: Person,
    kind: str,
    one: Sequence[str],
    other: Sequence[str] = (),
    why: str = "",
) -> Decision:
    """Keep a decision of `person` and bring the incidents up to date; fields as in `Decision`.

    Raises UsageError for sides that make no sense, NotInCase for what is not in the case, and
    Forbidden for taking back what somebody else decided without being a reviewer.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind of decision {kind[:40]!r}; it is one of {', '.join(KINDS)}")
    if not one or len(one) + len(other) > _MOST or bool(other) != (kind in _OF_MENTIONS):
        raise UsageError(f"{kind}: name what it is about, on both sides for must and never")
    if len(why) > _LONGEST_WHY:
        raise UsageError(f"a reason of more than {_LONGEST_WHY:,} characters; write less")
    with case.writing() as connection:
        if kind in _OF_MENTIONS:
            _require_mentions(connection, [*one, *other])
        elif kind == "undo":
            _require_right(connection, person, one)
        else:
            require_claims(connection, one)
        made = decide(case, connection, kind, one, other, why.strip())
        claims = _claims_of(connection, made)
        if claims:
            # Only the incidents of these reports change; the rest of the case is not looked at.
            heed(connection, sorted({key.rpartition(":")[0] for key in claims}))
    if not claims:
        bring_up_to_date(case)
    return made


def _claims_of(connection: Connection, made: Decision) -> tuple[str, ...]:
    """The claims that a decision is about, or that what it takes back is; empty for mentions."""
    if made.kind in _OF_MENTIONS:
        return ()
    if made.kind != "undo":
        return made.one
    by_id = {decision.id: decision for decision in all_decisions(connection)}
    found: list[str] = []
    waiting = list(made.one)
    while waiting:
        undone = by_id[waiting.pop()]
        if undone.kind in _OF_MENTIONS:
            return ()
        if undone.kind == "undo":
            waiting.extend(undone.one)
        else:
            found.extend(undone.one)
    return tuple(found)


def _require_mentions(connection: Connection, keys: Sequence[str]) -> None:
    for text in keys:
        key = MentionKey.parse(text)
        known = (
            select(members.c.report)
            .join(reports, reports.c.number == members.c.report)
            .where(reports.c.id == key.report, members.c.event == key.event)
        )
        if connection.execute(known).first() is None:
            raise NotInCase(f"no mention {text[:120]!r}; it is named like REPORT:e1")


def _require_right(connection: Connection, person: Person, ids: Sequence[str]) -> None:
    if person.may(Role.REVIEWER):
        return
    by = {decision.id: decision.who for decision in all_decisions(connection)}
    if any(by.get(one, person.name) != person.name for one in ids):
        raise Forbidden("somebody else decided this; a reviewer can take it back")
