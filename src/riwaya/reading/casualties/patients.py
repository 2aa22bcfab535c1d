"""The people that a casualty word is about: behind it, before it, or around it."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE, BY, FOR
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.cues import Cue
from riwaya.reading.casualties.names import name_at
from riwaya.reading.casualties.persons import (
    COUNTED,
    NAMES,
    NUMBER_ALONE,
    OF_THEM,
    PLURAL,
    SINGLE,
    THINGS,
    Persons,
)
from riwaya.reading.casualties.subjects import agrees, looks_passive, people_before

# How far, in tokens, the people may stand from the word that says they were harmed.
_AFTER_VERB, _AFTER_NOUN = 14, 4
_BESIDE, _KILLERS_RELATIVE = 2, 14
_UNKNOWN_NOUN_STATUSES = frozenset({"killed", "detained", "abducted"})


def patients(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], first: int, last: int
) -> Persons | None:
    """The first phrase of people that `cue` is about, or None.

    `people`: phrases of the sentence in order; [first, last): the sentence.
    """
    if cue.frame == "before":
        return people_before(context, cue, people, cues, first)
    after = _after(context, cue, people, cues, last)
    if cue.is_verb and cue.frame in ("subject", "either") and not _resumes(context, cue):
        before = people_before(context, cue, people, cues, first)
        if before is not None and not _acts(context, cue, before, after):
            return before
    return after


def _acts(context: Context, cue: Cue, before: Persons, after: Persons | None) -> bool:
    """Whether a verb with people on both sides is about those after it."""
    if after is None:
        return False
    joined = cue.found.prefix == AND
    if not joined and cue.first - before.last <= _BESIDE and looks_passive(context, cue):
        return False
    return not agrees(cue) or _object(context, cue, after)


def _object(context: Context, cue: Cue, after: Persons) -> bool:
    """People right behind a verb that can act on them are what it acts on."""
    gap = [i for i in range(cue.last, after.first) if i not in context.times]
    return cue.frame == "either" and len(gap) <= 1 and after.prefix != AND


def _after(
    context: Context, cue: Cue, people: list[Persons], cues: list[Cue], last: int
) -> Persons | None:
    window = _AFTER_VERB if cue.is_verb or cue.frame == "lives" else _AFTER_NOUN
    stop = min(last, cue.last + window)
    for other in cues:
        if other.first >= cue.last:
            stop = min(stop, other.first)
            break
    candidates = [p for p in people if cue.last <= p.first < stop]
    if not (cue.is_verb or cue.frame == "lives"):
        candidates = candidates[:1]
    each = context.role(cue.last, "each") if cue.last < last else None
    start = each.last if each else cue.last
    while start < last and start in context.times:
        start += 1
    name = name_at(context, start, last, introduced=each is not None) if start < last else None
    if name is not None and (not candidates or candidates[0].first >= name.first):
        several = each is not None
        said, group = _titles(context, start, name.first)
        return Persons(
            name.first, name.end, name.first, NAMES, 1, 1, names=(name,), each=several,
            person_class=said, group=group,
        )  # fmt: skip
    chosen: Persons | None = None
    for persons in candidates:
        if not _reaches(context, cue, persons.first):
            break
        if not _acceptable(cue, persons) or _has_own_verb(context, persons, last):
            continue
        if cue.human_only and not _strictly_near(context, cue, persons.first):
            break
        if _after_preposition(context, cue, persons):
            continue
        if chosen is not None and not _object_of(context, chosen, persons):
            break
        chosen = persons
        if not _may_be_the_killer(cue, persons):
            break
    return chosen


def _titles(context: Context, start: int, name: int) -> tuple[str, str | None]:
    """Class and group that ranks and posts before a name tell."""
    for index in range(start, name):
        title = context.person(index)
        if title is not None and title.sense.features.get("class") in ("armed", "civilian"):
            features = title.sense.features
            return str(features["class"]), features.get("group")
    return "unknown", None


def _has_own_verb(context: Context, persons: Persons, last: int) -> bool:
    """ "... and four were wounded": joined people with a verb of harm right behind them."""
    if persons.prefix != AND or persons.last >= last:
        return False
    found = context.casualty(persons.last)
    return found is not None and found.tag.startswith("past") and not found.prefix


def _object_of(context: Context, killer: Persons, persons: Persons) -> bool:
    """Whether people stand right after the killers, as what the verb did its work on."""
    gap = range(killer.last, persons.first)
    far = persons.form == COUNTED and persons.prefix == "" and len(gap) <= _KILLERS_RELATIVE
    if far and not any(context.is_punct(i) or context.casualty(i) for i in gap):
        return context.grammar(persons.first - 1) == "" and context.particle(persons.first) == ""
    return len(gap) <= 3 and not any(
        context.is_punct(index) or context.grammar(index) in ("preposition", "of") for index in gap
    ) and persons.prefix == ""  # fmt: skip


def _reaches(context: Context, cue: Cue, target: int) -> bool:
    """Whether nothing between the cue and `target` closes the clause."""
    commas = 0
    for index in range(cue.last, target):
        if context.is_punct(index, ";؛:!"):
            return False
        if context.is_punct(index, ",،") and not {index - 1, index + 1} & context.times:
            commas += 1
        if context.role(index, "part") and index + 1 != target:
            return False
        if context.grammar(index) in ("relative", "complement"):
            return False
        if not cue.is_verb and (context.role(index, "reach") or context.role(index, "toll")):
            return False
    if cue.frame == "lives":
        return commas in (0, 2)
    return commas <= (1 if cue.is_verb else 0) or (commas == 2 and target - cue.last <= 6)


def _strictly_near(context: Context, cue: Cue, target: int) -> bool:
    """For words with other meanings: only small words, times and numbers stand between."""
    index = cue.last
    while index < target:
        actor = context.actors.get(index)
        if actor is not None:
            index = actor.last
            continue
        small = context.grammar(index) not in ("", "thing") or index in context.times
        # "The soldiers hit", "a bullet hit": what acts on them may stand between.
        acting = cue.frame == "either" and (
            context.doc.forms[index].startswith(ARTICLE) or _strikes(context, index)
        )
        if context.is_word(index) and not small and not acting:
            return False
        index += 1
    return True


def _strikes(context: Context, index: int) -> bool:
    """Whether the token is a noun for what hits people: a bullet, a shell, splinters."""
    word = context.doc.analyses[index].get("function")
    return word is not None and bool(word.sense.features.get("strikes"))


def _after_preposition(context: Context, cue: Cue, persons: Persons) -> bool:
    """Uncounted people right after a noun with a preposition are its owners ("by fire of …")."""
    before = persons.first - 1
    if before < cue.last or persons.form not in (PLURAL, SINGLE) or persons.names:
        return False
    word = context.doc.analyses[before].get("function")
    if word is not None and word.suffix:
        return False
    return context.particle(before) == BY or context.grammar(before) in ("preposition", "of")


def _acceptable(cue: Cue, persons: Persons) -> bool:
    if persons.form == THINGS:
        return cue.status in _UNKNOWN_NOUN_STATUSES and not cue.human_only
    if persons.form in (NUMBER_ALONE, OF_THEM):
        return not cue.weak
    if cue.weak and persons.status is None and persons.form == SINGLE and not persons.names:
        return cue.is_verb and persons.person_class != "unknown"
    unnamed = persons.form == SINGLE and persons.definite and not persons.names
    if cue.human_only and cue.is_verb and unnamed:
        return False
    owned = cue.is_verb and persons.prefix == FOR
    if cue.human_only and persons.form == PLURAL and (persons.weak or owned):
        # "The strike hit a post of the militants": it is theirs.
        return False
    if persons.form == SINGLE and persons.weak and not persons.names:
        return not cue.human_only
    return not (persons.status is not None and persons.form in (PLURAL,) and persons.definite
                and cue.human_only)  # fmt: skip


def _may_be_the_killer(cue: Cue, persons: Persons) -> bool:
    """Uncounted armed people right after an active verb are more often who did it."""
    uncounted = persons.form in (PLURAL, SINGLE) and not persons.names
    active = cue.is_verb and cue.frame == "either"
    many = persons.form == PLURAL and persons.definite
    return active and uncounted and (many or persons.person_class == "armed")


def _resumes(context: Context, cue: Cue) -> bool:
    """ "... wounds with which he was hit": a clause about a noun that is no person."""
    if cue.last >= len(context.doc.tokens):
        return False
    word = context.doc.analyses[cue.last].get("function")
    if word is None or not word.suffix:
        return False
    after = cue.last + 1
    own = after in context.quantities or (
        after < len(context.doc.tokens) and context.person(after) is not None
    )
    return own or context.doc.forms[cue.last].startswith(BY)
