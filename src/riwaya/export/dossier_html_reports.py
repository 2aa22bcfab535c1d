"""The reports of an incident and the links between them, in the page."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.export import dossier_words as words
from riwaya.export.dossier_markup import known, prose, report_anchor, report_link
from riwaya.export.dossier_view import View, published
from riwaya.export.index import both
from riwaya.export.markup import escaped, sentence
from riwaya.model.decision import MentionKey
from riwaya.model.incident import Link

_MOST_LINKS = 200


def reports(view: View) -> str:
    """Each text once in the order of publication, its copies folded under it."""
    return "".join(_text(view, first, copies) for first, copies in view.texts())


def _text(view: View, first: str, copies: tuple[str, ...]) -> str:
    folded = ""
    if copies:
        count = f"{len(copies)} cop{'y' if len(copies) == 1 else 'ies'} of this text"
        items = "".join(
            f'<li class="report-item" id="{escaped(report_anchor(copy))}">'
            f"{''.join(_report(view, copy))}</li>\n"
            for copy in copies
        )
        folded = f'<details><summary>{count}</summary><ul class="list">{items}</ul></details>'
    return (
        f'<div class="report-item" id="{escaped(report_anchor(first))}">'
        f"{''.join(_report(view, first))}{folded}</div>\n"
    )


def _report(view: View, report_id: str) -> Iterator[str]:
    account = view.accounts[report_id]
    report = account.reading.report
    names = {source.id: both(source.name_en, source.name) for source in account.reading.sources}
    title = words.title_of(report.title, report.text)
    yield f"<p><b>Report {view.report_numbers[report_id]}</b> {sentence(title)}</p>"
    outlet = names.get(report.outlet or "", "outlet not known")
    basis = f" ({report.published_basis})" if report.published_basis else ""
    moment = f"published {words.moment(published(account))}{basis}"
    facts = [sentence(outlet), escaped(moment)]
    facts += [f'<bdi dir="ltr">{escaped(fact)}</bdi>' for fact in (report.url, report_id) if fact]
    if account.forwarded_from:
        facts.append(f'forwarded from <bdi dir="auto">{escaped(account.forwarded_from)}</bdi>')
    yield f'<p class="faint">{" · ".join(facts)}</p>'
    if account.copy_reason:
        yield f"<p>A copy: {prose(account.copy_reason)}.</p>"


def links(view: View) -> str:
    """Every link with its features, the strongest first, each with its weight and reason."""
    found = sorted(view.cluster.links, key=lambda link: (-link.score, link.one, link.other))
    if not found:
        return "<p>A single report tells of it.</p>" if len(view.accounts) == 1 else ""
    more = len(found) - _MOST_LINKS
    note = (
        "<p>Each ground speaks for (+) or against (−) two reports telling of one incident; "
        "the score is their sum.</p>\n"
    )
    tail = f"<p>And {more:,} weaker links.</p>\n" if more > 0 else ""
    return note + "".join(_link(view, link) for link in found[:_MOST_LINKS]) + tail


def _link(view: View, link: Link) -> str:
    rows = "".join(
        f'<tr><td class="weight{" against" if feature.weight < 0 else ""}">'
        f"{signed(feature.weight)}</td><td>{prose(words.ground(feature.reason))}</td></tr>\n"
        for feature in sorted(link.features, key=lambda f: (-f.weight, f.name))
    )
    both_ends = sorted((link.one, link.other), key=lambda key: view.report_numbers[key.report])
    named = " and ".join(_end(view, key) for key in both_ends)
    leads = ", ".join(report_link(view, key.report) for key in both_ends)
    heads = "".join(f'<th scope="col">{known("column", key)}</th>' for key in ("weight", "reason"))
    return (
        f'<details class="link"><summary>{named}: <b>{signed(link.score)}</b></summary>'
        f"<p>{leads}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>\n"
    )


def _end(view: View, key: MentionKey) -> str:
    event = f" ({escaped(key.event)})" if key.event else ""
    return f"report {view.report_numbers.get(key.report, '')}{event}"


def signed(weight: float) -> str:
    """A weight with its sign: "+2.4", "−0.7", "0.0"."""
    number = f"{abs(weight):.1f}"
    if number == "0.0":
        return number
    return f"{'+' if weight > 0 else '−'}{number}"
