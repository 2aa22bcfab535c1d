"""Incidents in the columns and codes of a user's own codebook."""

from riwaya.export.formats.codebook.form import codebook_format

__all__ = ["codebook_format"]
