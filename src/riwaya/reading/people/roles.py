"""What a report says of a named person besides the name: role, force, kin."""

from __future__ import annotations

from riwaya.reading.casualties.name_parts import is_given
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import PersonDraft
from riwaya.reading.people.additions import Mention
from riwaya.reading.people.harm import Harm
from riwaya.reading.people.lead import Lead
from riwaya.reading.people.words import COMMAS, Words

# Nouns that say what somebody does; the others only say that there is a person.
_WORKING = frozenset({"fighter", "soldier", "medic", "journalist"})
_LONGEST_EVIDENCE = 40


def described(
    words: Words, mention: Mention, lead: Lead, harm: Harm, sentence: Sentence, batch: int
) -> PersonDraft:
    """The draft of a person from the name, the words before it and what befell them."""
    role = (
        _role_before(words, mention, lead)
        or _role_after(words, mention, sentence)
        or _shared_rank(words, mention, sentence)
    )
    first, last = lead.first, mention.end
    if sentence.first <= harm.anchor < sentence.last:
        wide = (min(first, harm.anchor), max(last, harm.anchor + 1))
        if wide[1] - wide[0] <= _LONGEST_EVIDENCE:
            first, last = wide
    return PersonDraft(
        first=mention.first,
        last=mention.last,
        conjoined=mention.conjoined,
        status=harm.status,
        role=role,
        party=lead.party if role is not None else None,
        kin=lead.kin,
        age=mention.age if mention.age is not None else lead.age,
        anchor=harm.anchor,
        evidence=(first, last),
        batch=batch,
        person_class=_class(lead, role is not None),
        group=_said(lead, "group"),
        figure=None,
        rule=harm.rule,
    )


def _class(lead: Lead, working: bool) -> str:
    said = _said(lead, "class")
    if said is not None:
        return said
    return "armed" if lead.party is not None and working else "unknown"


def _said(lead: Lead, feature: str) -> str | None:
    """What the nearest title that tells it says of class or group."""
    for title in lead.titles:
        value = title.sense.features.get(feature)
        if value not in (None, "unknown", "inherit"):
            return str(value)
    return None


def _role_before(words: Words, mention: Mention, lead: Lead) -> tuple[int, int] | None:
    for title in lead.titles[::-1]:
        if not _works(title):
            continue
        last = title.last
        following = [t for t in lead.titles if t.first == last and _works(t)]
        if following:
            last = following[0].last
        while last < mention.first and words.is_word(last) and words.context.is_adjective(last):
            last += 1
        return title.first, last
    return None


def _shared_rank(words: Words, mention: Mention, sentence: Sentence) -> tuple[int, int] | None:
    """The rank told once before a list of names: "... with the rank of X, and they are A and B"."""
    doc = words.context.doc
    for at in range(sentence.first, mention.first):
        if words.role(at) != "rank":
            continue
        found = words.found(at)
        title_at = found.last if found is not None else at + 1
        while title_at < mention.first and not words.is_word(title_at):
            title_at += 1
        title = doc.find(title_at, "titles") or doc.find(title_at, "persons")
        if title is None or not any(
            words.context.role(index, "identity") for index in range(title.last, mention.first)
        ):
            return None
        return title.first, title.last
    return None


def _role_after(words: Words, mention: Mention, sentence: Sentence) -> tuple[int, int] | None:
    """ "…, correspondent of …" and "… with the rank of first lieutenant"."""
    at = mention.end
    if at < sentence.last and words.is_mark(at, COMMAS):
        at += 1
    if at >= sentence.last or not words.is_word(at):
        return None
    if words.role(at) == "rank":
        found = words.found(at)
        at = found.last if found is not None else at
    elif at == mention.end:
        return None
    doc = words.context.doc
    title = doc.find(at, "titles") or doc.find(at, "persons")
    if is_given(words.context, at):
        return None
    if title is None or not _works(title) or title.prefix or title.tag.startswith("plural"):
        return None
    return title.first, title.last


def _works(title: Found) -> bool:
    if title.sense.category == "persons":
        return title.sense.key in _WORKING
    return title.sense.features.get("type") in ("rank", "occupation")
