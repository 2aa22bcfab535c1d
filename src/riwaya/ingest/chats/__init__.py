"""Exports of chats made into reports, one a message."""
