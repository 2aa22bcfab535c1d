"""What people may do: each role may do what those before it may."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """viewer: reads. coder: adds reports, reviews claims, decides. reviewer: also takes back what
    others decided, and settles what two do not agree on. admin: also users and their tokens.
    """

    VIEWER = 1
    CODER = 2
    REVIEWER = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """The role as it is written."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Role:
        """The role of that name; raises KeyError for others."""
        return cls[word.upper()]


WORDS = tuple(role.word for role in Role)
