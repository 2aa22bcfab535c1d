"""Events in English: what, by whom, with what, where, when."""

from __future__ import annotations

from riwaya.export import wording
from riwaya.export.index import Index, both
from riwaya.model import Event, Weapon

_RELATIONS = ("near ", "east of ", "west of ", "north of ", "south of ")


def event_phrase(index: Index, event: Event, sides: bool = True) -> str:
    """The event with its sides, place and time: "an armed clash between A and B in C on D"."""
    parts = [wording.EVENTS.get(event.type, wording.EVENTS["other"])]
    parts += _sides(index, event) if sides else []
    if event.weapons:
        parts.append(f"with {joined([_weapon(w) for w in event.weapons])}")
    return " ".join(parts + setting(index, event))


def setting(index: Index, event: Event) -> list[str]:
    """Place and time of an event, each as it stands in a sentence; empty when neither is known."""
    parts = []
    if event.place in index.places:
        place = index.place(event.place)
        parts.append(place if place.startswith(_RELATIONS) else f"in {place}")
    if event.date is not None and (told := wording.when(event.date)):
        parts.append(told)
    return parts


def _sides(index: Index, event: Event) -> list[str]:
    by = [index.actor(a) for a in event.perpetrators if a in index.actors]
    against = [index.actor(a) for a in event.opponents if a in index.actors]
    hit = [index.actor(a) for a in event.targets if a in index.actors]
    if event.type == "armed_clash" and (by or against):
        both = [joined(side) for side in (by, against) if side]
        return [f"between {' and '.join(both)}" if len(both) == 2 else f"involving {both[0]}"]
    sides = [f"by {joined(by)}"] if by else []
    return sides + ([f"on {joined(hit or against)}"] if hit or against else [])


def _weapon(weapon: Weapon) -> str:
    kind = wording.WEAPONS.get(weapon.kind, weapon.kind.replace("_", " "))
    return both(kind, weapon.name)


def joined(names: list[str]) -> str:
    """Names with commas and "and"; the empty string for none."""
    return (
        names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
    )
