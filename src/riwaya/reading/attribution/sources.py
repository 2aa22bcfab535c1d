"""Noun phrases that name a source, read at a token: proper names, generic heads, anaphors."""

from __future__ import annotations

from riwaya.arabic.inflection import accusative
from riwaya.arabic.particles import TO, bare
from riwaya.arabic.words import LATIN, WORD
from riwaya.reading.attribution.name_extent import NameExtent
from riwaya.reading.attribution.naming import Naming, source_kind, stem

_LONGEST = 14
# Generic sources that are people first of all: they count only beside a plain sign of speech.
_PEOPLE = frozenset({"local", "relatives"})
OUTLETS = frozenset(
    {"outlet", "news_agency", "state_media", "activist_network", "social_media", "monitor"}
)
"""Kinds of those who are told things for others to read: "a source told X"."""


class SourceReader(NameExtent):
    """Reads source namings in one document."""

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
        if not certain and not (loose and (generic or self.may_be_name(at))):
            return None
        prefix, definite, end = "", words.definite(at), at + 1
        if generic is not None and (match is None or generic[0] > match.last):
            end, prefix, definite = generic[0], generic[1].prefix, generic[1].definite
            match = None
        elif match is not None:
            end, prefix, definite = match.last, match.prefix, match.definite or definite
        head_end = end
        if quoted > end:
            end, core, inner = self.quoted(at, end, quoted, limit)
        else:
            end, core, inner = self.extend(at, end, limit)
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

    def hearer(self, at: int, limit: int) -> Naming | None:
        """Which outlet is told something: its name or noun after li-, written apart or not."""
        if not self.after_to(at, limit):
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
        if not self.after_to(at, limit):
            return None
        apart = self.doc.forms[at] == TO
        naming = self.read(at + apart, limit)
        return naming if naming is not None and apart != bool(naming.prefix) else None
