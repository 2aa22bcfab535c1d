"""Casualty figures: how many people were harmed, how, and who they were."""

from riwaya.reading.casualties.context import Context, make_context
from riwaya.reading.casualties.figures import find_figures

__all__ = ["Context", "find_figures", "make_context"]
