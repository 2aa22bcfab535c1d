"""How well event words are found in single sentences of newspaper Arabic.

    python evaluation/gsr.py FOLDER

FOLDER holds the gold standard records of the Open Event Data Alliance for Arabic: per event
class a file of annotated records (assault_spans.json) and of judged sentences (assault_gsr.csv,
protest_gsr.csv).

Counted are:
  found   the share of annotated ASSAULT records in which the reader finds a violent event, or a
          word of harm (somebody killed, hurt, abducted, ...), at one of the words that any
          annotator marked as the verb of the event. A record without a marked verb is left out.
  false   the share of the sentences labelled an easy no for a class in which the reader reports
          an event of that class: for ASSAULT an attack, a bombing, a suicide bombing or an
          abduction (CAMEO 18; fighting, shelling, air strikes and arrests are other classes),
          for PROTEST a protest. Not reported, and not counted, are events that the reader marks
          as denied or as background: many of these sentences recall an attack that did happen
          without reporting it. The share with background events counted is given beside it.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from riwaya.arabic.dates import find_times
from riwaya.arabic.script import fold
from riwaya.reading.actors import find_actors
from riwaya.reading.document import Document
from riwaya.reading.drafts import EventDraft
from riwaya.reading.events.find import find_events
from riwaya.reading.places.find import find_places
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon

PROTEST_TYPES = frozenset({"protest"})
ASSAULT_TYPES = frozenset({"attack", "bombing", "suicide_bomb", "abduction"})


def read_events(text: str) -> tuple[Document, list[EventDraft]]:
    """The document and its events."""
    doc = make_document(text, reading_lexicon())
    events = find_events(doc, find_actors(doc), find_places(doc), find_times(doc.tokens), [])
    return doc, events


def marked_words(record: dict[str, Any]) -> frozenset[str]:
    """Folded words that annotators marked as the verb of the event."""
    words = (word for span in record["spans"] for word in span["verb"])
    return frozenset(form for word in words if len(form := fold(word)) > 2)


def told_words(doc: Document, events: Iterable[EventDraft]) -> Iterator[str]:
    """Forms of the event words and of the words of harm."""
    for event in events:
        for index in event.cues:
            yield doc.forms[index]
    for index in doc.read_tokens():
        if doc.find(index, "casualties") is not None:
            yield doc.forms[index]


def found_share(path: Path) -> tuple[int, int, list[str]]:
    """Records with a found verb, records with a marked verb, texts of the missed ones."""
    found = total = 0
    missed = []
    for record in json.loads(path.read_text(encoding="utf-8")):
        marked = marked_words(record)
        if not marked:
            continue
        total += 1
        doc, events = read_events(record["text"])
        if marked & set(told_words(doc, events)):
            found += 1
        else:
            missed.append(f"{' '.join(sorted(marked))} | {record['text']}")
    return found, total, missed


def false_share(path: Path, protests: bool) -> tuple[int, int, int, list[str]]:
    """Easy-no sentences with an event of the class reported; with one reported or recalled; all
    easy-no sentences; the texts of the first."""
    wrong = recalled = total = 0
    texts = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["label"] != "easy no":
                continue
            total += 1
            doc, events = read_events(row["text"])
            types = PROTEST_TYPES if protests else ASSAULT_TYPES
            told = [e for e in events if e.type in types and e.occurrence != "denied"]
            bad = [e for e in told if not e.background]
            recalled += bool(told)
            if bad:
                wrong += 1
                cue = doc.span(bad[0].first, bad[0].last).text
                texts.append(f"{bad[0].type} {cue} | {row['text']}")
    return wrong, recalled, total, texts


def main(folder: Path, show: bool) -> None:
    """Write the shares, and with `show` the sentences that went wrong."""
    out = sys.stdout.write
    found, total, missed = found_share(folder / "assault_spans.json")
    out(f"assault found {found}/{total} = {found / total:.3f}\n")
    for name, protests in (("assault", False), ("protest", True)):
        wrong, recalled, sentences, texts = false_share(folder / f"{name}_gsr.csv", protests)
        out(f"{name} easy no reported {wrong}/{sentences} = {wrong / sentences:.3f}")
        out(f" (with recalled {recalled / sentences:.3f})\n")
        if show:
            out("".join(f"  FALSE {text}\n" for text in texts))
    if show:
        out("".join(f"  MISSED {text}\n" for text in missed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--show" in sys.argv[2:])
