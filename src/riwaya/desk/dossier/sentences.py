"""Sentences that the program makes in English, put into Arabic by their patterns."""

from __future__ import annotations


def in_arabic(text: str) -> str | None:
    """The sentence in Arabic; None where no pattern fits."""
    return None
