"""`riwaya watch`: feeds and folders looked at again and again."""

from __future__ import annotations

import json
import re
import signal
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.cli.case_option import CaseOption, opened_case
from riwaya.cli.progress import Progress
from riwaya.model.intake import Failure, Intake

if TYPE_CHECKING:
    from riwaya.casefile.open import Case
    from riwaya.ingest.web.watch_state import FeedState

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def watch(
    targets: Annotated[
        list[str], typer.Argument(metavar="FEED...", help="Feeds, pages or folders.")
    ],
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often to look: 90s, 10m, 2h, 1d.")
    ] = "10m",
    full: Annotated[
        bool, typer.Option("--full", help="Take the pages that feeds link to, not their summaries.")
    ] = False,
    case: CaseOption = None,
) -> None:
    """Look at feeds and folders forever, and take what is new into the case.

    Politely: only what has changed is fetched, robots.txt is heeded, a site is left alone for a
    while after a failure, longer each time. Stop it with Ctrl-C or a signal: what was read is
    kept, and the next run goes on from there.
    """
    from riwaya.ingest.add import add
    from riwaya.ingest.inputs import inputs_of
    from riwaya.ingest.web.watch import watch as look_again

    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    progress = Progress()
    period = _period(every)
    with opened_case(case, create=True) as open_case:

        def take(results: Iterable[Intake | Failure]) -> None:
            summary = add(open_case, results, tell=lambda done: _tell(progress, targets, done))
            if summary.added or summary.changed:
                progress.say(f"riwaya: {summary.added} added, {summary.changed} changed")

        look_again(
            targets,
            period,
            _Store(open_case, progress),
            take,
            stop,
            read_file=lambda name: inputs_of(name, sys.stdin.buffer),
            full=full,
        )
    progress.clear()


def _tell(progress: Progress, targets: list[str], done: Intake | Failure) -> None:
    # What is wrong with a target itself is said, once, where its state is kept.
    if isinstance(done, Failure) and done.where not in targets:
        progress.say(f"riwaya: {done.where}: {done.error}")


class _Store:
    """The states of targets in the case; what goes wrong with one is said once."""

    def __init__(self, case: Case, progress: Progress) -> None:
        self._case = case
        self._progress = progress
        self._said: dict[str, str | None] = {}

    def load(self, url: str) -> FeedState | None:
        """The state of a target, None for one that is new."""
        from riwaya.casefile.watched import load_state
        from riwaya.ingest.web.watch_state import FeedState

        text = load_state(self._case, url)
        if text is None:
            return None
        value = json.loads(text)
        due = value["next_due"]
        return FeedState(**{**value, "next_due": datetime.fromisoformat(due) if due else None})

    def save(self, state: FeedState) -> None:
        """Keep `state` in place of the one before of the same URL."""
        from riwaya.casefile.watched import save_state

        if state.note and self._said.get(state.url) != state.note:
            self._progress.say(f"riwaya: {state.url}: {state.note}")
        self._said[state.url] = state.note
        value = asdict(state)
        value["next_due"] = state.next_due.isoformat() if state.next_due else None
        save_state(self._case, state.url, json.dumps(value, ensure_ascii=False))


def _period(text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip().lower())
    if not found or int(found[1]) == 0:
        raise typer.BadParameter(f"{text!r} is no time like 90s, 10m, 2h", param_hint="--every")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])
