"""What every page asks for: the case, who asks, and how they want the interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from riwaya.casefile.open import Case
from riwaya.desk.interface import Interface, interface_of
from riwaya.desk.jobs import Jobs
from riwaya.desk.security.csrf import SAFE_METHODS, check_form
from riwaya.desk.security.people import Person, identify
from riwaya.desk.security.refusals import Forbidden, NotLoggedIn
from riwaya.desk.security.roles import Role
from riwaya.desk.settings import Settings

_OPEN_TO_ALL = frozenset({"/login", "/account/interface"})


async def check_request(request: Request) -> None:
    """Find out who asks, and let nothing be changed but from the desk's own forms.

    Runs before every page: a page cannot forget it. Bodies of people who are not logged in are
    not even read.
    """
    state = request.app.state
    person = await run_in_threadpool(identify, request, state.case, state.settings)
    request.state.person = person
    if request.method in SAFE_METHODS:
        return
    if person is None and request.url.path not in _OPEN_TO_ALL:
        raise NotLoggedIn("log in first")
    # A browser never sends a token by itself, so nothing can make it send one for others.
    if person is None or not person.by_token:
        await check_form(request)


def settings_of(request: Request) -> Settings:
    """How the desk was started."""
    return cast(Settings, request.app.state.settings)


def interface_for(request: Request) -> Interface:
    """How the person wants the interface."""
    return interface_of(request, settings_of(request).language)


def person_or_nobody(request: Request) -> Person | None:
    """Who asks, if that is known."""
    return cast("Person | None", request.state.person)


def _needs(role: Role) -> Callable[[Request], Person]:
    def needed(request: Request) -> Person:
        person = person_or_nobody(request)
        if person is None:
            raise NotLoggedIn("log in first")
        if not person.may(role):
            raise Forbidden(f"this needs the role {role.word}; an admin can give it to you")
        return person

    return needed


Viewer = Annotated[Person, Depends(_needs(Role.VIEWER))]
Coder = Annotated[Person, Depends(_needs(Role.CODER))]
Reviewer = Annotated[Person, Depends(_needs(Role.REVIEWER))]
Admin = Annotated[Person, Depends(_needs(Role.ADMIN))]
"""A parameter of one of these types lets only people in who may do what the role may."""


def _case(request: Request) -> Case:
    """The case, with the person who asks as the one at work."""
    case = cast(Case, request.app.state.case)
    person = person_or_nobody(request)
    return replace(case, who=person.name) if person else case


def _jobs(request: Request) -> Jobs:
    return cast(Jobs, request.app.state.jobs)


OpenCase = Annotated[Case, Depends(_case)]
RunningJobs = Annotated[Jobs, Depends(_jobs)]
Look = Annotated[Interface, Depends(interface_for)]
DeskSettings = Annotated[Settings, Depends(settings_of)]
