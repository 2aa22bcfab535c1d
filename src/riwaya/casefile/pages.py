"""One page of results after another, each going on after the last result of the one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from riwaya.casefile.schema import reports
from riwaya.errors import UsageError

_SEPARATOR = " "


def best_first(found: Select[Any, Any], after: str | None) -> Select[Any]:
    """(number, mark, id, total) of the rows (number, score) of `found`, lowest score first.

    `total` counts the rows of `found`. `after`: from `cursor`. Raises UsageError.
    """
    hits = found.cte("hits").prefix_with("MATERIALIZED")
    total = select(func.count()).select_from(hits).scalar_subquery()
    page = (
        select(hits.c.number, hits.c.score.label("mark"), reports.c.id, total.label("total"))
        .join(reports, reports.c.number == hits.c.number)
        .order_by(hits.c.score, reports.c.id)
    )
    if after is None:
        return page
    mark, last = _parts(after)
    try:
        score = float.fromhex(mark)
    except (ValueError, OverflowError) as error:
        raise _unknown(after) from error
    same = and_(hits.c.score == score, reports.c.id > last)
    return page.where(or_(hits.c.score > score, same))


def newest_first(found: Select[Any], after: str | None) -> Select[Any]:
    """(number, mark, id) of reports, by their publication. Raises UsageError."""
    day, name = reports.c.published, reports.c.id
    page = found.with_only_columns(reports.c.number, day.label("mark"), name)
    page = page.order_by(day.desc().nulls_last(), name)
    if after is None:
        return page
    mark, last = _parts(after)
    if not mark:
        return page.where(day.is_(None), name > last)
    return page.where(or_(day < mark, day.is_(None), and_(day == mark, name > last)))


def cursor(mark: float | str | None, last: str) -> str:
    """What goes on after the result of this mark and id."""
    shown = mark.hex() if isinstance(mark, float) else mark or ""
    return f"{shown}{_SEPARATOR}{last}"


def _parts(after: str) -> tuple[str, str]:
    mark, separator, last = after.partition(_SEPARATOR)
    if not separator or not mark.isascii() or not mark.isprintable():
        raise _unknown(after)
    return mark, last


def _unknown(after: str) -> UsageError:
    return UsageError(f"no search gave {after[:80]!r} to go on from; leave it out to start anew")
