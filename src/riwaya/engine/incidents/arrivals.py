"""Which line of a run is the newest version of which report, and the sketches of the texts.

As `riwaya add` does it when the lines come in their order: reports are told from one another by
`casefile.standing`, in parts by id; a report is numbered by the line it first came in.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from riwaya.casefile.identity import Identity
from riwaya.casefile.sketches import Sketch, sketch
from riwaya.casefile.standing import UNCHANGED, Arrival, Nothing, arrival_of, stand
from riwaya.engine.incidents.intakes import intake_in, intake_of, unpacked_lines
from riwaya.engine.incidents.shuffle import in_parts, part, parts, place_of, written
from riwaya.engine.stage import Chunk, Context, Inputs, shard_name
from riwaya.engine.storage import Store
from riwaya.errors import RunError
from riwaya.model.intake import Intake
from riwaya.reading.document import Document
from riwaya.reading.segments import make_document
from riwaya.reading.vocabulary import reading_lexicon

ARRIVALS, STANDINGS = "arrivals", "standings"
READINGS, INTAKES = "readings", "intakes"
LINES = 1 << 32
"""A line of a run is numbered by its shard times this, and its place in the shard."""

# What `identity.other_page` puts behind the id of a report that another page has already.
_OTHER_PAGES = re.compile(r"(-[0-9a-f]{8})+\Z")


class Line(NamedTuple):
    """A line of a shard of readings. `text`: as it stands there; `reading`: the object; `intake`:
    None where there was none.
    """

    place: int
    text: bytes
    reading: Mapping[str, Any]
    intake: Intake | None


def lines_of(store: Store, number: int) -> Iterator[Line]:
    """The lines of a shard of readings with what came in. Raises RunError where they do not fit."""
    name = shard_name(number)
    beside = f"{INTAKES}/{name}.jsonl.gz"
    with store.opened(f"{READINGS}/{name}.jsonl") as readings:
        if store.size(beside) is None:
            for at, line in enumerate(readings):
                reading = json.loads(line)
                yield _line(at, line, reading, intake_in(reading, f"{name}:{at + 1}"))
            return
        with store.opened(beside) as stream:
            both = zip_longest(readings, unpacked_lines(stream))
            for at, (line, kept) in enumerate(both):
                if line is None or kept is None:
                    raise RunError(f"{store.root}/{beside}: not of this shard; run it again")
                reading = json.loads(line)
                yield _line(at, line, reading, intake_of(kept, reading))


def _line(at: int, text: bytes, reading: Mapping[str, Any], intake: Intake | None) -> Line:
    """A line, with no intake where that has not a word: a case takes no such report."""
    worded = intake is not None and (intake.title or intake.text.strip())
    return Line(at, text, reading, intake if worded else None)


def arrive(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a shard: its arrivals in parts by id, and in a last part the sketches of its texts."""
    number, count = inputs[0]["number"], options["parts"]
    rows: list[tuple[int, Any]] = []
    reports = 0
    for line in lines_of(context.store, number):
        if line.intake is None:
            continue
        reports += 1
        arrival = arrival_of(line.intake)
        where = place_of(_OTHER_PAGES.sub("", arrival.identity.id), count)
        rows.append((where, [number * LINES + line.place, *_arrival_object(arrival)]))
        rows.append((count, [line.place, *_sketch_object(sketch(words_in(line.intake)))]))
    yield from written(in_parts(rows, count + 1), reports=reports)


def words_in(intake: Intake) -> list[str]:
    """The folded words of a text that its sketch is made of, as `casefile.digest` takes them."""
    doc = document_of(intake)
    return [doc.forms[index] for index in doc.read_tokens() if doc.forms[index].isalnum()]


def document_of(intake: Intake) -> Document:
    """The document that the reader made of an intake."""
    return make_document(intake.text, reading_lexicon(), intake.published, intake.outlet)


def tell_apart(context: Context, inputs: Inputs, options: Mapping[str, Any]) -> Iterator[Chunk]:
    """Of a part of the ids: per shard the lines with the newest version of a report.

    A line is (place in the shard, number of the report, its id).
    """
    number, shards = inputs[0]["number"], options["shards"]
    found = list(parts(context.store, ARRIVALS, shards, number))
    arrivals = [_arrival(row) for _, *row in found]
    first: dict[str, tuple[int, str]] = {}
    newest: dict[str, int] = {}
    for (line, *_), stood in zip(found, stand(arrivals, Nothing()), strict=True):
        if stood.state != UNCHANGED:
            first.setdefault(stood.identity.key, (line, stood.identity.id))
            newest[stood.identity.key] = line
    rows = ((line // LINES, [line % LINES, *first[key]]) for key, line in newest.items())
    yield from written(in_parts(rows, shards), reports=len(newest))


class Newest(NamedTuple):
    """A line of a shard that holds the newest version of a report, and the report's number."""

    place: int
    number: int
    id: str


def newest_in(store: Store, shard: int, id_parts: int) -> dict[int, Newest]:
    """The lines of a shard that count, by their places, in their order."""
    rows = parts(store, STANDINGS, id_parts, shard)
    return {row[0]: Newest(*row) for row in sorted(rows)}


def sketches_in(store: Store, shard: int, id_parts: int) -> Iterator[tuple[Newest, Sketch]]:
    """The sketches of the newest versions in a shard."""
    newest = newest_in(store, shard, id_parts)
    for place, *rest in part(store, ARRIVALS, shard, id_parts):
        if place in newest:
            yield newest[place], sketch_of(rest)


def _sketch_object(made: Sketch) -> list[Any]:
    signature = base64.b64encode(made.signature).decode("ascii")
    return [made.shingles, made.text_key, signature, list(made.bands)]


def sketch_of(row: Sequence[Any]) -> Sketch:
    """The sketch that a row of this stage holds."""
    return Sketch(row[0], row[1], base64.b64decode(row[2]), tuple(row[3]))


def _arrival_object(arrival: Arrival) -> list[Any]:
    return [*arrival.identity, arrival.named, arrival.url, arrival.text, arrival.original]


def _arrival(row: Sequence[Any]) -> Arrival:
    key, id, named, url, text, original = row
    return Arrival(Identity(key, id), named, url, text, original)
