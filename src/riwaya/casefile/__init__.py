"""The case file: everything that came in, what was read in it, and what was decided."""
