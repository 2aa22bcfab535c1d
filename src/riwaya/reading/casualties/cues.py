"""Casualty words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.arabic.clitics import AND
from riwaya.arabic.inflection import MASDAR
from riwaya.reading.casualties.context import Context
from riwaya.reading.document import Found

_BEFORE_JOINED = 4
_PLURAL_TAGS = (".mp", ".fp")
_JOINED_STATUSES = frozenset({"killed", "injured"})


class Cue(NamedTuple):
    """A casualty word at tokens [first, last); `status` may join two words ("killed and hurt")."""

    first: int
    last: int
    status: str
    frame: str
    found: Found

    @property
    def is_verb(self) -> bool:
        return self.found.tag.startswith(("past", "present"))

    @property
    def weak(self) -> bool:
        return bool(self.found.sense.features.get("weak"))

    @property
    def human_only(self) -> bool:
        return bool(self.found.sense.features.get("human_only"))


def find_cues(context: Context, harm: Sequence[int], last: int) -> list[Cue]:
    """Casualty words at the tokens `harm` of a sentence that are not themselves counted people.

    `last`: the end of the sentence.
    """
    cues: list[Cue] = []
    end = 0
    for index in harm:
        found = context.casualty(index) if index >= end else None
        if found is None or found.last > last or not _opens(found) or _tagged(context, index):
            continue
        features = found.sense.features
        cue = Cue(index, found.last, str(features["status"]), str(features["frame"]), found)
        previous = cues[-1] if cues else None
        if previous is not None and _joins(context, previous, cue):
            merged = previous.status
            if {previous.status, cue.status} == _JOINED_STATUSES:
                merged = "killed_or_injured"
            cues[-1] = previous._replace(last=cue.last, status=merged)
        else:
            cues.append(cue)
        end = found.last
    return cues


def _tagged(context: Context, index: int) -> bool:
    """A word of a hashtag, whose words are joined by underscores."""
    after = index + 1 < len(context.doc.tokens) and context.is_punct(index + 1, "_")
    return after or (index > 0 and context.is_punct(index - 1, "_"))


def _may_be_masdar(context: Context, cue: Cue) -> bool:
    analyses = context.doc.lexicon.analyses(context.doc.forms[cue.first])
    return any(w.sense.category == "casualties" and w.tag == MASDAR for w in analyses)


def _opens(found: Found) -> bool:
    """Whether a casualty word can be about people named elsewhere in the sentence."""
    if found.sense.features["frame"] == "count":
        return False
    if found.suffix and found.sense.features["frame"] in ("either", "masdar"):
        # "killed him", "their injury": people named before, counted there.
        return False
    # "the killing" with its article takes no people in construct; it is talk about killing.
    return not (found.definite and found.tag == MASDAR)


def _joins(context: Context, previous: Cue, cue: Cue) -> bool:
    """ "Killed and wounded four": two words in a row share the people after them."""
    if cue.first != previous.last or cue.found.prefix != AND or "loss" in (cue.frame,):
        return False
    if previous.frame == "lives" and previous.found.sense.features.get("status") == "killed":
        # "it took the lives of, and wounded, a number of people"
        return cue.frame == "either"
    if previous.is_verb:
        if cue.found.tag != previous.found.tag:
            return False
        # "A young man was killed and another wounded": the first verb has its people before it,
        # the second behind it, unless both agree with several ("20 people were killed and hurt").
        before = range(max(previous.first - _BEFORE_JOINED, 0), previous.first)
        told = any(context.person(index) for index in before)
        return not told or cue.found.tag.endswith(_PLURAL_TAGS)
    return not cue.is_verb or _may_be_masdar(context, cue)
