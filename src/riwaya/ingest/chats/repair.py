"""JSON that is slightly broken, as chat exports are, made sound while it streams by.

Known damage: escapes that JSON does not have (backslash and x with two digits, which Telegram
Desktop writes for control characters), bare words where strings belong (`"from_id": user123`),
`nan`, control characters and broken UTF-8 inside strings, commas before a closing bracket, missing
values. Sound JSON passes through unchanged.
"""

from __future__ import annotations

import codecs
import json
import re

from riwaya.errors import BadRecord, TooLarge
from riwaya.ingest.opened import Replay

MAX_STRING = 4 * 1024 * 1024
"""The longest string or run of blanks, in characters; a message has at most some thousands."""
_CHUNK = 64 * 1024

_TOKEN = re.compile(
    r"""
      (?P<sound>(?:
          "[^"\\\x00-\x1f]*+"
        | [\[\]{}\s]
        | ,(?=\s*[^\s\]}])
        | :(?=\s*[^\s,\]}])
        | (?:true|false|null|-?(?:0|[1-9][0-9]*))(?=[\s,\]}])
      )++)
    | (?P<string>"(?:[^"\\]|\\.)*+")
    | (?P<comma>,\s*(?=[\]}]))
    | (?P<colon>:\s*(?=[,\]}]))
    | (?P<word>[^\s,:\[\]{}"]+)
    """,
    re.X | re.S,
)
_SOUND_WORD = re.compile(
    r"(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
)
_NO_NUMBER = frozenset({"nan", "-nan", "inf", "-inf", "infinity", "-infinity", "undefined"})
_DAMAGE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|(.))|[\x00-\x1f]', re.S)


class SoundJson:
    """A stream of sound JSON made of one that may be damaged; `read` as of a binary file."""

    def __init__(self, stream: Replay) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._waiting = ""
        self._ready = b""
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, empty at the end.

        Raises TooLarge, BadRecord where the file ends within a string, and what the stream raises.
        """
        while not self._ready and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            text = self._waiting + self._decoder.decode(chunk, self._ended)
            sound, end = _repaired(text, self._ended)
            self._waiting = text[end:]
            if len(self._waiting) > MAX_STRING:
                raise TooLarge(f"one text of it is longer than {MAX_STRING} characters")
            self._ready = sound.encode("utf-8", "replace")
        if size < 0:
            size = len(self._ready)
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken


def _repaired(text: str, last: bool) -> tuple[str, int]:
    """(`text` made sound, where the token begins that more text could still change)."""
    out: list[str] = []
    here = 0
    while match := _TOKEN.match(text, here):
        if match.lastgroup == "word" and match.end() == len(text) and not last:
            break
        out.append(_sound(match))
        here = match.end()
    if last and here < len(text):
        if text[here] == '"':
            raise BadRecord("the file breaks off within a text")
        out.append(text[here:])
        here = len(text)
    return "".join(out), here


def _sound(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match.group()
    if kind == "sound":
        return text
    if kind == "string":
        return _DAMAGE.sub(_escaped, text)
    if kind == "comma":
        return ""
    if kind == "colon":
        return ":null"
    if kind == "word" and not _SOUND_WORD.fullmatch(text):
        return "null" if text.lower() in _NO_NUMBER else json.dumps(text, ensure_ascii=False)
    return text


def _escaped(match: re.Match[str]) -> str:
    text = match.group()
    if text[0] != "\\":
        return f"\\u{ord(text):04x}"
    if match[1] is None:
        return f"\\u00{text[2:]}" if text[1] == "x" else text
    if text[1] == "'":
        return "'"
    # An escape that JSON does not have: the backslash was meant as a character.
    rest = f"\\u{ord(text[1]):04x}" if text[1] < " " else text[1]
    return f"\\\\{rest}"
