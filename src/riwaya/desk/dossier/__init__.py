"""What the page of one incident shows, section by section."""
