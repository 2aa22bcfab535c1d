"""Phrases that count people: "three children", "a woman", "five of the fighters", "12 others"."""

from __future__ import annotations

from riwaya.arabic.clitics import AND, BY, FOR
from riwaya.arabic.inflection import written_as_dual
from riwaya.arabic.numbers import Quantity, apply, postmodifier
from riwaya.reading.casualties.context import Context
from riwaya.reading.casualties.descriptions import (
    joined_nouns,
    with_noun,
)
from riwaya.reading.casualties.nouns import described_by
from riwaya.reading.casualties.numbers import counts_nobody
from riwaya.reading.casualties.persons import (
    COUNTED,
    DUAL,
    NUMBER_ALONE,
    OF_THEM,
    PLURAL,
    SINGLE,
    SOME,
    THINGS,
    Persons,
    noun_at_token,
)
from riwaya.reading.document import Found

# Above ten Arabic puts what is counted in the singular.
_PLURAL_AFTER = 10


def persons_at(context: Context, at: int, end: int) -> Persons | None:
    """The phrase that starts at token `at` and ends before `end`, or None."""
    if at in context.times or (at in context.sources and not _just_harmed(context, at)):
        return None
    quantity = context.quantities.get(at)
    some = context.role(at, "one_of")
    if some is not None and quantity is None:
        return _one_of(context, at, some, end)
    if quantity is not None:
        return _counted(context, quantity, end) if quantity.last <= end else None
    return _uncounted(context, at, end)


def _just_harmed(context: Context, at: int) -> bool:
    """A correspondent right behind a word of harm is its victim, not its source."""
    return at > 0 and context.casualty(at - 1) is not None


def _counted(context: Context, quantity: Quantity, end: int) -> Persons | None:
    """A number and what it counts."""
    at, after = quantity.first, quantity.last
    if quantity.high == 0 or counts_nobody(context, quantity, end):
        return None
    if after < end and context.is_punct(after, ")") and at and context.is_punct(at - 1, "("):
        after += 1
    noun_at = after + 1 if after < end and context.grammar(after) == "of" else after
    noun = noun_at_token(context, noun_at, end, counted=True)
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
            return with_noun(context, base, body, True)
        actor = context.armed_actor(noun_at)
        if actor is not None:
            return base._replace(last=actor.last, person_class="armed",
                           party=(actor.first, actor.last))  # fmt: skip
    if noun is None:
        form = _what_follows(context, at, after, end)
        if form is None:
            return None
        last = after + 1 if form == THINGS else after
        base = base._replace(last=last, form=form)
        return _with_postmodifier(context, base, quantity, end)
    base = base._replace(last=noun.last, head=noun.first)
    if noun_at > after and noun.definite:
        base = base._replace(last=joined_nouns(context, noun.last))
    elif quantity.low > _PLURAL_AFTER and noun.tag.startswith("singular"):
        base = base._replace(last=_paired(context, noun.last, end))
    base = _described(context, base, noun, end)
    return _with_postmodifier(context, base, quantity, end)


def _paired(context: Context, at: int, end: int) -> int:
    """The end of "… and a girl" in "a hundred boys and girls", counted by one number."""
    pair = context.person(at) if at < end else None
    if pair is None or pair.prefix != AND or pair.definite or pair.suffix:
        return at
    alone = pair.tag.startswith("singular") and not pair.sense.features.get("others")
    return pair.last if alone else at


def _of_them(context: Context, base: Persons, at: int, end: int) -> Persons | None:
    """ "Three of them children": a part of people named before, with what it says of them."""
    cursor = at + 1
    if cursor < end and context.grammar(cursor) == "of":
        cursor += 1
    noun = noun_at_token(context, cursor, end) if cursor < end else None
    if noun is None or noun.prefix or noun.tag.startswith("dual"):
        return base._replace(last=at + 1, form=OF_THEM)
    described = _described(context, base._replace(last=noun.last, head=noun.first), noun, end)
    return described._replace(form=OF_THEM, status=None)


def _with_postmodifier(context: Context, base: Persons, quantity: Quantity, end: int) -> Persons:
    """Words such as "at least" after the noun change the interval."""
    found = postmodifier(context.doc.tokens, base.last) if base.last < end else None
    if found is None:
        return base
    last, modifier = found
    changed = apply(quantity, modifier)
    return base._replace(last=last, low=changed.low, high=changed.high, approx=changed.approx)


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
    words = context.doc.analyses[at]
    if role or "casualties" in words or "sayings" in words or "casualty_context" in words:
        return NUMBER_ALONE
    if context.doc.forms[at][0] in (BY, FOR) and len(context.doc.forms[at]) > 3:
        return NUMBER_ALONE
    return THINGS


