"""The dossier of one incident as a self-contained page: no network, no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from string import Template

from riwaya.export import dossier_words as words
from riwaya.export.dossier_chart import toll_over_time
from riwaya.export.dossier_html_claims import claims_by_origin
from riwaya.export.dossier_html_parts import beyond, disputes, people, responsibility
from riwaya.export.dossier_html_reports import links, reports
from riwaya.export.dossier_markup import badge, labelled, prose, section, with_references
from riwaya.export.dossier_redaction import NONE, Redaction, redacted
from riwaya.export.dossier_view import View
from riwaya.export.labels import label
from riwaya.export.markup import escaped, sentence
from riwaya.export.safe import one_line
from riwaya.model.incident import Account, Cluster, Incident, Interval

_STYLES = ("page.css", "dossier.css")


def dossier_page(
    incident: Incident,
    cluster: Cluster,
    accounts: Mapping[str, Account],
    *,
    redact: Redaction = NONE,
) -> str:
    """The page as a whole document; the same for the same arguments.

    Each claim has the id `dossier_view.anchor(claim_key)`, so that other pages can link to it; a
    page with names withheld has other ids, for those of reports can tell. Raises NotInCase when a
    member of the cluster is not among the accounts.
    """
    shown = redacted(incident, cluster, accounts, redact)
    view = View.of(shown.incident, shown.cluster, shown.accounts)
    style = "".join(_part(name) for name in _STYLES)
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return Template(_part("dossier.html")).substitute(
        style=style,
        style_hash=f"'sha256-{base64.b64encode(digest).decode('ascii')}'",
        title=escaped(one_line(words.headline(view.incident))),
        body="".join(_body(view, redact)),
    )


@cache
def _part(name: str) -> str:
    return (files("riwaya.export") / "templates" / name).read_text(encoding="utf-8")


def _body(view: View, redact: Redaction) -> Iterator[str]:
    sections = [
        ("figures", _figures(view)),
        ("steps", _steps(view)),
        ("claims", claims_by_origin(view)),
        ("disputes", disputes(view)),
        ("beyond", beyond(view)),
        ("responsibility", responsibility(view)),
        ("people", people(view)),
        ("time", toll_over_time(view)),
        ("reports", reports(view)),
        ("links", links(view)),
        ("limits", _limits(redact)),
    ]
    yield _head(view, redact)
    yield _contents([key for key, body in sections if body])
    for key, body in sections:
        yield section(key, body)


def _head(view: View, redact: Redaction) -> str:
    incident = view.incident
    count = len(view.accounts)
    reports_told = f"{count:,} report{'' if count == 1 else 's'}"
    grade = words.GRADES.get(incident.grade, incident.grade)
    rows = "".join(
        f"<div><dt>{labelled(label('dossier', key))}</dt><dd>{value}</dd></div>"
        for key, value in (
            ("what", sentence(words.what(incident))),
            ("where", sentence(words.where(incident.place))),
            ("when", sentence(words.when(incident.date))),
            ("grade", f"{badge('grade', incident.grade)} {escaped(grade.partition(': ')[2])}"),
            ("rests", f"{reports_told}, {words.origins(len(incident.origins))}"),
        )
    )
    note = f'<p class="note">{escaped(_withheld(redact))}</p>' if redact != NONE else ""
    return (
        f"<header><h1>{sentence(words.headline(incident))}</h1>{note}"
        f'<dl class="summary">{rows}</dl>'
        f'<p class="faint"><bdi dir="ltr">{escaped(incident.id)}</bdi></p></header>\n'
    )


def _withheld(redact: Redaction) -> str:
    who = [
        name
        for name, chosen in (("victims", redact.victims), ("sources", redact.sources))
        if chosen
    ]
    return (
        f"Names of {' and '.join(who)} are withheld. The words of the reports are cut to those "
        "that carry the claims; titles, addresses and ids of the reports are left out."
    )


def _contents(keys: list[str]) -> str:
    items = "".join(
        f'<li><a href="#{key}">{escaped(label("section", key).english)}</a></li>' for key in keys
    )
    title = escaped(label("dossier", "contents").english)
    return f'<nav aria-label="{title}"><ul>{items}</ul></nav>\n'


def _figures(view: View) -> str:
    casualties = view.incident.casualties
    title, rule, source = words.rule(view.incident)
    big = "".join(
        f'<div class="{status}"><p>{labelled(label("dossier", status))}</p>'
        f'<p class="number">{_range(toll.all)}</p></div>'
        for status, toll in (("killed", casualties.killed), ("injured", casualties.injured))
    )
    rows = "".join(
        f'<tr><th scope="row">{labelled(label("toll", name))}</th>'
        f'<td class="number">{escaped(words.interval(killed))}</td>'
        f'<td class="number">{escaped(words.interval(injured))}</td></tr>\n'
        for name, killed, injured in words.toll_rows(casualties.killed, casualties.injured)
    )
    heads = "".join(
        f'<th scope="col">{labelled(label("dossier", key))}</th>' for key in ("killed", "injured")
    )
    return (
        f'<div class="big">{big}</div>\n<div class="scroll"><table><thead><tr><td></td>{heads}'
        f"</tr></thead><tbody>{rows}</tbody></table></div>\n"
        f"<p><b>{labelled(label('dossier', 'rule'))}:</b> {escaped(title)}. {escaped(rule)} "
        f'<span class="faint">({escaped(source)})</span></p>\n'
    )


def _range(found: Interval | None) -> str:
    if found is None:
        return '<span class="faint">no figure</span>'
    if found.high is None:
        return f"{found.low:,}+"
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,}–{found.high:,}"


def _steps(view: View) -> str:
    # The first step is the rule, which stands above.
    steps = view.incident.casualties.why[1:]
    if not steps:
        return ""
    items = "".join(
        f"<li>{with_references(view, step.sentence, view.with_totals(step.claims))}</li>\n"
        for step in steps
    )
    count = f"{len(steps)} step{'' if len(steps) == 1 else 's'}"
    return (
        f'<details open><summary>{count}, in their order</summary><ol class="steps">\n{items}</ol>'
        "</details>\n"
    )


def _limits(redact: Redaction) -> str:
    notes = [*words.LIMITS, *([_withheld(redact)] if redact != NONE else [])]
    return "".join(f"<p>{prose(note)}</p>\n" for note in notes)
