"""Places named in a report, and where they are."""
