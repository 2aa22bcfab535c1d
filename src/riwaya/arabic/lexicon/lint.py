"""Proof that lexicon files are sound: their letters, keys, lemmas and example sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

from riwaya.arabic.lexicon.entries import ITEM_KEYS, expand, read_yaml
from riwaya.arabic.lexicon.lookup import Lexicon
from riwaya.arabic.words import tokenise

KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
# Vowel marks (U+064B to U+0652) may stand in a lemma to tell it from another; nothing else may
# that looks like a letter and is none, or like another letter and is not it.
_FORBIDDEN = {
    "tatweel": "\u0640",
    "Koranic or combining mark": "\u0610-\u061a\u0653-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff",
    "Farsi yeh, keheh or heh": "\u06cc\u06a9\u06c0-\u06c3\u06be\u06d5",
    "presentation form": "\ufb50-\ufdff\ufe70-\ufefc",
    "invisible control": "\u00ad\u034f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufe00-\ufe0f\ufeff",
    "replacement character": "\ufffd",
}
_FORBIDDEN_CLASSES = {name: re.compile(f"[{letters}]") for name, letters in _FORBIDDEN.items()}
_VOWELS = re.compile("[\u064b-\u0652]")
_FORM_KEYS = ("verbs", "nouns", "words", "phrases")
# Where a counter-example is told by its place in the line and not by its words.
_MATCHED_BY_LINE = frozenset({"furniture"})


class Fault(NamedTuple):
    """Something wrong with an entry (or a whole file, when `key` is empty)."""

    file: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}" if self.key else f"{self.file}: {self.what}"


def lexicon_files() -> tuple[str, ...]:
    """Names of the lexicon files without `.yaml`, in order."""
    folder = files("riwaya.arabic.lexicon")
    names = (path.name for path in folder.iterdir() if path.name.endswith(".yaml"))
    return tuple(sorted(name.removesuffix(".yaml") for name in names))


def is_entry_file(content: Any) -> bool:
    """Whether a file's content is entries of words (see `entries`), not tables of its own shape."""
    return isinstance(content, dict) and all(
        isinstance(entry, dict) and any(key in entry for key in _FORM_KEYS)
        for entry in content.values()
    )


def lint_lexicon(name: str) -> list[Fault]:
    """Every fault of one lexicon file, given by its name without `.yaml`."""
    text = (files("riwaya.arabic.lexicon") / f"{name}.yaml").read_text(encoding="utf-8")
    faults = [Fault(f"{name}.yaml", "", what) for what in letter_faults(text)]
    content = read_yaml(name)
    if is_entry_file(content):
        faults += lint_entries(name, content)
    return faults


def letter_faults(text: str) -> Iterator[str]:
    """What is wrong with the characters of a data file, with the line numbers.

    Data files are NFC and hold base letters and vowel marks only (see docs of the folder).
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            yield f"line {number}: not in Unicode normal form C"
        for name, letters in _FORBIDDEN_CLASSES.items():
            found = letters.search(line)
            if found:
                yield f"line {number}: {name} (U+{ord(found.group()):04X})"


def lint_entries(category: str, entries: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    """Faults of entries: keys, lemmas given twice, examples that miss or that are missing."""
    file = f"{category}.yaml"
    lemmas: Counter[tuple[str, str]] = Counter()
    for key, entry in entries.items():
        if not KEY.fullmatch(str(key)):
            yield Fault(file, str(key), "a key is Latin letters in lower case, joined by _")
        lemmas.update(_lemmas(str(key), entry))
        lexicon = Lexicon(expand(category, str(key), entry))
        examples = [*(entry.get("examples") or ()), *filter(None, [entry.get("example")])]
        if not examples and any(entry.get(kind) for kind in _FORM_KEYS):
            yield Fault(file, str(key), "no example")
        for sentence in examples:
            if not matches(lexicon, sentence):
                yield Fault(file, str(key), f"does not match its example: {sentence}")
        for sentence in () if category in _MATCHED_BY_LINE else entry.get("not") or ():
            if matches(lexicon, sentence):
                yield Fault(file, str(key), f"matches what it must not: {sentence}")
    for (lemma, _), count in lemmas.items():
        if count > 1:
            yield Fault(file, "", f"given {count} times with one meaning: {lemma}")


def matches(lexicon: Lexicon, sentence: str) -> bool:
    """Whether a word or set phrase of `lexicon` stands in `sentence`."""
    forms = [token.form for token in tokenise(sentence, lexicon.known)]
    return any(
        lexicon.known(form) or bool(lexicon.phrases(forms, at)) for at, form in enumerate(forms)
    )


def _lemmas(key: str, entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(dictionary form with its kind, its meaning) of an entry.

    One form with two meanings may be listed twice; the meaning is the features, or the key when
    there are none.
    """
    shared = entry.get("features") or {"key": key}
    for verb in entry.get("verbs") or ():
        yield f"verb {verb.get('past', '')}|{verb.get('present', '')}", _merged(shared, verb)
    for noun in entry.get("nouns") or ():
        yield f"noun {noun['sg']}", _merged(shared, noun)
    for word in entry.get("words") or ():
        yield f"word {_VOWELS.sub('', word)}", _merged(shared, {})
    for phrase in entry.get("phrases") or ():
        item = {"phrase": phrase} if isinstance(phrase, str) else phrase
        yield f"phrase {item['phrase']}", _merged(shared, item)


def _merged(shared: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    own = {k: v for k, v in item.items() if k not in ITEM_KEYS}
    return repr(sorted({**shared, **own}.items(), key=lambda pair: pair[0]))
