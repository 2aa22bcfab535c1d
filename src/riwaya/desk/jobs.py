"""Long work beside the pages: begun by one, looked at by others until it is done."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from riwaya.errors import RiwayaError

_log = logging.getLogger(__name__)
_KEPT = 100
RUNNING, DONE, FAILED = "running", "done", "failed"


@dataclass(slots=True)
class Job:
    """One piece of work. `who`: began it. `step`: what is being done, a key of the interface;
    `count`: how many of it are done. `result`: of a job that is done; `error`: of one that failed.
    """

    id: str
    what: str
    who: str
    state: str = RUNNING
    step: str = "waiting"
    count: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    error: str = ""

    def at(self, step: str, count: int = 0) -> None:
        """So far the work has come."""
        self.step, self.count = step, count

    def to_object(self) -> dict[str, Any]:
        """The job as JSON."""
        return {
            "id": self.id, "what": self.what, "who": self.who, "state": self.state,
            "step": self.step, "count": self.count, "result": self.result, "error": self.error,
        }  # fmt: skip


class Jobs:
    """Does one job after another: only one writer can be at work on a case."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="riwaya-job")
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}

    def begin(self, what: str, who: str, work: Callable[[Job], dict[str, Any]]) -> Job:
        """Begin `work`; what it returns becomes the result. Errors of Riwaya become messages."""
        job = Job(secrets.token_hex(8), what, who)
        with self._lock:
            self._jobs[job.id] = job
            done = [old.id for old in self._jobs.values() if old.state != RUNNING]
            for old in done[: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[old]
        self._pool.submit(_run, job, work)
        return job

    def get(self, job_id: str) -> Job | None:
        """The job of that id, as long as it is remembered."""
        with self._lock:
            return self._jobs.get(job_id)

    def running(self) -> list[Job]:
        """The jobs that are not done yet, in the order in which they were begun."""
        with self._lock:
            return [job for job in self._jobs.values() if job.state == RUNNING]

    def close(self) -> None:
        """Wait for the job at work and drop those that wait."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _run(job: Job, work: Callable[[Job], dict[str, Any]]) -> None:
    try:
        job.result = work(job)
        job.state = DONE
    except RiwayaError as error:
        job.error, job.state = str(error), FAILED
    except BaseException:
        _log.exception("work at the desk failed: %s", job.what)
        job.error, job.state = "what went wrong is printed where the desk runs", FAILED
