"""Who may come in, and what may be sent to whom."""
