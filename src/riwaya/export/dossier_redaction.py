"""A dossier with the names of victims or sources withheld, for sharing.

The records themselves are rewritten before anything is shown, so that no part of the page can
tell what they no longer hold: names in every spelling become "name withheld 1", "name withheld 2"
…, the same everywhere. What cannot be redacted with certainty is left out: the texts around the
words that carry the claims, titles, addresses, and ids of reports, which may be file names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple

from riwaya.export.dossier_names import withheld_names
from riwaya.export.dossier_view import View
from riwaya.export.dossier_withheld import Names
from riwaya.export.labels import value
from riwaya.model import Claim, Reading, Report, Source, Span
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Account, Cluster, Incident, Origin, Victim

# Fields that hold keys of the contract, never words of a report.
_KEYS = frozenset({
    "type", "subtype", "status", "stance", "certainty", "kind", "occurrence", "precision", "basis",
    "language", "polarity", "scope", "person_class", "group", "state", "about", "policy", "grade",
    "types", "event", "part_of", "weekday", "published_basis", "published_weekday",
})  # fmt: skip
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class Redaction:
    """Whose names are withheld. `sources`: named ones; kinds such as "medical source" stay."""

    victims: bool = False
    sources: bool = False


NONE = Redaction()
"""Nothing withheld."""


class Shown(NamedTuple):
    """The records that a page is made from."""

    incident: Incident
    cluster: Cluster
    accounts: Mapping[str, Account]


def redacted(
    incident: Incident, cluster: Cluster, accounts: Mapping[str, Account], redaction: Redaction
) -> Shown:
    """The records without the names to withhold; as they are for `NONE`.

    Raises NotInCase when a member of the cluster is not among the accounts.
    """
    if redaction == NONE:
        return Shown(incident, cluster, accounts)
    view = View.of(incident, cluster, accounts)
    found = withheld_names(view, victims=redaction.victims, sources=redaction.sources)
    work = _Work(redaction, Names(found.names), found.victims, found.sources, _Ids.of(view))
    return Shown(
        work.incident(incident),
        Cluster(
            cluster.id,
            tuple(map(work.mention, cluster.members)),
            tuple(
                replace(
                    work.rewritten(link), one=work.mention(link.one), other=work.mention(link.other)
                )
                for link in cluster.links
            ),
        ),
        {
            work.ids.report(report): work.account(report, account)
            for report, account in view.accounts.items()
        },
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Ids:
    """New ids of reports, in the order of publication, and where the old ones stand in texts."""

    reports: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, view: View) -> _Ids:
        reports = {old: f"report-{number:04}" for old, number in view.report_numbers.items()}
        for account in view.accounts.values():
            if account.text_origin is not None:
                # A copy of a report of another incident: that report's id stays out too.
                reports.setdefault(account.text_origin, "elsewhere")
        # A short id such as "12" may be a number in a sentence; with a claim behind it, it is not.
        texts = [f"{old}:{e.told.claim.id}" for e in view.entries for old in (e.told.report,)]
        texts += [f"{old} is a copy" for old in reports]
        texts += [old for old in reports if len(old) >= _SHORTEST_ID and not old.isdigit()]
        ordered = sorted(set(texts), key=lambda text: (-len(text), text))
        return cls(reports, re.compile(f"(?<!\\w)(?:{'|'.join(map(re.escape, ordered))})(?!\\w)"))

    def report(self, old: str) -> str:
        return self.reports[old]

    def key(self, old: str) -> str:
        """The id of a claim or a mention."""
        report, _, rest = old.rpartition(":")
        return f"{self.reports[report]}:{rest}"

    def within(self, text: str) -> Iterator[tuple[str, bool]]:
        """A text in pieces: (words, False), and (new id or key, True) where an old one stood."""
        here = 0
        for match in self.pattern.finditer(text):
            yield text[here : match.start()], False
            yield self._new(match.group()), True
            here = match.end()
        yield text[here:], False

    def _new(self, found: str) -> str:
        if found in self.reports:
            return self.reports[found]
        copy = found.removesuffix(" is a copy")
        return f"{self.reports[copy]} is a copy" if copy != found else self.key(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """The rewriting of one dossier's records."""

    redaction: Redaction
    names: Names
    victims: Mapping[str, str]
    sources: Mapping[tuple[str, str], str]
    ids: _Ids

    def text(self, text: str) -> str:
        """A text without names and ids."""
        return "".join(
            piece if new else self.names.hide(piece) for piece, new in self.ids.within(text)
        )

    def rewritten(self, record: Any) -> Any:
        """A record, or a tuple of them, with every text in it rewritten."""
        if isinstance(record, str):
            return self.text(record)
        if isinstance(record, Span | MentionKey):
            return (
                record._replace(text=self.text(record.text)) if isinstance(record, Span) else record
            )
        if isinstance(record, tuple):
            return tuple(map(self.rewritten, record))
        if is_dataclass(record) and not isinstance(record, type):
            changes = {
                field.name: self.rewritten(getattr(record, field.name))
                for field in fields(record)
                if field.name not in _KEYS
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
        if self.redaction.sources and made.name == origin.name:
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
        if not self.redaction.sources:
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
        if self.redaction.sources:
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
