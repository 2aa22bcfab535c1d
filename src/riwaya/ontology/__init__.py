"""What can be claimed, as data: event types with their crosswalks, and the labels of all values."""

from riwaya.ontology.event_types import EventType, load_event_types
from riwaya.ontology.terms import label, load_terms

__all__ = ["EventType", "label", "load_event_types", "load_terms"]
