"""How many of other projects' Arabic number cases the reader gets right.

Usage: python evaluation/peer_numbers.py FOLDER [--failures]

FOLDER holds `duckling/*.json` (input, value) and `recognizers_text/*.json` (Input, Results). A
case is right when the list of values found is the list expected and, for Recognizers-Text, each
stands in the same words; where that project marks a value as not to be compared, only the words
count, as in its own test runner. Out of scope are the cases that `peer_scope.yaml` names: by a
feature of the case that has nothing to do with its wording, or by the digest of its input.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from riwaya.arabic.fractions import find_values
from riwaya.arabic.numbers import find_quantities
from riwaya.arabic.script import fold
from riwaya.arabic.words import tokenise

CARDINAL, ORDINAL, PERCENT, RANGE = "cardinal", "ordinal", "percent", "range"
FILES = {
    "duckling/numeral.json": CARDINAL,
    "duckling/numeral_eg.json": CARDINAL,
    "duckling/ordinal.json": ORDINAL,
    "recognizers_text/Number_NumberModel.json": CARDINAL,
    "recognizers_text/Number_OrdinalModel.json": ORDINAL,
    "recognizers_text/Number_OrdinalModelSuppressExtendedTypes.json": ORDINAL,
    "recognizers_text/Number_PercentModel.json": PERCENT,
    "recognizers_text/Number_NumberRangeModel.json": RANGE,
}
WITHOUT_FLOOR = (PERCENT, RANGE)
DIGEST_LENGTH = 12
MATHEMATICAL = re.compile(r"\^|\d[eE][+-]?\d")
ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")
GLUED = re.compile(r"\d[\u0621-\u064a]")


class Case(NamedTuple):
    """One case: its input and the (words or None, value or None) expected of it."""

    text: str
    expected: tuple[tuple[str | None, str | None], ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:DIGEST_LENGTH]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of one file, in its order."""
    for raw in json.loads(path.read_text(encoding="utf-8")):
        if "input" in raw:
            yield Case(raw["input"], ((None, str(raw["value"])),))
        else:
            yield Case(raw["Input"], tuple(_expected(raw)))


def _expected(raw: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for result in raw["Results"]:
        value = result.get("Resolution", {}).get("value")
        yield result["Text"], None if raw.get("IgnoreResolution") else value


def scope_of(case: Case, kind: str, listed: Mapping[str, str], relative: Set[str]) -> str | None:
    """Why a case is out of scope, or None; `relative`: inputs with relative positions."""
    if kind in WITHOUT_FLOOR:
        return None
    if case.text in relative:
        return "relative_position"
    text = fold(case.text)
    if MATHEMATICAL.search(text):
        return "mathematical_notation"
    if ADDRESS.search(text):
        return "address"
    if not case.expected and GLUED.search(text):
        return "glued_digits"
    if any(words and words.strip() not in case.text for words, _ in case.expected):
        return "words_not_in_input"
    return listed.get(case.digest)


def relative_inputs(folder: Path) -> frozenset[str]:
    """Inputs for which some file expects "the next", "the last but one" as a value."""
    found = set()
    for name in FILES:
        path = folder / name
        for raw in json.loads(path.read_text(encoding="utf-8")) if path.exists() else ():
            values = [r.get("Resolution", {}).get("value", "") for r in raw.get("Results", ())]
            if any(re.match(r"(end|current|start)[+-]", value) for value in values):
                found.add(raw["Input"])
    return frozenset(found)


def is_right(case: Case, kind: str) -> bool:
    """Whether what the reader finds is what the case expects."""
    found = list(_found(case.text, kind))
    if len(found) != len(case.expected):
        return False
    return all(
        _same_words(words, expected_words, kind) and _same_value(value, expected_value, kind)
        for (words, value), (expected_words, expected_value) in zip(
            found, case.expected, strict=True
        )
    )


def _found(text: str, kind: str) -> Iterator[tuple[str, Any]]:
    tokens = tokenise(text)
    if kind == RANGE:
        for quantity in find_quantities(tokens):
            if quantity.value is None or quantity.high != quantity.low:
                words = text[tokens[quantity.first].start : tokens[quantity.last - 1].end]
                yield words, (quantity.low, quantity.high)
        return
    for exact in find_values(tokens):
        if exact.ordinal and kind != ORDINAL:
            continue
        yield text[tokens[exact.first].start : tokens[exact.last - 1].end], exact.value


def _same_words(found: str, expected: str | None, kind: str) -> bool:
    """Equal but for spaces, the case of letters and one particle at the front.

    Percentages: what is found is the number without the words for "per cent".
    """
    if expected is None:
        return True
    left, right = (fold(re.sub(r"\s+", "", text)) for text in (found, expected))
    if kind == PERCENT:
        return left in right
    shorter, longer = sorted((left, right), key=len)
    return longer.endswith(shorter) and longer[: len(longer) - len(shorter)] in (
        "", "و", "ب", "ل", "ال", "بال", "وال", "ف",
    )  # fmt: skip


def _same_value(found: Any, expected: str | None, kind: str) -> bool:
    if expected is None:
        return True
    if kind == RANGE:
        return _same_interval(found, expected)
    number = expected.rstrip("%")
    if not re.fullmatch(r"-?[\d.]+(?:[eE][+-]?\d+)?", number):
        return False
    wanted = Fraction(number)
    # Both projects print fifteen digits.
    return bool(abs(found - wanted) <= abs(wanted) * Fraction(1, 10**9))


def _same_interval(found: tuple[int, int | None], expected: str) -> bool:
    """Peers give half-open intervals of reals; a written end counts as reached."""
    match = re.fullmatch(r"([\[(])(-?[\d.]*),(-?[\d.]*)([\])])", expected)
    if match is None:
        return False
    opening, low_text, high_text, _ = match.groups()
    low = int(float(low_text)) + (opening == "(") if low_text else None
    high = int(float(high_text)) if high_text else None
    found_low, found_high = found
    if low is not None and found_low != low:
        return False
    if high is None:
        return found_high is None
    return found_high is not None and found_high in (high, high - 1)


def main() -> int:
    """Print the rate of each file and of all with a floor together."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--failures", action="store_true", help="print digests that fail")
    arguments = parser.parse_args()
    scope = yaml.safe_load(Path(__file__).with_name("peer_scope.yaml").read_text(encoding="utf-8"))
    listed = {
        digest: reason
        for reason, entry in scope["numbers"].items()
        for digest in entry.get("cases") or ()
    }
    relative = relative_inputs(arguments.folder)
    total: Counter[str] = Counter()
    print(f"{'file':<66}{'right':>6}{'of':>6}{'rate':>9}   out of scope")
    for name, kind in FILES.items():
        path = arguments.folder / name
        if not path.exists():
            continue
        counts: Counter[str] = Counter()
        for case in read_cases(path):
            reason = scope_of(case, kind, listed, relative)
            right = is_right(case, kind)
            if reason is not None:
                counts["out"] += 1
                continue
            counts["in"] += 1
            counts["right"] += right
            if not right and arguments.failures:
                print("  ", name.split("_")[-1], case.digest)
        if kind not in WITHOUT_FLOOR:
            total += counts
        print(_line(name, counts))
    print(_line("all but percent and ranges", total))
    return 0


def _line(name: str, counts: Counter[str]) -> str:
    rate = counts["right"] / counts["in"] if counts["in"] else 0.0
    return f"{name:<66}{counts['right']:>6}{counts['in']:>6}{rate:>9.1%}   {counts['out']}"


if __name__ == "__main__":
    sys.exit(main())
