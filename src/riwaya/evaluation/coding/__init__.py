"""Tables that people coded, read into records: ACLED's columns, UCDP GED's, and a user's own."""
