"""One message of a Telegram export made into a report."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riwaya.errors import BadRecord
from riwaya.ingest.days import moment_of_unix, parse_day
from riwaya.model.intake import Intake, Original

MEDIA_TYPE = "application/json"

_MESSAGE, _SAVED = "message", "saved_messages"
_USERNAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


@dataclass(frozen=True, slots=True)
class Chat:
    """What an export says of a chat. `id`: its number, or a digest of its name without one."""

    id: str
    name: str | None
    type: str
    username: str | None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Chat:
        """From the values of the chat's own keys."""
        name = facts.get("name")
        name = " ".join(name.split()) or None if isinstance(name, str) else None
        number = facts.get("id")
        if number in (None, ""):
            number = hashlib.sha256((name or "").encode("utf-8", "replace")).hexdigest()[:12]
        username = _USERNAME.fullmatch(
            str(facts.get("username") or facts.get("public_username") or "")
        )
        return cls(
            id=re.sub(r"[^0-9A-Za-z-]", "-", str(number))[:40],
            name=name,
            type=str(facts.get("type") or ""),
            username=username[1] if username else None,
        )

    @property
    def is_channel(self) -> bool:
        """Whether its messages are its own, whoever of its staff wrote them."""
        return "channel" in self.type


def message_intake(where: str, message: Any, chat: Chat) -> Intake | None:
    """The report of one message; None for one without text and for service messages.

    The text of a picture or file is its caption. `published_at` is the export's count of seconds;
    `published` the day that the export writes, which is that of the exporting computer's clock (in
    UTC where it writes none). Raises BadRecord for what is no message.
    """
    if not isinstance(message, dict):
        raise BadRecord("expected a message to be an object")
    if message.get("type", _MESSAGE) != _MESSAGE:
        return None
    text = _text(message.get("text")) or _text(message.get("text_entities"))
    if not text.strip():
        return None
    number = message.get("id")
    if isinstance(number, bool) or not isinstance(number, int | str) or number == "":
        raise BadRecord("a message without a number")
    number = re.sub(r"[^0-9A-Za-z-]", "-", str(number))[:40]
    moment = moment_of_unix(message.get("date_unixtime"))
    stated = message.get("date")
    day = parse_day(stated) if isinstance(stated, str) else None
    day = day or (moment.date() if moment else None)
    return Intake(
        where=where,
        text=text,
        id=f"tg-{chat.id}-{number}",
        key=f"telegram:{chat.id}:{number}",
        url=f"https://t.me/{chat.username}/{number}" if chat.username else None,
        outlet=_outlet(message, chat),
        published=day,
        published_basis="metadata" if day else None,
        published_at=moment,
        forwarded_from=_name(message.get("forwarded_from")),
        original=Original(_bytes(message), MEDIA_TYPE),
    )


def _outlet(message: Mapping[str, Any], chat: Chat) -> str | None:
    """The channel; in groups and talks the sender; of what one saved for oneself its origin."""
    if chat.type == _SAVED:
        return _name(message.get("forwarded_from")) or _name(message.get("saved_from"))
    if chat.is_channel:
        return chat.name
    return _name(message.get("from")) or chat.name


def _text(value: Any) -> str:
    """The text of a string, or of a list of strings and objects with a text."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = (part.get("text") if isinstance(part, dict) else part for part in value)
    return "".join(part for part in parts if isinstance(part, str))


def _name(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _bytes(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
