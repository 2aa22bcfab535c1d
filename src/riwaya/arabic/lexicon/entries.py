"""Lexicon files read into senses and the folded forms that express them.

One YAML file is one category of words; its name is the category. Each entry has a Latin key and:

    verbs:   [{past: …, present: …, masdar: […], participle: {sg:, f:, pl:, sound:}}]
    nouns:   [{sg: …, f: …, pl: […], sound: m|f|mf}]
    words:   [words that do not inflect]
    phrases: ["several words", …]
    features: {any: facts the reader needs}
    examples: ["a sentence that must match", …]
    not:      ["a sentence that must not", …]

Any other key of a verb or noun is a feature of that item alone. In a phrase `~past|present`
stands for a verb in all its forms, `word+` for a word with any pronoun, `word*` for a word with
or without one, `(ال)word` for a word with or without its article and `a/b` for alternatives.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from riwaya.arabic.inflection import MASDAR, noun_forms, verb_forms
from riwaya.arabic.script import fold

ITEM_KEYS = frozenset(
    {"past", "present", "masdar", "sg", "f", "pl", "sound", "participle", "phrase"}
)
"""Keys of a verb, noun or phrase that give its forms; any other is a feature."""
_PHRASE_PRONOUNS = ("ه", "ها", "هم", "هن", "هما")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Sense(NamedTuple):
    """What a form means: its category (file), entry key, inflection tag and features."""

    category: str
    key: str
    tag: str
    features: Mapping[str, Any]


def read_yaml(name: str) -> Any:
    """The content of a lexicon file given by its name without `.yaml`."""
    path = files("riwaya.arabic.lexicon") / f"{name}.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


def load_entries(category: str) -> dict[str, dict[str, Any]]:
    """Entries of one category by key.

    Raises ValueError naming the file when it is not a mapping of mappings.
    """
    content = read_yaml(category)
    if not isinstance(content, dict) or not all(isinstance(v, dict) for v in content.values()):
        raise ValueError(f"lexicon/{category}.yaml: expected entries by key, each a mapping")
    return content


def expand(category: str, key: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    """(phrase of folded words joined by spaces, sense) for every form of an entry."""
    shared = dict(entry.get("features") or {})
    for verb in entry.get("verbs") or ():
        features = shared | _own(verb)
        for form, tag in verb_forms(verb.get("past", ""), verb.get("present", "")):
            yield form, Sense(category, key, tag, features)
        for masdar in verb.get("masdar") or ():
            sense = Sense(category, key, MASDAR, features)
            yield fold(masdar), sense
            if masdar.endswith("ة"):
                yield fold(masdar)[:-1] + "ت", sense
        if verb.get("participle"):
            yield from _nouns(category, key, verb["participle"], features, "participle.")
    for noun in entry.get("nouns") or ():
        yield from _nouns(category, key, noun, shared | _own(noun), "")
    for word in entry.get("words") or ():
        yield fold(word), Sense(category, key, "word", shared)
    for phrase in entry.get("phrases") or ():
        pattern, features = (
            (phrase, shared)
            if isinstance(phrase, str)
            else (phrase["phrase"], shared | _own(phrase))
        )
        for form, tag in expand_phrase(pattern):
            yield form, Sense(category, key, tag, features)


def _nouns(
    category: str, key: str, noun: Mapping[str, Any], features: dict[str, Any], prefix: str
) -> Iterator[tuple[str, Sense]]:
    forms = noun_forms(
        noun["sg"], tuple(noun.get("pl") or ()), noun.get("f") or "", noun.get("sound") or ""
    )
    for form, tag in forms:
        yield form, Sense(category, key, prefix + tag, features)


def _own(item: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in item.items() if k not in ITEM_KEYS}


def expand_phrase(pattern: str) -> Iterator[tuple[str, str]]:
    """(folded words joined by spaces, tag) for every form of a phrase pattern."""
    choices = [list(_choices(word)) for word in pattern.split()]
    for combination in itertools.product(*choices):
        tag = next((t for _, t in combination if t), "phrase")
        yield " ".join(form for form, _ in combination), tag


def _choices(word: str) -> Iterator[tuple[str, str]]:
    if word.startswith("~"):
        past, _, present = word[1:].partition("|")
        yield from verb_forms(past, present)
        return
    for alternative in word.split("/"):
        article = alternative.startswith("(ال)")
        bare = alternative[4:] if article else alternative
        pronoun = bare[-1] if bare[-1] in "+*" else ""
        stem = bare.rstrip("+*")
        joined = stem[:-1] + "ت" if stem.endswith("ة") else stem
        forms = [] if pronoun == "+" else [fold(stem)]
        if pronoun:
            forms += [fold(joined) + suffix for suffix in _PHRASE_PRONOUNS]
        for form in forms:
            yield form, ""
            if article:
                yield "ال" + form, ""
