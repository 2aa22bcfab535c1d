"""The dossier of one incident for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from riwaya.export import dossier_words as words
from riwaya.export.dossier_text_claims import claim_lines, numbered, timeline_lines
from riwaya.export.dossier_view import Entry, View, published
from riwaya.export.dossier_words import with_isolates
from riwaya.export.index import both
from riwaya.export.safe import isolated, one_line
from riwaya.export.sentences import claim_sentence
from riwaya.model.incident import Account, Cluster, Incident, Responsibility, Victim

_MOST_LINKS = 20


def dossier_text(incident: Incident, cluster: Cluster, accounts: Mapping[str, Account]) -> str:
    """The dossier, lines ended by line feeds; sections without entries are left out.

    Claims are numbered by publication and named by that number, with the id that commands take
    beside it. Raises NotInCase when a member of the cluster is not among the accounts.
    """
    view = View.of(incident, cluster, accounts)
    sections = (
        ("", _head(view)),
        ("Figures", _figures(view)),
        ("The sum, step by step", _steps(view)),
        ("Claims by origin", claim_lines(view)),
        ("Disputes", _disputes(view)),
        ("Beyond this incident", _beyond(view)),
        ("Responsibility", _responsibility(view)),
        ("People named", _people(view)),
        ("The toll over time", timeline_lines(view)),
        ("Reports", _reports(view)),
        ("Why these reports are linked", _links(view)),
        ("Limits", words.LIMITS),
    )
    blocks = []
    for title, lines in sections:
        body = [f"  {line}".rstrip() if title else line for line in lines]
        if body:
            blocks.append("\n".join([title, *body] if title else body))
    return "\n\n".join(blocks) + "\n"


def _head(view: View) -> Iterator[str]:
    incident = view.incident
    yield words.headline(incident)
    yield incident.id
    yield ""
    yield f"What    {words.what(incident)}"
    yield f"Where   {words.where(incident.place)}"
    yield f"When    {words.when(incident.date)}"
    yield f"Grade   {words.GRADES.get(incident.grade, one_line(incident.grade))}"
    reports = len(view.accounts)
    count = f"{reports:,} report{'' if reports == 1 else 's'}"
    yield f"Rests   on {count}, {words.origins(len(incident.origins))}"


def _figures(view: View) -> Iterator[str]:
    casualties = view.incident.casualties
    title, rule, reference = words.rule(view.incident)
    yield f"Rule: {title}. {rule}"
    yield f"      ({reference})"
    rows = [
        (words.named("toll", name), words.interval(killed), words.interval(injured))
        for name, killed, injured in words.toll_rows(casualties.killed, casualties.injured)
    ]
    table = [("", "killed", "injured"), *rows]
    first, second = (max(len(row[n]) for row in table) for n in (0, 1))
    for name, killed, injured in table:
        yield f"{name:<{first}}   {killed:<{second}}   {injured}"


def _steps(view: View) -> Iterator[str]:
    for number, step in enumerate(view.incident.casualties.why[1:], 1):
        yield f"{number:>2}. {numbered(view, step.sentence, view.with_totals(step.claims))}"


def _named_claims(view: View, claims: Iterable[str]) -> str:
    """Claims by number and origin: "[3] Difaf, [5] Harbour Radio"."""
    entries = sorted((view.by_key[key] for key in claims if key in view.by_key), key=_number)
    return ", ".join(
        f"[{entry.number}] {with_isolates(entry.origin.name)}" if entry.origin else "not known"
        for entry in entries
    )


def _number(entry: Entry) -> int:
    return entry.number


def _disputes(view: View) -> Iterator[str]:
    for dispute in view.incident.disputes:
        about = words.named("dispute", dispute.about)
        yield f"{about}: {one_line(dispute.subject)}" if dispute.subject else about
        for side in dispute.sides:
            count = words.origins(side.origins)
            claims = _named_claims(view, side.claims)
            yield f"    {with_isolates(side.value)}  ({count}): {claims}"


def _beyond(view: View) -> Iterator[str]:
    for found in view.beyond():
        verb = words.bearing(found.relation.kind, found.forward)
        told = claim_sentence(found.entry.index, found.other)
        yield f"[{found.entry.number}] {verb} what the same report tells of another incident:"
        yield f"    {told}"


def _responsibility(view: View) -> Iterator[str]:
    for entry in view.incident.responsibility:
        yield both(entry.actor_en, entry.actor)
        yield from (f"    {line}" for line in _sayings(view, entry))


def _sayings(view: View, entry: Responsibility) -> Iterator[str]:
    for name, keys in (("says so", entry.says), ("denies it", entry.denies)):
        for key in keys:
            found = view.by_key.get(key)
            if found is not None:
                itself = "; the party itself" if key in entry.self_reported else ""
                origin = with_isolates(found.origin.name) if found.origin else "not known"
                yield f"{name:<10} [{found.number}] {origin}{itself}"


def _people(view: View) -> Iterator[str]:
    if view.incident.register:
        yield view.incident.register
    for victim in view.incident.people:
        yield _person(view, victim)


def _person(view: View, victim: Victim) -> str:
    facts = [both(victim.name_en, victim.name), victim.status.replace("_", " ")]
    if victim.age is not None:
        facts.append(f"aged {victim.age}")
    if victim.role:
        facts.append(isolated(victim.role))
    others = [isolated(name) for name in victim.names if name != victim.name]
    if others:
        facts.append(f"also written {', '.join(others)}")
    facts.append(f"in {', '.join(one_line(mention) for mention in victim.mentions)}")
    return ", ".join(facts)


def _reports(view: View) -> Iterator[str]:
    for first, copies in view.texts():
        yield from _report(view, first, "")
        for copy in copies:
            yield from _report(view, copy, "    copy: ")


def _report(view: View, report_id: str, lead: str) -> Iterator[str]:
    account = view.accounts[report_id]
    report = account.reading.report
    yield f"{lead}{one_line(report_id)}: {words.title_of(report.title, report.text)}"
    index = " " * len(lead) + "    "
    names = {source.id: both(source.name_en, source.name) for source in account.reading.sources}
    outlet = names.get(report.outlet or "", "outlet not known")
    basis = f" ({report.published_basis})" if report.published_basis else ""
    yield f"{index}{outlet}, published {words.moment(published(account))}{basis}"
    if report.url:
        yield f"{index}{one_line(report.url)}"
    if account.forwarded_from:
        yield f"{index}forwarded from {isolated(account.forwarded_from)}"
    if account.copy_reason:
        yield f"{index}a copy: {with_isolates(account.copy_reason)}"


def _links(view: View) -> Iterator[str]:
    links = sorted(view.cluster.links, key=lambda link: (-link.score, link.one, link.other))
    for link in links[:_MOST_LINKS]:
        yield f"{one_line(str(link.one))} and {one_line(str(link.other))}: {link.score:+.1f}"
        for feature in sorted(link.features, key=lambda f: (-f.weight, f.name)):
            yield f"    {feature.weight:+5.1f}  {with_isolates(words.ground(feature.reason))}"
    if len(links) > _MOST_LINKS:
        yield f"and {len(links) - _MOST_LINKS:,} weaker links; --format html shows more"
    if not links and len(view.accounts) == 1:
        yield "A single report tells of it."
