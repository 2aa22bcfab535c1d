"""Times in Arabic text: found, read in any month tradition, resolved against a publication day."""

from riwaya.arabic.dates.calendar import resolve
from riwaya.arabic.dates.compose import find_said, find_times, may_begin_time, resolve_all
from riwaya.arabic.dates.expression import WEEKDAYS, TimeExpression
from riwaya.arabic.dates.stamp import Dateline, dateline_date, publication_weekday
from riwaya.arabic.dates.written import day_written

__all__ = [
    "WEEKDAYS",
    "Dateline",
    "TimeExpression",
    "dateline_date",
    "day_written",
    "find_said",
    "find_times",
    "may_begin_time",
    "publication_weekday",
    "resolve",
    "resolve_all",
]
