"""Attribution: who says what in a report, with scope."""

from riwaya.reading.attribution.attribute import Attribution, attribute
from riwaya.reading.attribution.terms import ExplainedTerm, explained_terms

__all__ = ["Attribution", "ExplainedTerm", "attribute", "explained_terms"]
