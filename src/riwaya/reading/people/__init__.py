"""People named as killed, injured, abducted, detained or missing."""

from riwaya.reading.people.count import claim_figures, with_counts
from riwaya.reading.people.find import find_people

__all__ = ["claim_figures", "find_people", "with_counts"]
