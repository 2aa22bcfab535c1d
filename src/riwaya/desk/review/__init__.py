"""The review queue: what waits, how it is shown, and how far reviewers agree."""
