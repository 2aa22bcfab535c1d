"""Score reconciled incidents against expected ones; incidents_own/README.md says by which rules.

    python evaluation/incident_score.py INCIDENTS.jsonl [FOLDER] [--errors] [--cases]

INCIDENTS.jsonl holds riwaya.incident/1 objects; FOLDER (default evaluation/incidents_own) holds
reports.jsonl and incidents.yaml. Expected and predicted incidents are paired one to one: most
shared reports first, then nearest place, nearest day, fitting type, fewest other reports.
--errors lists what is wrong; --cases gives for each class of case how many of its incidents are
right in date, deaths and grade at once.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from riwaya.arabic.same_name import alike_any
from riwaya.evaluation.matching import match
from riwaya.evaluation.scoring import Tally

HERE = Path(__file__).parent / "incidents_own"
CLASSES = ("civilian", "armed", "unknown", "all")
CASE_MEASURES = ("date", "killed.all.low", "killed.all.high", "grade")
FAR = 1000.0
Object = Mapping[str, Any]
Bounds = tuple[int | None, int | None]


class Outcome(NamedTuple):
    """Whether one thing about one expected incident is right."""

    measure: str
    incident: str
    right: bool
    wanted: object
    got: object


@dataclass(slots=True)
class Result:
    """Every outcome, tallies of the measures that are an F1, and what is wrong, in lines."""

    outcomes: list[Outcome] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Share of right outcomes, or F1, by measure, to four places."""
        by_measure: dict[str, list[bool]] = defaultdict(list)
        for outcome in self.outcomes:
            by_measure[outcome.measure].append(outcome.right)
        found = {name: sum(all_) / len(all_) for name, all_ in by_measure.items()}
        links = self.tallies["link"]
        found["link.p"] = links.right / links.read if links.read else 0.0
        found["link.r"] = links.right / links.annotated if links.annotated else 0.0
        found |= {f"{name}.f1": tally.f1 for name, tally in self.tallies.items()}
        return {name: round(value, 4) for name, value in sorted(found.items())}


def load_expected(folder: Path) -> list[Object]:
    """The expected incidents of a folder; raises OSError or yaml.YAMLError."""
    loaded: list[Object] = yaml.safe_load((folder / "incidents.yaml").read_text(encoding="utf-8"))
    return loaded


