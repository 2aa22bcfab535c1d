"""What the steps of reading hand to one another, in token indices, before records are made."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """A casualty figure found at tokens [first, last).

    `cue`: token of the casualty word. `part_of`: index in the list of figures. `party`: tokens
    [first, last) naming the force of the dead, or None. Other fields as in `model.Casualty`.
    `names`: token ranges of named people that the figure counts.
    """

    first: int
    last: int
    cue: int
    status: str
    low: int
    high: int | None
    approx: bool
    vague: bool
    person_class: str
    group: str | None
    party: tuple[int, int] | None
    part_of: int | None
    scope: str
    polarity: str
    names: tuple[tuple[int, int], ...]
    rule: str


class SourceMention(NamedTuple):
    """A source named at tokens [first, last).

    `name`: as written, without particles. `key`: the same for all mentions of one source in the
    report. `known_as`: key in the source list, or None.
    """

    first: int
    last: int
    name: str
    key: str
    kind: str
    named: bool
    known_as: str | None


class Credit(NamedTuple):
    """Who says the words at a token.

    `chain`: outermost to innermost source, the outlet's own voice left out. `stance` and
    `certainty` as in the contract. `cue`: tokens [first, last) of the crediting words.
    """

    chain: tuple[SourceMention, ...]
    stance: str
    certainty: str
    cue: tuple[int, int]


class ActorMention(NamedTuple):
    """A party at tokens [first, last); `known_as`: key in the actor list, or None.

    `key`: the same for all mentions of one actor in the report.
    """

    first: int
    last: int
    name: str
    key: str
    kind: str
    known_as: str | None


class PlaceMention(NamedTuple):
    """A place at tokens [first, last): the whole expression, and its parts.

    `name`: the most specific place as written (with its noun: district, village, …). `within`:
    names of the wider places given beside it, nearest first. `gazetteer`: id, or None; `name_en`
    is the gazetteer's.
    """

    first: int
    last: int
    name: str
    key: str
    kind: str
    within: tuple[str, ...]
    gazetteer: str | None
    latitude: float | None
    longitude: float | None
    precision: int | None
    name_en: str | None = None


class EventDraft(NamedTuple):
    """A violent event told at tokens [first, last); `cue`: token of the event word.

    Places, actors and times are indices into the lists of mentions; `source` and `occurrence`
    follow from the credits. `mentions`: tokens of all event words folded into this event.
    """

    first: int
    last: int
    cue: int
    type: str
    subtype: str | None
    background: bool
    occurrence: str
    place: int | None
    time: int | None
    perpetrators: tuple[int, ...]
    opponents: tuple[int, ...]
    targets: tuple[int, ...]
    weapons: tuple[tuple[int, int, str], ...]
    cues: tuple[int, ...]
    rule: str


class PersonDraft(NamedTuple):
    """A person named as harmed, at tokens [first, last).

    `conjoined`: the first word begins with "and", no part of the name. `status` as in
    `model.Person`. `role`, `party`, `kin`: tokens [first, last), or None. `age`: in years.
    `anchor`: token of the word that says they were harmed. `evidence`: tokens [first, last).
    `batch`: number of the list or coordination the name stands in. `person_class` and `group`:
    what the words before the name say, as in `Figure`. `figure`: index of the figure that counts
    them, or None.
    """

    first: int
    last: int
    conjoined: bool
    status: str
    role: tuple[int, int] | None
    party: tuple[int, int] | None
    kin: tuple[int, int] | None
    age: int | None
    anchor: int
    evidence: tuple[int, int]
    batch: int
    person_class: str
    group: str | None
    figure: int | None
    rule: str
