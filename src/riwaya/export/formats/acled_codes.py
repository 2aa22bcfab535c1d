"""How ACLED codes what happened and who took part: its codebook as rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.export.formats.countries import Country
from riwaya.export.formats.sides import Party
from riwaya.export.formats.told import Told
from riwaya.knowledge.sources import load_sources
from riwaya.model.incident import Toll
from riwaya.ontology import load_event_types
from riwaya.ontology.event_types import AcledType

CIVILIANS = 7
_UNIDENTIFIED = 3
_EXTERNAL = 8
_INTER = {
    "state": 1, "state_forces": 1, "police": 1, "intelligence": 1, "rebel_group": 2,
    "jihadist_group": 2, "political_militia": 3, "criminal": 3, "unidentified": 3,
    "identity_militia": 4, "tribal": 4, "protesters": 6, "external_forces": 8, "coalition": 8,
    "peacekeepers": 8,
}  # fmt: skip
_VIOLENCE = "Political violence"
_DEMONSTRATIONS = "Demonstrations"
_BOTH = f"{_VIOLENCE}; {_DEMONSTRATIONS}"
_CLASH = AcledType("Battles", "Armed clash")
_CHEMICAL = AcledType("Explosions/Remote violence", "Chemical weapon")
_SCALES = ("Other", "Local", "Subnational", "National", "Regional", "International")
_NEAR_REGIONS = frozenset({"Middle East", "Northern Africa"})


class Actor(NamedTuple):
    """A name as ACLED writes it and its inter code."""

    name: str
    inter: int


def event_type(told: Told) -> AcledType:
    """Event and sub-event type: the ontology's best fit, unless what is told asks for another."""
    incident = told.incident
    fits = load_event_types()[incident.type].acled
    kinds = {weapon.kind for _, event in told.telling.events for weapon in event.weapons}
    if "chemical" in kinds and fits[0].event == _CHEMICAL.event:
        return _CHEMICAL
    if incident.type == "bombing" and kinds == {"grenade"}:
        return fits[1]
    if incident.type == "protest":
        if _harmed(incident.casualties.killed):
            return fits[2]
        return fits[1] if _harmed(incident.casualties.injured) else fits[0]
    if incident.type == "attack" and told.sides.others and not told.sides.civilians:
        return _CLASH
    return fits[0]


def _harmed(toll: Toll) -> bool:
    return toll.all is not None and toll.all.high != 0


def disorder(fit: AcledType) -> str:
    """The disorder type of a sub-event type."""
    if fit.sub_event == "Excessive force against protesters":
        return _BOTH
    if fit.event == "Protests" or fit.sub_event == "Violent demonstration":
        return _DEMONSTRATIONS
    return "Strategic developments" if fit.event == "Strategic developments" else _VIOLENCE


def actor(party: Party, country: Country | None) -> Actor:
    """A party; forces of a state outside their country are external ones."""
    code = _INTER.get(party.kind, _UNIDENTIFIED)
    if code == 1 and country and party.country and party.country != country.alpha2:
        code = _EXTERNAL
    return Actor(party.name, code)


def civilians(country: Country | None) -> Actor:
    """The civilians of a country."""
    return Actor(_in("Civilians", country), CIVILIANS)


def crowd(fit: AcledType, country: Country | None) -> Actor | None:
    """Protesters or rioters, for events that are theirs."""
    if fit.event == "Protests":
        return Actor(_in("Protesters", country), 6)
    return Actor(_in("Rioters", country), 5) if fit.event == "Riots" else None


def unidentified(country: Country | None) -> Actor:
    """Whom ACLED writes where nobody is named."""
    return Actor(_in("Unidentified Armed Group", country), _UNIDENTIFIED)


def _in(name: str, country: Country | None) -> str:
    return f"{name} ({country.name})" if country else name


def interaction(one: Actor, other: Actor | None) -> int:
    """Both inter codes, the smaller first; a sole actor gives x0."""
    if other is None:
        return one.inter * 10
    low, high = sorted((one.inter, other.inter))
    return low * 10 + high


def source_scale(told: Told, country: Country | None) -> str:
    """How far the outlets reach, from the source list; "Other" for those it does not have."""
    listed = {source.key: source for source in load_sources()}
    found: set[str] = set()
    for account in told.telling.accounts.values():
        reading = account.reading
        key = next(
            (s.known_as for s in reading.sources if s.id == reading.report.outlet and s.known_as),
            "",
        )
        source = listed.get(key or "")
        found.add(_scale(source.kind, source.country, country) if source else "Other")
    return "-".join(scale for scale in _SCALES if scale in found)


def _scale(kind: str, home: str, country: Country | None) -> str:
    from riwaya.export.formats.countries import load_countries

    there = load_countries().get(home.upper())
    if kind in ("activist_network", "activist", "local", "social_media", "witness"):
        return "Other"
    if country and home.upper() == country.alpha2:
        return "National"
    near = there is not None and there.acled_region in _NEAR_REGIONS
    return "Regional" if near else "International" if home else "Other"


def time_precision(days: int) -> int:
    """1 the day, 2 within a week, 3 within a month or longer."""
    return 1 if days == 1 else 2 if days <= 7 else 3


def split_actors(actors: Sequence[Actor]) -> tuple[Actor | None, str]:
    """The first actor, and the others as one text."""
    return (actors[0] if actors else None), "; ".join(one.name for one in actors[1:])
