"""WhatsApp exports: forms of Android and iOS, stamps, what is no message."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from riwaya.errors import TooLarge
from riwaya.ingest import Failure, Intake, intakes
from riwaya.ingest.chats import whatsapp

RLM, LRM, NARROW = "\u200f", "\u200e", "\u202f"


def _read(
    folder: Path, text: str, name: str = "WhatsApp Chat with شبكة ضفاف.txt", encoding: str = "utf-8"
) -> list[Intake | Failure]:
    (folder / name).write_bytes(text.encode(encoding))
    return list(intakes(str(folder / name), io.BytesIO()))


def _messages(folder: Path, text: str) -> list[tuple[str | None, str, date | None]]:
    found = [f for f in _read(folder, text) if isinstance(f, Intake)]
    return [(f.outlet, f.text, f.published) for f in found]


@pytest.mark.parametrize(
    "stamp",
    [
        "31/12/2023, 22:15 - ",
        "31/12/23, 10:15 PM - ",
        f"12/31/23, 10:15{NARROW}PM - ",
        "31.12.23, 22:15 - ",
        "2023-12-31, 22:15 - ",
        "[31/12/2023, 10:15:22 PM] ",
        f"{LRM}[31/12/2023, 22:15:22] ",
        "٣١/١٢/٢٠٢٣، ١٠:١٥ م - ",
        f"[٣١{RLM}/١٢{RLM}/٢٠٢٣، ١٠:١٥:٢٢ م] ",
    ],
)
def test_stamps_of_both_systems_in_both_scripts(tmp_path: Path, stamp: str) -> None:
    expected = [("سامر", "أصيب راع", date(2023, 12, 31))]
    assert _messages(tmp_path, f"{stamp}سامر: أصيب راع\n") == expected


def test_messages_of_many_lines_and_those_of_the_system(tmp_path: Path) -> None:
    text = (
        "13/11/2022, 09:00 - الرسائل والمكالمات مشفرة تمامًا بين الطرفين.\n"
        "13/11/2022, 09:01 - سامر أضاف ليلى\n"
        "13/11/2022, 09:02 - سامر: أصيب راع\nقرب القرية: عند الجسر\n\nوقتل آخر\n"
        "13/11/2022, 09:03 - ليلى: <Media omitted>\n"
        "13/11/2022, 09:04 - ليلى: <تم استبعاد الوسائط>\n"
        "13/11/2022, 09:05 - ليلى: تم حذف هذه الرسالة\n"
        "13/11/2022, 09:06 - ليلى: IMG-2022.jpg (file attached)\nصورة الجسر\n"
        "13/11/2022, 09:07 - ليلى: الحصيلة ثلاثة <This message was edited>\n"
    )
    day = date(2022, 11, 13)
    assert _messages(tmp_path, text) == [
        ("سامر", "أصيب راع\nقرب القرية: عند الجسر\n\nوقتل آخر", day),
        ("ليلى", "صورة الجسر", day),
        ("ليلى", "الحصيلة ثلاثة", day),
    ]


def test_lines_of_ios_that_the_system_wrote(tmp_path: Path) -> None:
    text = (
        f"[13/11/2022, 09:00:00] شبكة ضفاف: {LRM}Messages and calls are end-to-end encrypted.\n"
        f"{LRM}[13/11/2022, 09:00:05] سامر: {LRM}image omitted\n"
        f"{LRM}[13/11/2022, 09:00:07] سامر: الجسر {LRM}<attached: 00000012-PHOTO-2022.jpg>\n"
    )
    text += (
        f"[13/11/2022, 09:00:08] سامر: report.pdf • {LRM}2 pages {LRM}document omitted\n"
        f"[13/11/2022, 09:00:09] سامر: وصلت الصور {LRM}image omitted\n"
    )
    assert [found[1] for found in _messages(tmp_path, text)] == ["الجسر", "وصلت الصور"]


def test_a_second_download_is_the_same_chat(tmp_path: Path) -> None:
    line = "13/11/2022, 09:02 - سامر: أصيب راع\n"
    (one,) = _read(tmp_path, line)
    (two,) = _read(tmp_path, line, "WhatsApp Chat with شبكة ضفاف (1).txt")
    assert isinstance(one, Intake) and isinstance(two, Intake)
    assert one.key == two.key


@pytest.mark.parametrize(
    ("stamps", "days"),
    [
        # A number above 12 tells for the whole file.
        (("3/11/22", "11/25/22"), (date(2022, 3, 11), date(2022, 11, 25))),
        (("3/11/22", "25/11/22"), (date(2022, 11, 3), date(2022, 11, 25))),
        # Else the reading that does not go back in time.
        (("3/11/22", "4/1/22"), (date(2022, 3, 11), date(2022, 4, 1))),
        (("3/11/22", "1/12/22"), (date(2022, 11, 3), date(2022, 12, 1))),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_whole_file(
    tmp_path: Path, stamps: tuple[str, str], days: tuple[date, date]
) -> None:
    found = _read(tmp_path, "".join(f"{stamp}, 22:15 - س: أصيب راع\n" for stamp in stamps))
    assert tuple(f.published for f in found if isinstance(f, Intake)) == days
    assert not any(f.notes for f in found if isinstance(f, Intake))


def test_an_order_that_stays_open_is_said_once(tmp_path: Path) -> None:
    first, second = _read(tmp_path, "3/11/22, 22:15 - س: أ\n3/11/22, 22:16 - س: ب\n")
    assert isinstance(first, Intake) and isinstance(second, Intake)
    assert first.published == date(2022, 11, 3)
    assert "does not tell" in first.notes[0]
    assert second.notes == ()


def test_key_id_and_original_are_the_same_in_a_longer_export(tmp_path: Path) -> None:
    line = "13/11/2022, 09:02 - سامر: أصيب راع\r\nقرب القرية\r\n"
    (short,) = _read(tmp_path, line)
    longer = _read(tmp_path, f"12/11/2022, 08:00 - ليلى: صباح الخير\r\n{line}")
    assert isinstance(short, Intake) and isinstance(longer[1], Intake)
    assert short.key == longer[1].key
    assert short.key is not None and short.key.startswith("whatsapp:شبكة ضفاف:2022-11-13T09:02:")
    assert (short.id, short.text) == (longer[1].id, "أصيب راع\nقرب القرية")
    assert short.original is not None
    assert short.original.data == line.encode()
    assert (short.published_at, longer[1].where.rpartition(":")[2]) == (None, "2")


@pytest.mark.parametrize("name", ["_chat.txt", "دردشة واتساب مع ضفاف.txt", "chat.txt"])
def test_known_by_name_or_by_a_second_message(tmp_path: Path, name: str) -> None:
    text = "13/11/2022, 09:02 - سامر: أصيب راع\n13/11/2022, 09:03 - سامر: وقتل آخر\n"
    assert len(_read(tmp_path, text, name)) == 2


def test_a_report_that_begins_with_a_date_is_no_chat(tmp_path: Path) -> None:
    (found,) = _read(tmp_path, "13/11/2022, 09:02 - النخيل: أصيب راع\nوقتل آخر", "report.txt")
    assert isinstance(found, Intake)
    assert found.key is None


def test_another_encoding_is_detected_with_a_note(tmp_path: Path) -> None:
    text = "13/11/2022, 09:02 - سامر: أصيب راع قرب القرية\n14/11/2022, 09:03 - سامر: وقتل آخر\n"
    first, second = _read(tmp_path, text, "chat.txt", "cp1256")
    assert isinstance(first, Intake) and isinstance(second, Intake)
    assert (first.outlet, first.text) == ("سامر", "أصيب راع قرب القرية")
    assert "cp1256" in first.notes[0]


def test_a_message_without_end_is_skipped_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whatsapp, "MAX_LINE", 1000)
    monkeypatch.setattr(whatsapp, "MAX_MESSAGE", 5000)
    long = "x" * 100_000
    text = f"13/11/2022, 09:02 - س: {long}\n13/11/2022, 09:03 - س: أصيب راع\n"
    first, second = _read(tmp_path, text)
    assert isinstance(first, Failure)
    assert isinstance(first.error, TooLarge)
    assert isinstance(second, Intake)
    assert (second.text, second.where.rpartition(":")[2]) == ("أصيب راع", "2")
