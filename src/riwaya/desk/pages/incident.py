"""One incident whole: what is known, how it was summed up, who disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from riwaya.casefile.neighbours import neighbours
from riwaya.casefile.trails import successors
from riwaya.desk.context import Look, OpenCase, Viewer
from riwaya.desk.dossier.cards import cards_by_origin
from riwaya.desk.dossier.decided import Decided
from riwaya.desk.dossier.locator import plan_of
from riwaya.desk.dossier.phrases import Phrases
from riwaya.desk.dossier.record import Dossier, load
from riwaya.desk.dossier.telling import links_of, reports_of
from riwaya.desk.dossier.timeline import toll_chart
from riwaya.desk.dossier.whereabouts import incident_address, parted_from
from riwaya.desk.downloads import csv_response
from riwaya.desk.export_files import FILES
from riwaya.desk.queries import one_of
from riwaya.desk.render import render
from riwaya.desk.review.edits import edit_words
from riwaya.export.dossier_text_claims import figure
from riwaya.export.dossier_words import toll_rows
from riwaya.export.sentences import claim_sentence
from riwaya.incidents.policies import POLICIES, load_policies
from riwaya.model.decision import MentionKey
from riwaya.model.review import edit_in_words, edit_of
from riwaya.model.serialise import dumps
from riwaya.model.serialise_incident import incident_object

router = APIRouter()

_LONGEST_ID = 32

_COLUMNS = (
    "claim", "report", "url", "published", "source", "origin", "kind", "figure", "low", "high",
    "status", "class", "group", "state", "reason", "sentence", "words",
    "review", "reviewer", "reviewed", "edited_low", "edited_high", "edited",
)  # fmt: skip


@router.get("/incidents/{incident_id}")
def incident(
    request: Request,
    incident_id: str,
    person: Viewer,
    case: OpenCase,
    look: Look,
    policy: str = "",
    format: str = "",
    was: str = "",
) -> Response:
    """The page of an incident under a policy; the same as JSON, its claims as a table.

    `was`: the id under which it was asked for, where that incident is part of this one now.
    """
    rule = one_of(policy, POLICIES, "policy") or POLICIES[0]
    form = one_of(format, ("html", "json", "csv"), "format")
    with case.reading() as connection:
        dossier = load(connection, incident_id, rule, person, shortened=True)
        found = dossier.incident
        if found.id != incident_id:
            return RedirectResponse(incident_address(found.id, policy), 303)
        if form == "json":
            return Response(dumps(incident_object(found)) + "\n", media_type="application/json")
        if form == "csv":
            return csv_response(f"incident-{found.id}", _COLUMNS, _table(dossier))
        near = neighbours(connection, found)
        apart = parted_from(connection, dossier)
        moved = successors(connection, was[:_LONGEST_ID]) if was else ()
    phrases = Phrases.of(look, dossier.view)
    links = links_of(phrases)
    return render(
        request,
        "incident.html",
        dossier=dossier,
        incident=found,
        view=dossier.view,
        rule=load_policies()[rule],
        policies=POLICIES,
        toll=list(toll_rows(found.casualties.killed, found.casualties.injured)),
        phrases=phrases,
        origins=cards_by_origin(phrases, dossier.of_claims),
        chart=toll_chart(phrases),
        plan=plan_of(dossier.view),
        reports=reports_of(phrases),
        links=links,
        weaker=dossier.links - len(links),
        near=near,
        was=was if found.id in {one.id for one in moved} else "",
        elsewhere=[one for one in moved if one.id != found.id],
        apart=apart,
        reports_named=_reports_named,
        formats=list(FILES),
        edit_words=lambda made: edit_words(look, edit_of(made)),
    )


def _reports_named(mentions: Sequence[str]) -> list[str]:
    """The reports of mentions given as text, each once."""
    return list(dict.fromkeys(MentionKey.parse(text).report for text in mentions))


def _table(dossier: Dossier) -> Iterator[tuple[object, ...]]:
    for entry in dossier.view.entries:
        claim, report = entry.told.claim, entry.account.reading.report
        casualty = claim.casualty
        yield (
            entry.key, report.id, report.url, report.published,
            entry.told.source.name if entry.told.source else None,
            entry.origin.name if entry.origin else None, claim.kind,
            figure(casualty) or None,
            casualty.low if casualty else None, casualty.high if casualty else None,
            casualty.status if casualty else None, casualty.person_class if casualty else None,
            casualty.group if casualty else None, entry.standing or None,
            entry.state.reason if entry.state else None,
            claim_sentence(entry.index, claim), " … ".join(s.text for s in claim.evidence),
            *_review_cells(dossier.of_claims.get(entry.key)),
        )  # fmt: skip


def _review_cells(decided: Decided | None) -> tuple[object, ...]:
    """What a person said of a claim: the verdict, who, when, and what an edit changed."""
    if decided is None:
        return (None,) * 6
    made = decided.decision
    edit = edit_of(made)
    changed = edit_in_words(made) if edit else None
    return (made.kind, made.who, made.at.isoformat(), edit.get("low"), edit.get("high"), changed)
