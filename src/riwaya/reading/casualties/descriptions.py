"""What the words after a noun for people say of them: class, group, force, family, name."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, ARTICLE, FOR
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.names import Name, name_at
from riwaya.reading.casualties.persons import PLURAL, SINGLE, Persons
from riwaya.reading.document import Found

DESCRIPTIONS = 4
_BEFORE_NAME = 7
_OF_STATES = frozenset({"state", "state_forces"})


def described(context: Context, base: Persons, end: int) -> Persons:
    """`base` with all that the words after it say of its class, group and force."""
    for _ in range(DESCRIPTIONS):
        more = refined(context, base, end) if base.last < end else None
        if more is None:
            break
        base = more
    return base


def refined(context: Context, base: Persons, end: int) -> Persons | None:
    """`base` with the next description taken in, or None when none follows."""
    doc, at = context.doc, base.last
    among = context.role(at, "among")
    if context.grammar(at) == "of" and at + 1 < end and context.armed_actor(at + 1):
        among = None
    cursor = among.last if among else at
    partitive = among is not None
    # "Soldiers in the army", but not "by the fire of the army".
    means = doc.analyses[at].get("causes")
    joins = context.grammar(at) in ("of", "preposition") and not (means and means.prefix)
    if not partitive and joins and at + 1 < end:
        institution = context.person(at + 1)
        if institution is not None and institution.sense.features.get("institution"):
            return with_noun(context, base, institution, True)
    if not partitive and context.grammar(at) == "of":
        cursor, partitive = at + 1, True
    if cursor >= end:
        return None
    body = context.person(cursor)
    if body is not None and body.sense.features.get("institution"):
        return with_noun(context, base, body, partitive)
    actor = context.armed_actor(cursor)
    if actor is not None:
        leads = _leads(context, base) and actor.kind not in _OF_STATES
        if partitive or base.person_class == "armed" or context.particle(cursor) == FOR or leads:
            party = base.party or (actor.first, actor.last)
            return base._replace(last=actor.last, person_class="armed", party=party)
        return None
    noun = context.person(cursor)
    harmed = context.casualty(cursor)
    if noun is None and harmed is not None and not partitive and _is_participle(harmed):
        return base._replace(last=harmed.last, status=str(harmed.sense.features["status"]))
    if noun is None or noun.last > end or noun.prefix not in ("", FOR) or noun.suffix:
        return None
    return with_noun(context, base, noun, partitive)


def _leads(context: Context, base: Persons) -> bool:
    """ "The leader of the organization": a post that only its group makes armed."""
    noun = context.person(base.head)
    return base.form == SINGLE and noun is not None and bool(noun.sense.features.get("leads"))


def with_noun(context: Context, base: Persons, noun: Found, partitive: bool) -> Persons | None:
    """`base` described by a further noun for people: its class, or how they were harmed."""
    features = noun.sense.features
    if features.get("institution"):
        said, group = str(features["class"]), features.get("group")
        of_force = partitive or base.person_class == "armed" or _is_member(context, base)
        if said == "armed" and not of_force:
            return None
        return base._replace(last=noun.last, person_class=said, group=base.group or group)
    if partitive and features.get("collective"):
        return _of_family(context, base, noun)
    if partitive and noun.tag.startswith(("plural", "phrase")) and not features.get("others"):
        said = str(features.get("class", "unknown"))
        last = joined_nouns(context, noun.last)
        return base._replace(
            last=last,
            person_class=said if said != "unknown" else base.person_class,
            group=base.group or features.get("group"),
        )
    owned = base.status is not None and base.form == PLURAL and not base.definite
    if owned and noun.tag.startswith("plural") and not noun.prefix and not partitive:
        # "the militias' dead": a casualty noun in construct with those it counts.
        said = str(features.get("class", "unknown"))
        return base._replace(last=noun.last, person_class=said, group=features.get("group"))
    if noun.tag == "singular.f" and noun.definite:
        # "of the civil police": it describes the force.
        return None
    adjective = features.get("adjective")
    if not adjective or partitive or base.others:
        return None
    if adjective == "elderly":
        group = "elderly" if base.group in (None, "men") else base.group
        return base._replace(last=noun.last, person_class="civilian", group=group)
    return base._replace(last=noun.last, person_class=str(adjective))


def _is_member(context: Context, base: Persons) -> bool:
    """ "Members" of the force named next."""
    noun = context.person(base.last - 1) if base.last else None
    return noun is not None and bool(noun.sense.features.get("member"))


def joined_nouns(context: Context, at: int) -> int:
    """The end of "... and the guards" behind the noun that a number is taken from."""
    while at < len(context.doc.tokens):
        more = context.person(at)
        joined = more is not None and more.prefix == AND and more.definite
        if more is None or not joined or not more.tag.startswith("plural"):
            break
        at = more.last
    return at


def _of_family(context: Context, base: Persons, noun: Found) -> Persons:
    """ "Seven members of the X family": civilians, and the family's name tells nothing more."""
    last = noun.last
    tokens = context.doc.tokens
    if last < len(tokens) and context.is_word(last) and not context.grammar(last):
        last += 1
    said = base.person_class if base.person_class != "unknown" else "civilian"
    return base._replace(last=last, person_class=said)


def _is_participle(found: Found) -> bool:
    """A casualty noun that only describes the people before it ("seven wounded civilians")."""
    plain = not found.prefix and not found.definite and not found.suffix
    return found.sense.features["frame"] == "count" and plain


def women(noun: Found) -> str | None:
    """A civilian named in the feminine is a woman, unless the word has a group of its own."""
    if noun.sense.category == "casualties":
        one = noun.tag in ("singular.f", "dual.f", "plural.f")
        return "women" if one and noun.sense.features.get("paired") else None
    is_civilian = noun.sense.features.get("class") == "civilian"
    feminine_of_pair = noun.tag.endswith(".f") and noun.sense.category == "persons"
    own = (
        noun.sense.features.get("mixed")
        or noun.sense.features.get("collective")
        or noun.sense.features.get("others")
    )
    return "women" if is_civilian and feminine_of_pair and not own else None


def with_owner(context: Context, base: Persons, end: int) -> Persons:
    """ "The wife of the policeman": the relative is the one counted, the owner only says whose."""
    owner = context.person(base.last) if base.last < end else None
    if owner is None or not owner.definite or owner.prefix:
        return base
    last = owner.last
    while last < end and context.is_word(last) and context.doc.forms[last].startswith(ARTICLE):
        last += 1
    return base._replace(last=last, kin=True, weak=False)


def name_beyond(context: Context, at: int, end: int) -> Name | None:
    """The name after what is said of a definite person: adjectives, a force, a post."""
    cursor = at
    while cursor < min(end, at + _BEFORE_NAME):
        if not context.is_word(cursor) or context.casualty(cursor):
            return None
        name = name_at(context, cursor, end)
        if name is not None and context.doc.forms[cursor] in context.names.given:
            return name
        actor = context.actors.get(cursor)
        if actor is not None:
            cursor = actor.last
        elif (
            context.doc.forms[cursor].startswith(ARTICLE)
            or context.grammar(cursor) in ("preposition", "of")
            or context.person(cursor)
            or context.is_adjective(cursor)
        ):
            cursor += 1
        else:
            return None
    return None
