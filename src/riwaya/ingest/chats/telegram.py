"""Telegram Desktop's result.json: one chat or a full export, read as a stream of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from riwaya.errors import BadRecord, InputError
from riwaya.ingest.chats.repair import SoundJson
from riwaya.ingest.chats.telegram_message import Chat, message_intake
from riwaya.ingest.json_values import Events, built, walked
from riwaya.ingest.opened import Opened
from riwaya.model.intake import Failure, Intake

_EXPORT = re.compile(
    rb'"messages"\s*:\s*\[|"(?:chats|left_chats|personal_information|frequent_contacts)"\s*:\s*\{'
)
_FILE = "result.json"
_IN_LISTS = ("chats.list.item", "left_chats.list.item")
_FACTS = frozenset({"name", "type", "id", "username", "public_username"})


def is_telegram(source: Opened) -> bool:
    """Whether it is a JSON object with the keys of an export, of any name; or named like one."""
    if source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return False
    return PurePath(source.name).name == _FILE or _EXPORT.search(source.head) is not None


def read_telegram(source: Opened) -> Iterator[Intake | Failure]:
    """The posts of an export with a text, in their order; a Failure where one is no message.

    Service messages and posts without text are passed over. A file that breaks off, or is no JSON
    from some place on, gives what stands before it, and a Failure.
    """
    import ijson

    try:
        yield from _posts(source.name, walked(SoundJson(source.reader())))
    except ijson.JSONError as error:
        reason = " ".join(str(error).split())[:80]
        yield Failure(
            source.name, BadRecord(f"broken off or not JSON from some place on: {reason}")
        )
    except InputError as error:
        yield Failure(source.name, error)


def _posts(name: str, events: Events) -> Iterator[Intake | Failure]:
    facts: dict[str, Any] = {}
    number = 0
    for path, event, value in events:
        chat = next((known for known in _IN_LISTS if path.startswith(known)), "")
        below = path[len(chat) :].removeprefix(".")
        if event == "start_map" and not below:
            facts, number = {}, 0
        elif below in _FACTS and event in ("string", "number"):
            facts[below] = value
        elif below == "messages.item":
            number += 1
            found = _post(_where(name, facts, number), built(events, event, value), facts)
            if found is not None:
                yield found


def _post(where: str, message: Any, facts: dict[str, Any]) -> Intake | Failure | None:
    try:
        return message_intake(where, message, Chat.of(facts))
    except InputError as error:
        return Failure(where, error)


def _where(name: str, facts: dict[str, Any], number: int) -> str:
    chat = facts.get("name")
    return f"{name}:{chat}:{number}" if chat else f"{name}:{number}"
