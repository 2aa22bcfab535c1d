"""The toll over time: a chart in the words of the interface, and its table."""

from __future__ import annotations

from datetime import date, datetime

from markupsafe import Markup

from riwaya.desk.dossier.phrases import Phrases
from riwaya.desk.render import translate
from riwaya.export.dossier_chart import ChartWords, drawing


def toll_chart(phrases: Phrases) -> Markup:
    """The chart as an SVG element; empty for fewer than two figures or very many."""
    interface = phrases.interface

    def said(first: str, last: str) -> str:
        text = translate(interface, "incident.chart_said", first=first, last=last)
        return str(text.striptags())

    def day(moment: date) -> str:
        only = moment.date() if isinstance(moment, datetime) else moment
        return interface.in_digits(only.isoformat())

    told = ChartWords(said, day, interface.number, phrases.figure)
    return Markup(drawing(phrases.view.figures(), told))
