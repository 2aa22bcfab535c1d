"""Incidents of a finished run, and what a case keeps besides readings.

`link_run` does the stages in their order; each module holds one or two of them. Whatever is looked
up over all reports is shuffled, so that a task holds its part alone.
"""
