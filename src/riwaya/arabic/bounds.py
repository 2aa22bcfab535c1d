"""Words that turn a number into an interval: more than, at least, up to, about, or more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from riwaya.arabic.inflection import verb_forms
from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold
from riwaya.arabic.words import WORD, Token


class Bound(Enum):
    """What a modifier says of the true number n' when it stands with n.

    `interval` holds the rules, those of the figures in the JSON that the program prints.
    """

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    UP_TO = "up_to"
    ABOUT = "about"

    def interval(self, low: int, high: int | None) -> tuple[int, int | None]:
        """The interval [low, high] (high None: open) as changed by this bound."""
        match self:
            case Bound.MORE_THAN:
                # "more than dozens" is no more precise than "dozens".
                return (low + 1 if high is not None else low), None
            case Bound.AT_LEAST:
                return low, None
            case Bound.ABOUT:
                return low, high
            case Bound.LESS_THAN:
                return (low, high) if high is None else (min(1, max(high - 1, 0)), max(high - 1, 0))
            case Bound.AT_MOST | Bound.UP_TO:
                return (low, high) if high is None else (min(1, high), high)


_Pattern = tuple[tuple[str, ...], Bound]
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_THIRD_PERSON = frozenset(
    f"{tense}.{who}" for tense in ("past", "present") for who in ("ms", "fs", "mp")
)
_ANY_WORD = "*"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Phrases by their last word (before a number) and by their first (after it)."""

    before: Mapping[str, tuple[_Pattern, ...]]
    after: Mapping[str, tuple[_Pattern, ...]]
    than: frozenset[str]


def bound_before(tokens: Sequence[Token], index: int, floor: int = 0) -> tuple[int, Bound] | None:
    """(first token, bound) of the longest modifier that ends right before token `index`.

    Tokens before `floor` are not looked at.
    """
    if index <= floor:
        return None
    last = tokens[index - 1].form
    if last not in _patterns().before:
        return None
    for pattern, bound in _ending(tokens[index - 2].form if index > 1 else "", last):
        first = index - len(pattern)
        if first >= floor and _matches(tokens, first, pattern):
            return first, bound
    return None


@lru_cache(maxsize=1 << 12)
def _ending(before: str, last: str) -> tuple[_Pattern, ...]:
    """The patterns that may end with these two words, longest first."""
    return tuple(
        (pattern, bound)
        for pattern, bound in _patterns().before[last]
        if len(pattern) == 1
        or pattern[-2] in (before, _ANY_WORD)
        or (len(pattern) == 2 and before.endswith(pattern[0]))
    )


def bound_after(tokens: Sequence[Token], index: int) -> tuple[int, Bound] | None:
    """(end token, bound) of the longest modifier that starts at token `index`."""
    if index >= len(tokens):
        return None
    patterns = _patterns()
    for pattern, bound in patterns.after.get(tokens[index].form, ()):
        last = index + len(pattern)
        if last <= len(tokens) and _matches(tokens, index, pattern):
            compares = last < len(tokens) and tokens[last].form in patterns.than
            if not (compares and pattern[-1] in _COMPARATIVES):
                return last, bound
    return None


# "5 or more than 4" compares anew; only "5 or more" closes the interval of 5.
_COMPARATIVES = frozenset({"اكثر", "اكتر", "اقل", "ازيد", "فاكثر", "واكثر", "فاقل", "واقل"})


def _matches(tokens: Sequence[Token], first: int, pattern: tuple[str, ...]) -> bool:
    """Whether the tokens from `first` are the pattern, whose first word may carry particles."""
    opening = tokens[first].form
    if not opening.endswith(pattern[0]) or opening[: -len(pattern[0])] not in _PROCLITICS:
        return False
    for offset in range(1, len(pattern)):
        token = tokens[first + offset]
        if pattern[offset] != token.form and (pattern[offset] != _ANY_WORD or token.kind != WORD):
            return False
    return True


@cache
def _patterns() -> _Patterns:
    data: dict[str, Any] = read_yaml("numbers")
    before = [
        *_listed(data["phrases_before"]),
        *_verbal(data["verbs_before"], data["negations"], data["number_nouns"]),
    ]
    return _Patterns(
        before=_indexed(before, -1),
        after=_indexed(_listed(data["phrases_after"]), 0),
        than=frozenset(map(fold, data["than"])),
    )


def _listed(section: Mapping[str, Iterable[str]]) -> Iterator[_Pattern]:
    for name, phrases in section.items():
        for phrase in phrases:
            yield _words(phrase), Bound(name)


def _verbal(
    entries: Iterable[Mapping[str, Any]], negations: Iterable[str], nouns: Iterable[str]
) -> Iterator[_Pattern]:
    """Every form of each verb: bare, after relative "ma" or "what may", and negated."""
    subjects = [(), *(_words(noun) for noun in nouns)]
    for entry in entries:
        leads = [((), entry["means"]), (_words("ما"), entry["means"])]
        if "negated" in entry:
            leads += [(_words(negation), entry["negated"]) for negation in negations]
        verbs = {form for form, tag in verb_forms(*entry["verb"]) if tag in _THIRD_PERSON}
        for lead, means in leads:
            for verb in verbs:
                for subject in subjects:
                    for particle in entry.get("then", [""]):
                        yield (*lead, verb, *subject, *_words(particle)), Bound(means)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in phrase.split())


def _indexed(patterns: Iterable[_Pattern], position: int) -> dict[str, tuple[_Pattern, ...]]:
    """Patterns by the word at `position`, longest first; a lone word also with its particles."""
    table: dict[str, list[_Pattern]] = {}
    for pattern in patterns:
        form = pattern[0][position]
        for proclitic in _PROCLITICS if len(pattern[0]) == 1 and position else ("",):
            table.setdefault(proclitic + form, []).append(pattern)
    return {
        form: tuple(sorted(found, key=lambda pattern: -len(pattern[0])))
        for form, found in table.items()
    }
