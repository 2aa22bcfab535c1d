"""The desk put together."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from riwaya import __version__
from riwaya.casefile.open import Case, open_case
from riwaya.desk.context import check_request
from riwaya.desk.failures import answer_failures
from riwaya.desk.jobs import Jobs
from riwaya.desk.routes import API, API_DOCUMENTED, PAGES
from riwaya.desk.security.gate import Gate
from riwaya.desk.settings import Settings


def create_app(settings: Settings, case: Case | None = None) -> FastAPI:
    """A desk on the case of `settings`, or on `case`, which then stays open at the end.

    Raises CaseUnavailable.
    """
    opened = case or open_case(settings.case, create=True)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.jobs.close()
        if case is None:
            opened.close()

    app = FastAPI(
        title="Riwaya",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(check_request)],
        lifespan=lifespan,
    )
    app.state.settings, app.state.case, app.state.jobs = settings, opened, Jobs()
    # Hashing a password takes memory by intent: not many at once.
    app.state.logins = threading.BoundedSemaphore(2)
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    for router in API:
        app.include_router(router, prefix="/api/v1", dependencies=API_DOCUMENTED)
    app.mount("/static", StaticFiles(directory=str(files("riwaya.desk") / "static")))
    answer_failures(app)
    app.add_middleware(Gate, settings=settings)
    return app
