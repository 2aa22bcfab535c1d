"""Whose side a report itself says a source is on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.arabic.clitics import splits
from riwaya.arabic.latin import romanise
from riwaya.arabic.particles import TO, without_particles
from riwaya.arabic.words import PUNCT, WORD
from riwaya.knowledge.actors import load_actors
from riwaya.reading.assemble.findings import Findings
from riwaya.reading.document import Found
from riwaya.reading.drafts import ActorMention, SourceMention

CATEGORY = "allegiance"
STATED = "stated by the report"
_MEDIA = frozenset({"outlet", "state_media", "news_agency", "activist_network"})
_RULING = "the government"
_BEHIND, _PARTY_REACH = 2, 3


def stated_allegiance(findings: Findings, mentions: Sequence[SourceMention]) -> str | None:
    """The side, in a few English words that say it is the report's, or None.

    From an adjective in the name of the source or right behind it ("the loyal network"), or from
    the government named as the owner of a medium ("the regime's media").
    """
    for mention in mentions:
        side = _side(findings, mention) or _owner(findings, mention)
        if side is not None:
            return f"{side} ({STATED})"
    return None


def _role(findings: Findings, index: int, role: str) -> Found | None:
    found = findings.doc.find(index, CATEGORY)
    return found if found is not None and found.sense.features["role"] == role else None


def _side(findings: Findings, mention: SourceMention) -> str | None:
    doc = findings.doc
    end = min(len(doc.tokens), mention.last + _BEHIND)
    for index in range(mention.first + 1, end):
        if index >= mention.last and doc.tokens[index].kind == PUNCT:
            if doc.forms[index] in ".:":
                return None
            continue
        found = _role(findings, index, "side")
        if found is None or found.prefix:
            if index >= mention.last:
                return None
            continue
        features = found.sense.features
        negated = doc.analyses[index - 1].get("function")
        if negated is not None and negated.sense.features["role"] == "negation":
            return None
        if "media" in features and mention.kind not in _MEDIA:
            return None
        party = _party(findings, found.last)
        own_words = party == _RULING and "government" in features
        if own_words:
            return str(features["government"])
        party = party or _unknown_party(findings, found.last, mention)
        if party is not None and "beside" in features:
            return str(features["beside"]).format(party)
        return str(features["alone"]) if "alone" in features else None
    return None


def _party(findings: Findings, start: int) -> str | None:
    """The party right behind a word of allegiance, in English."""
    end = min(len(findings.doc.tokens), start + _PARTY_REACH)
    for index in range(start, end):
        actor = _actor_at(findings, index)
        if actor is not None:
            known = load_actors().get(actor.known_as or "")
            return known.name_en if known else romanise(actor.name)
        if _role(findings, index, "government") is not None:
            return _RULING
        if _role(findings, index, "link") is None:
            return None
    return None


def _unknown_party(findings: Findings, start: int, mention: SourceMention) -> str | None:
    """What stands behind "loyal" with "to" joined to it, to the end of the name of the source."""
    doc = findings.doc
    last = max(mention.last, start + 1)
    if start >= len(doc.tokens) or doc.tokens[start].kind != WORD:
        return None
    joined = [split for split in splits(doc.forms[start]) if split.prefix == TO]
    if not joined:
        return None
    # The article is swallowed by "to", and looks like a word that begins with the same letter.
    plain = [split.stem for split in joined if not split.definite]
    word = any(not word.prefix for stem in plain for word in doc.lexicon.analyses(stem))
    definite = not word and len(plain) < len(joined)
    text = doc.text[doc.tokens[start].start : doc.tokens[last - 1].end]
    return romanise(without_particles(text, TO, definite))


def _owner(findings: Findings, mention: SourceMention) -> str | None:
    """The government as the last word of the name of a medium."""
    if mention.kind not in _MEDIA or mention.last - mention.first < 2:
        return None
    owner = _role(findings, mention.last - 1, "government")
    return "pro-government" if owner is not None and not owner.prefix else None


def _actor_at(findings: Findings, index: int) -> ActorMention | None:
    at = bisect_left(findings.actors, index, key=lambda actor: actor.first)
    found = findings.actors[at] if at < len(findings.actors) else None
    return found if found is not None and found.first == index else None
