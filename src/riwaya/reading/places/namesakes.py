"""Names of people that are names of places too."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.reading.drafts import PersonDraft, PlaceMention


def without_people(
    places: Sequence[PlaceMention], people: Sequence[PersonDraft]
) -> list[PlaceMention]:
    """`places` without those that begin within the name of a person."""
    named = {index for person in people for index in range(person.first, person.last)}
    return [place for place in places if place.first not in named]
