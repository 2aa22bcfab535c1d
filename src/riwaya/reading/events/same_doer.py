"""Tellings whose doer is that of the telling before."""

from __future__ import annotations

from riwaya.arabic.particles import BY
from riwaya.reading.document import Document
from riwaya.reading.events.reality import is_context
from riwaya.reading.events.tellings import Telling

_LIST_REACH = 3


def keeps_doer(doc: Document, telling: Telling) -> bool:
    """Whether a telling that names no doer means the one told before."""
    return is_similar(doc, telling) or continues_doer(doc, telling)


def is_similar(doc: Document, telling: Telling) -> bool:
    """Whether the event noun is said to be like the one told before ("similar shelling")."""
    end = min(len(doc.forms), telling.lead.last + _LIST_REACH)
    return any(is_context(doc, index, "similar") for index in range(telling.lead.last, end))


def continues_doer(doc: Document, telling: Telling) -> bool:
    """Whether a verb at the head of the sentence names no subject: the party told last goes on.

    So it is when the means or the place follows the verb at once ("and shelled with mortars").
    """
    lead, sentence = telling.lead, doc.sentences[telling.sentence]
    if not lead.tag.startswith("past.") or lead.first - sentence.first > 1:
        return False
    if lead.last >= sentence.last or "actor_nouns" in doc.analyses[lead.last]:
        return False
    words = doc.analyses[lead.last]
    means = doc.forms[lead.last].startswith(BY) and any(word.prefix for word in words.values())
    return means or ("place_nouns" in words and lead.key in ("bombard", "target"))
