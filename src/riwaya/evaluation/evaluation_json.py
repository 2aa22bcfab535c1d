"""An evaluation as JSON: the object riwaya.evaluation/1."""

from __future__ import annotations

import json
from typing import Any

from riwaya.evaluation.intervals import Estimate, Row
from riwaya.evaluation.result import Evaluation, Section
from riwaya.evaluation.scoring import CLASS, EVENT_TYPE, FIELD, MEASURE, STATUS
from riwaya.evaluation.subject import Subject, methods

_BY_VALUE = ((STATUS, "statuses"), (CLASS, "classes"), (EVENT_TYPE, "event_types"))


def evaluation_json(subject: Subject, result: Evaluation) -> str:
    """One object; figures are from 0 to 1, null where nothing was counted."""
    content = {
        "schema": "riwaya.evaluation/1",
        "program": subject.program,
        "knowledge": subject.knowledge,
        "gold": {"file": subject.gold, "sha256": subject.digest},
        "readings": subject.readings or None,
        "methods": methods(subject, result),
        "bootstrap": {"resamples": result.resamples, "seed": result.seed, "level": 0.95},
        **_section(result.whole),
        "outlets": [{"outlet": one.name, **_section(one)} for one in result.outlets],
        "unread": list(result.unread),
        "errors": {
            name: {"count": result.errors[name], "examples": [e._asdict() for e in found]}
            for name, found in result.examples.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _section(section: Section) -> dict[str, Any]:
    measures = {row.key.name: _measure(row) for row in section.group(MEASURE)}
    fields = {row.key.name: _field(row) for row in section.group(FIELD)}
    by_value = {
        name: {row.key.name: _measure(row) for row in section.group(group)}
        for group, name in _BY_VALUE
    }
    return {"reports": section.reports, "measures": measures, "fields": fields, **by_value}


def _measure(row: Row) -> dict[str, Any]:
    tally = row.tally
    return {
        "right": tally.right,
        "annotated": tally.annotated,
        "read": tally.read,
        "precision": _estimate(row.precision),
        "recall": _estimate(row.recall),
        "f1": _estimate(row.f1),
    }


def _field(row: Row) -> dict[str, Any]:
    share = {"agreed": row.tally.right, "compared": row.tally.annotated}
    return {**share, "share": _estimate(row.recall)}


def _estimate(estimate: Estimate) -> dict[str, float | None]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}
