"""What accounts do not agree on, with the sides, their claims and their independent origins."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.incidents.claims import Telling
from riwaya.incidents.disputes.causes import cause_disputes
from riwaya.incidents.disputes.classes import class_disputes
from riwaya.incidents.disputes.counts import count_disputes
from riwaya.incidents.disputes.ground import Ground
from riwaya.incidents.disputes.perpetrators import occurrence_disputes, perpetrator_disputes
from riwaya.incidents.origins import Origins
from riwaya.model.incident import ClaimState, Dispute, Responsibility

__all__ = ["find_disputes"]


def find_disputes(
    telling: Telling,
    origins: Origins,
    states: Sequence[ClaimState],
    responsibility: Sequence[Responsibility],
) -> tuple[Dispute, ...]:
    """All disputes: counts first, then class, perpetrator, cause and occurrence."""
    ground = Ground(telling, origins, {state.claim: state for state in states})
    return (
        *count_disputes(ground),
        *class_disputes(ground),
        *perpetrator_disputes(ground, responsibility),
        *cause_disputes(ground),
        *occurrence_disputes(ground),
    )
