"""Long work beside the pages."""

from __future__ import annotations

import threading
import time

import pytest

from riwaya.desk.jobs import DONE, FAILED, RUNNING, Job, Jobs
from riwaya.errors import CaseUnavailable


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close()


def ended(job: Job) -> Job:
    for _ in range(500):
        if job.state != RUNNING:
            return job
        time.sleep(0.01)
    raise AssertionError("the job goes on")


def test_one_job_is_done_after_another(jobs: Jobs) -> None:
    go_on = threading.Event()
    order: list[str] = []

    def first(job: Job) -> dict[str, int]:
        job.at("reading", 3)
        go_on.wait(5)
        order.append("first")
        return {"added": 3}

    def second(job: Job) -> dict[str, int]:
        order.append("second")
        return {}

    one = jobs.begin("add", "Noor", first)
    other = jobs.begin("add", "Salma", second)
    assert [job.who for job in jobs.running()] == ["Noor", "Salma"]
    assert other.step == "waiting"
    go_on.set()
    assert ended(one).result == {"added": 3}
    assert ended(other).state == DONE
    assert order == ["first", "second"]
    assert jobs.running() == []


def test_errors_are_told_but_those_of_the_program_to_whoever_runs_it(jobs: Jobs, caplog) -> None:
    def known(job: Job) -> dict[str, int]:
        raise CaseUnavailable("the disk is full")

    def unknown(job: Job) -> dict[str, int]:
        raise ValueError("a secret")

    failed = ended(jobs.begin("add", "Noor", known))
    assert (failed.state, failed.error) == (FAILED, "the disk is full")
    broken = ended(jobs.begin("add", "Noor", unknown))
    assert broken.state == FAILED
    assert "secret" not in broken.error
    assert "secret" in caplog.text
    assert ended(jobs.begin("add", "Noor", lambda job: {})).state == DONE, "others still go on"


def test_work_done_long_ago_is_forgotten(jobs: Jobs) -> None:
    first = ended(jobs.begin("add", "Noor", lambda job: {}))
    for _ in range(101):
        ended(jobs.begin("add", "Noor", lambda job: {}))
    assert jobs.get(first.id) is None
