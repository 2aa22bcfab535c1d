"""Every page and every part of the API; a page that is not named here is not there."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer

from riwaya.desk import map_ground, map_library
from riwaya.desk.api import decisions as api_decisions
from riwaya.desk.api import incidents as api_incidents
from riwaya.desk.api import index as api_index
from riwaya.desk.api import reports as api_reports
from riwaya.desk.api import reviews as api_reviews
from riwaya.desk.api import users as api_users
from riwaya.desk.pages import (
    account,
    add,
    exports,
    incident,
    incident_decisions,
    incident_share,
    incidents,
    login,
    map,
    report,
    review,
    search,
    users,
)

PAGES: tuple[APIRouter, ...] = (
    map.router,
    map_library.router,
    map_ground.router,
    incidents.router,
    incident.router,
    incident_decisions.router,
    incident_share.router,
    exports.router,
    report.router,
    review.router,
    search.router,
    add.router,
    login.router,
    account.router,
    users.router,
)
API: tuple[APIRouter, ...] = (
    api_index.router,
    api_incidents.router,
    api_reports.router,
    api_decisions.router,
    api_reviews.router,
    api_users.router,
)

API_DOCUMENTED = [
    Depends(HTTPBearer(auto_error=False, description="A token from the account page."))
]
"""Says in openapi.json how programs show who they are; it is checked before every request."""
