"""What reading costs beside a bare scan of words and beside other programs that take Arabic apart.

    python bench/pipelines.py [TEXTS.jsonl]

The others are those that install from PyPI and need no download of models: spaCy's blank Arabic
pipeline, which cuts words, and two stemmers. None of them reads claims: they say how far the
reader stands from the least that any program does with a text. One that is not installed is
named. Without TEXTS.jsonl reports made up from parts are read.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from run import GENERATED, best_of, generated_reports, load_texts, machine

Take = Callable[[str], object]


def bare_scan() -> Take:
    """Every run of letters and digits."""
    return re.compile(r"\w+").findall


def tokens() -> Take:
    """Our tokens with folded forms."""
    from riwaya.arabic.words import tokenise

    return tokenise


def filtered() -> Take:
    """Whether a text can hold a claim."""
    from riwaya.reading.filter import may_claim

    return may_claim


def reader() -> Take:
    """A whole reading."""
    from riwaya import read
    from riwaya.ingest.processes import collect_seldom

    collect_seldom()
    return read


def spacy_blank() -> Take:
    """spaCy's tokens; it takes no text above a million characters at once."""
    spacy = importlib.import_module("spacy")
    take: Take = spacy.blank("ar")
    return take


def nltk_stems() -> Take:
    """NLTK's words, each with its root by the ISRI stemmer."""
    words = importlib.import_module("nltk.tokenize").wordpunct_tokenize
    stem = importlib.import_module("nltk.stem.isri").ISRIStemmer().stem
    return lambda text: [stem(word) for word in words(text)]


def snowball_stems() -> Take:
    """Every run of letters with its stem by Snowball's Arabic stemmer."""
    stemmer = importlib.import_module("snowballstemmer").stemmer("arabic")
    scan = bare_scan()
    return lambda text: stemmer.stemWords(scan(text))


CONTESTANTS: tuple[tuple[str, Callable[[], Take]], ...] = (
    ("a bare scan of words", bare_scan),
    ("riwaya: the filter", filtered),
    ("riwaya: tokens", tokens),
    ("spaCy: blank Arabic pipeline", spacy_blank),
    ("snowballstemmer: words and stems", snowball_stems),
    ("NLTK: words and roots (ISRI)", nltk_stems),
    ("riwaya: a whole reading", reader),
)


def speeds(texts: Sequence[str]) -> Iterator[tuple[str, float | None]]:
    """(name, characters a processor second or None where it is not installed)."""
    total = sum(map(len, texts))
    for name, make in CONTESTANTS:
        try:
            take = make()
        except ImportError:
            yield name, None
            continue

        def run(take: Take = take) -> None:
            for text in texts:
                take(text)

        run()
        yield name, total / best_of(run)


def main() -> None:
    """Measure and print; see the head of this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="?")
    given = parser.parse_args().texts
    texts = load_texts(given) if given else generated_reports(GENERATED)
    sys.stdout.write(f"{machine()}\n{len(texts):,} texts, {sum(map(len, texts)):,} characters\n\n")
    measured = dict(speeds(texts))
    whole = measured["riwaya: a whole reading"] or 1.0
    sys.stdout.write(f"{'':<36}{'characters/s':>14}{'a reading costs':>18}\n")
    for name, speed in measured.items():
        figures = f"{speed:>14,.0f}{speed / whole:>17.1f}x" if speed else "not installed".rjust(14)
        sys.stdout.write(f"{name:<36}{figures}\n")


if __name__ == "__main__":
    main()
