"""Pages from templates: everything put into one is cleaned and escaped, whatever it is."""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from riwaya.desk.context import interface_for, person_or_nobody
from riwaya.desk.i18n import words
from riwaya.desk.interface import Interface
from riwaya.desk.said import said
from riwaya.desk.security.csrf import FIELD, form_token
from riwaya.export.safe import clean
from riwaya.ontology import label

_LONGEST_ADDRESS = 2_000
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """The page `template` with `values` and the helpers of `helpers`."""
    given = helpers(request) | values
    return HTMLResponse(_environment().get_template(template).render(given), status)


def helpers(request: Request) -> dict[str, Any]:
    """What templates can use.

    t(key, **values): words of the interface. number(n), day(text), moment(text): in the digits
    chosen, isolated. bdi(text), name(arabic, english): words of a report, isolated. term(values,
    key): the ontology's label. url(**changes): this view with its query changed; None drops.
    incident_url(id), report_url(id), static(name): addresses. said(message): what the program
    says. csrf: the hidden field of a form.
    """
    interface = interface_for(request)
    return {
        "interface": interface,
        "person": person_or_nobody(request) if hasattr(request.state, "person") else None,
        "path": request.url.path,
        "query": dict(request.query_params),
        "here": _here(request),
        "t": partial(translate, interface),
        "number": partial(_number, interface),
        "day": partial(_day, interface),
        "moment": partial(_moment, interface),
        "bdi": _bdi,
        "name": partial(shown_name, interface),
        "term": partial(term, interface),
        "url": partial(_url, request),
        "incident_url": incident_url,
        "report_url": report_url,
        "static": static_url,
        "said": partial(said, interface),
        "csrf": _csrf(request),
    }


def translate(interface: Interface, key: str, **values: Any) -> Markup:
    """The words of `key` with `values` put in, escaped; numbers in the digits chosen.

    A whole number called `n` decides on the plural form.
    """
    if not values:
        return _plain_words(key, interface.language)
    count = values.get("n")
    text = words(key, interface.language, count if isinstance(count, int) else None)
    shown = {
        name: _number(interface, value) if isinstance(value, int) else _bdi(value)
        for name, value in values.items()
    }
    return escape(text).format(**shown)


@lru_cache(maxsize=1 << 12)
def _plain_words(key: str, language: str) -> Markup:
    return escape(words(key, language)).format()


def term(interface: Interface, values: str, key: str) -> str:
    """The ontology's label of a value in the language of the interface."""
    try:
        return label(values, key, interface.language)
    except KeyError:
        return key.replace("_", " ")


def incident_url(incident_id: str) -> str:
    """The address of an incident's page."""
    return f"/incidents/{quote(incident_id, safe='')}"


def report_url(report_id: str) -> str:
    """The address of a report's page."""
    return f"/reports/{quote(report_id, safe='')}"


@cache
def static_url(name: str) -> str:
    """The address of a file under static/, different whenever its content is."""
    data = (files("riwaya.desk") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:10]}"


def _number(interface: Interface, value: int | float | None) -> Markup:
    # Digits and signs of numbers alone: nothing to escape.
    return Markup("") if value is None else Markup(f"<bdi>{interface.number(value)}</bdi>")


def _day(interface: Interface, value: Any) -> Markup:
    """A day, as ISO 8601 text or a date; nothing for None."""
    if value is None:
        return Markup("")
    text = str(value)
    shown = interface.in_digits(text)
    return Markup('<time datetime="{}">{}</time>').format(text, shown)


def _moment(interface: Interface, value: Any) -> Markup:
    """A moment, as ISO 8601 text or a datetime, to the minute, in UTC."""
    text = str(value).replace(" ", "T")
    shown = interface.in_digits(f"{text[:10]} {text[11:16]}")
    return Markup('<time datetime="{}">{} UTC</time>').format(text, shown)


def _bdi(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(f"<bdi>{escape(clean(str(value)))}</bdi>")


def shown_name(interface: Interface, arabic: str | None, english: str | None = None) -> Markup:
    """A name as written and, where the person wants that, in Latin letters."""
    shown = f'<bdi class="as-written">{escape(clean(arabic or english or ""))}</bdi>'
    if interface.latin_names and english and arabic and english != arabic:
        shown += f' <bdi class="latin" lang="en">{escape(clean(english))}</bdi>'
    return Markup(shown)


def _url(request: Request, **changes: Any) -> str:
    """This page's address with parts of its query changed; None and "" drop a part."""
    kept: dict[str, Any] = dict(request.query_params)
    kept.update(changes)
    query = urlencode({k: v for k, v in kept.items() if v not in (None, "")})
    return f"{request.url.path}?{query}" if query else str(request.url.path)


def _here(request: Request) -> str:
    """The address of this view, for forms that come back to it."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else str(request.url.path)


def _csrf(request: Request) -> Markup:
    token = form_token(getattr(request.state, "browser", ""))
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("riwaya.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: Any) -> Any:
    """What a template prints: text without direction overrides and control characters."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def safe_next(address: str | None) -> str:
    """Where to go on to after a form: an address of this desk, else its first page.

    Browsers pass over control characters and take a backslash for a slash: neither may stand there.
    """
    given = (address or "")[:_LONGEST_ADDRESS]
    if not given.startswith("/") or given.startswith("//") or _NOT_IN_ADDRESS.search(given):
        return "/"
    return given
