"""What crediting words say, before it is known whom they mean and how far they reach."""

from __future__ import annotations

from typing import NamedTuple

from riwaya.reading.attribution.naming import Naming

SAYS, ACCORDING, LABEL, HEADING, SIGNED, UNKNOWN, OWN_VOICE = (
    "says", "according", "label", "heading", "signed", "unknown", "own_voice",
)  # fmt: skip


class Cue(NamedTuple):
    """Crediting words at tokens [first, last).

    `kind`: SAYS (content follows), ACCORDING (content around), LABEL ("name: content"), HEADING (a
    line that names whose account the lines below are), SIGNED (a name in brackets after the
    content), UNKNOWN (somebody says), OWN_VOICE (the outlet again).
    `start`: where the crediting clause starts. `content`: where what is said starts. `subject`:
    None where the source is to be taken from before. `through`: who passes it on; `inner`: whom
    the subject quotes. `agrees`: gender of the verb. `owner_only`: the source is the owner of
    something said before. `narrow`: end of the content when it is short, else -1.
    """

    kind: str
    first: int
    last: int
    start: int
    content: int
    subject: Naming | None
    inner: Naming | None
    through: Naming | None
    stance: str
    certainty: str
    agrees: str
    narrow: int
    quoted: bool


def make_cue(
    kind: str,
    first: int,
    last: int,
    start: int,
    content: int,
    *,
    subject: Naming | None = None,
    inner: Naming | None = None,
    through: Naming | None = None,
    stance: str = "asserts",
    certainty: str = "certain",
    agrees: str = "",
    narrow: int = -1,
    quoted: bool = False,
) -> Cue:
    """A cue with what it does not say left at its defaults."""
    return Cue(
        kind, first, last, start, content, subject, inner, through, stance, certainty, agrees,
        narrow, quoted,
    )  # fmt: skip
