"""Every page and every part of the API; a page that is not named here is not there."""

from __future__ import annotations

from fastapi import APIRouter

from riwaya.desk.pages import account, incidents

PAGES: tuple[APIRouter, ...] = (incidents.router, account.router)
API: tuple[APIRouter, ...] = ()
