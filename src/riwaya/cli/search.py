"""`riwaya search`: reports of a case by their words and by what was read in them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.output import opened
from riwaya.cli.terminal import is_coloured


class SearchFormat(StrEnum):
    """Formats of results."""

    text = "text"
    json = "json"


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help="Words to look for; after -- when one begins with -."),
    ] = None,
    case: CaseOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Events, else publication, on or after it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Events, else publication, up to it.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="A place named, or in a wider one.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="A party named, or a part of it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The publisher.")] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="A type of event, like shelling.")
    ] = None,
    person_class: Annotated[
        str | None, typer.Option("--class", metavar="CLASS", help="civilian, armed or unknown.")
    ] = None,
    status: Annotated[
        str | None, typer.Option(metavar="STATUS", help="What befell people, like killed.")
    ] = None,
    at_least: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="A figure of one event is N or more.")
    ] = None,
    at_most: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="A figure of one event is N or less.")
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="Results shown.")] = 20,
    after: Annotated[
        str | None, typer.Option(metavar="MARK", help="Go on where an earlier page ended.")
    ] = None,
    form: Annotated[SearchFormat, typer.Option("--format")] = SearchFormat.text,
) -> None:
    """Find reports in a case: those that hold all words, best first; without words, newest first.

    A word is found with and without article, particles and pronouns, however it is spelled. Words
    in "quotes" are taken as written, in their order. -word leaves out reports that hold it; OR
    between two words lets either do. Names of places, parties and outlets may be Arabic or
    English.

    Examples:

      riwaya search WORD

      riwaya search '"TWO WORDS" -WORD' --since 2024-01-01 --place Aleppo

      riwaya search --type shelling --class civilian --at-least 10 --format json
    """
    from riwaya.casefile.search import Query
    from riwaya.casefile.search import search as find
    from riwaya.export.search_json import search_json
    from riwaya.export.search_text import BRACKETS, COLOURS, search_text

    query = Query(
        text=" ".join(words or ()),
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        place=place,
        actor=actor,
        outlet=outlet,
        event_type=_value("event_types", event_type, "--type"),
        person_class=_value("classes", person_class, "--class"),
        status=_value("statuses", status, "--status"),
        at_least=at_least,
        at_most=at_most,
        limit=limit,
        after=after,
    )
    with opened_case(case) as open_case, open_case.reading() as connection:
        results = find(connection, query)
    with opened(None) as write:
        if form is SearchFormat.json:
            write(search_json(query, results) + "\n")
        else:
            for piece in search_text(results, COLOURS if is_coloured() else BRACKETS):
                write(piece)
    if results.cut:
        typer.echo("riwaya: the search is long; its last words were not looked for", err=True)
    if results.next and form is SearchFormat.text:
        typer.echo(f"riwaya: for more, add --after='{results.next}'", err=True)


def _day(given: str | None, option: str) -> date | None:
    from riwaya.ingest.days import parse_day

    day = parse_day(given) if given is not None else None
    if given is not None and day is None:
        raise typer.BadParameter(f"{given!r} is not a day like 2024-12-01", param_hint=option)
    return day


def _value(values: str, given: str | None, option: str) -> str | None:
    from riwaya.ontology import load_terms

    known = load_terms()[values]
    if given is not None and given not in known:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(known)}", param_hint=option)
    return given
