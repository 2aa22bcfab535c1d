"""Particles by name, and words with their particles taken off as a reader would write them."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.inflection import noun_forms
from riwaya.arabic.script import INVISIBLE

AND, SO, BY, TO, WILL = "و", "ف", "ب", "ل", "س"
# The regular masculine plural, which keeps its nun unless something belongs to it.
PLURAL_ENDINGS = ("ون", "ين")
FIRST_PERSON = frozenset({"نا", "ي"})
# "In it", "from her", folded: what a clause about a noun before it ends on.
WITH_PRONOUN = frozenset(
    particle + pronoun for particle in ("في", "ب", "من", "علي", "الي") for pronoun in ("ها", "ه")
)
_SHORTEST_BARE = 2


def bare(form: str) -> str:
    """A folded form without its article."""
    if form.startswith(ARTICLE) and len(form) - len(ARTICLE) >= _SHORTEST_BARE:
        return form[len(ARTICLE) :]
    return form


def without_particles(text: str, prefix: str, definite: bool) -> str:
    """A name as written, without the particles on its first word.

    `prefix` and `definite` are as in the word's analysis. The article that li- swallowed is
    given back: a name is quoted as it stands alone.
    """
    left = len(prefix)
    start = 0
    while left and start < len(text):
        if not INVISIBLE.match(text[start]):
            left -= 1
        start += 1
    rest = text[start:].lstrip("ـ ")
    if definite and prefix.endswith(TO) and not rest.startswith(ARTICLE):
        rest = (ARTICLE + rest[1:]) if rest.startswith(TO) else ARTICLE + rest
    return rest or text


def adjective_forms(masculine: str) -> Iterator[str]:
    """Folded forms of an adjective, given masculine singular: genders, dual and sound plurals."""
    for form, _ in noun_forms(masculine, feminine=masculine + "ة", sound="m"):
        yield form
