"""Casualty figures: how many people were harmed, how, and who they were."""

from riwaya.reading.casualties.context import Context, make_context
from riwaya.reading.casualties.figures import cumulative_sentences, find_figures

__all__ = ["Context", "cumulative_sentences", "find_figures", "make_context"]
