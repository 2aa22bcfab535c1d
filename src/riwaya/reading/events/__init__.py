"""Violent events: the words that tell them, their type, place, time, sides and weapons."""
