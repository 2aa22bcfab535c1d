"""Whose text a report is, as its last words say: "(Source: X Agency)", "(Agency)"."""

from __future__ import annotations

from riwaya.arabic.script import fold
from riwaya.reading.attribution.naming import Naming
from riwaya.reading.attribution.resolve import Registry
from riwaya.reading.attribution.sources import OUTLETS, SourceReader
from riwaya.reading.attribution.words import Words
from riwaya.reading.document import Sentence
from riwaya.reading.drafts import Credit, SourceMention

# How many of the last sentences may hold the line, and its longest bracket in tokens.
_LAST, _LONGEST = 3, 12
_OPENING, _CLOSING, _COLON = frozenset("(["), frozenset(")]"), frozenset(":/")
_TEXTS = frozenset({"news_agency", "outlet", "state_media"})


def apply_credit_line(
    words: Words, reader: SourceReader, registry: Registry, credits: list[Credit | None]
) -> None:
    """Credit, in place, the whole report to the source that its last words say it is from.

    Those who are credited within it were heard by that source. The outlet itself is none.
    """
    for sentence in words.doc.sentences[-_LAST:]:
        found = _line(words, reader, sentence)
        if found is None or _is_outlet(words, registry, found):
            continue
        source = registry.mention(found, credited=False)
        _credit_all(words, credits, source, (found.first, found.last))
        return


def _line(words: Words, reader: SourceReader, sentence: Sentence) -> Naming | None:
    """The source in a bracket that ends a sentence, or in a line of its own."""
    last = sentence.last
    while last > sentence.first and not words.is_word(last - 1) and not _closes(words, last - 1):
        last -= 1
    if last > sentence.first and _closes(words, last - 1):
        low = max(sentence.first, last - _LONGEST)
        first = next((at for at in range(last - 2, low - 1, -1) if _opens(words, at)), -1)
        if first < 0 or not _ends_text(words, last):
            return None
        return _named(words, reader, first + 1, last - 1, labelled=False)
    if last - sentence.first > _LONGEST or not _ends_text(words, last):
        return None
    return _named(words, reader, sentence.first, last, labelled=True)


def _named(
    words: Words, reader: SourceReader, first: int, last: int, *, labelled: bool
) -> Naming | None:
    """The source that fills tokens [first, last), behind "source:" or "quoting" if `labelled`."""
    start = first
    label = reader.generic(first, last)
    quoting = words.role(first, "quoting")
    if label is not None and label[1].key == "source" and words.is_punct(label[0], _COLON):
        start = label[0] + 1
    elif quoting is not None:
        start = quoting.last
    if labelled and start == first:
        return None
    naming = reader.read(start, last)
    if naming is None or naming.last != last or naming.prefix or not naming.certain:
        return None
    if start == first and naming.kind not in _TEXTS:
        return None
    # "Agencies" and "our reporter" name nobody whose text it could be.
    bare = naming.known_as is None and len(naming.stems) == 1
    return naming if naming.kind in OUTLETS and not bare and not naming.yields else None


def _opens(words: Words, at: int) -> bool:
    return words.doc.forms[at] in _OPENING


def _closes(words: Words, at: int) -> bool:
    return words.doc.forms[at] in _CLOSING


def _ends_text(words: Words, at: int) -> bool:
    """Whether no word is read behind the token."""
    final = words.doc.sentences[-1].last
    return not any(words.is_word(index) for index in range(at, final))


def _is_outlet(words: Words, registry: Registry, naming: Naming) -> bool:
    if registry.outlet is not None and naming.known_as == registry.outlet:
        return True
    name = fold(words.doc.span(naming.first, naming.last).text)
    outlet = fold(words.doc.outlet or "")
    return bool(outlet) and (name in outlet or outlet in name)


def _credit_all(
    words: Words, credits: list[Credit | None], source: SourceMention, cue: tuple[int, int]
) -> None:
    own = Credit((source,), "asserts", "certain", cue)
    for sentence in words.doc.sentences:
        for at in range(sentence.first, sentence.last):
            credit = credits[at]
            if credit is None:
                credits[at] = own
            elif all(mention.key != source.key for mention in credit.chain):
                credits[at] = credit._replace(chain=(source, *credit.chain))
