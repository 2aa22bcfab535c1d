"""A user's own codebook: which column holds which of our fields, in which codes.

The same file says how incidents are written out and how coded rows are read back.
"""

from riwaya.ontology.codebook.fields import Field, fields_of, load_fields
from riwaya.ontology.codebook.load import load_codebook
from riwaya.ontology.codebook.records import Codebook, Column, Condition, Vocabulary

__all__ = [
    "Codebook",
    "Column",
    "Condition",
    "Field",
    "Vocabulary",
    "fields_of",
    "load_codebook",
    "load_fields",
]
