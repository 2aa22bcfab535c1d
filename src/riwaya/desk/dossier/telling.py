"""The reports of an incident, the mentions by which each belongs to it, and why they are linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from riwaya.desk.dossier.phrases import Phrases
from riwaya.desk.dossier.record import MOST_LINKS
from riwaya.export.dossier_html_reports import signed
from riwaya.export.dossier_view import View, published
from riwaya.export.dossier_words import ground
from riwaya.model import Event, Place
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Link

_LONGEST_TITLE, _LONGEST_WORDS = 140, 160


@dataclass(frozen=True, slots=True, eq=False)
class Mentioned:
    """One event of a report that tells of the incident. `words`: that say so."""

    key: MentionKey
    event: Event | None
    place: Place | None
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report. `outlet`: as written and in English, or None. `copies`: other reports with the
    same text; `copy_reason`: why this one counts as a copy.
    """

    id: str
    number: int
    title: str
    outlet: tuple[str, str] | None
    url: str | None
    published: str | None
    basis: str | None
    forwarded_from: str | None
    copy_reason: Markup | None
    mentions: tuple[Mentioned, ...]
    copies: tuple[Told, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """Why two mentions are linked. `grounds`: (weight, reason), those for it first."""

    one: MentionKey
    other: MentionKey
    score: str
    grounds: tuple[tuple[str, Markup], ...]


def reports_of(phrases: Phrases) -> list[Told]:
    """Each text once, in the order of publication, with its copies."""
    members: dict[str, list[MentionKey]] = {}
    for key in phrases.view.incident.members:
        members.setdefault(key.report, []).append(key)

    def told(report: str, copies: tuple[Told, ...] = ()) -> Told:
        return _told(phrases, report, members.get(report, []), copies)

    return [told(first, tuple(map(told, copies))) for first, copies in phrases.view.texts()]


def links_of(phrases: Phrases) -> list[Linked]:
    """The strongest links."""
    found = sorted(phrases.view.cluster.links, key=lambda link: (-link.score, link.one, link.other))
    return [_linked(phrases, link) for link in found[:MOST_LINKS]]


def _told(
    phrases: Phrases, report_id: str, members: Sequence[MentionKey], copies: tuple[Told, ...]
) -> Told:
    view = phrases.view
    account = view.accounts[report_id]
    reading = account.reading
    report = reading.report
    source = next((s for s in reading.sources if s.id == report.outlet), None)
    first_line = next((line for line in report.text.splitlines() if line.strip()), "")
    moment = published(account)
    return Told(
        id=report_id,
        number=view.report_numbers[report_id],
        title=_cut(report.title or first_line, _LONGEST_TITLE),
        outlet=(source.name, source.name_en) if source else None,
        url=report.url,
        published=moment.isoformat() if moment else None,
        basis=report.published_basis,
        forwarded_from=account.forwarded_from,
        copy_reason=phrases.prose(account.copy_reason) if account.copy_reason else None,
        mentions=tuple(_mentioned(view, key) for key in members),
        copies=copies,
    )


def _mentioned(view: View, key: MentionKey) -> Mentioned:
    reading = view.accounts[key.report].reading
    event = next((e for e in reading.events if e.id == key.event), None)
    place = next((p for p in reading.places if event and p.id == event.place), None)
    words = " … ".join(span.text for span in event.evidence[:3]) if event else ""
    return Mentioned(key, event, place, _cut(words, _LONGEST_WORDS))


def _linked(phrases: Phrases, link: Link) -> Linked:
    numbers = phrases.view.report_numbers
    one, other = sorted((link.one, link.other), key=lambda key: (numbers[key.report], key))
    digits = phrases.interface.in_digits
    grounds = sorted(link.features, key=lambda feature: (-feature.weight, feature.name))
    return Linked(
        one,
        other,
        digits(signed(link.score)),
        tuple((digits(signed(f.weight)), phrases.prose(ground(f.reason))) for f in grounds),
    )


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"
