"""Who is behind a claim: a key that is equal for all that go back to one source, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from riwaya.incidents.claims import ToldClaim, name_key, outlet_name
from riwaya.incidents.parties import party_names, speaker
from riwaya.knowledge.sources import load_sources
from riwaya.model import Source
from riwaya.model.incident import Account
from riwaya.reading.vocabulary import reading_lexicon

_SOURCE_NOUNS = "source_nouns"
_OUTLET = "outlet"
_FIGHTING = frozenset({"military", "armed_group"})
# Kinds for whom nobody but the outlet can vouch, and those that stay apart by kind.
_VOUCHED_FOR = frozenset({"anonymous", "local", "witness", "other", "social_media"})
_NAMELESS = _VOUCHED_FOR | {"activist"}
# Heads of source names that mean one person, whose office takes more than an adjective to tell.
_PERSON_HEADS = frozenset({"official", "journalist", "analyst", "observers", "political"})
_QUOTED = re.compile('[\u201c\u00ab"]([^\u201c\u201d\u00ab\u00bb"]{3,60})[\u201d\u00bb"]')
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is behind a claim: `key`, a name to show, the reason in words, and whether the key is
    a name that may be written longer or shorter elsewhere.
    """

    key: str
    name: str
    reason: str
    by_name: bool = False


def voice_of(told: ToldClaim, account: Account, accounts: Mapping[str, Account]) -> Voice:
    """Who is behind a claim of one report.

    `accounts`: those of the case, to look up what a text is a copy of.
    """
    first = accounts.get(account.text_origin or "", account)
    outlet = _outlet(first)
    source = told.source
    if told.own_voice or source is None or _is_correspondent(source):
        return outlet
    if source.known_as:
        return _credited(source.known_as, source.name_en)
    quoted = _QUOTED.search(source.name)
    if source.named or quoted:
        name = quoted.group(1) if quoted else source.name
        return _credited(name_key(name), quoted.group(1) if quoted else source.name_en, True)
    if source.kind in _FIGHTING and (party := speaker(source)) is not None:
        return _credited(party, source.name_en if source.name_en else source.name)
    if source.kind in _VOUCHED_FOR:
        return outlet
    body = None if source.kind in _NAMELESS else body_of(source.name)
    if body is not None:
        return _credited(body, source.name, True)
    kind = source.kind.replace("_", " ")
    reason = f"Sources without a name ({kind}) quoted by {outlet.name}, which cannot be told apart."
    return Voice(f"{outlet.key}/{source.kind}", f"{kind} quoted by {outlet.name}", reason)


def _credited(key: str, name: str, by_name: bool = False) -> Voice:
    return Voice(key, name, f"Credited to {name}.", by_name)


def _outlet(account: Account) -> Voice:
    key, name = outlet_name(account.reading)
    if account.forwarded_from:
        key, name = name_key(account.forwarded_from), account.forwarded_from
    reason = f"The words of {name} and of sources for whom it alone vouches."
    return Voice(key, name, reason, by_name=" " in key)


def _is_correspondent(source: Source) -> bool:
    """Whether a source is the outlet's own reporter; media of a camp are somebody else."""
    return source.kind == _OUTLET and not source.named and source.alignment is None


def body_of(name: str) -> str | None:
    """The key of the body that a source without a proper name belongs to, None if none is told.

    "A source in the Anbar police" and "the Anbar police" are of one body; "a local official" and
    "medical sources" are of none.
    """
    words = name_key(name).split()[:_MOST_WORDS]
    at = 0
    opened = _noun(words[0]) if words else None
    if opened is not None and opened[1]:
        at = next((i for i in range(1, len(words)) if _opens_body(words, i)), len(words))
    rest = words[at:]
    head = _noun(rest[0]) if rest else None
    told = rest[1:] if head is not None else rest
    if head is not None and all(word in head[2] for word in told):
        told = []
    needed = 2 if head is None or head[0] in _PERSON_HEADS else 1
    if len(told) >= needed or " ".join(rest) in party_names():
        return " ".join(rest)
    return None


def _opens_body(words: list[str], at: int) -> bool:
    noun = _noun(words[at])
    return (noun is not None and not noun[1]) or " ".join(words[at:]) in party_names()


@lru_cache(maxsize=1 << 12)
def _noun(word: str) -> tuple[str, bool, frozenset[str]] | None:
    """(key, whether it only stands for somebody else, adjectives that tell its kind)."""
    found = reading_lexicon().by_category(word).get(_SOURCE_NOUNS)
    if found is None:
        return None
    features = found.sense.features
    return found.key, bool(features["yields"]), frozenset(features["refined_by"])


def merged_names(voices: Iterable[Voice]) -> dict[str, str]:
    """From longer names to shorter ones that they begin or end with: "the media office of the
    Diyala health directorate" is the directorate's. Where a listed body of a longer name is among
    the voices ("Syria Civil Defence"), the shorter name ("the civil defence") means that body.
    """
    told = list(voices)
    names = sorted({v.key for v in told if v.by_name and " " in v.key}, key=lambda n: (len(n), n))
    listed = sorted({v.key for v in told if not v.by_name})
    merged: dict[str, str] = {}
    for at, name in enumerate(names):
        bodies = [key for key in listed if any(_extends(full, name) for full in _listed(key))]
        if len(bodies) == 1:
            merged[name] = bodies[0]
            continue
        shorter = next((other for other in names[:at] if _extends(name, other)), None)
        if shorter is not None:
            merged[name] = merged.get(shorter, shorter)
    return merged


def _extends(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter + " ") or longer.endswith(" " + shorter)


def _listed(key: str) -> tuple[str, ...]:
    """The matching names of a source of the source list; none for other keys."""
    return _listed_names().get(key, ())


@cache
def _listed_names() -> Mapping[str, tuple[str, ...]]:
    return {source.key: tuple(map(name_key, source.names)) for source in load_sources()}
