"""The claims of an incident for a terminal: by origin with their words, and by time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.export import dossier_words as words
from riwaya.export.dossier_quotes import CUE, EVIDENCE, Quote, quotes
from riwaya.export.dossier_view import STRUCK, Entry, View, mentioned, published
from riwaya.export.dossier_words import with_isolates
from riwaya.export.safe import ISOLATE, POP, one_line
from riwaya.export.sentences import claim_sentence
from riwaya.incidents.states import UNOPPOSED
from riwaya.model import Casualty
from riwaya.ontology import label

_MARKS = {EVIDENCE: ("[", "]"), CUE: ("{", "}"), "": ("", "")}
LEGEND = (
    "Marks in the words of the reports: [evidence], {crediting words}. "
    "✗: taken back, replaced or left out."
)


def claim_lines(view: View) -> Iterator[str]:
    """Origins with why each counts as one, their claims by source, parts under their totals."""
    yield LEGEND
    for origin in view.origins():
        yield ""
        yield with_isolates(origin.name)
        yield with_isolates(origin.reason)
        if origin.party:
            party = with_isolates(words.ground(origin.party))
            yield f"Speaks for a party to the violence: {party}."
        for _, entries in view.of_origin(origin):
            for entry in entries:
                yield from _claim(view, entry, 1)


def _claim(view: View, entry: Entry, depth: int) -> Iterator[str]:
    lead = "    " * depth
    sentence = claim_sentence(entry.index, entry.told.claim, setting=False)
    struck = "✗ " if entry.standing in STRUCK else ""
    yield f"{lead}[{entry.number}] {struck}{sentence}"
    inner = f"{lead}    "
    yield f"{inner}{one_line(entry.key)}, published {words.moment(published(entry.account))}"
    # The sentence around a part stands with its total.
    for quote in quotes(entry, around=not view.is_nested(entry)):
        yield f"{inner}words: {marked(quote)}"
    if entry.state is not None:
        name = words.named("state", entry.standing)
        reason = numbered(view, entry.state.reason, view.named_by(entry.state))
        plain = entry.state.reason == UNOPPOSED
        yield f"{inner}{name}" if plain else f"{inner}{name}: {reason}"
    for part in view.parts(entry):
        yield from _claim(view, part, depth + 1)


def numbered(view: View, sentence: str, claims: Sequence[str]) -> str:
    """A sentence with the claims it names given by their numbers."""
    pieces = []
    for text, key in mentioned(sentence, claims):
        entry = view.by_key.get(key or "")
        pieces.append(f"[{entry.number}]" if entry else text)
    return with_isolates("".join(pieces))


def marked(quote: Quote) -> str:
    """A quotation with marks around what was understood, between isolates."""
    pieces = [f"{_MARKS[p.kind][0]}{p.text}{_MARKS[p.kind][1]}" for p in quote]
    return f"{ISOLATE}{''.join(pieces)}{POP}"


def timeline_lines(view: View) -> Iterator[str]:
    """The figures as a table in the order of publication."""
    rows = [
        (
            words.moment(published(entry.account)),
            f"[{entry.number}]",
            figure(entry.told.casualty),
            words.named("state", entry.standing) if entry.standing else "",
            with_isolates(entry.origin.name) if entry.origin else "",
        )
        for entry in view.figures()
        if entry.told.casualty is not None
    ]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(4)]
    for row in rows:
        cells = [f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[4]]).rstrip()


def figure(casualty: Casualty | None) -> str:
    """A figure in few signs: "3 killed, civilians", "20+ injured"."""
    if casualty is None:
        return ""
    about = "~" if casualty.approx else ""
    if casualty.high is None:
        number = f"{about}{casualty.low:,}+"
    elif casualty.low == casualty.high:
        number = f"{about}{casualty.low:,}"
    else:
        number = f"{about}{casualty.low:,}–{casualty.high:,}"
    told = f"{number} {label('statuses', casualty.status)}"
    if casualty.polarity == "denied":
        told += " (denied)"
    if casualty.group:
        return f"{told}, {label('groups', casualty.group)}"
    if casualty.person_class != "unknown":
        return f"{told}, {words.named('toll', casualty.person_class).lower()}"
    return told
