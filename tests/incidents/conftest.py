"""Invented reports as accounts, and incidents composed from all they tell as news."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from riwaya import read
from riwaya.incidents.claims import Telling, gather
from riwaya.incidents.compose import compose
from riwaya.incidents.policies import load_policies
from riwaya.model.decision import Decision, MentionKey
from riwaya.model.incident import Account, Cluster, Incident


@dataclass(frozen=True)
class Case:
    """The accounts of some reports, all of one incident."""

    accounts: dict[str, Account]

    @property
    def cluster(self) -> Cluster:
        members = []
        for report, account in self.accounts.items():
            events = account.reading.events
            news = [event for event in events if not event.background] or events
            members += [MentionKey(report, event.id) for event in news]
        return Cluster("i-test", tuple(sorted(members)), ())

    @property
    def telling(self) -> Telling:
        return gather(self.cluster, self.accounts)

    def incident(self, policy: str = "range", decisions: Iterable[Decision] = ()) -> Incident:
        return compose(self.cluster, self.accounts, tuple(decisions), load_policies()[policy])


class Build:
    """Makes cases from texts; a report is (outlet, text) or (outlet, text, hour of the day)."""

    def __call__(
        self, *reports: tuple[str, str] | tuple[str, str, int], copies: Iterable[str] = ()
    ) -> Case:
        accounts: dict[str, Account] = {}
        for number, report in enumerate(reports, start=1):
            outlet, text, *hour = report
            moment = datetime(2031, 5, 6, hour[0], tzinfo=UTC) if hour else None
            reading = read(text, moment.date() if moment else None, outlet, report_id=f"r{number}")
            accounts[f"r{number}"] = Account(reading, moment, f"r{number}")
        for name in copies:
            accounts[name] = replace(
                accounts[name], text_origin="r1", copy_reason="the same words as r1"
            )
        return Case(accounts)


@pytest.fixture
def build() -> Build:
    return Build()
