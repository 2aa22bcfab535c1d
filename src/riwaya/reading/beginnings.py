"""What each word of a text may begin, asked once: later steps look at no other words for it.

A look-up in a table of tens of thousands of forms waits for memory more than for the processor,
and nearly all words begin nothing. So one look-up answers for all tables together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count

from riwaya.arabic.dates import may_begin_time
from riwaya.arabic.lexicon import Lexicon
from riwaya.arabic.memo import Memo
from riwaya.arabic.numbers import may_begin_number
from riwaya.knowledge.gazetteer import load_gazetteer
from riwaya.reading.actors import may_begin_actor
from riwaya.reading.attribution.names import source_names
from riwaya.reading.document import ACTOR, NUMBER, PHRASE, PLACE, SOURCE, TIME, WEAPON
from riwaya.reading.events.weapons import weapon_names
from riwaya.reading.places.starts import may_begin_place


def find_beginnings(forms: Sequence[str], lexicon: Lexicon) -> dict[str, list[int]]:
    """Per kind of thing, the tokens, in order, whose form may begin one; few others begin any."""
    found: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    kinds_of = list(map(_kinds_by_form(lexicon).__getitem__, forms))
    for index in compress(count(), kinds_of):
        for kind in kinds_of[index]:
            found[kind].append(index)
    return found


_KINDS = (PHRASE, NUMBER, TIME, ACTOR, SOURCE, WEAPON, PLACE)


@lru_cache(maxsize=4)
def _kinds_by_form(lexicon: Lexicon) -> Memo[str, tuple[str, ...]]:
    """What a folded form may begin."""
    tests: Mapping[str, Callable[[str], bool]] = {
        PHRASE: lexicon.may_begin_phrase,
        NUMBER: may_begin_number,
        TIME: may_begin_time,
        ACTOR: may_begin_actor,
        SOURCE: source_names().may_begin,
        WEAPON: weapon_names().may_begin,
        PLACE: may_begin_place(lexicon, load_gazetteer()),
    }
    return Memo(lambda form: tuple(kind for kind in _KINDS if tests[kind](form)))
