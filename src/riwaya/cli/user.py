"""`riwaya user`: who may come in to the desk."""

from __future__ import annotations

import sys
from enum import StrEnum
from types import ModuleType
from typing import Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import printable
from riwaya.errors import UsageError

app = typer.Typer(
    no_args_is_help=True, help="Say who may come in to the desk.", rich_markup_mode=None
)


class RoleName(StrEnum):
    """What a user may do; each may do what those before it may."""

    VIEWER = "viewer"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMIN = "admin"


NameArgument = Annotated[str, typer.Argument(metavar="NAME")]


@app.command()
def add(
    name: NameArgument,
    role: Annotated[RoleName, typer.Option("--role")] = RoleName.CODER,
    case: CaseOption = None,
) -> None:
    """Add a user, or give one another role and password.

    The password is asked for, or read as the first line of standard input. viewer: reads. coder:
    also adds reports and reviews claims. reviewer: also takes back what others decided. admin:
    also manages users.
    """
    users = _users()
    password = _password()
    with opened_case(case, create=True) as open_case:
        with open_case.reading() as connection:
            first = not users.has_users(connection)
        if first and role is not RoleName.ADMIN:
            raise UsageError("the first user has to be an admin; add --role admin")
        made = users.add_user(open_case, name, role.value, password)
    typer.echo(f"{printable(made.name)}: {made.role}")


@app.command("list")
def list_users(case: CaseOption = None) -> None:
    """List the users with their roles."""
    users = _users()
    with opened_case(case) as open_case, open_case.reading() as connection:
        for known in users.all_users(connection):
            typer.echo(f"{known.role}\t{known.added[:10]}\t{printable(known.name)}")


@app.command()
def remove(name: NameArgument, case: CaseOption = None) -> None:
    """Take a user out. What they did stays in the log."""
    users = _users()
    with opened_case(case) as open_case:
        gone = users.remove_user(open_case, name)
    typer.echo(f"{printable(gone.name)}: removed")


def _password() -> str:
    if sys.stdin.isatty():
        given: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return given
    return sys.stdin.readline(2_000).rstrip("\r\n")


def _users() -> ModuleType:
    try:
        from riwaya.desk.security import users
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk needs: pip install 'riwaya[desk]' ({error})") from error
    return users
