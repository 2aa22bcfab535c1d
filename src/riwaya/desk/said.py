"""Messages of the program, which are English, as the interface says them.

Messages belong to errors and reasons that are the same for every reader, so they are put into
Arabic where they are shown, by the patterns of said.yaml. What no line fits stands in English, set
apart by its direction.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from markupsafe import Markup, escape

from riwaya.desk.dossier.sentences import in_arabic
from riwaya.desk.interface import Interface
from riwaya.export.safe import clean

_HOLE = re.compile(r"\{(\w+)\}")
_LONGEST = 600


def said(interface: Interface, message: str) -> Markup:
    """A message of the program in the language of the interface; what it quotes is isolated."""
    if interface.language != "ar":
        return escape(clean(message))
    if len(message) <= _LONGEST:
        for fits, arabic in _patterns():
            found = fits.fullmatch(message)
            if found is not None:
                parts = {name: _part(value) for name, value in found.groupdict().items()}
                return escape(arabic).format(**parts)
        told = in_arabic(message, interface.digits == "arabic")
        if told is not None:
            return escape(clean(told))
    return Markup('<bdi lang="en" dir="ltr">{}</bdi>').format(clean(message))


def _part(value: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(clean(value.strip("'")))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files("riwaya.desk") / "said.yaml").read_text(encoding="utf-8")
    return tuple((_expression(english), arabic) for english, arabic in yaml.safe_load(text))


def _expression(english: str) -> re.Pattern[str]:
    pieces = _HOLE.split(english)
    made = [
        re.escape(piece) if at % 2 == 0 else f"(?P<{piece}>.+?)" for at, piece in enumerate(pieces)
    ]
    return re.compile("".join(made), re.DOTALL)
