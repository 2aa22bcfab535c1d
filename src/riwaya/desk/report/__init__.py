"""The reading view of one report: its text, what was read in it, what changed."""
