"""Inputs made into reports: one module per format, `files` tells them apart."""

from riwaya.ingest.files import intakes
from riwaya.model.intake import (
    MAX_FILE_BYTES,
    MAX_LINE_BYTES,
    STANDARD_INPUT,
    Failure,
    Intake,
)

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_LINE_BYTES",
    "STANDARD_INPUT",
    "Failure",
    "Intake",
    "intakes",
]