def _uncounted(context: Context, at: int, end: int) -> Persons | None:
    noun = noun_at_token(context, at, end)
    if noun is None:
        return None
    after_cue = at > 0 and context.casualty(at - 1) is not None
    if _owners(context, noun):
        return None
    if noun.sense.features.get("national") and not _stands_for_people(context, noun, end):
        return None
    tag, last = noun.tag, noun.last
    if noun.sense.features.get("others"):
        single = bool(noun.sense.features.get("single"))
        if single and not after_cue:
            return None
        form = SINGLE if single else DUAL if noun.sense.features.get("two") else PLURAL
    elif tag.startswith("plural") and written_as_dual(context.doc.tokens[last - 1].text):
        form = DUAL
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
            base = base._replace(last=found[0], high=None)
    return _described(context, base, noun, end)


def _owners(context: Context, noun: Found) -> bool:
    """ "A gathering of leaders": people without number behind "of" own the thing before them."""
    before = noun.first - 1
    if noun.prefix != FOR or noun.definite or not noun.tag.startswith(("plural", "phrase")):
        return False
    if before < 0 or not context.is_word(before) or context.casualty(before):
        return False
    return not context.grammar(before) and "place_nouns" not in context.doc.analyses[before]


def _one_of(context: Context, at: int, some: Found, end: int) -> Persons | None:
    """One of the children; the pronoun forms ("one of them") stand alone."""
    base = Persons(at, some.last, at, SOME, 1, 1, prefix=some.prefix)
    noun = noun_at_token(context, some.last, end) if some.last < end else None
    if noun is not None and noun.tag.startswith("plural"):
        base = base._replace(last=noun.last, head=noun.first)
        return _described(context, base, noun, end)
    actor = context.armed_actor(some.last) if some.last < end else None
    if actor is not None:
        return base._replace(last=actor.last, person_class="armed", party=(actor.first, actor.last))
    if not some.sense.features.get("of_them"):
        if some.last < end and context.is_word(some.last) and not context.grammar(some.last):
            # "one of its administrators": a noun the lexicon does not know.
            return base._replace(last=some.last + 1, form=THINGS)
        return None
    if noun is not None and not noun.prefix and not noun.definite and noun.tag.startswith("sing"):
        described = _described(context, base._replace(last=noun.last, head=noun.first), noun, end)
        return described._replace(form=OF_THEM, status=None)
    return base._replace(form=OF_THEM)


def _stands_for_people(context: Context, noun: Found, end: int) -> bool:
    """A nationality for people: beside a word of harm or before a number; else it describes."""
    if noun.definite:
        return False
    if noun.first > 0 and context.casualty(noun.first - 1):
        return True
    if noun.last >= end:
        return False
    number = context.quantities.get(noun.last)
    verb = context.casualty(noun.last)
    told = verb is not None and verb.tag.startswith("past") and not verb.prefix
    return told or (number is not None and number.high in (1, 2))


def _described(context: Context, base: Persons, noun: Found, end: int) -> Persons:
    if noun.sense.features.get("body"):
        return _body_of(context, base._replace(status=str(noun.sense.features["status"]),
                                         definite=noun.definite), end)  # fmt: skip
    return described_by(context, base, noun, end)


def _body_of(context: Context, base: Persons, end: int) -> Persons:
    """ "The body of a woman", "the bodies of three people": the people are those counted."""
    belongs = context.role(base.last, "belongs") if base.last < end else None
    owner = belongs.last if belongs is not None else base.last
    whose = persons_at(context, owner, end) if owner < end else None
    if (
        whose is None
        or whose.prefix not in ("", FOR)
        or whose.form in (NUMBER_ALONE, THINGS, OF_THEM)
    ):
        return base
    if base.form == DUAL and whose.form == SINGLE:
        return _two_bodies(context, base, whose, end)
    low, high = (whose.low, whose.high) if base.form == PLURAL else (base.low, base.high)
    counted = base.form == PLURAL and whose.form in (COUNTED, DUAL)
    return whose._replace(
        first=base.first,
        head=base.head,
        form=COUNTED if counted else base.form,
        low=low,
        high=high,
        status=base.status,
        prefix=base.prefix,
        others=False,
    )


def _two_bodies(context: Context, base: Persons, whose: Persons, end: int) -> Persons:
    """ "The two bodies of a woman and her child": two people, of whom two phrases tell."""
    other = persons_at(context, whose.last, end) if whose.last < end else None
    if other is None or other.prefix != AND or other.form != SINGLE:
        return base._replace(last=whose.last, person_class=whose.person_class)
    classes = {whose.person_class, other.person_class} - {"unknown"}
    return base._replace(
        last=other.last,
        person_class=classes.pop() if len(classes) == 1 else "unknown",
        group=whose.group if whose.group == other.group else None,
    )
