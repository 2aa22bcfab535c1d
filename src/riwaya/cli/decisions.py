"""What people decide about incidents and claims, each kept as a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import printable

if TYPE_CHECKING:
    from riwaya.casefile.open import Case

IncidentsArgument = Annotated[
    list[str], typer.Argument(metavar="INCIDENT...", help="Ids as `riwaya incidents` prints them.")
]
ClaimsArgument = Annotated[
    list[str], typer.Argument(metavar="CLAIM...", help="Ids as `riwaya incident` prints them.")
]
WhyOption = Annotated[str, typer.Option(metavar="TEXT", help="The reason; kept with the decision.")]


def merge(which: IncidentsArgument, why: WhyOption = "", case: CaseOption = None) -> None:
    """Say that incidents are one and the same."""
    if len(which) < 2:
        raise typer.BadParameter("name two incidents or more", param_hint="INCIDENT")
    with opened_case(case) as open_case:
        found = _members(open_case, which)
        first, *others = found
        _decide(open_case, "must", first, [key for keys in others for key in keys], why)


def split(
    which: Annotated[str, typer.Argument(metavar="INCIDENT")],
    out: Annotated[
        list[str],
        typer.Argument(metavar="REPORT...", help="Reports, or mentions like REPORT:e1, to part."),
    ],
    why: WhyOption = "",
    case: CaseOption = None,
) -> None:
    """Say that some reports of an incident tell of another one."""
    with opened_case(case) as open_case:
        (members,) = _members(open_case, [which])
        parted = [m for m in members if m in out or m.rpartition(":")[0] in out]
        unknown = [o for o in out if not any(o in (m, m.rpartition(":")[0]) for m in members)]
        if unknown:
            raise typer.BadParameter(f"{unknown[0]} does not tell of {which}", param_hint="REPORT")
        rest = [m for m in members if m not in parted]
        if not rest:
            raise typer.BadParameter("nothing would be left of it", param_hint="REPORT")
        _decide(open_case, "never", parted, rest, why)


def never(which: IncidentsArgument, why: WhyOption = "", case: CaseOption = None) -> None:
    """Say that two incidents are not the same, whatever comes in later."""
    if len(which) != 2:
        raise typer.BadParameter("name two incidents", param_hint="INCIDENT")
    with opened_case(case) as open_case:
        one, other = _members(open_case, which)
        _decide(open_case, "never", one, other, why)


def exclude(claims: ClaimsArgument, why: WhyOption = "", case: CaseOption = None) -> None:
    """Leave claims out of the sums."""
    _about_claims("exclude", claims, why, case)


def include(claims: ClaimsArgument, why: WhyOption = "", case: CaseOption = None) -> None:
    """Count claims in the sums, whatever the rules say of them."""
    _about_claims("include", claims, why, case)


def prefer(claims: ClaimsArgument, why: WhyOption = "", case: CaseOption = None) -> None:
    """Let claims stand alone in the sums, in place of all others of their kind."""
    _about_claims("prefer", claims, why, case)


def undo(
    which: Annotated[list[str], typer.Argument(metavar="DECISION...")],
    why: WhyOption = "",
    case: CaseOption = None,
) -> None:
    """Take decisions back. That is a decision too, and can be taken back."""
    with opened_case(case) as open_case:
        _decide(open_case, "undo", which, [], why)


def decisions(
    everything: Annotated[
        bool, typer.Option("--all", help="Also reviews that wait for a second reviewer's own.")
    ] = False,
    case: CaseOption = None,
) -> None:
    """List all decisions, oldest first, and whether they stand.

    Where the case has users, what one of them said in review is left out until a second one has
    reviewed the claim too; admins see it.
    """
    from riwaya.casefile.blind import told_here
    from riwaya.casefile.decisions import all_decisions
    from riwaya.model.decision import standing

    with opened_case(case) as open_case, open_case.reading() as connection:
        every = all_decisions(connection)
        made = every if everything else told_here(connection, open_case.who, every)
    if len(made) < len(every):
        typer.echo(
            f"riwaya: {len(every) - len(made)} left out, as a second review is made without the "
            "first; --all lists them",
            err=True,
        )
    force = {decision.id for decision in standing(made)}
    for decision in made:
        state = "" if decision.id in force or decision.kind == "undo" else " (taken back)"
        sides = " | ".join(" ".join(side) for side in (decision.one, decision.other) if side)
        reason = f": {decision.why}" if decision.why else ""
        at = decision.at.isoformat(timespec="minutes")
        line = f"{decision.id} {at} {decision.who} {decision.kind}{state} {sides}{reason}"
        typer.echo(printable(line))


def _about_claims(kind: str, claims: Sequence[str], why: str, case: str | None) -> None:
    from riwaya.casefile.claims import require_claims

    with opened_case(case) as open_case:
        with open_case.reading() as connection:
            require_claims(connection, claims)
        _decide(open_case, kind, claims, [], why)


def _members(case: Case, which: Sequence[str]) -> list[list[str]]:
    """The mentions of each incident, as text."""
    from riwaya.casefile.linking import bring_up_to_date
    from riwaya.cli.incidents import current_cluster

    bring_up_to_date(case)
    with case.reading() as connection:
        return [[str(key) for key in current_cluster(connection, name).members] for name in which]


def _decide(case: Case, kind: str, one: Sequence[str], other: Sequence[str], why: str) -> None:
    from riwaya.casefile.decisions import decide
    from riwaya.casefile.linking import bring_up_to_date

    with case.writing() as connection:
        made = decide(case, connection, kind, one, other, why)
    changed = bring_up_to_date(case).changed
    typer.echo(f"{made.id}: kept; {changed} incidents made anew")
