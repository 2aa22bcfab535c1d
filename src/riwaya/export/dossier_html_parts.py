"""Disputes, responsibility and people in the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.export import dossier_words as words
from riwaya.export.dossier_html_claims import claim_mention
from riwaya.export.dossier_markup import known, labelled, prose, reference, report_link
from riwaya.export.dossier_view import View
from riwaya.export.index import both
from riwaya.export.labels import label, value
from riwaya.export.markup import escaped, sentence
from riwaya.export.sentences import claim_sentence
from riwaya.model.incident import Dispute, Responsibility, Victim

_COLUMNS = ("name", "spellings", "fate", "age", "role", "named_in")


def disputes(view: View) -> str:
    """What accounts do not agree on, the sides of each beside one another."""
    return "".join(_dispute(view, dispute) for dispute in view.incident.disputes)


def _dispute(view: View, dispute: Dispute) -> str:
    subject = f": {prose(dispute.subject)}" if dispute.subject else ""
    sides = "".join(
        f'<div class="side"><p class="value">{prose(side.value)}</p>'
        f'<p class="faint">{words.origins(side.origins)}</p>{_claims(view, side.claims)}</div>'
        for side in dispute.sides
    )
    return f'<h3>{known("dispute", dispute.about)}{subject}</h3><div class="sides">{sides}</div>\n'


def _claims(view: View, keys: Iterable[str], own: Iterable[str] = ()) -> str:
    """Claims as a list; those by the party itself say so."""
    itself = frozenset(own)
    entries = sorted((view.by_key[k] for k in keys if k in view.by_key), key=lambda e: e.number)
    mark = f' <span class="badge self">{labelled(label("dossier", "party_itself"))}</span>'
    items = "".join(
        f"<li>{claim_mention(entry)}{mark if entry.key in itself else ''}</li>" for entry in entries
    )
    return f"<ul>{items}</ul>" if items else ""


def beyond(view: View) -> str:
    """Claims of the same reports on other incidents that bear on the claims of this one."""
    items = "".join(
        f"<li>{reference(found.entry)} {words.bearing(found.relation.kind, found.forward)} what "
        f"{report_link(view, found.entry.told.report)} tells of another incident: "
        f"{sentence(claim_sentence(found.entry.index, found.other))}</li>\n"
        for found in view.beyond()
    )
    return f"<ul>{items}</ul>" if items else ""


def responsibility(view: View) -> str:
    """Each party with who says that it did it and who denies it."""
    return "".join(_party(view, entry) for entry in view.incident.responsibility)


def _party(view: View, entry: Responsibility) -> str:
    sides = "".join(
        f'<div class="side"><p>{labelled(label("dossier", key))}</p>'
        f"{_claims(view, claims, entry.self_reported)}</div>"
        for key, claims in (("says", entry.says), ("denies", entry.denies))
        if claims
    )
    name = sentence(both(entry.actor_en, entry.actor))
    return f'<h3>{name}</h3><div class="sides">{sides}</div>\n'


def people(view: View) -> str:
    """The named casualties with all spellings and mentions, held against the figures."""
    incident = view.incident
    if not incident.people:
        return ""
    check = f"<p>{prose(incident.register)}</p>\n" if incident.register else ""
    heads = "".join(f'<th scope="col">{known("column", key)}</th>' for key in _COLUMNS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in _person(view, victim))}</tr>\n"
        for victim in incident.people
    )
    return (
        f'{check}<div class="scroll"><table><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{rows}</tbody></table></div>\n"
    )


def _person(view: View, victim: Victim) -> Iterator[str]:
    yield sentence(both(victim.name_en, victim.name))
    others = [name for name in victim.names if name != victim.name]
    yield ", ".join(f'<bdi dir="auto">{escaped(name)}</bdi>' for name in others)
    yield labelled(value("statuses", victim.status))
    yield escaped(str(victim.age)) if victim.age is not None else ""
    yield f'<bdi dir="auto">{escaped(victim.role)}</bdi>' if victim.role else ""
    found = dict.fromkeys(mention.rpartition(":")[0] for mention in victim.mentions)
    yield ", ".join(report_link(view, report) for report in found)
