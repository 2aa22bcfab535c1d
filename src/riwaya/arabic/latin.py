"""Arabic names in Latin letters, for names that have no English one in the knowledge.

The letters follow IJMES without its diacritics: no macrons, no dots, ayn and hamza left out, the
article joined as `al-` without assimilation. Arabic seldom writes short vowels, so they come from
the table lexicon/latin_names.yaml for common names, from the marks where the text has them, and
else from the shape of the word. The result is for reading and never for matching.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from riwaya.arabic.lexicon.entries import read_yaml
from riwaya.arabic.script import fold

_CONSONANTS = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ك": "k", "ک": "k", "گ": "g",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "و": "w", "ي": "y", "ء": "", "ئ": "", "ؤ": "",
}  # fmt: skip
_LONG = {"ا": "a", "آ": "a", "و": "u", "ي": "i"}
_SAME = str.maketrans({"ی": "ي", "ى": "ا", "ٱ": "ا", "ۆ": "و", "ە": "ه", "ـ": None})
_MARKS = {
    "\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in",
}  # fmt: skip
_SHADDA, _SUKUN = "\u0651", "\u0652"
_VOWELLING = frozenset({*_MARKS, _SHADDA})
_ARABIC_WORD = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06ee\u06ef\u06fa-\u06ff]+"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NOT_LETTERS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)


@cache
def _table() -> dict[str, str]:
    return {
        fold(form): latin
        for latin, forms in read_yaml("latin_names").items()
        for form in ([forms] if isinstance(forms, str) else forms)
    }


@lru_cache(maxsize=1 << 14)
def romanise(name: str) -> str:
    """`name` with its Arabic words in Latin letters, capitalised; other characters as they are.

    Any string is accepted; the empty string gives the empty string. Never raises.
    """
    text = unicodedata.normalize("NFKC", name).translate(_DIGITS)
    text = _ARABIC_WORD.sub(lambda match: _word(match.group()), text)
    return " ".join(_NOT_LETTERS.sub("", text).split())


def _word(word: str) -> str:
    bare = _NOT_LETTERS.sub("", word)
    folded = fold(bare)
    table = _table()
    if folded in table:
        return table[folded]
    if bare.startswith("عبدال") and len(bare) > 6:
        return "Abd " + _word(bare[3:])
    if bare.startswith(("ال", "ٱل")) and len(bare) > 3:
        rest = table.get(fold(bare[2:]))
        return "al-" + (rest or _capital(_letters(_after_article(word))))
    return _capital(_letters(word))


def _after_article(word: str) -> str:
    """The word without its first two letters and the marks on them."""
    letters = [i for i, c in enumerate(word) if not _NOT_LETTERS.match(c)]
    return word[letters[2] :]


def _capital(latin: str) -> str:
    return latin[:1].upper() + latin[1:]


def _letters(word: str) -> str:
    word = word.translate(_SAME)
    if any(mark in word for mark in _MARKS):
        return _marked(word)
    return _shaped(_NOT_LETTERS.sub("", word))


def _marked(word: str) -> str:
    """Latin letters of a vocalised word; a letter of length after its own vowel adds nothing."""
    out: list[str] = []
    for index, character in enumerate(word):
        if character in _MARKS:
            out.append(_MARKS[character])
        elif character == _SHADDA:
            last = next((part for part in reversed(out) if part), "")
            out.append(last)
        elif character == "ة":
            out.append("" if out and out[-1] == "a" else "a")
        elif character in "أإآا":
            vowelled = index + 1 < len(word) and word[index + 1] in _MARKS
            silent = vowelled or (out and out[-1] == "a")
            out.append("" if silent else "i" if character == "إ" else "a")
        elif character in "وي" and out and out[-1] == _LONG[character]:
            vowelled = index + 1 < len(word) and word[index + 1] in _VOWELLING
            out.append(_CONSONANTS[character] if vowelled else "")
        elif character != _SUKUN:
            out.append(_CONSONANTS.get(character, ""))
    return "".join(out)


def _shaped(word: str) -> str:
    """Latin letters of a word without marks, with short vowels where its shape suggests them."""
    if word.endswith("ية") and len(word) > 3:
        return _shaped(word[:-1]) + "yya"
    out: list[str] = []
    run: list[str] = []  # consonants since the last vowel
    before = ""
    for index, character in enumerate(word):
        vowel = _vowel(word, index)
        if vowel is None:
            run.append(_CONSONANTS.get(character, ""))
            continue
        out.append(_before_vowel(run, before) + vowel)
        # A first alef carries a short vowel, a later one is long and asks for another after it.
        run, before = [], "long" if vowel == "a" and index else "other"
    out.append(_at_end(run, before))
    return "".join(out)


def _vowel(word: str, index: int) -> str | None:
    """The vowel that the letter at `index` stands for, or None for a consonant."""
    character, before = word[index], word[index - 1] if index else ""
    after = word[index + 1 : index + 2]
    if character in "أإآا":
        return "i" if character == "إ" else "a"
    if character == "ة":
        return "a"
    if character == "ؤ" and after not in ("ا", "و"):
        return "u"
    if character not in "وي" or not index or after in ("ا", "آ", "ة"):
        return None
    if character == "ي" and before == "إ":
        return ""
    if before in "اآأإ" or (before in "وي" and _vowel(word, index - 1) is not None):
        return None
    if index == 1 and _is_diphthong(word):
        return "ay" if character == "ي" else "aw"
    return _LONG[character]


def _is_diphthong(word: str) -> bool:
    """Whether the second letter is a glide: two consonants follow, or one and a final -a'."""
    rest = word[2:]
    return rest.endswith("اء") or (len(rest) == 2 and not set(rest) & set("أإآاويةؤ"))


def _before_vowel(run: list[str], before: str) -> str:
    """Consonants that a written vowel follows: the last one opens its syllable."""
    if len(run) <= 1:
        return "".join(run)
    if not before:
        return _closed(run[:-1]) + run[-1]
    if len(run) == 2:
        return ("i" if before == "long" else "").join(run)
    return run[0] + _closed(run[1:-1]) + run[-1]


def _at_end(run: list[str], before: str) -> str:
    """Consonants at the end of the word, with the vowels between them."""
    if len(run) <= 1:
        return "".join(run)
    if not before:
        return _closed(run[:-2]) + "a".join(run[-2:])
    if len(run) == 2:
        return ("i" if before == "long" else "a").join(run)
    return run[0] + _closed(run[1:-2]) + "a".join(run[-2:])


def _closed(run: list[str]) -> str:
    """Consonants as syllables of which the last may be closed: Ca, CaC, CaCaC."""
    if not run:
        return ""
    tail = run[-1] if len(run) > 1 else ""
    return "".join(consonant + "a" for consonant in (run[:-1] if tail else run)) + tail
