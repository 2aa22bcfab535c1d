"""What is said of an incident other than figures, before records are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from riwaya.reading.drafts import SourceMention

CAUSE, IDENTITY, RESPONSIBILITY, OTHER = "cause", "identity", "responsibility", "other"
MUTUAL = "mutual"
BLAME = "responsibility: "
"""What the names of rules begin with that read blame told as such."""


class Statement(NamedTuple):
    """A statement at tokens [first, last); `kind` as in `model.Claim`.

    `cue`: token whose credit is the statement's. `words`: tokens [first, last) that make it a
    statement. `about` and `parties` (indices of actor mentions) say what is claimed, in the order
    `model.Claim.about` tells. `figure`, `event`: indices of what it speaks of, or None. `stance`:
    overrides that of the credit. `source`: overrides the credit's source.
    """

    kind: str
    first: int
    last: int
    cue: int
    words: tuple[int, int]
    about: tuple[str, ...]
    parties: tuple[int, ...]
    figure: int | None
    event: int | None
    rule: str
    stance: str | None = None
    source: SourceMention | None = None


class Statements(NamedTuple):
    """All statements in textual order.

    `updated`: figures told as a new toll, with the tokens [first, last) that say so. `denied`:
    tokens of event words in denials, by the index of the event meant.
    """

    found: tuple[Statement, ...]
    updated: Mapping[int, tuple[int, int]]
    denied: Mapping[int, list[int]]
