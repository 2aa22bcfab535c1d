"""Lookup of a folded word or phrase in the lexicon, particles taken off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.arabic.clitics import pronoun_splits, splits
from riwaya.arabic.lexicon.entries import Sense, expand, load_entries
from riwaya.arabic.memo import Memo
from riwaya.arabic.phrases import Match, PhraseTable


class Word(NamedTuple):
    """One analysis of a written word: its sense and the particles around it.

    `prefix`: conjunction, preposition or future particle as written ("و", "ب", "وس"), article
    not included; `suffix`: the pronoun on the end, or "".
    """

    sense: Sense
    prefix: str
    definite: bool
    suffix: str

    @property
    def key(self) -> str:
        return self.sense.key

    @property
    def tag(self) -> str:
        return self.sense.tag


class Lexicon:
    """Every sense by folded form. Immutable after construction but for what it remembers."""

    def __init__(self, forms: Iterable[tuple[str, Sense]]) -> None:
        self._words: dict[str, list[Sense]] = {}
        self._phrases: PhraseTable[Sense] = PhraseTable()
        self._analyses: Memo[str, tuple[Word, ...]] = Memo(lambda form: tuple(self._analyse(form)))
        self._by_category: Memo[str, Mapping[str, Word]] = Memo(self._first_by_category)
        phrases: set[tuple[str, str, str]] = set()
        for form, sense in forms:
            if " " in form:
                key = (form, sense.category, sense.key)
                if key not in phrases:
                    phrases.add(key)
                    self._phrases.add(form.split(), sense)
            else:
                senses = self._words.setdefault(form, [])
                if sense not in senses:
                    senses.append(sense)

    def analyses(self, form: str) -> tuple[Word, ...]:
        """All analyses of a folded form, those with fewest particles first."""
        return self._analyses[form]

    def by_category(self, form: str) -> Mapping[str, Word]:
        """The first analysis of `form` in each category."""
        return self._by_category[form]

    def by_category_of_all(self, forms: Iterable[str]) -> list[Mapping[str, Word]]:
        """What `by_category` says of each of the forms."""
        return list(map(self._by_category.__getitem__, forms))

    def known(self, form: str) -> bool:
        """Whether a folded form, particles taken off, is a word of the lexicon."""
        return bool(self._analyses[form])

    def phrases(self, forms: Sequence[str], at: int) -> Sequence[Match[Sense]]:
        """Set phrases that start at token `at`, longest first."""
        return self._phrases.matches(forms, at)

    def may_begin_phrase(self, form: str) -> bool:
        """Whether a set phrase may begin with a folded form."""
        return self._phrases.may_begin(form)

    def phrase_starts(self, forms: Sequence[str], among: Iterable[int]) -> list[int]:
        """Those of the tokens `among`, in order, at which `phrases` may find any.

        `among`: tokens whose form `may_begin_phrase`; at the others it finds none.
        """
        return self._phrases.may_start(forms, among)

    def _first_by_category(self, form: str) -> Mapping[str, Word]:
        found: dict[str, Word] = {}
        for word in self._analyses[form]:
            found.setdefault(word.sense.category, word)
        return found

    def _analyse(self, form: str) -> Iterator[Word]:
        late: list[Word] = []
        for split in splits(form):
            for sense in self._words.get(split.stem, ()):
                if _fits(sense, split.prefix, split.definite):
                    yield Word(sense, split.prefix, split.definite, "")
            if split.definite:
                continue
            for stem, pronoun in pronoun_splits(split.stem):
                for sense in _before_pronoun(stem, self._words.get(stem, ())):
                    if _fits(sense, split.prefix, False):
                        late.append(Word(sense, split.prefix, False, pronoun))
        yield from late


def _before_pronoun(stem: str, senses: Sequence[Sense]) -> Iterator[Sense]:
    """The senses that a form has with a pronoun on its end.

    Only the indefinite takes the alef of the accusative, so that the alef of "her two children"
    is that of the dual.
    """
    duals: set[tuple[str, str]] = set()
    if stem.endswith("ا"):
        duals = {(s.category, s.key) for s in senses if s.tag.startswith("dual_construct")}
    for sense in senses:
        if sense.tag.startswith("singular") and (sense.category, sense.key) in duals:
            continue
        if sense.tag != "word" or sense.features.get("takes_pronoun"):
            yield sense


def _fits(sense: Sense, prefix: str, definite: bool) -> bool:
    """Verbs take no article and no preposition but li-; other words take no future particle.

    The bi- that speech puts before a present ("biyqul") is none of the prepositions.
    """
    is_verb = sense.tag.startswith(("past.", "present."))
    if definite and "construct" in sense.tag:
        return False
    if is_verb:
        past = sense.tag.startswith("past.")
        return not definite and not prefix.endswith(("ب", "ك") if past else "ك")
    return not prefix.endswith("س")


def lexicon_forms(categories: Sequence[str]) -> Iterator[tuple[str, Sense]]:
    """(folded form, sense) for every form of the named categories (YAML files of this folder)."""
    for category in categories:
        for key, entry in load_entries(category).items():
            yield from expand(category, key, entry)


def load_lexicon(categories: Sequence[str]) -> Lexicon:
    """A lexicon of the named categories (YAML files of this folder)."""
    return Lexicon(lexicon_forms(categories))
