"""How the interface looks to one browser: chosen on the account page, kept in a cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response

from riwaya.desk.i18n import LANGUAGES

DIGITS, THEMES = ("latin", "arabic"), ("auto", "light", "dark")
_COOKIE = "riwaya-interface"
_YEAR = 365 * 24 * 3600
_ARABIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")


@dataclass(frozen=True, slots=True)
class Interface:
    """`language`: "en" or "ar". `digits`: "latin" or "arabic". `theme`: "auto", "light" or
    "dark". `latin_names`: whether names stand in Latin letters too.
    """

    language: str = "en"
    digits: str = "latin"
    theme: str = "auto"
    latin_names: bool = True

    @property
    def direction(self) -> str:
        """The direction of the interface; that of content is its own."""
        return "rtl" if self.language == "ar" else "ltr"

    def number(self, value: int | float) -> str:
        """A number with its thousands parted, in the digits chosen."""
        return self.in_digits(f"{value:,}")

    def in_digits(self, text: str) -> str:
        """Digits of the interface's own text as chosen; never for words of a report."""
        return text.translate(_ARABIC) if self.digits == "arabic" else text


def interface_of(request: Request, default: str) -> Interface:
    """What the browser chose; else the language it asks for, else `default`."""
    chosen = dict(parse_qsl(request.cookies.get(_COOKIE, "")[:200]))
    asked = request.headers.get("accept-language", "")[:2].lower()
    language = asked if asked in LANGUAGES else default
    return changed(Interface(language, latin_names=language == "en"), chosen)


def changed(interface: Interface, chosen: dict[str, str]) -> Interface:
    """`interface` with what is validly chosen."""
    found = interface
    if (language := chosen.get("language")) in LANGUAGES:
        found = replace(found, language=language)
    if (digits := chosen.get("digits")) in DIGITS:
        found = replace(found, digits=digits)
    if (theme := chosen.get("theme")) in THEMES:
        found = replace(found, theme=theme)
    if (latin := chosen.get("latin_names")) in ("yes", "no"):
        found = replace(found, latin_names=latin == "yes")
    return found


def keep_interface(response: Response, interface: Interface, secure: bool) -> None:
    """Let the browser remember what was chosen."""
    value = urlencode(
        {
            "language": interface.language,
            "digits": interface.digits,
            "theme": interface.theme,
            "latin_names": "yes" if interface.latin_names else "no",
        }
    )
    response.set_cookie(
        _COOKIE, value, max_age=_YEAR, httponly=True, secure=secure, samesite="strict"
    )
