"""The names that a dossier holds of victims and of sources, with what stands for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from riwaya.export.dossier_view import View
from riwaya.export.dossier_withheld import Name
from riwaya.incidents.claims import outlet_name, plain_name
from riwaya.knowledge.sources import load_sources
from riwaya.model import Reading, Source

_QUOTED = re.compile('[\u201c\u00ab"]([^\u201c\u201d\u00ab\u00bb"]{3,60})[\u201d\u00bb"]')


class Found(NamedTuple):
    """`victims`: what stands for a person by "report:person"; `sources`: for a named source by
    (report, source id).
    """

    names: tuple[Name, ...]
    victims: dict[str, str]
    sources: dict[tuple[str, str], str]


def withheld_names(view: View, *, victims: bool, sources: bool) -> Found:
    """The names to withhold, numbered: people in the order of the register, then others whom the
    reports name, then sources by report.
    """
    names: list[Name] = []
    people: dict[str, str] = {}
    outlets: dict[tuple[str, str], str] = {}
    if victims:
        for spellings, mentions in _people(view):
            label = f"name withheld {len(names) + 1}"
            names.append(Name(spellings, label, person=True))
            people.update(dict.fromkeys(mentions, label))
    if sources:
        by_key: dict[str, tuple[list[str], list[tuple[str, str]]]] = {}
        for key, spellings, place in _sources(view):
            found = by_key.setdefault(key, ([], []))
            found[0].extend(spellings)
            found[1].append(place)
        for written, places in by_key.values():
            label = f"name withheld {len(names) + 1}"
            names.append(Name(tuple(dict.fromkeys(written)), label, person=False))
            outlets.update(dict.fromkeys(places, label))
    return Found(tuple(names), people, outlets)


def _people(view: View) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """(spellings, mentions) of every person that the reports of the incident name."""
    written = {
        f"{report}:{person.id}": (person.name, person.name_en)
        for report in view.report_numbers
        for person in view.accounts[report].reading.people
    }
    told: set[str] = set()
    for victim in view.incident.people:
        told.update(victim.mentions)
        spelled = [name for mention in victim.mentions for name in written.get(mention, ())]
        yield (*victim.names, victim.name, victim.name_en, *spelled), victim.mentions
    for mention, names in written.items():
        if mention not in told:
            yield names, (mention,)


def _sources(view: View) -> Iterator[tuple[str, tuple[str, ...], tuple[str, str]]]:
    """(key of a body, spellings, (report, source id)) for every named source and outlet."""
    for report in view.report_numbers:
        account = view.accounts[report]
        reading = account.reading
        for source in reading.sources:
            quoted = _QUOTED.search(source.name)
            if source.named or source.known_as or quoted or source.id == reading.report.outlet:
                key = source.known_as or plain_name(source.name) or source.id
                yield key, tuple(_spellings(source, reading)), (report, source.id)
        key, name = outlet_name(reading)
        host = _host(reading)
        if reading.report.outlet is None and host:
            yield key, (name, host), (report, "")
        if account.forwarded_from:
            yield plain_name(account.forwarded_from), (account.forwarded_from,), (report, "from")


def _spellings(source: Source, reading: Reading) -> Iterator[str]:
    yield source.name
    yield source.name_en
    quoted = _QUOTED.search(source.name)
    if quoted:
        yield quoted.group(1)
    for known in load_sources():
        if known.key == source.known_as:
            yield from known.names
            yield from known.domains
    if source.id == reading.report.outlet and (host := _host(reading)):
        yield host
    if source.named:
        # A short form such as "the network" is hidden where it stands, not in every text.
        full = len(plain_name(source.name).split())
        yield from (m.text for m in source.mentions if len(m.text.split()) >= max(2, full))


def _host(reading: Reading) -> str | None:
    url = reading.report.url
    if not url or "//" not in url:
        return None
    return url.split("//", 1)[1].split("/", 1)[0].lower().removeprefix("www.") or None
