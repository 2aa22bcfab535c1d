"""Who is said to answer for it: accusations, owning up, disowning."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.arabic.inflection import MASDAR
from riwaya.reading.document import Found, Sentence
from riwaya.reading.drafts import SourceMention
from riwaya.reading.statements.draft import BLAME, RESPONSIBILITY, Statement
from riwaya.reading.statements.words import Scene

_ACCUSED_REACH = 12
_INVOLVED_REACH = 6
_SPEAKER_REACH = 6
_LONGEST_SOURCE = 24
_ACT_REACH = 4
# Many a masdar is written like the past of its verb.
_MASDARS = frozenset({MASDAR, "past.ms"})


def blame_in(scene: Scene, sentence: Sentence) -> Iterator[Statement]:
    """Statements of responsibility that name it as such, in order."""
    for index in scene.blame_words_in(sentence):
        accuse = scene.role(index, "accuse")
        if accuse is not None:
            found = _accused(scene, accuse, sentence)
        elif (own_up := scene.role(index, "own_up")) is not None:
            found = _spoken_of_self(scene, own_up, sentence, "confirms", own_up.last)
        elif (disown := scene.role(index, "disown")) is not None:
            end = min(sentence.last, disown.last + _INVOLVED_REACH)
            involved = scene.first_role(disown.last, end, "involved")
            owned = involved is not None and involved.suffix
            last = involved.last if involved and owned else _own_act(scene, disown, sentence)
            found = _spoken_of_self(scene, disown, sentence, "denies", last) if last else None
        else:
            continue
        if found is not None:
            yield found


def _accused(scene: Scene, found: Found, sentence: Sentence) -> Statement | None:
    """The first party behind the verb that is not the one who accuses."""
    if found.sense.features.get("needs"):
        end = min(sentence.last, found.last + _ACCUSED_REACH)
        if not any(scene.role(index, "involved") for index in range(found.last, end)):
            return None
    accuser = _subject(scene, found, sentence)
    taken = (accuser.first, accuser.last) if accuser is not None else (0, 0)
    named = scene.actors_in(*taken)
    if len(named) > 1:
        # Accuser and accused stand side by side, with no mark between the two names.
        taken = (taken[0], scene.actors[named[0]].last)
    parties = scene.actors_in(found.last, min(sentence.last, found.last + _ACCUSED_REACH))
    for number in parties:
        party = scene.actors[number]
        if taken[0] < party.last and party.first < taken[1]:
            continue
        if accuser is None and scene.speaker(found.first) is None:
            # A verb without a subject that is known: the party may as well be the accuser.
            return None
        return _statement(scene, found, sentence, number, party.last, None, accuser, "accuses")
    return None


def _own_act(scene: Scene, found: Found, sentence: Sentence) -> int:
    """The end of the act that the speaker denies to have done ("denied shelling the school"), or 0.

    An act with its own doer behind it, or told as an occurrence, is somebody else's.
    """
    subject = _subject(scene, found, sentence)
    if subject is None or subject.first < found.last:
        return 0
    for index in range(subject.last, min(sentence.last, subject.last + _ACT_REACH)):
        word = scene.doc.analyses[index].get("events")
        if word is None:
            continue
        act = not word.prefix and not word.definite and word.tag in _MASDARS
        doer = scene.actors_in(index + 1, index + 2)
        telling = word.sense.features["role"] not in ("support", "none", "anaphor")
        return index + 1 if act and telling and not doer else 0
    return 0


def _spoken_of_self(
    scene: Scene, found: Found, sentence: Sentence, stance: str, last: int
) -> Statement | None:
    """The speaker's own part: the party that speaks is the party meant."""
    if any(
        scene.role(at, "not") for at in range(max(sentence.first, found.first - 2), found.first)
    ):
        return None
    subject = _subject(scene, found, sentence)
    low, high = (
        (subject.first, subject.last)
        if subject is not None
        else (max(sentence.first, found.first - _SPEAKER_REACH), found.last + 2)
    )
    parties = scene.actors_in(low - 1, high)
    if not parties:
        return None
    return _statement(
        scene, found, sentence, parties[0], max(last, found.last), stance, subject, stance
    )


def _subject(scene: Scene, found: Found, sentence: Sentence) -> SourceMention | None:
    """The source named beside the verb, after it first."""
    low = max(sentence.first, found.first - _LONGEST_SOURCE)
    near = scene.sources_in(low, min(sentence.last, found.last + _SPEAKER_REACH))
    after = [m for m in near if 0 <= m.first - found.last < _SPEAKER_REACH]
    before = [m for m in near if 0 <= found.first - m.last < _SPEAKER_REACH]
    return after[0] if after else before[-1] if before else None


def _statement(
    scene: Scene,
    found: Found,
    sentence: Sentence,
    party: int,
    last: int,
    stance: str | None,
    source: SourceMention | None,
    rule: str,
) -> Statement:
    mention = scene.actors[party]
    first, last = min(found.first, mention.first), max(last, mention.last)
    return Statement(
        RESPONSIBILITY,
        first,
        last,
        found.first,
        (found.first, found.last),
        (),
        (party,),
        None,
        scene.event_near(found.first, sentence.last, sentence),
        f"{BLAME}{rule}",
        stance,
        source,
    )
