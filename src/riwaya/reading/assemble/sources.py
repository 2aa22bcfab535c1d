"""Sources of a reading, the outlet first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from riwaya.arabic.latin import romanise
from riwaya.arabic.script import fold
from riwaya.knowledge.sources import NewsSource, load_sources
from riwaya.knowledge.states import speaking_states
from riwaya.model import Source, Span
from riwaya.ontology import label
from riwaya.reading.assemble.allegiance import stated_allegiance
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.drafts import Credit, SourceMention

OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Sources:
    """Source records and their ids by key; `outlet` is the id of the publisher, or None."""

    records: tuple[Source, ...]
    ids: Mapping[str, str]
    outlet: str | None

    def chain(self, credit: Credit | None) -> tuple[str, ...]:
        """Ids from the outlet, when known, to the innermost source credited."""
        inner = [self.ids[m.key] for m in credit.chain] if credit else []
        outer = [self.outlet] if self.outlet and self.outlet not in inner[:1] else []
        return tuple(outer + inner)

    def innermost(self, credit: Credit | None) -> str | None:
        """Id of the innermost source credited; None for the outlet's own voice."""
        return self.ids[credit.chain[-1].key] if credit and credit.chain else None


@cache
def _known() -> dict[str, NewsSource]:
    return {source.key: source for source in load_sources()}


def make_sources(findings: Findings, outlet: str | None) -> Sources:
    """One record per source, in order of first mention, after the outlet."""
    by_key: dict[str, list[SourceMention]] = {}
    for mention in findings.attribution.sources:
        by_key.setdefault(mention.key, []).append(mention)
    outlet_key = findings.attribution.outlet
    records: list[Source] = []
    ids: dict[str, str] = {}
    outlet_id = None
    if outlet or outlet_key:
        mentions = by_key.pop(outlet_key, []) if outlet_key else []
        known = _known().get(outlet_key or "")
        outlet_id = ids[outlet_key or OUTLET] = "s1"
        name = outlet or (mentions[0].name if mentions else known.name_ar if known else "")
        records.append(
            Source(
                id="s1",
                name=name,
                name_en=known.name_en if known else romanise(name),
                kind=known.kind if known else OUTLET,
                named=True,
                alignment=known.alignment if known else None,
                known_as=known.key if known else None,
                mentions=_spans(findings, mentions),
            )
        )
    for key, mentions in by_key.items():
        ids[key] = f"s{len(records) + 1}"
        records.append(_record(findings, ids[key], mentions))
    return Sources(tuple(records), ids, outlet_id)


def _record(findings: Findings, identifier: str, mentions: list[SourceMention]) -> Source:
    fullest = max(mentions, key=lambda m: (m.named, m.last - m.first))
    known = _known().get(fullest.known_as or "")
    if known:
        english = known.name_en
    elif fullest.named:
        english = speaking_states().get(fold(fullest.name)) or romanise(fullest.name)
    else:
        english = label("source_kinds", fullest.kind)
    return Source(
        id=identifier,
        name=fullest.name,
        name_en=english,
        kind=known.kind if known else fullest.kind,
        named=fullest.named,
        alignment=(known.alignment if known else None) or stated_allegiance(findings, mentions),
        known_as=fullest.known_as,
        mentions=_spans(findings, mentions),
    )


def _spans(findings: Findings, mentions: list[SourceMention]) -> tuple[Span, ...]:
    return tuple(findings.doc.span(m.first, m.last) for m in mentions)
