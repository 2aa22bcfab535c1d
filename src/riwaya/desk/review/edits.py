"""What an edit changes, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from riwaya.desk.interface import Interface
from riwaya.desk.render import term, translate
from riwaya.model.review import CAUSES


def edit_words(look: Interface, edit: Mapping[str, str]) -> Markup:
    """The changed fields of an edit on one line."""
    told: list[Markup | str] = []
    for field, value in edit.items():
        if field == "high" and not value:
            told.append(translate(look, "review.edit_open"))
        elif field in ("low", "high"):
            told.append(translate(look, "review.edit_" + field, value=int(value)))
        elif field in ("source", "actor"):
            told.append(translate(look, "review.edit_" + field))
        elif field == "name":
            told.append(translate(look, "review.edit_name", value=value))
        elif field == "cause":
            told.append(cause_words(look, value))
        else:
            told.append(term(look, {"class": "classes", "status": "statuses"}[field], value))
    return Markup(" · ").join(told)


def cause_words(look: Interface, key: str) -> str:
    """The name of a cause: a type of event, or another that an edit can give."""
    if key in CAUSES:
        return str(translate(look, "review.cause_" + key))
    return term(look, "event_types", key)
