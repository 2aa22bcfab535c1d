"""Readings as one self-contained page, right to left, that needs no network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from string import Template

from riwaya.export.html_claims import claim_card, event_summary
from riwaya.export.html_text import highlighted
from riwaya.export.index import Index
from riwaya.export.labels import label, value
from riwaya.export.markup import escaped, heading, labelled, named
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Reading
from riwaya.model.intake import Failure


def html_pieces(results: Iterable[Reading | Failure]) -> Iterator[str]:
    """One page for all reports, in pieces; a report that could not be read says why."""
    style, script = _part("page.css"), _part("page.js")
    start, end = _part("page.html").split("<!-- reports -->")
    yield Template(start).substitute(
        style=style, style_hash=_digest(style), script_hash=_digest(script),
        title="Riwaya",
    )  # fmt: skip
    for number, result in enumerate(results, 1):
        if isinstance(result, Failure):
            yield _failure(result)
        else:
            yield from _report(result, f"r{number}-")
    yield Template(end).substitute(script=script)


@cache
def _part(name: str) -> str:
    return (files("riwaya.export") / "templates" / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The source expression by which the page's policy lets one inline element through."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _failure(failure: Failure) -> str:
    return (
        f'<section class="report failed">{heading(2, label("page", "failed"))}'
        f'<p dir="auto"><bdi>{escaped(failure.where)}</bdi>: {escaped(str(failure.error))}</p>'
        "</section>\n"
    )


def _report(reading: Reading, prefix: str) -> Iterator[str]:
    index = Index.of(reading)
    yield f'<section class="report" id="{prefix}top">\n'
    yield _head(index)
    yield f'<div class="columns">\n<article class="text" aria-labelledby="{prefix}text">'
    yield f'<h3 id="{prefix}text">{labelled(label("page", "report"))}</h3>\n'
    yield from highlighted(reading, prefix)
    yield "</article>\n"
    yield f'<aside class="claims" aria-labelledby="{prefix}claims">'
    yield f'<h3 id="{prefix}claims">{labelled(label("page", "claims"))}</h3>\n'
    if reading.claims:
        yield f'<p class="hint">{labelled(label("page", "hint"))}</p>\n<ol>\n'
        for claim in reading.claims:
            yield claim_card(index, claim, prefix)
        yield "</ol>\n"
    else:
        yield f"<p>{labelled(label('page', 'nothing'))}</p>\n"
    yield "</aside>\n</div>\n"
    for key, items in (
        ("relations", _relations(index, prefix)),
        ("sources", _sources(index)),
        ("events", (event_summary(index, e) for e in reading.events)),
        ("people", _people(index, prefix)),
        ("terms", _terms(index)),
    ):
        yield _section(key, list(items))
    yield "</section>\n"


def _section(key: str, items: list[str]) -> str:
    if not items:
        return ""
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return (
        f'<section class="{key}">{heading(3, label("page", key))}\n<ul>\n{lines}</ul></section>\n'
    )


def _head(index: Index) -> str:
    report = index.reading.report
    title = report.title or next((line for line in report.text.splitlines() if line.strip()), "")
    outlet = index.sources.get(report.outlet or "")
    facts = []
    if outlet:
        facts.append(f"{labelled(label('field', 'outlet'))}: {named(outlet.name, outlet.name_en)}")
    published = report.published.isoformat() if report.published else report.published_weekday
    day = escaped(published) if published else labelled(label("field", "unknown"))
    facts.append(f"{labelled(label('field', 'published'))}: <bdi>{day}</bdi>")
    if report.url:
        facts.append(f'<bdi dir="ltr">{escaped(report.url)}</bdi>')
    facts.append(f'<bdi dir="ltr">{escaped(report.id)}</bdi>')
    body = "".join(f"<li>{fact}</li>" for fact in facts)
    shown = f'<h2 dir="auto">{escaped(title[:200])}</h2>'
    return f'<header>{shown}<ul class="facts">{body}</ul></header>\n'


def _relations(index: Index, prefix: str) -> Iterator[str]:
    for relation in index.reading.relations:
        ends = [
            f'<a href="#{escaped(prefix + claim)}">{escaped(claim)}</a>'
            for claim in (relation.source_claim, relation.target_claim)
        ]
        kind = labelled(label("relation", relation.kind))
        reason = f'<span class="en" lang="en" dir="ltr">{escaped(relation.reason)}</span>'
        yield f"{ends[0]} {kind} {ends[1]} <br>{reason}"


def _sources(index: Index) -> Iterator[str]:
    outlet = index.reading.report.outlet
    for source in index.reading.sources:
        claims = [c.id for c in index.reading.claims if (c.source or outlet) == source.id]
        kind = labelled(value("source_kinds", source.kind))
        side = f"<bdi>{escaped(source.alignment or '')}</bdi>"
        stands = f" · {labelled(label('field', 'alignment'))}: {side}"
        said = f" · {labelled(label('field', 'credits'))}: <bdi>{escaped(', '.join(claims))}</bdi>"
        yield (
            f"{named(source.name, source.name_en)} · {kind}"
            f"{stands if source.alignment else ''}{said if claims else ''}"
        )


def _people(index: Index, prefix: str) -> Iterator[str]:
    for person in index.reading.people:
        facts = [named(person.name, person.name_en), labelled(value("statuses", person.status))]
        if person.age is not None:
            facts.append(escaped(str(person.age)))
        facts += [f"<bdi>{escaped(fact)}</bdi>" for fact in (person.role, person.party) if fact]
        if person.claim:
            facts.append(f'<a href="#{escaped(prefix + person.claim)}">{escaped(person.claim)}</a>')
        yield " · ".join(facts)


def _terms(index: Index) -> Iterator[str]:
    for actor in index.reading.actors:
        for term in actor.loaded:
            yield (
                f"<bdi>{escaped(term.term)}</bdi> ← <bdi>{escaped(term.neutral)}</bdi> · "
                f"{named(actor.name, english_name(actor))}"
            )
