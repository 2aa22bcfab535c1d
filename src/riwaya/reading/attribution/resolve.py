"""Which source a naming means: one key per source, anaphors and understood subjects resolved."""

from __future__ import annotations

from riwaya.arabic.particles import without_particles
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.words import Words
from riwaya.reading.drafts import SourceMention

_RECENT = 4
# Heads that stand for any source at all when no other source has the same head.
_ANY_SOURCE = frozenset({"source", "document"})
# Bodies of the state: two of them are two sources, unless both are called the same.
_BY_HEAD = frozenset({"authority"})


class _Known:
    """A source of the report: its fullest mention and what later mentions are matched on."""

    def __init__(self, mention: SourceMention, naming: Naming) -> None:
        self.mention = mention
        self.heads = {naming.head}
        self.generics = {naming.generic} if naming.generic else set()
        self.stems = naming.stems
        self.agrees = ""


class Registry:
    """The sources of one report in order of first mention; grows while the report is read."""

    def __init__(self, words: Words, outlet: str | None) -> None:
        self.words = words
        self.doc = words.doc
        self.outlet = outlet
        self.mentions: list[SourceMention] = []
        self._known: dict[str, _Known] = {}
        self._credited: dict[str, None] = {}
        """Keys in order of their last crediting, the latest last."""

    def mention(self, naming: Naming, agrees: str = "", credited: bool = True) -> SourceMention:
        """The canonical mention of the source that `naming` means; the naming is recorded."""
        key = self._antecedent(naming) or self._new_key(naming)
        written = SourceMention(
            naming.first,
            naming.last,
            self._name(naming),
            key,
            naming.kind,
            naming.known_as is not None or naming.generic is None,
            naming.known_as,
        )
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _Known(written, naming)
        else:
            kept = known.mention
            written = written._replace(
                kind=kept.kind, named=kept.named, known_as=kept.known_as or written.known_as
            )
            known.heads.add(naming.head)
            if naming.generic:
                known.generics.add(naming.generic)
            known.stems |= naming.stems
        self.mentions.append(written)
        if credited:
            self.credit(key, agrees)
        return known.mention

    def credit(self, key: str, agrees: str = "") -> None:
        """Note that the source was credited just now, by a verb of this gender."""
        self._credited.pop(key, None)
        self._credited[key] = None
        if agrees:
            self._known[key].agrees = agrees

    def understood(self, agrees: str) -> SourceMention | None:
        """The source that an unnamed subject means: the latest whose gender fits."""
        recent = list(reversed(self._credited))[:_RECENT]
        if not recent:
            return None
        for key in recent:
            before = self._known[key].agrees
            if not agrees or not before or before[0] == agrees[0]:
                return self._known[key].mention
        return self._known[recent[0]].mention

    def _antecedent(self, naming: Naming) -> str | None:
        if naming.known_as is not None:
            for key, known in self._known.items():
                if known.mention.known_as == naming.known_as and not self._narrower(known, naming):
                    return key
        latest = list(reversed(self._credited))
        latest += [key for key in reversed(self._known) if key not in self._credited]
        for key in latest:
            stems = self._known[key].stems
            if naming.stems == stems or (
                not naming.yields
                and naming.head in self._known[key].heads
                and min(len(stems), len(naming.stems)) > 1
                and (naming.stems < stems or naming.stems > stems)
            ):
                return key
        if naming.generic is None and naming.known_as is None:
            # A surname, or another part of a name that the report has whole.
            part = next((k for k in latest if naming.stems <= self._known[k].stems), None)
            if part is not None:
                return part
        if not (naming.definite or naming.same or naming.known_as):
            return None
        for key in latest:
            if naming.head in self._known[key].heads and naming.stems <= self._known[key].stems:
                return key
        if naming.generic in _BY_HEAD:
            return None
        if naming.generic is not None and len(naming.stems) == 1 and naming.known_as is None:
            for key in latest:
                if naming.generic in self._known[key].generics:
                    return key
            kind = naming.kind
            for key in latest:
                if kind not in ("other", "anonymous") and self._known[key].mention.kind == kind:
                    return key
        if naming.same or (naming.generic in _ANY_SOURCE and len(naming.stems) == 1):
            return next(reversed(self._credited), None)
        return None

    @staticmethod
    def _narrower(known: _Known, naming: Naming) -> bool:
        """Whether one of the two is only a part of the other ("sources of", "reporter of")."""
        return bool(known.generics) != bool(naming.generic) and (
            "source" in known.generics | {naming.generic}
        )

    def _new_key(self, naming: Naming) -> str:
        base = naming.known_as or " ".join(sorted(naming.stems))
        key, number = base, 2
        while key in self._known:
            key, number = f"{base} {number}", number + 1
        return key

    def _name(self, naming: Naming) -> str:
        """The name as written; marks of quotation only where they stand inside it."""
        tokens, words = self.doc.tokens, self.words
        first, last = naming.first, naming.last
        if first and words.opens_quote(first - 1):
            closed = next((i for i in range(first, last) if words.closes_quote(i)), last)
            if closed == last - 1:
                last -= 1
            elif closed < last:
                first -= 1
        text = self.doc.text[tokens[first].start : tokens[last - 1].end]
        if naming.prefix and first == naming.first:
            text = without_particles(text, naming.prefix, naming.definite)
        return text
