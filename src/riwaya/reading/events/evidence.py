"""Whether a telling is of something that happened rather than of violence in general.

Reports, comments and studies use the same nouns. What tells news apart is how the noun is told:
somebody carries it out, undergoes it or dies of it, it strikes a target, or it heads the
sentence; and that place, day, harm, weapon or party stand with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.arabic.dates import TimeExpression
from riwaya.reading.document import HEADLINE, Document, Sentence
from riwaya.reading.drafts import ActorMention, Figure, PlaceMention
from riwaya.reading.events.cues import ANAPHOR, GENERIC, LINK, STRONG, WEAK, Cue
from riwaya.reading.events.manner import (
    ACCUSED,
    BARE,
    NEAR,
    PRESENT,
    TOLD,
    TOPIC,
    VERB,
    is_topic,
    manner_of,
)
from riwaya.reading.events.reality import DENIED, of_any
from riwaya.reading.events.tellings import Telling

# Points of evidence needed, by how the words tell it and how much the strongest word says.
_NEEDED = {
    VERB: {STRONG: 2, WEAK: 3, GENERIC: 2, LINK: 3, ANAPHOR: 99},
    PRESENT: {STRONG: 3, WEAK: 4, GENERIC: 3, LINK: 4, ANAPHOR: 99},
    TOLD: {STRONG: 2, WEAK: 3, GENERIC: 2, LINK: 3, ANAPHOR: 99},
    BARE: {STRONG: 4, WEAK: 6, GENERIC: 5, LINK: 5, ANAPHOR: 99},
    ACCUSED: {STRONG: 3, WEAK: 5, GENERIC: 4, LINK: 5, ANAPHOR: 99},
    TOPIC: {STRONG: 8, WEAK: 8, GENERIC: 8, LINK: 8, ANAPHOR: 99},
}
_SUBJECT, _GENERAL = 4, 2
_RECENT = (0, -1)
_ANSWERS = 2
_VAGUE_DATES = frozenset({"month", "year"})
_UPTAKE_REACH = 5
_CONTEXT, _CASUALTIES = "event_context", "casualties"


def told_as_fact(
    doc: Document,
    telling: Telling,
    supports: Sequence[Cue],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
) -> bool:
    """Whether what stands around the event words makes them a concrete incident."""
    points = _points(doc, telling, actors, places, times, figures) - _talk(doc, telling, supports)
    sentence = doc.sentences[telling.sentence]
    if telling.reality == DENIED and of_any(doc, telling.lead.first, sentence):
        # Who denies "any attack on the market yesterday" answers somebody who told of one.
        points += _ANSWERS
    # "Accused a leader in the north of the murder of the deputy": his place, an old affair.
    accused = ACCUSED if _told_behind(telling, places, figures) else TOPIC
    manners = (manner_of(doc, cue, telling, supports, sentence) for cue in telling.cues)
    return any(
        points >= _NEEDED[accused if manner == ACCUSED else manner].get(cue.role, 99)
        for cue, manner in zip(telling.cues, manners, strict=True)
    )


def _told_behind(
    telling: Telling, places: Sequence[PlaceMention], figures: Sequence[Figure]
) -> bool:
    """Whether a place or a number of people stands behind the event words."""
    first = telling.lead.first
    placed = telling.place is not None and places[telling.place].first > first
    last = telling.last + NEAR
    return placed or any(first <= figure.first < last and figure.low > 1 for figure in figures)


def is_recalled(
    doc: Document,
    telling: Telling,
    times: Sequence[TimeExpression],
    first: bool,
) -> bool:
    """Whether the incident is brought up as known or past, rather than reported.

    So it is behind "since" or "after" with no harm told of it, as the topic of an inquiry, with
    no closer date than a month, and when the first word for it (`first`) is definite and no
    recent day is told.
    """
    sentence = doc.sentences[telling.sentence]
    near = [
        time
        for time in times
        if sentence.first <= time.first < sentence.last
        and -NEAR <= time.first - telling.first <= 2 * NEAR
    ]
    if first and not telling.lead.verb and _behind_time(doc, telling.lead, sentence):
        return True
    if any(time.day_offset in _RECENT or time.weekday for time in near):
        return False
    if any(time.precision in _VAGUE_DATES and time.says_a_date for time in near):
        return True
    lead = telling.lead
    if lead.verb:
        # "the envoy whom gunmen abducted": somebody is described, nothing is reported.
        particle = doc.analyses[lead.first - 1].get("function") if lead.first else None
        return particle is not None and particle.key == "relative"
    if is_topic(doc, lead, sentence) or (first and telling.definite):
        return True
    before = doc.find(lead.first - 1, _CONTEXT) if lead.first > sentence.first else None
    if before is not None and before.key == "temporal":
        return True
    return first and _befell(doc, lead, sentence)


def _behind_time(doc: Document, lead: Cue, sentence: Sentence) -> bool:
    """Whether a report begins with the event only as what came before the news ("six days after
    the killing of") and tells no harm of it."""
    if _harm(doc, sentence.first, sentence.last, besides=True):
        return False
    for index in range(max(sentence.first, lead.first - _UPTAKE_REACH), lead.first):
        found = doc.find(index, _CONTEXT)
        if found is not None and found.key in ("temporal", "some_time_after"):
            return True
    return False


def _befell(doc: Document, lead: Cue, sentence: Sentence) -> bool:
    """Whether the event is what befell somebody who is described ("who died in the blast")."""
    for index in range(max(sentence.first, lead.first - _UPTAKE_REACH), lead.first):
        particle = doc.analyses[index].get("function")
        if particle is not None and particle.key == "relative":
            return True
    return False


def _talk(doc: Document, telling: Telling, supports: Sequence[Cue]) -> int:
    """Points that event words lose that are more often talked of than told: indefinite plurals
    ("explosions") and "massacre", unless somebody is said to have carried them out."""
    lead, sentence = telling.lead, doc.sentences[telling.sentence]
    if lead.tag.startswith("present.") and len(telling.cues) == 1:
        # What an army does is told in the present in headlines, and of armies in general.
        heading = sentence.zone == HEADLINE or lead.first - sentence.first <= _SUBJECT
        return 0 if heading else _GENERAL
    if any(cue.verb and not cue.noun for cue in telling.cues):
        return 0
    doing = {support.key for support in supports}
    if "carry_out" in doing:
        return 0
    if telling.lead.subtype == "massacre":
        return _GENERAL
    if "undergo" in doing:
        return 0
    # A set phrase ("acts of killing") has no number of its own: its first word has.
    word = doc.analyses[lead.first].get("events")
    if lead.plural or (word is not None and "plural" in word.tag):
        return 1
    return 0


def _points(
    doc: Document,
    telling: Telling,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeExpression],
    figures: Sequence[Figure],
) -> int:
    """Harm counts most, then place and day, then party and weapon."""
    sentence = doc.sentences[telling.sentence]
    first = max(sentence.first, telling.first - NEAR)
    last = min(sentence.last, telling.last + NEAR)

    def near(start: int) -> bool:
        return first <= start < last

    points = 0
    if any(near(figure.first) for figure in figures) or _harm(doc, first, last):
        points += 3
    if telling.place is not None and near(places[telling.place].first):
        points += 1 if places[telling.place].kind == "country" else 2
    if any(near(time.first) and time.says_a_date and not time.cumulative for time in times):
        points += 1
    if any(near(actor.first) for actor in actors):
        points += 1
    if telling.weapons:
        points += 1
    return points


def _harm(doc: Document, first: int, last: int, besides: bool = False) -> bool:
    """Whether somebody is said to be harmed: a word of harm with people beside it.

    `besides`: words that are event words too ("abduction") do not count.
    """
    harm = doc.starts_of(_CASUALTIES)
    for index in range(first, last):
        words = doc.analyses[index] if index in harm else ()
        if _CASUALTIES in words and not (besides and "events" in words):
            for other in range(max(first, index - 2), min(last, index + 4)):
                if other != index and "persons" in doc.analyses[other]:
                    return True
    return False
