"""Inflected forms generated from lemmas: verbs, nouns, with listed broken plurals.

All forms come out folded (see `script.fold`). Particles written onto a word are not generated
here; `lexicon.Lexicon` takes them off when it looks a word up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from riwaya.arabic.script import fold

# Endings of relative adjectives (nisba), folded, in their genders, numbers and cases.
RELATIVE_ENDINGS = ("ي", "يا", "يه", "يين", "يون", "يتين", "يتان", "يان", "يات")

# Fatha (before or after shadda) on the letter before a ya that ends the word, with or without nun.
_DUAL = re.compile("(?:\u064e\u0651?|\u0651\u064e)\u064a[\u0652]?(?:\u0646[\u0650]?)?$")

PAST, PRESENT, MASDAR = "past", "present", "masdar"
SINGULAR, DUAL, PLURAL = "singular", "dual", "plural"


def verb_forms(past: str, present: str) -> Iterator[tuple[str, str]]:
    """(form, tag) for a verb given its third-person masculine singular past and present.

    The tag is "past.ms", "past.fs", "past.md", "past.fd", "past.mp", "past.fp" or the same
    with "present". Weak final letters follow from the lemmas' spelling (alif maqsura, alif, ya).
    """
    if past:
        yield from _past(past)
    if present:
        yield from _present(present)


def _past(lemma: str) -> Iterator[tuple[str, str]]:
    whole = fold(lemma)
    yield whole, "past.ms"
    if lemma.endswith(("ى", "ا")):
        stem, weak = whole[:-1], "و" if lemma.endswith("ا") else "ي"
        endings = [("ت", "fs"), ("تا", "fd"), (weak + "ا", "md"), ("وا", "mp"), ("و", "mp")]
        endings += [(weak + "ن", "fp"), (weak + "ت", "first"), (weak + "نا", "first")]
    elif lemma.endswith("ي"):
        stem = whole[:-1]
        endings = [("يت", "fs"), ("يتا", "fd"), ("يا", "md"), ("وا", "mp"), ("و", "mp")]
        endings += [("ين", "fp"), ("ينا", "first")]
    else:
        stem = whole
        endings = [("ت", "fs"), ("تا", "fd"), ("ا", "md"), ("وا", "mp"), ("و", "mp")]
        endings += [("ن", "fp"), ("نا", "first")]
    for ending, tag in endings:
        yield stem + ending, "past." + tag


def _present(lemma: str) -> Iterator[tuple[str, str]]:
    whole = fold(lemma)
    body = whole[1:]
    yield "ي" + body, "present.ms"
    yield "ت" + body, "present.fs"
    yield "ن" + body, "present.first"
    stem = body[:-1] if lemma.endswith(("ى", "ا", "ي", "و")) else body
    for ending in ("ون", "وا"):
        yield "ي" + stem + ending, "present.mp"
    weak = "ي" if lemma.endswith(("ى", "ا", "ي")) else "و" if lemma.endswith("و") else ""
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield prefix + stem + weak + "ان", f"present.{gender}d"
    yield "ي" + stem + weak + "ن", "present.fp"


def noun_forms(
    singular: str, plurals: tuple[str, ...] = (), feminine: str = "", sound: str = ""
) -> Iterator[tuple[str, str]]:
    """(form, tag) for a noun, with the stems that pronouns are written onto.

    Tags: "singular.m", "singular.f", "dual.m", "plural.f" and so on. `plurals`: broken plurals,
    listed. `feminine`: its own feminine word, when there is one. `sound`: "m" and/or "f" for the
    regular plurals to be generated.
    """
    for form, tag in _noun_forms(singular, plurals, feminine, sound):
        yield form, tag
        if form.endswith("اء") and tag.startswith("plural"):
            yield form[:-1], tag  # as written in dialect and in haste
        if form.endswith("اء"):
            # The hamza changes its seat before a pronoun ("their doctors").
            yield form[:-1] + "ي", tag
            yield form[:-1] + "و", tag


def _noun_forms(
    singular: str, plurals: tuple[str, ...], feminine: str, sound: str
) -> Iterator[tuple[str, str]]:
    gender = "f" if singular.endswith(("ة", "اء")) and not feminine else "m"
    if "m" in sound:
        # Before the dual: where only vowels tell them apart, reports mean the plural.
        for ending in ("ون", "ين", "و", "ي"):
            yield fold(singular) + ending, "plural.m"
    yield from _declined(singular, gender)
    for plural in plurals:
        yield fold(plural), f"plural.{gender}"
        if not plural.endswith(("ات", "اء", "ى", "ا", "ون", "ين", "ة", "ي")):
            yield fold(plural) + "ا", f"plural.{gender}"
        if plural.endswith(("ون", "ين")):
            stem = fold(plural)[:-2]
            for ending in ("ون", "ين", "و", "ي"):
                yield stem + ending, f"plural.{gender}"
    if "f" in sound and not feminine:
        yield _feminine_plural(singular), f"plural.{gender if gender == 'f' else 'm'}"
    if feminine:
        yield from _declined(feminine, "f")
        yield _feminine_plural(feminine), "plural.f"


def _declined(lemma: str, gender: str) -> Iterator[tuple[str, str]]:
    whole = fold(lemma)
    yield whole, f"singular.{gender}"
    if lemma.endswith("ة"):
        stem = whole[:-1] + "ت"
        yield stem, f"construct.{gender}"
    elif lemma.endswith("ى"):
        stem = whole[:-1] + "ي"
    else:
        stem = whole
        if gender == "m" and not whole.endswith("ا"):
            yield whole + "ا", f"singular.{gender}"
    for ending in ("ان", "ين", "ا", "ي"):
        yield stem + ending, f"dual.{gender}" if len(ending) > 1 else f"dual_construct.{gender}"


def _feminine_plural(lemma: str) -> str:
    whole = fold(lemma)
    return (whole[:-1] if lemma.endswith("ة") else whole) + "ات"


def written_as_dual(text: str) -> bool:
    """Whether a vowel mark on a word as written makes it a dual where its letters allow a plural.

    Only the vowel before the last ya tells "two fighters" from "fighters".
    """
    return _DUAL.search(text) is not None


def accusative(text: str) -> bool:
    """Whether a word as written is an indefinite accusative, told by its mark: no name ends so."""
    return text.endswith(("\u064b\u0627", "\u0627\u064b"))
