"""Noun phrases that name a source, read at a token: proper names, generic heads, anaphors."""

from __future__ import annotations

from functools import cache, lru_cache

from riwaya.arabic.inflection import accusative
from riwaya.arabic.lexicon import Lexicon, Word
from riwaya.arabic.memo import Memo
from riwaya.arabic.names import load_names
from riwaya.arabic.particles import AND, BY, FIRST_PERSON, TO, bare
from riwaya.arabic.phrases import Match, PhraseTable
from riwaya.arabic.words import LATIN, NUMBER, PUNCT, WORD
from riwaya.reading.attribution.naming import NamedSource, Naming, source_kind, stem
from riwaya.reading.attribution.words import DASHES, SOURCE_NOUNS, Words, is_verb
from riwaya.reading.document import Document

_LONGEST = 14
_UNKNOWN_WORDS = 5
# Roles of words that are no first word of a name, that are no part of one, and that end one.
_NO_NAME = frozenset(
    {"stop", "complement", "relative", "time", "break", "aux", "inside", "setting", "turn",
     "according", "origin", "what", "content", "hedge", "responsibility"}
)  # fmt: skip
_OUTSIDE = frozenset({"statement", "time", "setting", "stop", "complement", "what"})
_ENDINGS = (
    "stop", "complement", "relative", "time", "turn", "setting", "break", "aux", "according",
    "quoting", "speech", "same", "origin",
)  # fmt: skip
_ENDING = frozenset(_ENDINGS)
_TELLING = frozenset({"sayings", "casualties", "events"})
_SHORTEST_TOLD = 4
# Generic sources that are people first of all: they count only beside a plain sign of speech.
_PEOPLE = frozenset({"local", "relatives"})
OUTLETS = frozenset(
    {"outlet", "news_agency", "state_media", "activist_network", "social_media", "monitor"}
)
"""Kinds of those who are told things for others to read: "a source told X"."""


_TOLD = frozenset({"news_agency", "outlet"})
# Sources that are not somebody's: what follows with li- is who was told.
_UNOWNED = frozenset({"source", "activist", "witness", "local"})
# Nouns after which people harmed may be part of the name.
_INSTITUTIONS = frozenset(
    {"medical", "ngo", "monitor", "activist_network", "authority", "military", "local"}
)


@cache
def _names_of_people() -> frozenset[str]:
    names = load_names()
    return names.given | names.kunya


@lru_cache(maxsize=4)
def _silent_forms(lexicon: Lexicon) -> Memo[str, bool]:
    """Whether a form has no word of saying, harm or violence, nor a masdar with "by" or "to"."""

    def silent(form: str) -> bool:
        words = lexicon.by_category(form)
        return form != TO and not any(
            category in _TELLING or (word.tag == "masdar" and word.prefix in (BY, TO))
            for category, word in words.items()
        )

    return Memo(silent)


def _name_starts(doc: Document, names: PhraseTable[NamedSource]) -> frozenset[int]:
    """The tokens at which a name of the source list may start."""
    return frozenset(
        sentence.first + offset
        for sentence in doc.sentences
        for offset in names.may_start(doc.forms[sentence.first : sentence.last])
    )


