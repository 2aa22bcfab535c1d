"""Phrases that count people: "three children", "a woman", "five of the fighters", "12 others"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from riwaya.arabic.clitics import ARTICLE, BY, FOR
from riwaya.arabic.numbers import Quantity, apply, postmodifier
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.names import Name, name_at
from riwaya.reading.document import Found

COUNTED, PLURAL, SINGLE, DUAL = "counted", "plural", "single", "dual"
SOME, NUMBER_ALONE, THINGS, NAMES = "some", "number", "things", "names"
OF_THEM = "of them"


@dataclass(frozen=True, slots=True)
class Persons:
    """People at tokens [first, last), counted or not; `head` is the noun's token.

    `form`: COUNTED, PLURAL (no number), SINGLE, DUAL, SOME (one of …), NUMBER_ALONE, THINGS (a
    number with a noun the lexicon does not know as a person), NAMES. `status`: set when the noun
    itself says how they were harmed. `others`: "other" people, whose class is that of those
    named before. `each`: "each of" opens a list of names. `definite`: with the article.
    `prefix`: particles on the first word.
    """

    first: int
    last: int
    head: int
    form: str
    low: int
    high: int | None
    approx: bool = False
    vague: bool = False
    person_class: str = "unknown"
    group: str | None = None
    definite: bool = False
    status: str | None = None
    others: bool = False
    collective: bool = False
    weak: bool = False
    kin: bool = False
    each: bool = False
    party: tuple[int, int] | None = None
    names: tuple[Name, ...] = ()
    prefix: str = ""


def persons_at(context: Context, at: int, end: int) -> Persons | None:
    """The phrase that starts at token `at` and ends before `end`, or None."""
    if at in context.times:
        return None
    some = context.role(at, "one_of")
    if some is not None:
        return _one_of(context, at, some, end)
    quantity = context.quantities.get(at)
    if quantity is not None:
        return _counted(context, quantity, end) if quantity.last <= end else None
    return _uncounted(context, at, end)


def _counted(context: Context, quantity: Quantity, end: int) -> Persons | None:
    """A number and what it counts."""
    at, after = quantity.first, quantity.last
    if quantity.high == 0 or _is_year(context, quantity):
        return None
    noun_at = after + 1 if after < end and context.grammar(after) == "of" else after
    noun = _noun(context, noun_at, end, counted=True)
    if noun is not None and noun.prefix:
        noun = None
    base = Persons(at, after, at, COUNTED, quantity.low, quantity.high, quantity.approx,
                   quantity.vague, prefix=context.particle(at))  # fmt: skip
    of_those = context.role(after, "part") if noun is None and after < end else None
    if of_those is not None and of_those.sense.features.get("counts"):
        return _of_them(context, base, after, end)
    if noun is None and noun_at > after and noun_at < end:
        body = context.person(noun_at)
        if body is not None and body.sense.features.get("institution"):
            return _with_noun(context, base, body, True)
        actor = context.armed_actor(noun_at)
        if actor is not None:
            return replace(base, last=actor.last, person_class="armed",
                           party=(actor.first, actor.last))  # fmt: skip
    if noun is None:
        form = _what_follows(context, at, after, end)
        if form is None:
            return None
        last = after + 1 if form == THINGS else after
        base = replace(base, last=last, form=form)
        return _with_postmodifier(context, base, quantity, end)
    base = replace(base, last=noun.last, head=noun.first)
    base = _described(context, base, noun, end)
    return _with_postmodifier(context, base, quantity, end)


def _of_them(context: Context, base: Persons, at: int, end: int) -> Persons | None:
    """ "Three of them children": a part of people named before, with what it says of them."""
    cursor = at + 1
    if cursor < end and context.grammar(cursor) == "of":
        cursor += 1
    noun = _noun(context, cursor, end) if cursor < end else None
    if noun is None or noun.prefix or noun.tag.startswith("dual"):
        return replace(base, last=at + 1, form=OF_THEM)
    described = _described(context, replace(base, last=noun.last, head=noun.first), noun, end)
    return replace(described, form=OF_THEM, status=None)


def _is_year(context: Context, quantity: Quantity) -> bool:
    """A bare figure that is a year, unless a word for people follows it."""
    token = context.doc.tokens[quantity.first]
    if quantity.last - quantity.first != 1 or not token.form.isdigit() or len(token.form) != 4:
        return False
    after = quantity.last
    follows = after < len(context.doc.tokens) and context.person(after) is not None
    return 1900 <= quantity.low <= 2100 and not follows


def _with_postmodifier(context: Context, base: Persons, quantity: Quantity, end: int) -> Persons:
    """Words such as "at least" after the noun change the interval."""
    found = postmodifier(context.doc.tokens, base.last) if base.last < end else None
    if found is None:
        return base
    last, modifier = found
    changed = apply(quantity, modifier)
    return replace(base, last=last, low=changed.low, high=changed.high, approx=changed.approx)


def _what_follows(context: Context, first: int, at: int, end: int) -> str | None:
    """What a number without a known noun counts: people, maybe people, or surely not."""
    if context.is_word(at - 1) and context.quantities[first].high == 1:
        # "one" written out belongs to the noun before it ("a single family").
        return None
    if at >= end or not context.is_word(at):
        follower = context.doc.tokens[at] if at < end else None
        return None if follower is not None and follower.form in "%/:$-" else NUMBER_ALONE
    role = context.grammar(at)
    if role == "thing":
        return None
    if at in context.times:
        return NUMBER_ALONE
    words = context.doc.words(at)
    if role or "casualties" in words or "sayings" in words or "casualty_context" in words:
        return NUMBER_ALONE
    if context.doc.forms[at][0] in (BY, FOR) and len(context.doc.forms[at]) > 3:
        return NUMBER_ALONE
    return THINGS


def _uncounted(context: Context, at: int, end: int) -> Persons | None:
    noun = _noun(context, at, end)
    if noun is None:
        return None
    after_cue = at > 0 and context.casualty(at - 1) is not None
    if noun.sense.features.get("national") and (noun.definite or not after_cue):
        # Elsewhere an adjective, or a people in general.
        return None
    tag, last = noun.tag, noun.last
    if noun.sense.features.get("others"):
        single = bool(noun.sense.features.get("single"))
        if single and not after_cue:
            return None
        form = SINGLE if single else PLURAL
    elif any(
        (tag.startswith("plural"), noun.sense.features.get("collective"),
         noun.sense.features.get("plural"))
    ):  # fmt: skip
        form = PLURAL
    elif tag.startswith("dual") or noun.sense.features.get("dual"):
        form = DUAL
    else:
        form = SINGLE
    low = 1 if form == SINGLE else 2
    high = None if form == PLURAL else low
    # "two dead two" and "one person": the number word repeats what the noun's form says.
    repeated = context.quantities.get(last) if last < end else None
    if repeated is not None and not repeated.vague and repeated.low == low == repeated.high:
        last, high = repeated.last, low
        form = DUAL if form == PLURAL else form
    elif repeated is not None and form == PLURAL and repeated.definite and not repeated.vague:
        # "her three children": the number follows its noun.
        last, low, high, form = repeated.last, repeated.low, repeated.high, COUNTED
    base = Persons(at, last, noun.first, form, low, high, vague=high is None, prefix=noun.prefix)
    if form in (SINGLE, DUAL) and last < end:
        found = postmodifier(context.doc.tokens, last)
        if found is not None:
            base = replace(base, last=found[0], high=None)
    return _described(context, base, noun, end)


def _one_of(context: Context, at: int, some: Found, end: int) -> Persons | None:
    """One of the children; the pronoun forms ("one of them") stand alone."""
    base = Persons(at, some.last, at, SOME, 1, 1, prefix=some.prefix)
    noun = _noun(context, some.last, end) if some.last < end else None
    if noun is not None and noun.tag.startswith("plural"):
        base = replace(base, last=noun.last, head=noun.first)
        return _described(context, base, noun, end)
    actor = context.armed_actor(some.last) if some.last < end else None
    if actor is not None:
        return replace(base, last=actor.last, person_class="armed", party=(actor.first, actor.last))
    if not some.sense.features.get("of_them"):
        if some.last < end and context.is_word(some.last) and not context.grammar(some.last):
            # "one of its administrators": a noun the lexicon does not know.
            return replace(base, last=some.last + 1, form=THINGS)
        return None
    if noun is not None and not noun.prefix and not noun.definite and noun.tag.startswith("sing"):
        described = _described(context, replace(base, last=noun.last, head=noun.first), noun, end)
        return replace(described, form=OF_THEM, status=None)
    return replace(base, form=OF_THEM)


def _described(context: Context, base: Persons, noun: Found, end: int) -> Persons:
    """Add what the noun says and what follows it: adjectives of class, the force, a name."""
    features = noun.sense.features
    is_count = noun.sense.category == "casualties"
    base = replace(
        base,
        person_class="unknown" if is_count else str(features.get("class", "unknown")),
        group=features.get("group") or _women(noun),
        definite=noun.definite or (is_count and bool(noun.suffix)),
        status=str(features["status"]) if is_count else None,
        others=bool(features.get("others")),
        collective=bool(features.get("collective")),
        weak=bool(features.get("weak")) and not noun.suffix,
        kin=bool(features.get("kin")) and bool(noun.suffix),
    )
    named = base.form in (SINGLE, SOME)
    if features.get("kin") and not noun.suffix and not noun.definite:
        base = _with_owner(context, base, end)
    if is_count and features.get("body"):
        return _body_of(context, base, end)
    for _ in range(_DESCRIPTIONS):
        if base.last >= end:
            break
        more = _refined(context, base, end)
        if more is not None:
            base = more
        elif context.is_adjective(base.last):
            base = replace(base, last=base.last + 1)
        else:
            break
    if named and base.last < end:
        name = name_at(context, base.last, end, introduced=True, definite=base.definite)
        if name is None and base.definite:
            name = _name_beyond(context, base.last, end)
        if name is not None:
            base = replace(base, last=name.end, names=(name,))
    return base


def _body_of(context: Context, base: Persons, end: int) -> Persons:
    """ "The body of a woman", "the bodies of three people": the people are those counted."""
    whose = persons_at(context, base.last, end) if base.last < end else None
    if whose is None or whose.prefix or whose.form in (NUMBER_ALONE, THINGS, OF_THEM):
        return base
    low, high = (whose.low, whose.high) if base.form == PLURAL else (base.low, base.high)
    return replace(
        whose, first=base.first, head=base.head, form=base.form if base.form != PLURAL else COUNTED,
        low=low, high=high, status=base.status, prefix=base.prefix, others=False,
        definite=base.definite and whose.definite,
    )  # fmt: skip


def _women(noun: Found) -> str | None:
    """A civilian named in the feminine is a woman, unless the word has a group of its own."""
    is_civilian = noun.sense.features.get("class") == "civilian"
    feminine_of_pair = noun.tag.endswith(".f") and noun.sense.category == "persons"
    own = noun.sense.features.get("collective") or noun.sense.features.get("others")
    return "women" if is_civilian and feminine_of_pair and not own else None


def _with_owner(context: Context, base: Persons, end: int) -> Persons:
    """ "The wife of the policeman": the relative is the one counted, the owner only says whose."""
    owner = context.person(base.last) if base.last < end else None
    if owner is None or not owner.definite or owner.prefix:
        return base
    last = owner.last
    while last < end and context.is_word(last) and context.doc.forms[last].startswith(ARTICLE):
        last += 1
    return replace(base, last=last, kin=True, weak=False)


def _name_beyond(context: Context, at: int, end: int) -> Name | None:
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


_DESCRIPTIONS = 4
_BEFORE_NAME = 7


def _refined(context: Context, base: Persons, end: int) -> Persons | None:
    """`base` with the next description taken in, or None when none follows."""
    at = base.last
    among = context.role(at, "among")
    if context.grammar(at) == "of" and at + 1 < end and context.armed_actor(at + 1):
        among = None
    cursor = among.last if among else at
    partitive = among is not None
    if not partitive and context.grammar(at) in ("of", "preposition") and at + 1 < end:
        institution = context.person(at + 1)
        if institution is not None and institution.sense.features.get("institution"):
            return _with_noun(context, base, institution, True)
    if not partitive and context.grammar(at) == "of":
        cursor, partitive = at + 1, True
    if cursor >= end:
        return None
    body = context.person(cursor)
    if body is not None and body.sense.features.get("institution"):
        return _with_noun(context, base, body, partitive)
    actor = context.armed_actor(cursor)
    if actor is not None:
        if partitive or base.person_class == "armed" or context.particle(cursor) == FOR:
            party = base.party or (actor.first, actor.last)
            return replace(base, last=actor.last, person_class="armed", party=party)
        return None
    noun = context.person(cursor)
    harmed = context.casualty(cursor)
    if noun is None and harmed is not None and not partitive and _is_participle(harmed):
        return replace(base, last=harmed.last, status=str(harmed.sense.features["status"]))
    if noun is None or noun.last > end or noun.prefix not in ("", FOR) or noun.suffix:
        return None
    return _with_noun(context, base, noun, partitive)


def _with_noun(context: Context, base: Persons, noun: Found, partitive: bool) -> Persons | None:
    """`base` described by a further noun for people: its class, or how they were harmed."""
    features = noun.sense.features
    if features.get("institution"):
        said, group = str(features["class"]), features.get("group")
        if said == "armed" and not partitive and base.person_class != "armed":
            return None
        return replace(base, last=noun.last, person_class=said, group=base.group or group)
    if partitive and features.get("collective"):
        return _of_family(context, base, noun)
    if partitive and noun.tag.startswith(("plural", "phrase")) and not features.get("others"):
        said = str(features.get("class", "unknown"))
        return replace(
            base,
            last=noun.last,
            person_class=said if said != "unknown" else base.person_class,
            group=base.group or features.get("group"),
        )
    owned = base.status is not None and base.form == PLURAL and not base.definite
    if owned and noun.tag.startswith("plural") and not noun.prefix and not partitive:
        # "the militias' dead": a casualty noun in construct with those it counts.
        said = str(features.get("class", "unknown"))
        return replace(base, last=noun.last, person_class=said, group=features.get("group"))
    adjective = features.get("adjective")
    if not adjective or partitive or base.others:
        return None
    if adjective == "elderly":
        group = "elderly" if base.group in (None, "men") else base.group
        return replace(base, last=noun.last, person_class="civilian", group=group)
    return replace(base, last=noun.last, person_class=str(adjective))


def _of_family(context: Context, base: Persons, noun: Found) -> Persons:
    """ "Seven members of the X family": civilians, and the family's name tells nothing more."""
    last = noun.last
    tokens = context.doc.tokens
    if last < len(tokens) and context.is_word(last) and not context.grammar(last):
        last += 1
    said = base.person_class if base.person_class != "unknown" else "civilian"
    return replace(base, last=last, person_class=said)


