"""Statements of a report beside its figures: causes, identities, blame, unknowns, retractions."""

from riwaya.reading.statements.draft import Statement, Statements
from riwaya.reading.statements.find import find_statements

__all__ = ["Statement", "Statements", "find_statements"]