class SourceReader:
    """Reads source namings in one document."""

    def __init__(self, words: Words, names: PhraseTable[NamedSource]) -> None:
        self.words = words
        self.doc = words.doc
        self.names = names
        self._name_starts = _name_starts(words.doc, names)
        self._generic = words.doc.starts_of(SOURCE_NOUNS)
        self._given = _names_of_people()
        self._says_nothing = _silent_forms(words.doc.lexicon)

    def is_quiet(self, index: int) -> bool:
        """Whether the token is a word that says nothing of who speaks or what is said; told fast.

        It names no source, credits, and is no noun of harm or violence, nor a masdar with "by" or
        "to", with which what is said may begin.
        """
        words = self.words
        return (
            words.is_word(index)
            and index not in self._name_starts
            and index not in self._generic
            and index not in words.crediting
            and self._says_nothing[self.doc.forms[index]]
        )

    def named(self, index: int, limit: int) -> Match[NamedSource] | None:
        """The longest name of the source list at `index` that ends by `limit`."""
        if index not in self._name_starts or self.words.kind(index) not in (WORD, LATIN):
            return None
        for match in self.names.matches(self.doc.forms, index):
            if match.last <= limit and (match.definite or not match.value.article):
                return match
        return None

    def generic(self, index: int, limit: int) -> tuple[int, Word] | None:
        """(end, word) of the generic source head at `index`."""
        found = self._generic.get(index)
        if found is None or found.last > limit:
            return None
        if found.suffix and found.suffix not in FIRST_PERSON and found.key != "journalist":
            return None
        return found.last, Word(found.sense, found.prefix, found.definite, found.suffix)

    def read(self, index: int, limit: int, loose: bool = False) -> Naming | None:
        """The naming that starts at token `index` and ends by `limit`, or None.

        With `loose`, a phrase whose head is not known as a source is read too.
        """
        words, forms = self.words, self.doc.forms
        at = index
        limit = min(limit, index + _LONGEST)
        quoted = 0
        while at < limit and (words.opens_quote(at) or forms[at] in "#("):
            if words.opens_quote(at):
                quoted = words.closing(at, limit)
                if not quoted:
                    return None
            at += 1
        same = False
        if at < limit and "same_before" in words.roles_at[at]:
            same, at = True, at + 1
        if at >= limit or words.kind(at) not in (WORD, LATIN):
            return None
        match = self.named(at, limit)
        generic = self.generic(at, limit)
        statement = "statement" in words.roles_at[at]
        if statement and accusative(self.doc.tokens[at].text):
            return None
        certain = match is not None or (generic is not None and generic[1].key not in _PEOPLE)
        if not certain and not (loose and (generic or self._may_be_name(at))):
            return None
        prefix, definite, end = "", words.definite(at), at + 1
        if generic is not None and (match is None or generic[0] > match.last):
            end, prefix, definite = generic[0], generic[1].prefix, generic[1].definite
            match = None
        elif match is not None:
            end, prefix, definite = match.last, match.prefix, match.definite or definite
        head_end = end
        if quoted > end:
            end, core, inner = self._quoted(at, end, quoted, limit)
        else:
            end, core, inner = self._extend(at, end, limit)
        named_end = end
        if end < limit and "same" in words.roles_at[end]:
            same, end = True, end + 1
            core = end
        noun = generic[1] if generic else None
        known = match
        if known is None and inner is not None and noun is not None:
            # "the agency X" is X; "a source in X" and "the Arab network" are not.
            beside = inner.first - head_end <= 1 and not definite
            known = inner if beside and not noun.sense.features.get("yields") else None
        kind = source_kind(self.doc, match, noun, inner, head_end, end)
        head = stem(forms[at], prefix, definite)
        stems = frozenset(
            bare(forms[i]) for i in range(at + 1, named_end) if words.kind(i) in (WORD, LATIN)
        ) | {head}
        return Naming(
            at,
            end,
            min(core, end),
            kind,
            known.value.key if known else None,
            certain,
            definite,
            same,
            head,
            stems,
            prefix,
            noun.key if noun else None,
            bool(noun and noun.sense.features.get("yields")),
            statement,
        )

    def _may_be_name(self, at: int) -> bool:
        """Whether an unknown word may open a name: not a verb, a number or a small word."""
        words = self.words
        if not _NO_NAME.isdisjoint(words.roles_at[at]):
            return False
        return not words.is_event_noun(at) and not (
            words.is_any_verb(at) and not words.definite(at)
        )

    def _quoted(
        self, first: int, head_end: int, quoted: int, limit: int
    ) -> tuple[int, int, Match[NamedSource] | None]:
        """As `_extend`, for a name in quotation marks that close before token `quoted`."""
        _, _, inner = self._extend(first, head_end, quoted - 1)
        if self.words.is_word(quoted) and quoted < limit and self.words.definite(quoted):
            end, core, _ = self._extend(first, quoted, limit)
            return end, core, inner
        return quoted, quoted, inner

    def _extend(
        self, first: int, end: int, limit: int
    ) -> tuple[int, int, Match[NamedSource] | None]:
        """End of the noun phrase whose head ends at `end`, its core, and a name inside it."""
        words, forms = self.words, self.doc.forms
        inner: Match[NamedSource] | None = None
        unknown = 0
        solid = end
        core = 0
        # End of a listed name, which needs no further word.
        whole = end if self.named(first, end) is not None else -1
        open_ended = end - first == 1 and not words.definite(first)
        while end < limit:
            kind = words.kind(end)
            if kind == PUNCT:
                step = self._punctuation(end, limit)
                if not step:
                    break
                end = step
                if forms[end - 1] not in DASHES and forms[end - 1] != "#":
                    solid = end
                continue
            if kind == LATIN:
                end = solid = end + 1
                continue
            if kind == NUMBER or kind != WORD:
                break
            match = self.named(end, limit)
            if match is not None and match.prefix in ("", BY):
                inner = inner or match
                end = solid = whole = match.last
                unknown, open_ended = 0, False
                continue
            if self.teller(end, limit) and not self._yields(first):
                break
            if "inside" in words.roles_at[end] and "turn" not in words.roles_at[end]:
                if end + 1 >= limit or not self._inside(end + 1):
                    break
                end += 1
                open_ended = True
                continue
            if self._ends(end, first, limit) and not self._of_institution(end, first, limit):
                break
            if words.definite(end):
                if not open_ended and not core and words.is_event_noun(end, definite=True):
                    core = solid
                open_ended = False
            elif self._adjective(first, end):
                open_ended = False
            elif not open_ended and self._told(first, end, limit):
                break
            elif self.generic(end, limit) is not None or "place_nouns" in self.doc.words(end):
                if not open_ended and not core and (words.definite(end - 1) or end == whole):
                    core = solid
                open_ended = True
            else:
                unknown += 1
                if unknown > _UNKNOWN_WORDS:
                    break
                if not open_ended and not core and not self.personal(end):
                    core = solid
                open_ended = False
            end += 1
            solid = end
        return solid, core or solid, inner

    def personal(self, at: int) -> bool:
        """Whether the word is a given name or stands right after one."""
        return self.doc.forms[at] in self._given or self.doc.forms[at - 1] in self._given

    def _told(self, first: int, at: int, limit: int) -> bool:
        """Whether an outlet that is told follows a name without a particle: "a source told X"."""
        noun = self.generic(at, limit)
        return noun is not None and noun[1].key in _TOLD and self._yields(first)

    def teller(self, at: int, limit: int) -> bool:
        """Whether "from a source …" starts here: who told the one named before."""
        if at + 1 >= limit or "told_by" not in self.words.roles_at[at]:
            return False
        told = self.words.role(at, "told_by")
        noun = self.generic(told.last, limit) if told is not None else None
        return noun is not None and noun[1].key == "source" and not noun[1].prefix

    def _yields(self, at: int) -> bool:
        noun = self.doc.words(at).get(SOURCE_NOUNS)
        return noun is not None and bool(noun.sense.features.get("yields"))

    def _of_institution(self, at: int, first: int, limit: int) -> bool:
        """Whether people harmed, or operations, belong to a name: "league of the detained of X".

        They follow the institution without a mark, and what they are of follows them.
        """
        words = self.words
        if words.definite(at - 1) or not words.is_word(at + 1) or at + 1 >= limit:
            return False
        noun = self.doc.words(at - 1).get(SOURCE_NOUNS)
        if noun is None or noun.key not in _INSTITUTIONS:
            return False
        analyses = self.doc.words(at)
        return any(
            word is not None and not word.prefix and word.tag.startswith("plural")
            for word in (analyses.get("casualties"), analyses.get("events"))
        )

    def _adjective(self, first: int, at: int) -> bool:
        """Whether the word is an adjective that the generic head at `first` is known with."""
        noun = self.doc.find(first, SOURCE_NOUNS)
        if noun is None:
            return False
        form, known = self.doc.forms[at], noun.sense.features["refined_by"]
        return form in known or (form.startswith(AND) and form[len(AND) :] in known)

    def _punctuation(self, at: int, limit: int) -> int:
        """End of what a punctuation mark inside a name joins to it; 0 when the mark ends it."""
        words, tokens = self.words, self.doc.tokens
        mark = self.doc.forms[at]
        if mark == "(" or words.opens_quote(at):
            end = words.closing(at, limit)
            if not end or "complement" in words.roles_at[at + 1]:
                return 0
            return end if end - at < 5 or not words.is_any_verb(at + 1) else 0
        if mark in DASHES and at + 1 < limit:
            joined = tokens[at].start == tokens[at - 1].end
            return at + 1 if joined and words.is_word(at + 1) else 0
        return at + 1 if mark == "#" else 0

    def _inside(self, at: int) -> bool:
        """Whether the words after a preposition of place still belong to the name."""
        words = self.words
        if not words.is_word(at) or words.is_event_noun(at):
            return False
        return _OUTSIDE.isdisjoint(words.roles_at[at])

    def _ends(self, at: int, first: int, limit: int) -> bool:
        """Whether the word at `at` does not belong to the name that starts at `first`."""
        words = self.words
        roles = words.roles_at[at]
        if "joiner" in roles:
            return False
        ending = None if _ENDING.isdisjoint(roles) else words.role(at, *_ENDINGS)
        if ending and not (ending.definite and ending.sense.features["role"] == "time"):
            return not self._given_after_title(at)
        statement = words.role(at, "statement") if "statement" in roles else None
        if (
            statement is not None
            and statement.sense.features.get("published")
            and not (statement.definite or statement.prefix)
        ):
            return True
        if words.is_event_noun(at) or accusative(self.doc.tokens[at].text):
            return True
        if words.definite(at):
            return False
        saying = words.saying(at)
        if saying is not None and is_verb(saying):
            return True
        if self._after_to(at, limit):
            return self.doc.forms[at] == TO or self.hearer(at, limit) is not None
        if self._told_after_name(at) or self._told_by_unowned(first, at):
            return True
        noun = self.doc.words(at).get(SOURCE_NOUNS)
        if noun is not None:
            return noun.prefix not in ("", AND, BY, TO)
        return words.is_any_verb(at)

    def _given_after_title(self, at: int) -> bool:
        """Whether a small word is a given name here: one is written like "on"."""
        if self.doc.forms[at] not in self._given:
            return False
        before = self.doc.words(at - 1)
        return "titles" in before or self.doc.forms[at - 1] in self._given

    def _told_by_unowned(self, first: int, at: int) -> bool:
        """Whether a definite word with li- is who a nameless source told."""
        noun = self.doc.words(first).get(SOURCE_NOUNS)
        return self.doc.forms[at].startswith(TO + TO) and noun is not None and noun.key in _UNOWNED

    def _told_after_name(self, at: int) -> bool:
        """Whether an unknown word with li- after a surname is who was told."""
        forms = self.doc.forms
        return (
            forms[at].startswith(TO)
            and len(forms[at]) > _SHORTEST_TOLD
            and forms[at] not in self._given
            and self.words.definite(at - 1)
            and forms[at - 2] in self._given
        )

    def hearer(self, at: int, limit: int) -> Naming | None:
        """Which outlet is told something: its name or noun after li-, written apart or not."""
        if not self._after_to(at, limit):
            return None
        apart = self.doc.forms[at] == TO
        quoted = apart and self.words.opens_quote(at + 1)
        naming = self.read(at + apart, limit, loose=quoted)
        if naming is None or apart == bool(naming.prefix):
            return None
        own = self.generic(naming.first, limit)
        # "Told our agency": the name ends with the pronoun.
        last = own[0] if own is not None and own[1].suffix else naming.core
        naming = naming._replace(last=max(last, naming.first + 1))
        return naming if quoted or naming.kind in OUTLETS else None

    def owner(self, at: int, limit: int) -> Naming | None:
        """Whose statement it is: a source after li-."""
        if not self._after_to(at, limit):
            return None
        apart = self.doc.forms[at] == TO
        naming = self.read(at + apart, limit)
        return naming if naming is not None and apart != bool(naming.prefix) else None

    def _after_to(self, at: int, limit: int) -> bool:
        """Whether the word is a name or source noun with li- on it, or li- alone."""
        if at >= limit or not self.words.is_word(at):
            return False
        if self.doc.forms[at] == TO:
            return at + 1 < limit
        if at not in self._name_starts and at not in self._generic:
            return False
        match = self.named(at, limit)
        if match is not None:
            return match.prefix.endswith(TO)
        noun = self.doc.find(at, SOURCE_NOUNS)
        return noun is not None and noun.prefix.endswith(TO)
