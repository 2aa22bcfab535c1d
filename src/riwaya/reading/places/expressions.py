"""Place expressions as a small grammar over the tokens of a sentence.

expression  := head* name more* (wider expression)?
head        := part or nearness word | direction | place noun (and place noun)*
name        := name in the gazetteer | quoted words | unknown words after a place noun
more        := and/comma (head* name)           a list is one place
wider       := in/direction/dash expression
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from riwaya.arabic.clitics import ARTICLE
from riwaya.arabic.particles import AND, BY, TO
from riwaya.arabic.words import PUNCT, WORD
from riwaya.knowledge.gazetteer import Gazetteer, Place
from riwaya.knowledge.states import speaking_states
from riwaya.reading.document import Document, Sentence
from riwaya.reading.places.heads import Head, HeadParser, role_of
from riwaya.reading.places.names import Name, NameParser
from riwaya.reading.places.starts import TRANSPARENT, may_start

_NOUNS, _GRAMMAR = "place_nouns", "place_grammar"
_COMMAS = frozenset("\u060c,")
_DASHES = frozenset("-\u2013\u2014")
_LONGEST_LIST = 14
# Two names of one place, or the two ends of a road.
_OR = "/"
_DEEPEST = 3
# Nouns whose places go by numbers.
_NUMBERED = frozenset({"street", "neighbourhood"})
# So many words may tell whose post it is, before where it is ("the post of the police in ...").
_OWNER_REACH = 4
_POSTS = frozenset({"site", "camp"})
_SETTLEMENTS = frozenset({"city", "town", "village", "neighbourhood", "camp"})
# Nouns whose definite complement is a name, whatever it means ("the town of the Horse").
_IDAFA = frozenset({"town", "village", "neighbourhood", "subdistrict"})


class Expression(NamedTuple):
    """A place expression at tokens [first, last).

    `name`: head and name as written; `core`: the name alone; `noun`: whether a noun gives the
    kind; `relative`: only near the named place, or a part of it.
    """

    first: int
    last: int
    name: str
    core: str
    kind: str
    noun: bool
    relative: bool
    within: tuple[str, ...]
    candidates: tuple[Place, ...]


class PlaceParser:
    """Parses the place expressions of one document.

    `parties`: by token within the name of a party, where that name ends.
    """

    def __init__(self, doc: Document, gazetteer: Gazetteer, parties: Mapping[int, int]) -> None:
        self._doc = doc
        self._parties = parties
        self._gazetteer = gazetteer
        self._view: list[int] = []
        self._names = NameParser(doc, gazetteer, ())
        self._heads = HeadParser(doc, ())
        self._may_start = may_start(doc, gazetteer)

    def parse(self, sentence: Sentence) -> list[Expression]:
        """Expressions of one sentence, in order."""
        doc = self._doc
        indices = range(sentence.first, sentence.last)
        if self._may_start.isdisjoint(indices):
            return []
        self._view = [index for index in indices if doc.forms[index] not in TRANSPARENT]
        self._names = NameParser(doc, self._gazetteer, self._view)
        self._heads = HeadParser(doc, self._view)
        found: list[Expression] = []
        free = 0
        for at, index in enumerate(self._view):
            if at < free or index not in self._may_start or self._names.quoted_outlet(at):
                continue
            zone = self._heads.grammar(at, "no_place")
            if zone is not None:
                free = self._heads.position(zone.last, at)
                continue
            expression, end = self._expression(at, 0)
            if expression is not None and not self._belongs_to_party(expression, at):
                found.append(expression)
                free = end
        return found

    def _belongs_to_party(self, expression: Expression, at: int) -> bool:
        """Whether a name within a party's tells of that party, not of where something happened.

        So do states and capitals ("forces of the government of Damascus"), and names behind which
        another place follows ("the faction of Hamza in Afrin").
        """
        end = self._parties.get(expression.first)
        if end is None or expression.noun:
            return False
        return expression.last > end or self._doc.forms[self._view[at]] in speaking_states()

    def _expression(self, at: int, depth: int) -> tuple[Expression | None, int]:
        """The expression that starts at view position `at`, and where it ends."""
        head = self._heads.at(at)
        start = at
        if head is not None and not depth and self._describes(head):
            # "near the border" behind a noun it describes, not a place of its own.
            return None, at
        name = self._named(head) if head else self._names.at(at, False)
        if head is None and name is None:
            return None, at
        end = name.end if name else (head.end if head else at)
        prefix = self._prefix(at, head, name)
        if head is not None and (head.countryside or name is None):
            end = self._directions(end)
        if name is not None:
            end = self._more(end, head)
        name_end = end
        if head is not None and name is None and head.noun:
            end = name_end = self._complement(end, head)
        if head is not None and head.noun and head.kind in _POSTS and not depth:
            end = name_end = self._owned(end)
        # What follows a country tells where something happened, not where the country lies.
        country = head is None and name is not None and _is_country(name)
        within, wider_end = ((), end) if country else self._wider(end, depth)
        if head is not None and head.kind == "road" and (self._between(end) or self._leads(end)):
            name_end = wider_end
        end = wider_end
        if name is not None and not depth:
            further = self._further(end, head)
            if further != end:
                end = name_end = further
        if name is None and not self._stands_alone(head, within):
            return None, at
        first, last = self._view[start], self._view[end - 1] + 1
        text = self._text(start, name_end, prefix)
        core = self._text(name.start, name.end, name.prefix) if name else text
        candidates = name.candidates if name else ()
        kind = head.kind if head and head.kind else (candidates[0].kind if candidates else "other")
        expression = Expression(
            first,
            last,
            text,
            core,
            kind,
            bool(head and head.noun),
            bool(head and head.relative),
            within,
            candidates,
        )
        return expression, end

    def _named(self, head: Head) -> Name | None:
        """The name behind a head; looked up with its noun first where the noun belongs to it."""
        if head.noun and head.found[-1].sense.features.get("named"):
            last = self._heads.position(head.found[-1].first, 0)
            whole = self._names.known(last, head.found[-1].prefix)
            if whole is not None and whole.end > head.end:
                return whole._replace(start=head.end)
        purpose = head.found[0].prefix.endswith(TO) and not head.found[0].definite
        located = head.kind == "district" and head.found[-1].prefix.endswith(BY)
        open_name = head.noun and (located or not head.weak) and not head.definite and not purpose
        numbers = head.found[-1].key in _NUMBERED
        numbered = self._names.numbered(head.end, numbers) if head.noun else None
        if numbered is not None:
            return numbered
        if head.definite and head.noun and head.kind not in ("city", "site", "road"):
            return None
        name = self._names.at(head.end, open_name, head.found[-1].key in _IDAFA)
        if name is not None and name.prefix.endswith(BY):
            # "a checkpoint in the town": "in" begins the wider place, not the name.
            name = None
        if name is None and purpose:
            name = self._names.known(head.end, "")
        if name is None and head.definite:
            # "the Egyptian capital Cairo": an adjective stands between noun and name.
            name = self._names.behind_adjective(head.end)
        return name

    def _describes(self, head: Head) -> bool:
        first = head.found[0]
        definite = self._doc.forms[first.first].startswith(ARTICLE)
        return definite and not first.prefix and not role_of(first).noun and not head.noun

    def _between(self, at: int) -> bool:
        while self._heads.grammar(at, "located") is not None:
            at += 1
        found = self._heads.noun(at)
        return found is not None and found.sense.features.get("relation") == "between"

    def _leads(self, at: int) -> bool:
        """Whether "leading to" follows a road: where it leads is its name."""
        located = self._heads.grammar(at, "located") is not None
        return located and self._heads.grammar(at + 1, "destination") is not None

    def _further(self, at: int, head: Head | None) -> int:
        """End of a list that goes on behind the wider place, with nouns of its own."""
        while at < len(self._view):
            comma = self._doc.forms[self._view[at]] in _COMMAS
            inner = self._heads.at(at + 1 if comma else at)
            if inner is None or not inner.noun or inner.found[0].prefix != AND:
                return at
            step = self._member(at, head)
            if step == at:
                return at
            at = self._more(step, inner)
            at = self._wider(at, 0)[1]
        return at

    def _stands_alone(self, head: Head | None, within: tuple[str, ...]) -> bool:
        """Whether a head without a name is a place: "the town", "a farm west of the city"."""
        if head is None or not head.noun:
            return False
        if head.weak:
            return bool(within) and head.kind in _POSTS and not head.definite
        if head.kind == "country":
            return False
        return bool(within) or head.definite or head.countryside

    def _text(self, start: int, end: int, prefix: str) -> str:
        doc = self._doc
        begin = doc.tokens[self._view[start]].start
        written = doc.text[begin : doc.tokens[self._view[end - 1]].end]
        return written[len(prefix) :] if written.startswith(prefix) else written

    def _prefix(self, at: int, head: Head | None, name: Name | None) -> str:
        if head is not None and head.found:
            return head.found[0].prefix
        return name.prefix if name else ""

    def _directions(self, at: int) -> int:
        """End of the adjectives of direction behind "the countryside (of a place)"."""
        while (found := self._heads.noun(at)) is not None and role_of(found).direction:
            definite = found.definite or self._doc.forms[found.first].startswith(ARTICLE)
            if not definite or found.prefix:
                break
            at = self._heads.position(found.last, at)
        return at

    def _complement(self, at: int, head: Head) -> int:
        """End of a short description behind a noun without a name ("a camp for the displaced")."""
        if at >= len(self._view):
            return at
        index = self._view[at]
        token = self._doc.tokens[index]
        if head.definite:
            adjective = token.kind == WORD and token.form.startswith(ARTICLE)
            adjective = adjective and not self._leads(at)
            if adjective and not self._names.is_word(at) and self._heads.noun(at) is None:
                return at + 1
            return at
        if token.kind == WORD and token.form.startswith(TO) and self._heads.noun(at) is None:
            return at + 1 if self._wider(at + 1, 0)[0] else at
        return at

    def _owned(self, at: int) -> int:
        """End of whose post it is, when where it is follows; else `at`."""
        if not self._names.owner(at):
            return at
        for end in range(at + 1, min(at + 1 + _OWNER_REACH, len(self._view))):
            if self._leads_on(end):
                return end
            if not self._names.describes(end):
                return at
        return at

    def _leads_on(self, at: int) -> bool:
        """Whether "in" and a place begin at `at`."""
        found = self._heads.noun(at)
        if (
            found is not None
            and not found.prefix
            and not found.definite
            and not role_of(found).noun
        ):
            return True
        if self._heads.grammar(at, "inside") is not None:
            inner = self._heads.at(at + 1)
            return inner is not None or self._names.at(at + 1, False) is not None
        if not self._by_prefixed(at):
            return False
        return (found is not None and found.prefix == BY) or self._names.at(at, False) is not None

    def _more(self, at: int, head: Head | None) -> int:
        """End of the list that the expression begins."""
        for count in range(_LONGEST_LIST):
            step = self._member(at, head, count > 0)
            if step == at:
                return at
            at = step
        return at

    def _member(self, at: int, head: Head | None, listing: bool = False) -> int:
        """End of one more member of a list, or `at`; `listing`: two members came before."""
        if at >= len(self._view):
            return at
        index = self._view[at]
        token = self._doc.tokens[index]
        comma = token.kind == PUNCT and token.form in _COMMAS
        start = at + 1 if comma else at
        if start >= len(self._view):
            return at
        following = self._doc.tokens[self._view[start]]
        dash = following.form in _DASHES and head is not None and head.kind == "road"
        if following.kind == PUNCT and (dash or following.form == _OR):
            name = self._names.at(start + 1, True)
            return name.end if name else at
        if following.kind != WORD or not following.form.startswith(AND):
            return at
        if following.form == AND:
            inner = self._heads.at(start + 1)
            name = self._names.at(inner.end if inner else start + 1, inner is not None)
            return name.end if name else at
        inner = self._heads.at(start)
        if inner is not None and inner.found[0].prefix == AND and (inner.noun or inner.relative):
            name = self._names.at(inner.end, inner.noun)
            if name is None and not inner.definite:
                return at
            if name is None:
                # What looks like a noun may be a name: "al-Marjan" is "the two meadows" too.
                name = self._names.joined(start, bool(head and head.plural), listing)
            if name is None:
                return at
            return self._directions(name.end) if inner.countryside else name.end
        if comma and not (head and head.plural):
            return at
        name = self._names.joined(start, bool(head and head.plural), listing)
        if name is None:
            return at
        return self._directions(name.end) if head and head.countryside else name.end

    def _wider(self, at: int, depth: int) -> tuple[tuple[str, ...], int]:
        """Names of the wider places behind a name, and where they end."""
        if depth >= _DEEPEST or at >= len(self._view):
            return (), at
        position = at
        linked = False
        while self._heads.grammar(position, "located") is not None:
            position += 1
            linked = True
        if position >= len(self._view):
            return (), at
        token = self._doc.tokens[self._view[position]]
        if token.kind == PUNCT and token.form in _DASHES | _COMMAS:
            found = self._heads.noun(position + 1)
            direction = found is not None and (role_of(found).direction or role_of(found).noun)
            if not direction or found is None or found.prefix not in ("", BY):
                return (), at
            if token.form in _COMMAS and not role_of(found).direction:
                return (), at
            position += 1
            linked = True
        elif self._heads.grammar(position, "inside") is not None:
            position += 1
            linked = True
        elif linked and self._heads.grammar(position, "destination") is not None:
            position += 1
        found = self._heads.noun(position)
        if found is not None:
            beside = not found.prefix and not found.definite
            beside = beside and role_of(found).kind not in _SETTLEMENTS
            usable = linked or found.prefix == BY or beside
        else:
            usable = linked or self._by_prefixed(position)
        if not usable:
            return (), at
        inner, end = self._expression(position, depth + 1)
        if inner is None:
            return (), at
        return (inner.name, *inner.within), end

    def _by_prefixed(self, at: int) -> bool:
        if at >= len(self._view):
            return False
        return self._doc.forms[self._view[at]].startswith(BY)


def _is_country(name: Name) -> bool:
    return bool(name.candidates) and name.candidates[0].kind == "country"
