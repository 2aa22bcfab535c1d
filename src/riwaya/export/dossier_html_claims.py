"""The claims of an incident in the page: by origin and source, with their words and where they
stand.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export import dossier_words as words
from riwaya.export.dossier_markup import (
    badge,
    labelled,
    prose,
    quotation,
    reference,
    report_link,
    with_references,
)
from riwaya.export.dossier_quotes import quotes
from riwaya.export.dossier_text_claims import figure
from riwaya.export.dossier_view import STRUCK, Entry, View, published
from riwaya.export.labels import label, value
from riwaya.export.markup import escaped, sentence
from riwaya.export.sentences import claim_sentence
from riwaya.incidents.states import UNOPPOSED
from riwaya.model.incident import Origin


def claims_by_origin(view: View) -> str:
    """Every claim once, parts within their totals; "" when there is none."""
    return "".join(_origin(view, origin) for origin in view.origins())


def _origin(view: View, origin: Origin) -> str:
    cards = "".join(
        _claim(view, entry) for _, entries in view.of_origin(origin) for entry in entries
    )
    party = ""
    if origin.party:
        party = (
            f' <span class="badge self">{labelled(label("dossier", "side"))}</span> '
            f"{prose(words.ground(origin.party))}"
        )
    return (
        f'<div class="origin"><h3>{prose(origin.name)}{party}</h3>'
        f'<p class="faint">{prose(origin.reason)}</p>\n<ol class="list">{cards}</ol></div>\n'
    )


def _claim(view: View, entry: Entry) -> str:
    parts = "".join(_claim(view, part) for part in view.parts(entry))
    inner = f'<ol class="list">{parts}</ol>' if parts else ""
    part = " part" if view.is_nested(entry) else ""
    return (
        f'<li class="claim{part}" id="{escaped(entry.anchor)}">{"".join(_card(view, entry))}'
        f"{inner}</li>\n"
    )


def _card(view: View, entry: Entry) -> Iterator[str]:
    claim = entry.told.claim
    colour = claim.casualty.status if claim.casualty else claim.kind
    title = figure(claim.casualty) if claim.casualty else value("claim_kinds", claim.kind).english
    nested = view.is_nested(entry)
    said = sentence(claim_sentence(entry.index, claim, setting=not nested))
    struck = entry.standing in STRUCK
    state = f" {badge('state', entry.standing)}" if entry.state else ""
    yield (
        f'<p><span class="tag {escaped(colour)}">{entry.number}</span> '
        f"<b>{_struck(escaped(title), struck)}</b>{state}</p>"
    )
    language = entry.account.reading.report.language
    # The sentence around a part stands with its total.
    for quote in quotes(entry, around=not nested):
        yield quotation(quote, colour, language)
    yield f'<p class="said">{said}</p>'
    if entry.state is not None and entry.state.reason != UNOPPOSED:
        reason = with_references(view, entry.state.reason, view.named_by(entry.state))
        yield f"<p><b>{escaped(words.named('state', entry.standing))}:</b> {reason}</p>"
    moment = escaped(words.moment(published(entry.account)))
    key = f'<bdi dir="ltr">{escaped(entry.key)}</bdi>'
    yield (
        f'<p class="faint">published {moment} · {report_link(view, entry.told.report)} · {key}</p>'
    )


def _struck(markup: str, struck: bool) -> str:
    return f"<s>{markup}</s>" if struck else markup


def claim_mention(entry: Entry) -> str:
    """A claim in a list: its number and its origin, struck through when it does not stand."""
    name = prose(entry.origin.name) if entry.origin else "origin not known"
    return f"{reference(entry)} {_struck(name, entry.standing in STRUCK)}"
