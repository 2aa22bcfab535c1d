"""Parties named in a report: known ones by any of their names, others by their noun."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from riwaya.arabic.inflection import accusative
from riwaya.arabic.memo import Memo
from riwaya.arabic.particles import AND, BY, TO, adjective_forms, bare, without_particles
from riwaya.arabic.phrases import PhraseTable
from riwaya.arabic.script import fold
from riwaya.arabic.words import WORD
from riwaya.knowledge.actors import Actor, load_actors, load_nationalities
from riwaya.reading.adjectives import describes_event
from riwaya.reading.document import ACTOR, Document, Found, Sentence
from riwaya.reading.drafts import ActorMention

_NOUNS, _PLACES = "actor_nouns", "place_grammar"
_OPENING = frozenset("\"\u00ab\u201c'\u2018(")
_CLOSING = frozenset("\"\u00bb\u201d'\u2019)")
_LONGEST_QUOTED = 4
_MOST_QUALIFIERS = 3
UNIDENTIFIED = "unidentified"


class _Known(NamedTuple):
    actor: Actor
    definite: bool


@cache
def _names() -> PhraseTable[_Known]:
    """Known actors by name; one that begins with the article is also found behind li-."""
    table: PhraseTable[_Known] = PhraseTable()
    for actor in load_actors().values():
        for name in dict.fromkeys(actor.names):
            words = [form for word in name.split() if (form := fold(word))]
            article = bare(words[0]) != words[0]
            table.add([bare(words[0]), *words[1:]], _Known(actor, article))
    return table


@cache
def _adjectives() -> dict[str, Actor]:
    """State by folded form of its adjective, without article."""
    actors = load_actors()
    return {
        form: actors[key]
        for adjective, key in load_nationalities().items()
        if key in actors
        for form in adjective_forms(adjective)
    }


def find_actors(doc: Document) -> list[ActorMention]:
    """Parties in all sentences, in order; mentions do not overlap."""
    mentions: list[ActorMention] = []
    free = 0
    for index in _may_start(doc):
        number = doc.sentence_of[index]
        if index < free or number < 0 or doc.kinds[index] != WORD:
            continue
        mention = _mention(doc, index, doc.sentences[number])
        if mention is not None:
            mentions.append(mention)
            free = mention.last
    return mentions


def _may_start(doc: Document) -> list[int]:
    """The tokens, in order, at which a noun, a known name or an adjective of a state stands."""
    return sorted(
        {
            *doc.starts_of(_NOUNS),
            *_names().may_start(doc.forms, doc.begun[ACTOR]),
            *(index for index in doc.begun[ACTOR] if _states()[doc.forms[index]]),
        }
    )


def may_begin_actor(form: str) -> bool:
    """Whether a folded form begins the name of a known party or is the adjective of a state."""
    return _names().may_begin(form) or _states()[form] is not None


def nationality(form: str) -> Actor | None:
    """The state whose adjective a folded word is, with or without article; None otherwise."""
    return _states()[form]


@cache
def _states() -> Memo[str, Actor | None]:
    return Memo(_state)


def _state(form: str) -> Actor | None:
    table = _adjectives()
    found = table.get(form) or table.get(bare(form))
    if found is None and form[:1] == BY:
        found = table.get(bare(form[1:]))
    return found


def _mention(doc: Document, at: int, sentence: Sentence) -> ActorMention | None:
    """The longest party that starts at token `at`."""
    known = _known(doc, at, sentence)
    headed = _headed(doc, at, sentence)
    if known is not None and (headed is None or known.last >= headed.last):
        return known
    if headed is not None:
        return headed
    state = nationality(doc.forms[at])
    if state is None or not _qualifies(doc, at):
        return None
    return _made(doc, at, at + 1, state, "", False)


def _known(doc: Document, at: int, sentence: Sentence) -> ActorMention | None:
    for match in _names().matches(doc.forms, at):
        if match.last > sentence.last:
            continue
        actor, definite = match.value
        if definite and not match.definite:
            continue
        if match.definite and not definite and match.last - match.first == 1:
            continue
        if actor.kind == "state" and _is_where(doc, at, match.prefix, sentence):
            continue
        return _made(doc, match.first, match.last, actor, match.prefix, match.definite)
    return None


def _is_where(doc: Document, at: int, prefix: str, sentence: Sentence) -> bool:
    """Whether the name of a state stands for the country as a place."""
    if prefix.endswith(BY):
        return True
    if at == sentence.first:
        return False
    before = doc.words(at - 1)
    place = before.get(_PLACES)
    return "place_nouns" in before or (
        place is not None and place.sense.key in ("inside", "locative", "between")
    )


def _headed(doc: Document, at: int, sentence: Sentence) -> ActorMention | None:
    """A party named by a noun and what follows: an adjective, a name, a quotation."""
    head = doc.find(at, _NOUNS)
    if head is None or head.sense.features.get("qualifier") or describes_event(doc, head):
        return None
    features = head.sense.features
    end = head.last
    state: Actor | None = None
    inner: ActorMention | None = None
    qualified = False
    for _ in range(_MOST_QUALIFIERS):
        if end >= sentence.last:
            break
        adjective = nationality(doc.forms[end])
        if adjective is not None:
            state, end, qualified = adjective, end + 1, True
            continue
        word = doc.words(end).get(_NOUNS)
        if word is not None and word.sense.features.get("qualifier") and not word.prefix:
            if word.sense.features.get("towards"):
                # "loyal to": whoever follows is not the party itself.
                qualified, end = True, end + 1
                break
            qualified = qualified or not word.sense.features.get("link")
            end += 1
            continue
        if state is not None and not features.get("member"):
            # "The Turkish army" is a whole name: what follows is another party.
            break
        if accusative(doc.tokens[end].text):
            break
        inner = _inner(doc, end, sentence)
        if inner is not None:
            end = inner.last
        break
    if inner is None and not qualified:
        end = head.last
        if not _stands_alone(head):
            return None
    elif inner is not None and features.get("member"):
        return inner._replace(first=at, name=_name(doc, at, end, head.prefix, head.definite))
    name = _name(doc, at, end, head.prefix, head.definite)
    if inner is not None and inner.known_as is not None:
        return ActorMention(at, end, name, inner.key, inner.kind, inner.known_as)
    if features.get("member") and not qualified:
        return None
    kind = str(features.get("kind", UNIDENTIFIED))
    key = " ".join(bare(fold(word)) for word in name.split())
    if state is not None and kind != "political_militia":
        return ActorMention(at, end, name, state.key, kind, state.key)
    return ActorMention(at, end, name, key, kind, None)


def _stands_alone(head: Found) -> bool:
    alone = head.sense.features.get("alone")
    if alone == "any":
        return True
    if alone == "plural":
        return "plural" in head.tag and head.definite
    return alone == "definite" and head.definite


def _inner(doc: Document, at: int, sentence: Sentence) -> ActorMention | None:
    """The name behind the noun: a known party, a party with its own noun, or a quotation."""
    if doc.forms[at] in _OPENING:
        for end in range(at + 2, min(sentence.last, at + _LONGEST_QUOTED + 2)):
            if doc.forms[end] in _CLOSING:
                known = _known(doc, at + 1, sentence)
                if known is not None and known.last == end:
                    return known._replace(first=at, last=end + 1)
                name = doc.span(at + 1, end).text
                return ActorMention(at, end + 1, name, fold(name), UNIDENTIFIED, None)
        return None
    if doc.tokens[at].kind != WORD or _joined_on(doc, at):
        return None
    known = _known(doc, at, sentence)
    if known is not None:
        return known
    noun = doc.words(at).get(_NOUNS)
    if noun is not None and noun.prefix in ("", TO):
        return _headed(doc, at, sentence)
    return None


def _joined_on(doc: Document, at: int) -> bool:
    """Whether "and" is written onto the word: then another party begins."""
    form = doc.forms[at]
    if form == AND:
        return True
    noun = doc.words(at).get(_NOUNS)
    if noun is not None:
        return noun.prefix.startswith(AND)
    return any(match.prefix.startswith(AND) for match in _names().matches(doc.forms, at))


def _qualifies(doc: Document, at: int) -> bool:
    """Whether an adjective of nationality describes an event word or a weapon before it."""
    for index in range(at - 1, max(at - 4, -1), -1):
        words = doc.words(index)
        if "events" in words:
            return words["events"].sense.features.get("role") not in ("none", "support")
        if "event_modifiers" not in words and _NOUNS not in words:
            return False
    return False


def _name(doc: Document, first: int, last: int, prefix: str, definite: bool) -> str:
    return without_particles(doc.span(first, last).text, prefix, definite)


def _made(
    doc: Document, first: int, last: int, actor: Actor, prefix: str, definite: bool
) -> ActorMention:
    name = _name(doc, first, last, prefix, definite)
    return ActorMention(first, last, name, actor.key, actor.kind, actor.key)
