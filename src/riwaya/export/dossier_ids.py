"""Ids of reports that tell nothing, in place of those that a redacted dossier must not show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riwaya.export.dossier_view import View

_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True, eq=False)
class NewIds:
    """New ids of reports, in the order of publication, and where the old ones stand in texts."""

    reports: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, view: View) -> NewIds:
        reports = {old: f"report-{number:04}" for old, number in view.report_numbers.items()}
        for account in view.accounts.values():
            if account.text_origin is not None:
                # A copy of a report of another incident: that report's id stays out too.
                reports.setdefault(account.text_origin, "elsewhere")
        # A short id such as "12" may be a number in a sentence; with a claim behind it, it is not.
        texts = [f"{old}:{e.told.claim.id}" for e in view.entries for old in (e.told.report,)]
        texts += [f"{old} is a copy" for old in reports]
        texts += [old for old in reports if len(old) >= _SHORTEST_ID and not old.isdigit()]
        ordered = sorted(set(texts), key=lambda text: (-len(text), text))
        return cls(reports, re.compile(f"(?<!\\w)(?:{'|'.join(map(re.escape, ordered))})(?!\\w)"))

    def report(self, old: str) -> str:
        return self.reports[old]

    def key(self, old: str) -> str:
        """The id of a claim or a mention."""
        report, _, rest = old.rpartition(":")
        return f"{self.reports[report]}:{rest}"

    def within(self, text: str) -> Iterator[tuple[str, bool]]:
        """A text in pieces: (words, False), and (new id or key, True) where an old one stood."""
        here = 0
        for match in self.pattern.finditer(text):
            yield text[here : match.start()], False
            yield self._new(match.group()), True
            here = match.end()
        yield text[here:], False

    def _new(self, found: str) -> str:
        if found in self.reports:
            return self.reports[found]
        copy = found.removesuffix(" is a copy")
        return f"{self.reports[copy]} is a copy" if copy != found else self.key(found)
