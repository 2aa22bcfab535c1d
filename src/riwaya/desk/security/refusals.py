"""Why a request is not answered."""

from __future__ import annotations


class Refusal(Exception):
    """Base of what the desk refuses; the message says why, and what to do."""

    status = 403


class NotLoggedIn(Refusal):
    """It is not known who asks."""

    status = 401


class Forbidden(Refusal):
    """Who asks may not do this."""


class BadRequest(Refusal):
    """The request makes no sense."""

    status = 400


class NotFound(Refusal):
    """There is no such page."""

    status = 404


class TooMany(Refusal):
    """Asked too often."""

    status = 429
