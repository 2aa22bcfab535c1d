"""Telegram's result.json: what becomes a report, damage repaired, what breaks off."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import BadRecord, TooLarge
from riwaya.ingest import Failure, Intake, intakes, json_values
from riwaya.ingest.chats import repair
from riwaya.ingest.chats.telegram import read_telegram
from riwaya.ingest.opened import Opened

STAMP = {"date": "2022-11-03T23:30:00", "date_unixtime": "1667507400"}


def _message(number: int, text: Any = "أصيب راع", **more: Any) -> dict[str, Any]:
    return {"id": number, "type": "message", **STAMP, "from": "مراسل", "text": text, **more}


def _chat(*messages: Any, **facts: Any) -> dict[str, Any]:
    known = {"name": "شبكة ضفاف", "type": "public_channel", "id": 77}
    return {**known, **facts, "messages": list(messages)}


def _read(content: Any) -> list[Intake | Failure]:
    text = (
        content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1)
    )
    return list(read_telegram(Opened("result.json", b"", io.BytesIO(text.encode()))))


def _one(content: Any) -> Intake:
    (found,) = _read(content)
    assert isinstance(found, Intake), found
    return found


def test_a_channel_post_with_all_it_tells() -> None:
    message = _message(5, forwarded_from="وكالة النخيل")
    found = _one(_chat(message))
    assert (found.text, found.outlet, found.forwarded_from) == (
        "أصيب راع", "شبكة ضفاف", "وكالة النخيل"
    )  # fmt: skip
    assert (found.id, found.key, found.url) == ("tg-77-5", "telegram:77:5", None)
    assert found.published_at == datetime(2022, 11, 3, 20, 30, tzinfo=UTC)
    assert (found.published, found.published_basis) == (date(2022, 11, 3), "metadata")
    assert found.original is not None
    assert json.loads(found.original.data) == message


def test_without_the_exporters_clock_the_day_is_that_of_utc() -> None:
    message = _message(5, date_unixtime="1667519999")
    del message["date"]
    assert _one(_chat(message)).published == date(2022, 11, 3)


def test_text_in_parts_is_joined_and_a_caption_is_text() -> None:
    parts = [
        "أصيب ",
        {"type": "bold", "text": "راع"},
        " في ",
        {"type": "hashtag", "text": "#النخيل"},
    ]
    assert _one(_chat(_message(1, parts, photo="photos/1.jpg"))).text == "أصيب راع في #النخيل"
    entities = [{"type": "plain", "text": "أصيب"}, {"type": "bold", "text": " راع"}]
    assert _one(_chat(_message(1, "", text_entities=entities))).text == "أصيب راع"


def test_service_messages_and_posts_without_text_are_passed_over() -> None:
    service = {"id": 1, "type": "service", "action": "pin_message", "text": ""}
    kinds = [
        service,
        _message(2, ""),
        _message(3, []),
        {"id": 4, "type": "unsupported"},
        _message(5),
    ]
    assert _one(_chat(*kinds)).id == "tg-77-5"


def test_in_a_group_the_sender_is_the_outlet() -> None:
    assert _one(_chat(_message(1), type="private_supergroup")).outlet == "مراسل"
    assert _one(_chat(_message(1, **{"from": None}), type="private_group")).outlet == "شبكة ضفاف"


def test_saved_messages_are_of_whom_they_came_from() -> None:
    chat = _chat(_message(1, forwarded_from="وكالة النخيل"), _message(2), type="saved_messages")
    outlets = [found.outlet for found in _read(chat) if isinstance(found, Intake)]
    assert outlets == ["وكالة النخيل", None]


def test_an_address_only_where_the_export_tells_the_public_name() -> None:
    assert _one(_chat(_message(9), username="difaf_news")).url == "https://t.me/difaf_news/9"


def test_a_full_export_gives_the_posts_of_all_chats_left_ones_too() -> None:
    export = {
        "about": "…",
        "personal_information": {"user_id": 1, "first_name": "x"},
        "chats": {"about": "…", "list": [_chat(_message(1)), _chat(_message(1), name="ب", id=78)]},
        "left_chats": {"about": "…", "list": [_chat(_message(2), id=79)]},
    }
    found = _read(export)
    assert [f.id for f in found] == ["tg-77-1", "tg-78-1", "tg-79-2"]
    assert [f.outlet for f in found if isinstance(f, Intake)] == ["شبكة ضفاف", "ب", "شبكة ضفاف"]


@pytest.mark.parametrize(
    ("sound", "broken", "text"),
    [
        ("أصيب راع", r"أصيب\x0Fراع", "أصيب\x0fراع"),
        ("أصيب راع", r"أصيب\qراع", r"أصيب\qراع"),
        ("أصيب راع", r"أصيب\u12راع", r"أصيب\u12راع"),
        ("أصيب راع", r"أصيب \'راع\'", "أصيب 'راع'"),
        ("أصيب راع", "أصيب\nراع", "أصيب\nراع"),
        ('"from": "مراسل"', '"from_id": user4711, "from": "مراسل"', "أصيب راع"),
        ('"from": "مراسل"', '"latitude": nan, "from": "مراسل"', "أصيب راع"),
        ('"from": "مراسل"', '"from": "مراسل", "reply": ', "أصيب راع"),
        ('"id": 77', '"id": 77, "bad": channel77', "أصيب راع"),
        ("}\n ]", "},\n ]", "أصيب راع"),
    ],
)
def test_known_damage_is_repaired(sound: str, broken: str, text: str) -> None:
    content = json.dumps(_chat(_message(1)), ensure_ascii=False, indent=1)
    assert sound in content
    assert _one(content.replace(sound, broken, 1)).text == text


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_damage_is_repaired_wherever_the_stream_is_cut(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    content = json.dumps(_chat(_message(1), _message(2)), ensure_ascii=False)
    broken = content.replace("راع", r"\x0Fراع").replace('"from"', '"x": user7, "from"')
    monkeypatch.setattr(repair, "_CHUNK", size)
    assert [getattr(f, "text", f) for f in _read(broken)] == ["أصيب \x0fراع"] * 2


def test_sound_json_passes_unchanged() -> None:
    content = json.dumps(_chat(_message(1, 'a "b" \\ \u2028 / ,]')), ensure_ascii=True)
    stream = repair.SoundJson(Opened("x", b"", io.BytesIO(content.encode())).reader())
    assert b"".join(iter(lambda: stream.read(13), b"")).decode() == content


def test_a_file_that_breaks_off_gives_what_stands_before_it() -> None:
    content = json.dumps(_chat(*(_message(n) for n in range(9))), ensure_ascii=False)
    found = _read(content[: len(content) * 2 // 3])
    assert [f.id for f in found[:-1]] == [f"tg-77-{n}" for n in range(len(found) - 1)]
    assert len(found) > 3
    assert isinstance(found[-1], Failure)
    assert isinstance(found[-1].error, BadRecord)


def test_what_is_no_message_is_one_failure_and_the_rest_is_read() -> None:
    found = _read(_chat(_message(1), "x", {"type": "message", "text": "a"}, _message(4)))
    assert [type(f).__name__ for f in found] == ["Intake", "Failure", "Failure", "Intake"]
    assert found[1].where == "result.json:شبكة ضفاف:2"


def test_a_text_without_end_is_refused_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "MAX_STRING", 100_000)

    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

    stream = Endless()
    head = b'{"name":"a","id":1,"messages":[{"id":1,"type":"message","text":"'
    (found,) = read_telegram(Opened("result.json", head, stream))
    assert isinstance(found, Failure)
    assert isinstance(found.error, TooLarge)
    assert stream.given < 400_000


def test_a_message_that_nests_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _read(_chat(json.loads("[" * 60 + "]" * 60)))
    assert isinstance(found[-1], Failure)
    assert isinstance(found[-1].error, TooLarge)
    monkeypatch.setattr(json_values, "MAX_VALUES", 50)
    assert isinstance(_read(_chat(_message(1, ["x"] * 60)))[-1], Failure)


def test_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    for name in ("result.json", "channel.txt"):
        (tmp_path / name).write_text(json.dumps(_chat(_message(1))))
        (found,) = intakes(str(tmp_path / name), io.BytesIO())
        assert found.id == "tg-77-1"
    (found,) = intakes("-", io.BytesIO(json.dumps(_chat(_message(1))).encode()))
    assert found.id == "tg-77-1"


def test_messages_are_given_as_they_stream_by() -> None:
    """The first report is there long before the last byte has been read."""

    def content() -> Iterator[bytes]:
        yield b'{"name":"a","id":1,"messages":['
        for number in range(20_000):
            yield json.dumps(_message(number)).encode() + b","
        yield b"]}"

    class Stream(io.RawIOBase):
        parts = content()
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += 1
            return next(self.parts, b"")

    stream = Stream()
    found = read_telegram(Opened("result.json", b"", stream))
    assert isinstance(next(iter(found)), Intake)
    assert stream.given < 2000
    assert sum(isinstance(f, Intake) for f in found) == 19_999