def load_lines(path: Path) -> list[Object]:
    """The objects of a JSON Lines file; raises OSError or ValueError."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def score(expected: Sequence[Object], predicted: Sequence[Object]) -> Result:
    """Pair and compare; an expected incident without a partner is wrong in every measure."""
    result = Result()
    partners = pair(expected, predicted)
    for wanted in expected:
        got = partners.get(wanted["id"])
        result.outcomes += outcomes(wanted, got)
        for name, (right, annotated, read) in _sets(wanted, got or {}).items():
            _add(result.tallies[name], right, annotated, read)
            if right < max(annotated, read):
                line = f"{wanted['id']}: {name} {right} right of {annotated}, {read} read"
                result.errors.append(line)
    known = {report for incident in expected for report in incident["reports"]}
    wanted_links, got_links = _links(expected, known), _links(predicted, known)
    shared = wanted_links & got_links
    _add(result.tallies["link"], len(shared), len(wanted_links), len(got_links))
    result.errors += [f"not linked: {one} {other}" for one, other in sorted(wanted_links - shared)]
    result.errors += [f"wrongly linked: {a} {b}" for a, b in sorted(got_links - shared)]
    result.errors += [
        f"{o.incident}: {o.measure} wanted {o.wanted}, got {o.got}"
        for o in result.outcomes
        if not o.right
    ]
    return result


def pair(expected: Sequence[Object], predicted: Sequence[Object]) -> dict[str, Object]:
    """The predicted incident of each expected one by its id; no prediction serves twice."""
    candidates = []
    for (i, wanted), (j, got) in itertools.product(enumerate(expected), enumerate(predicted)):
        ours, theirs = set(wanted["reports"]), set(got["reports"])
        if shared := len(ours & theirs):
            distance = round(min(_kilometres(wanted, got), FAR) / 10)
            type_differs = got["type"] not in _types(wanted)
            others = len(theirs - ours)
            rank = (-shared, distance, _days_apart(wanted, got), type_differs, others)
            candidates.append((rank, i, j))
    partners: dict[str, Object] = {}
    used: set[int] = set()
    for _, i, j in sorted(candidates):
        if expected[i]["id"] not in partners and j not in used:
            partners[expected[i]["id"]] = predicted[j]
            used.add(j)
    return partners


def outcomes(wanted: Object, got: Object | None) -> Iterator[Outcome]:
    """What is right and wrong about one expected incident, measure by measure."""
    name = wanted["id"]
    yield Outcome("found", name, got is not None, wanted["reports"], None)
    found: Object = got or {}

    days = [wanted["date"], *wanted.get("dates_accepted", ())]
    when = found.get("date") or {}
    day = [when.get("start"), when.get("end")] if when else None
    yield Outcome("date", name, got is not None and day in days, days, day)

    distance = _kilometres(wanted, found)
    where = (found.get("place") or {}).get("name")
    for limit in (10, 30):
        right = distance <= limit
        yield Outcome(f"place.{limit}km", name, right, wanted["place"]["name"], where)

    yield Outcome(
        "type", name, found.get("type") in _types(wanted), wanted["type"], found.get("type")
    )
    grades = [wanted["grade"], *wanted.get("grades_accepted", ())]
    yield Outcome("grade", name, found.get("grade") in grades, grades, found.get("grade"))
    counts = [wanted["origins"], *wanted.get("origins_accepted", ())]
    yield Outcome("origins", name, found.get("origins") in counts, counts, found.get("origins"))
    yield from _tolls(wanted, got)


def _tolls(wanted: Object, got: Object | None) -> Iterator[Outcome]:
    casualties = (got or {}).get("casualties") or {}
    policy = casualties.get("policy", "range")
    asked = wanted if policy == "range" else wanted.get("policies", {}).get(policy, {})
    for harm, person_class in itertools.product(("killed", "injured"), CLASSES):
        if person_class not in asked.get(harm, {}):
            continue
        accepted = _accepted(asked[harm][person_class])
        interval = (casualties.get(harm) or {}).get(person_class)
        bounds = (interval["low"], interval["high"]) if interval else None
        ends = [b for b in accepted if b is not None]
        low = high = got is not None and None in accepted
        # No interval is not an open one, though both have None as their high end.
        if bounds is not None:
            low = bounds[0] in [end[0] for end in ends]
            high = bounds[1] in [end[1] for end in ends]
        measure = f"{harm}.{person_class}"
        yield Outcome(f"{measure}.low", wanted["id"], low, accepted, bounds)
        yield Outcome(f"{measure}.high", wanted["id"], high, accepted, bounds)


def _accepted(value: Any) -> list[Bounds | None]:
    if value is None:
        return [None]
    several = value if isinstance(value[0], list) else [value]
    return [(low, high) for low, high in several]


def _sets(wanted: Object, got: Object) -> dict[str, tuple[int, int, int]]:
    """For each measure that is an F1: items right, expected and predicted."""
    people = match(
        wanted.get("people", ()),
        got.get("people", ()),
        lambda a, b: int(alike_any(a["names"], [b["name"], *b.get("names", ())])),
    )
    disputes = {dispute["about"] for dispute in wanted["disputes"]}
    seen = {d["about"] for d in got.get("disputes", ())} - set(wanted.get("disputes_optional", ()))
    sizes = {
        "people": (len(people), len(wanted.get("people", ())), len(got.get("people", ()))),
        "disputes": (len(disputes & seen), len(disputes), len(seen)),
    }
    if not wanted.get("responsibility_optional"):
        sizes["responsibility"] = _responsibility(wanted, got)
    return sizes


def _responsibility(wanted: Object, got: Object) -> tuple[int, int, int]:
    """Pairs of an actor and what is said of it: that it did, that it did not."""
    ours = [
        (entry["actor"], stance)
        for entry in wanted["responsibility"]
        for stance in ("says", "denies")
        if entry.get(stance)
    ]
    theirs = [
        ([name for name in (entry["actor"], entry.get("actor_en")) if name], stance)
        for entry in got.get("responsibility", ())
        for stance in ("says", "denies")
        if entry.get(stance)
    ]
    pairs = match(ours, theirs, lambda a, b: int(a[1] == b[1] and alike_any(a[0], b[0])))
    return len(pairs), len(ours), len(theirs)


def _links(incidents: Iterable[Object], known: set[str]) -> set[tuple[str, str]]:
    return {
        pair_of_reports
        for incident in incidents
        for pair_of_reports in itertools.combinations(sorted(known & set(incident["reports"])), 2)
    }


def _types(wanted: Object) -> list[str]:
    return [wanted["type"], *wanted.get("types", ())]


def _kilometres(wanted: Object, got: Object) -> float:
    """Great-circle distance of the places; FAR where one has no coordinates."""
    one, other = wanted["place"], got.get("place") or {}
    if other.get("latitude") is None or other.get("longitude") is None:
        return FAR
    north, south = math.radians(one["latitude"]), math.radians(other["latitude"])
    across = math.radians(other["longitude"] - one["longitude"])
    half = math.sin((south - north) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def _days_apart(wanted: Object, got: Object) -> int:
    """Days between the first days; a large number where just one of them is dated."""
    when = got.get("date")
    if not wanted["date"] or not when:
        return 0 if not wanted["date"] and not when else 999
    ours, theirs = date.fromisoformat(wanted["date"][0]), date.fromisoformat(when["start"])
    return abs((ours - theirs).days)


def _add(tally: Tally, right: int, annotated: int, read: int) -> None:
    tally.right += right
    tally.annotated += annotated
    tally.read += read


def by_case(expected: Sequence[Object], result: Result) -> dict[str, tuple[int, int]]:
    """For each class of case the incidents right in all of CASE_MEASURES, and all of them."""
    wrong = {o.incident for o in result.outcomes if o.measure in CASE_MEASURES and not o.right}
    cases: dict[str, list[str]] = defaultdict(list)
    for incident in expected:
        for case in incident["covers"]:
            cases[case].append(incident["id"])
    return {case: (len(set(ids) - wrong), len(ids)) for case, ids in sorted(cases.items())}


def main() -> None:
    """Print the figures as JSON, before them what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--cases", action="store_true")
    arguments = parser.parse_args()
    expected = load_expected(arguments.folder)
    predicted = load_lines(arguments.incidents)
    result = score(expected, predicted)
    if arguments.errors:
        print("\n".join(result.errors))
    if arguments.cases:
        for case, (right, total) in by_case(expected, result).items():
            print(f"{case:26} {right} of {total}")
    counts = {"expected": len(expected), "predicted": len(predicted)}
    json.dump(counts | result.figures(), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
