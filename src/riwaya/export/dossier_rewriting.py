"""The records of a dossier without the names to withhold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from riwaya.export.dossier_ids import NewIds
from riwaya.export.dossier_withheld import Names
from riwaya.export.labels import value
from riwaya.model import Claim, Reading, Report, Source, Span
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Account, Incident, Origin, Victim

# Fields that hold keys of the contract and ids, never words of a report.
_KEYS = frozenset({
    "type", "subtype", "status", "stance", "certainty", "kind", "occurrence", "precision", "basis",
    "language", "polarity", "scope", "person_class", "group", "state", "about", "policy", "grade",
    "types", "event", "part_of", "weekday", "published_basis", "published_weekday", "id", "source",
    "chain", "perpetrators", "opponents", "targets", "gazetteer",
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Rewriting:
    """The rewriting of one dossier's records.

    `names`: those to withhold, wherever they stand. `victims` and `sources`: what stands for them
    as in `dossier_names.Found`.
    """

    hides_sources: bool
    names: Names
    victims: Mapping[str, str]
    sources: Mapping[tuple[str, str], str]
    ids: NewIds
    # Links give the same reasons over and over.
    seen: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """A text without names and ids."""
        made = self.seen.get(text)
        if made is None:
            pieces = self.ids.within(text)
            made = "".join(piece if new else self.names.hide(piece) for piece, new in pieces)
            self.seen[text] = made
        return made

    def rewritten(self, record: Any) -> Any:
        """A record, or a tuple of them, with every text in it rewritten."""
        if isinstance(record, str):
            return self.text(record)
        if isinstance(record, Span):
            return record._replace(text=self.text(record.text))
        if isinstance(record, tuple):
            return tuple(map(self.rewritten, record))
        if is_dataclass(record) and not isinstance(record, type):
            changes = {
                each.name: self.rewritten(getattr(record, each.name))
                for each in fields(record)
                if each.name not in _KEYS
            }
            return replace(record, **changes)
        return record

    def mention(self, key: MentionKey) -> MentionKey:
        return MentionKey(self.ids.report(key.report), key.event)

    def incident(self, incident: Incident) -> Incident:
        made: Incident = self.rewritten(incident)
        return replace(
            made,
            id=incident.id,
            reports=tuple(map(self.ids.report, incident.reports)),
            members=tuple(map(self.mention, incident.members)),
            origins=tuple(
                self._origin(old, number) for number, old in enumerate(incident.origins, 1)
            ),
            people=tuple(
                self._victim(old, new)
                for old, new in zip(incident.people, made.people, strict=True)
            ),
        )

    def _origin(self, origin: Origin, number: int) -> Origin:
        made: Origin = self.rewritten(origin)
        claims, reports = map(self.ids.key, origin.claims), map(self.ids.report, origin.reports)
        made = replace(made, id=f"o{number}", claims=tuple(claims), reports=tuple(reports))
        if self.hides_sources and made.name == origin.name:
            # Named by something that is no known name: an address, or words of the report.
            return replace(made, name=f"origin {number}", reason="", party=None)
        return made

    def _victim(self, old: Victim, made: Victim) -> Victim:
        mentions = tuple(map(self.ids.key, old.mentions))
        label = self.victims.get(old.mentions[0])
        if label is None:
            return replace(made, mentions=mentions)
        return replace(made, name=label, name_en=label, names=(label,), mentions=mentions)

    def account(self, report: str, account: Account) -> Account:
        made: Account = self.rewritten(replace(account, reading=_without_text(account.reading)))
        origin = account.text_origin
        family = self.ids.reports[origin] if origin is not None else None
        return replace(
            made,
            reading=self._reading(report, account.reading, made.reading),
            text_origin=family,
        )

    def _reading(self, report: str, old: Reading, made: Reading) -> Reading:
        new_id = self.ids.report(report)
        kept = old.report
        return replace(
            made,
            report=Report(
                new_id, "", "", kept.language, None, None, kept.outlet, kept.published,
                kept.published_basis, kept.published_weekday,
            ),
            sources=tuple(
                self._source(report, before, after)
                for before, after in zip(old.sources, made.sources, strict=True)
            ),
            claims=tuple(
                self._claim(report, old, before, after)
                for before, after in zip(old.claims, made.claims, strict=True)
            ),
        )  # fmt: skip

    def _source(self, report: str, old: Source, made: Source) -> Source:
        if not self.hides_sources:
            return replace(made, known_as=old.known_as)
        label = self.sources.get((report, old.id))
        name = label or value("source_kinds", old.kind).english
        return replace(
            made,
            name=label or "",
            name_en=name,
            named=label is not None,
            alignment=None,
            known_as=None,
            mentions=(),
        )

    def _claim(self, report: str, reading: Reading, old: Claim, made: Claim) -> Claim:
        """The claim with the words that carry it; mentions of sources are cut out by place."""
        evidence = tuple(
            Span(span.start, span.end, self._evidence(report, reading, span))
            for span in old.evidence
        )
        return replace(made, id=old.id, cue=None, evidence=evidence)

    def _evidence(self, report: str, reading: Reading, span: Span) -> str:
        cuts: list[tuple[int, int, str]] = []
        if self.hides_sources:
            cuts = sorted(
                (max(m.start, span.start), min(m.end, span.end), label)
                for source in reading.sources
                if (label := self.sources.get((report, source.id))) is not None
                for m in source.mentions
                if m.start < span.end and m.end > span.start
            )
        text = reading.report.text
        pieces: list[str] = []
        here = span.start
        for start, end, label in cuts:
            if start < here:
                continue
            pieces += [self.text(text[here:start]), f"[{label}]"]
            here = end
        pieces.append(self.text(text[here : span.end]))
        return "".join(pieces)


def _without_text(reading: Reading) -> Reading:
    """The reading without what is left out anyway, which is the most of it."""
    return replace(reading, report=replace(reading.report, text="", title=None, url=None))
