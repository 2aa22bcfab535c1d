"""One record for each person, however often and however fully a report names them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from riwaya.reading.casualties import Context
from riwaya.reading.drafts import PersonDraft

_SEVERITY = ("killed", "killed_or_injured", "missing", "abducted", "detained", "injured")


def merged(context: Context, people: Sequence[PersonDraft]) -> list[PersonDraft]:
    """`people` without repeats: a name whose parts another name holds is the same person's."""
    kept: list[tuple[tuple[str, ...], PersonDraft]] = []
    sizes = Counter(person.batch for person in people)
    for person in people:
        parts = _parts(context, person)
        for number, (other, before) in enumerate(kept):
            if not _same(parts, other):
                continue
            # A first name among several joined ones is of its own family.
            if parts != other and 1 in (len(parts), len(other)) and (
                sizes[person.batch] > 1 and sizes[before.batch] == 1
            ):  # fmt: skip
                continue
            kept[number] = (
                max(parts, other, key=len),
                _joined(before, person, len(parts) > len(other)),
            )
            break
        else:
            kept.append((parts, person))
    return sorted((person for _, person in kept), key=lambda p: p.first)


def _parts(context: Context, person: PersonDraft) -> tuple[str, ...]:
    parts = list(context.doc.forms[person.first : person.last])
    if person.conjoined:
        parts[0] = parts[0][1:]
    return tuple("".join(parts[i : i + 1]) for i in range(len(parts)))


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: same first part, and one holds the other in order."""
    x, y = ("".join(a), a), ("".join(b), b)
    if x[0] == y[0]:
        return True
    short, long = sorted((a, b), key=len)
    if not short or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(part in rest for part in short)


def _joined(before: PersonDraft, now: PersonDraft, fuller: bool) -> PersonDraft:
    base, other = (now, before) if fuller else (before, now)
    worse = min(before.status, now.status, key=_rank)
    if base.status != worse:
        base, other = base._replace(status=worse, anchor=other.anchor, batch=other.batch), other
    return base._replace(
        role=base.role or other.role,
        party=base.party or other.party,
        kin=base.kin or other.kin,
        age=base.age if base.age is not None else other.age,
        person_class=base.person_class if base.person_class != "unknown" else other.person_class,
        group=base.group or other.group,
        figure=base.figure if base.figure is not None else other.figure,
    )


def _rank(status: str) -> int:
    return _SEVERITY.index(status) if status in _SEVERITY else len(_SEVERITY)
