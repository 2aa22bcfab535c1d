"""What the page of an incident says in the language of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from riwaya.desk.dossier.sentences import in_arabic
from riwaya.desk.i18n import words
from riwaya.desk.interface import Interface
from riwaya.desk.render import report_url, shown_name, term, translate
from riwaya.export import labels
from riwaya.export.dossier_view import Entry, View, mentioned
from riwaya.export.dossier_words import with_isolates
from riwaya.export.markup import sentence
from riwaya.export.safe import clean
from riwaya.knowledge.descriptions import english_name
from riwaya.model import Casualty
from riwaya.model.incident import Origin

_SHORTEST_NAME = 4
_DAY = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words for one page: of `view`, in the language and the digits of `interface`. `written`:
    how reports write the sources that sentences name in Latin letters.
    """

    interface: Interface
    view: View
    written: Mapping[str, str]

    @classmethod
    def of(cls, interface: Interface, view: View) -> Phrases:
        """The words for a page of `view`."""
        sources = (s for a in view.accounts.values() for s in a.reading.sources)
        written = {s.name_en: s.name for s in sources if len(s.name_en) >= _SHORTEST_NAME}
        for account in view.accounts.values():
            for actor in account.reading.actors:
                if len(english := english_name(actor)) >= _SHORTEST_NAME:
                    written.setdefault(english, actor.name)
        return cls(interface, view, written if interface.language == "ar" else {})

    def lab(self, group: str, key: str) -> str:
        """The dossier's label of a value; one that is not listed stands for itself."""
        try:
            found = labels.label(group, key)
        except KeyError:
            return key.replace("_", " ")
        return found.arabic if self.interface.language == "ar" else found.english

    def figure(self, casualty: Casualty | None) -> str:
        """A figure in few signs: "3 killed, civilians"."""
        return "" if casualty is None else f"{self.number_of(casualty)} {self._counted(casualty)}"

    def shown_figure(self, casualty: Casualty | None) -> Markup:
        """`figure` for a page: its signs keep their order in both directions of writing."""
        if casualty is None:
            return Markup("")
        return Markup('<bdi class="figure" dir="ltr">{}</bdi> {}').format(
            self.number_of(casualty), self._counted(casualty)
        )

    def _counted(self, casualty: Casualty) -> str:
        status = term(self.interface, "statuses", casualty.status)
        return self.comma.join([status, *self.about(casualty)])

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return words("incident.comma", self.interface.language) + " "

    def number_of(self, casualty: Casualty) -> str:
        """The interval: "3", "~20+", "3–5"."""
        about = "~" if casualty.approx else ""
        low = self.interface.number(casualty.low)
        if casualty.high is None:
            return f"{about}{low}+"
        if casualty.high == casualty.low:
            return f"{about}{low}"
        return f"{about}{low}–{self.interface.number(casualty.high)}"

    def about(self, casualty: Casualty) -> list[str]:
        """Who is counted, and what is said of the figure besides its number."""
        told = []
        if casualty.group:
            told.append(term(self.interface, "groups", casualty.group))
        elif casualty.person_class != "unknown":
            told.append(self.lab("toll", casualty.person_class).lower())
        if casualty.polarity != "asserted":
            told.append(term(self.interface, "polarities", casualty.polarity))
        if casualty.scope != "event":
            told.append(term(self.interface, "scopes", casualty.scope))
        return told

    def ref(self, entry: Entry) -> Markup:
        """The number of a claim, leading to it."""
        return Markup('<a class="ref" href="#{}" aria-label="{}">{}</a>').format(
            entry.anchor,
            _plain(translate(self.interface, "incident.claim_n", n=entry.number)),
            self.interface.number(entry.number),
        )

    def origin(self, origin: Origin) -> Markup:
        """The name of an origin: as reports write it, and in Latin letters where wanted."""
        written = self.as_written(origin)
        if written is None:
            return self.prose(origin.name)
        return shown_name(self.interface, written, origin.name)

    def as_written(self, origin: Origin) -> str | None:
        """The name of an origin as its reports write it; None where it is no name in them."""
        for key in origin.claims:
            entry = self.view.by_key.get(key)
            for source in entry.account.reading.sources if entry else ():
                if origin.name in (source.name_en, source.name):
                    return source.name
        return None

    def prose(self, text: str, claims: Iterable[str] = (), reports: Iterable[str] = ()) -> Markup:
        """A sentence of the program; those of `claims` and `reports` that it names are links.

        Sentences that nobody put into Arabic stand in English, and say so.
        """
        told: str | None = text
        if self.interface.language == "ar":
            told = in_arabic(text, self.interface.digits == "arabic")
        pieces = []
        for piece, key in mentioned(text if told is None else told, [*claims, *reports]):
            if key is not None and key in self.view.by_key:
                pieces.append(self.ref(self.view.by_key[key]))
            elif key is not None and key in self.view.report_numbers:
                pieces.append(self.report(key))
            else:
                pieces.append(self._with_days(_isolated(self._named(piece))))
        whole = Markup("").join(pieces)
        if told is None:
            return Markup('<span lang="en" dir="ltr">{}</span>').format(whole)
        return whole

    def report(self, report_id: str) -> Markup:
        """A report by its number, leading to its page."""
        number = self.view.report_numbers[report_id]
        shown = translate(self.interface, "incident.report_n", n=number)
        return Markup('<a href="{}">{}</a>').format(report_url(report_id), shown)

    def _with_days(self, shown: Markup) -> Markup:
        """Days isolated: after an Arabic letter their parts would change places."""
        return Markup(_DAY.sub(self._day, shown))

    def _day(self, found: re.Match[str]) -> str:
        return f'<time datetime="{found[0]}">{self.interface.in_digits(found[0])}</time>'

    def _named(self, text: str) -> str:
        for english in sorted(self.written, key=len, reverse=True):
            if english in text:
                text = text.replace(english, self.written[english])
        return text

    def refs(self, claims: Iterable[str]) -> list[Entry]:
        """The claims of an incident by their numbers."""
        found = (self.view.by_key[key] for key in claims if key in self.view.by_key)
        return sorted(found, key=lambda entry: entry.number)


def _isolated(text: str) -> Markup:
    """Words of reports within a sentence, isolated again; blanks at the ends kept."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return escape(before) + Markup(sentence(with_isolates(text))) + escape(after)


def _plain(markup: Markup) -> str:
    return clean(markup.striptags())
