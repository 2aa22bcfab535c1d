"""Words that lower certainty: "perhaps", "in a preliminary toll"."""

from __future__ import annotations

from riwaya.reading.attribution.words import COMMAS, Words
from riwaya.reading.document import Sentence
from riwaya.reading.drafts import Credit


def apply_hedges(words: Words, sentence: Sentence, credits: list[Credit | None]) -> None:
    """Lower the certainty of the hedged tokens of a sentence in `credits`, in place."""
    end = sentence.first
    for at in words.roles.places_in("hedge", sentence.first, sentence.last):
        found = words.role(at, "hedge") if at >= end and words.is_word(at) else None
        if found is None:
            continue
        certainty = str(found.sense.features["certainty"])
        first, last = at, sentence.last
        if found.sense.features.get("whole"):
            first = sentence.first
        else:
            last = next(
                (i for i in range(found.last, sentence.last) if words.is_punct(i, COMMAS)),
                sentence.last,
            )
        for index in range(first, last):
            credit = credits[index] or Credit((), "asserts", "certain", (at, found.last))
            if credit.certainty == "certain":
                credits[index] = credit._replace(certainty=certainty)
        end = found.last