def described(context: Context, base: Persons, end: int) -> Persons:
    """`base` with all that the words after it say of its class, group and force."""
    for _ in range(_DESCRIPTIONS):
        more = _refined(context, base, end) if base.last < end else None
        if more is None:
            break
        base = more
    return base


def _is_participle(found: Found) -> bool:
    """A casualty noun that only describes the people before it ("seven wounded civilians")."""
    plain = not found.prefix and not found.definite and not found.suffix
    return found.sense.features["frame"] == "count" and plain


def _noun(context: Context, at: int, end: int, counted: bool = False) -> Found | None:
    """A person noun or a counted casualty noun at `at`."""
    if at >= end or not context.is_word(at):
        return None
    found = context.casualty(at, counted)
    if found is not None and found.sense.features["frame"] == "count" and found.last <= end:
        return found
    if found is not None and found.tag.startswith(("past", "present")):
        return None
    noun = context.person(at)
    if noun is None or noun.last > end or noun.sense.features.get("institution"):
        return None
    describes = noun.sense.features.get("adjective") and noun.definite and not noun.prefix
    if describes and (
        noun.tag == "singular.f" or (at > 0 and context.doc.forms[at - 1].startswith(ARTICLE))
    ):
        # "the civil defence", "the armed wing": an adjective of the definite noun before it.
        return None
    return noun
