"""A comparison as JSON: the object riwaya.comparison/1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from riwaya.evaluation.comparing.compare import Comparison, FieldAgreement
from riwaya.evaluation.comparing.pairing import RULE
from riwaya.model.coded import CodedRecord


def comparison_json(found: Sequence[Comparison], examples: int) -> str:
    """One object; shares and alpha are null where nothing was compared."""
    content = {
        "schema": "riwaya.comparison/1",
        "pairing": RULE,
        "comparisons": [_comparison(one, examples) for one in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _comparison(one: Comparison, examples: int) -> dict[str, Any]:
    return {
        "coder": one.coder.name,
        "format": one.coder.format,
        "codebook": one.coder.book or None,
        "unit": one.unit,
        "policy": one.policy,
        "kilometres": one.km,
        "coded": one.coded,
        "read": one.read,
        "paired": len(one.pairs),
        "paired_by_id": one.by_id,
        "outside_the_coded_days": one.outside,
        "not_in_the_format": one.left_out,
        "fields": {field.name: _field(field, examples) for field in one.fields},
        "not_compared": list(one.ungiven),
        "only_coder": [_record(record) for record in one.only_coder],
        "only_machine": [_record(record) for record in one.only_machine],
    }


def _field(field: FieldAgreement, examples: int) -> dict[str, Any]:
    return {
        "agrees_if": field.how,
        "compared": field.compared,
        "agreed": field.agreed,
        "share": None if field.share is None else round(field.share, 4),
        "alpha": None if field.alpha is None else round(field.alpha, 4),
        "coded_sum": field.coded_sum,
        "read_sum": field.read_sum,
        "examples": [one._asdict() for one in field.differences[:examples]],
    }


def _record(record: CodedRecord) -> dict[str, Any]:
    return {
        "key": record.key,
        "date": record.start.isoformat() if record.start else None,
        "place": record.place or None,
        "type": record.type,
        "killed": record.killed_best if record.killed_best is not None else record.killed_low,
    }
