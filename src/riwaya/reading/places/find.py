"""Places named in a report: the noun, the name, what lies around it, and where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from riwaya.knowledge.actors import load_actors
from riwaya.knowledge.gazetteer import (
    COUNTRIES,
    Gazetteer,
    Place,
    PlaceContext,
    Resolution,
    load_gazetteer,
)
from riwaya.knowledge.gazetteer_resolution import name_words
from riwaya.reading.document import Document
from riwaya.reading.drafts import ActorMention, PlaceMention
from riwaya.reading.places.anaphors import COMMON, lies_elsewhere, with_shared_keys
from riwaya.reading.places.expressions import Expression, PlaceParser

# Places resolved before a mention that help to choose between namesakes.
_NEARBY = 8
_SETTLEMENTS = frozenset({"village", "town", "camp"})
# Large places tell in which country a report is set; any village has its name elsewhere too.
_WEIGHT = {"governorate": 3, "city": 3, "country": 2, "region": 2, "town": 2}


def find_places(doc: Document, actors: Sequence[ActorMention] = ()) -> list[PlaceMention]:
    """Places of all sentences in the order of the text; they do not overlap.

    `actors`: the parties named in the report, whose names may hold some that tell no place, and
    which tell where the report is set when its places do not.
    """
    gazetteer = load_gazetteer()
    parties = {
        index: actor.last for actor in actors for index in range(actor.first + 1, actor.last)
    }
    parser = PlaceParser(doc, gazetteer, parties)
    expressions: list[Expression] = []
    for sentence in doc.sentences:
        expressions.extend(parser.parse(sentence))
    mentions, known = _resolved(doc, expressions, gazetteer, "")
    home = _home(known) or _home_of(actors)
    if home:
        mentions, _ = _resolved(doc, expressions, gazetteer, home)
    return with_shared_keys(doc, mentions, [expression.relative for expression in expressions])


def _home(places: Sequence[Place]) -> str:
    """The country in which most places of a report lie, "" when none clearly does."""
    weights: Counter[str] = Counter()
    for place in dict.fromkeys(places):
        weights[place.country] += _WEIGHT.get(place.kind, 1)
    (country, most), *others = weights.most_common(2) or [("", 0)]
    return country if most >= 2 and all(most >= 2 * other for _, other in others) else ""


def _home_of(actors: Sequence[ActorMention]) -> str:
    """The only country of the gazetteer's from which parties of the report are, else ""."""
    known = load_actors()
    keys = {a.known_as for a in actors if a.known_as is not None}
    countries = {known[key].country.upper() for key in keys if key in known}
    at_home = countries & COUNTRIES
    return next(iter(at_home)) if len(at_home) == 1 else ""


def _resolved(
    doc: Document, expressions: Sequence[Expression], gazetteer: Gazetteer, home: str
) -> tuple[list[PlaceMention], list[Place]]:
    """The mentions, and the places they mean. `home`: as in PlaceContext."""
    countries = tuple(
        dict.fromkeys(
            place.country
            for expression in expressions
            for place in expression.candidates[:1]
            if place.kind == "country"
        )
    )
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Resolution | None] = {}
    near: list[tuple[Place, int]] = []
    mentions: list[PlaceMention] = []
    by_words: dict[tuple[str, ...], tuple[Resolution, tuple[str, ...]]] = {}
    for expression in expressions:
        words = name_words(expression.core)
        memo = (words, expression.within)
        similar = _is_named_settlement(expression)
        if memo not in known and not expression.candidates and not similar:
            known[memo] = None
        elif memo not in known:
            context = PlaceContext(
                within=expression.within,
                nearby=tuple(
                    (place, max(expression.first - at, 0)) for place, at in near[-_NEARBY:]
                ),
                countries=countries,
                kind=expression.kind if expression.noun else "",
                relative=expression.relative,
                home=home,
            )
            known[memo] = gazetteer.resolve(expression.candidates, context)
            if known[memo] is None and similar:
                known[memo] = gazetteer.resolve_similar(words, context)
        resolution = known[memo]
        if resolution is None and words in by_words:
            before, within = by_words[words]
            apart = expression.kind in COMMON and lies_elsewhere(doc, expression.within, within)
            resolution = None if apart else before
        if resolution is not None:
            near.append((resolution.place, expression.first))
            by_words.setdefault(words, (resolution, expression.within))
        mentions.append(_mention(expression, resolution))
    return mentions, [place for place, _ in near]


def _is_named_settlement(expression: Expression) -> bool:
    return (
        expression.noun and expression.kind in _SETTLEMENTS and expression.core != expression.name
    )


def _mention(expression: Expression, resolution: Resolution | None) -> PlaceMention:
    key = " ".join(name_words(expression.name))
    if resolution is None:
        return PlaceMention(
            expression.first,
            expression.last,
            expression.name,
            key,
            expression.kind,
            expression.within,
            None,
            None,
            None,
            None,
        )
    place, precision = resolution
    return PlaceMention(
        expression.first,
        expression.last,
        expression.name,
        key,
        expression.kind or place.kind,
        expression.within,
        place.id,
        place.latitude,
        place.longitude,
        precision,
        place.name_en,
    )
