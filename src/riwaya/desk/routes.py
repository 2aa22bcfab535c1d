"""Every page and every part of the API; a page that is not named here is not there."""

from __future__ import annotations

from fastapi import APIRouter

from riwaya.desk.pages import account, add, incidents, login, search, users

PAGES: tuple[APIRouter, ...] = (
    incidents.router,
    search.router,
    add.router,
    login.router,
    account.router,
    users.router,
)
API: tuple[APIRouter, ...] = ()
