"""What accounts do not agree on, with the sides, their claims and their independent origins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.incidents.claims import Telling, ToldClaim
from riwaya.incidents.figures import Figure, number_words
from riwaya.incidents.origins import Origins
from riwaya.incidents.parties import alike, blamed, known, party_of
from riwaya.incidents.responsibility import accusations
from riwaya.incidents.states import COUNTING, is_denial
from riwaya.incidents.tolls import AccountToll, account_tolls
from riwaya.model import Actor, Claim
from riwaya.model.incident import ClaimState, Dispute, Side
from riwaya.ontology import label
from riwaya.reading.assemble.disagreement import Disagreement

COUNT, CLASS, PERPETRATOR, CAUSE, OCCURRENCE = (
    "count", "class", "perpetrator", "cause", "occurrence",
)  # fmt: skip
_HARMS = ("killed", "injured", "missing", "abducted", "detained")
_MUTUAL = "mutual"
# Statements compared pair by pair; more than this of one kind are repetitions.
_MOST = 60


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What disputes are found from. `counting`: the figures that stand."""

    telling: Telling
    origins: Origins
    states: Mapping[str, ClaimState]

    @property
    def counting(self) -> tuple[ToldClaim, ...]:
        """The casualty claims that take part in sums."""
        return tuple(
            told
            for told in self.telling.claims
            if told.key in self.states and self.states[told.key].state in COUNTING
        )

    def side(self, value: str, claims: Sequence[str]) -> Side:
        """A side with its origins counted; claims in the order given, each once."""
        keys = tuple(dict.fromkeys(claims))
        return Side(value, keys, self.origins.count(keys))


def find_disputes(
    telling: Telling, origins: Origins, states: Sequence[ClaimState]
) -> tuple[Dispute, ...]:
    """All disputes: counts first, then class, perpetrator, cause and occurrence."""
    ground = Ground(telling, origins, {state.claim: state for state in states})
    return (
        *_counts(ground),
        *_classes(ground),
        *_perpetrators(ground),
        *_causes(ground),
        *_occurrence(ground),
    )


def _counts(ground: Ground) -> Iterator[Dispute]:
    for status in _HARMS:
        tolls = tuple(account_tolls(ground.counting, ground.origins.of, status))
        fighters = any(toll.armed for toll in tolls)
        harm = label("statuses", status)
        told: set[tuple[str, ...]] = set()
        for people, figures in (
            ("civilians", [(t, t.civilian) for t in tolls]),
            ("fighters", [(t, t.armed) for t in tolls]),
            ("people", [(t, _whole(t, fighters)) for t in tolls]),
        ):
            dispute = _count(ground, f"{people} {harm}", figures)
            if dispute is not None and tuple(s.value for s in dispute.sides) not in told:
                told.add(tuple(side.value for side in dispute.sides))
                yield dispute


def _whole(toll: AccountToll, fighters: bool) -> Figure | None:
    """What an account says of everybody; civilians alone are everybody where nobody fought."""
    return toll.whole or (None if fighters else toll.civilian)


def _count(
    ground: Ground, subject: str, figures: Sequence[tuple[AccountToll, Figure | None]]
) -> Dispute | None:
    """A dispute when two origins give numbers that do not overlap."""
    sides: dict[tuple[int, int | None], list[tuple[str, Figure]]] = {}
    for toll, figure in figures:
        if figure is not None and not figure.loose:
            sides.setdefault((figure.low, figure.high), []).append((toll.origin, figure))
    apart = {
        interval
        for interval, mine in sides.items()
        for other, theirs in sides.items()
        if _apart(interval, other) and {o for o, _ in mine} != {o for o, _ in theirs}
    }
    if not apart:
        return None
    ordered = sorted(apart, key=lambda i: (-len({o for o, _ in sides[i]}), -i[0]))
    return Dispute(
        COUNT,
        tuple(
            ground.side(
                number_words(*interval), [key for _, f in sides[interval] for key in f.claims]
            )
            for interval in ordered
        ),
        subject,
    )


def _apart(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    return (one[1] is not None and one[1] < other[0]) or (
        other[1] is not None and other[1] < one[0]
    )


def _classes(ground: Ground) -> Iterator[Dispute]:
    """Civilians by one account, fighters by another: the same number, or told of the dead."""
    sides: dict[str, list[str]] = {"civilian": [], "armed": []}
    statements = [_comparable(told, ground) for told in _statements(ground, ("identity",))]
    figures = [
        _comparable(told, ground)
        for told in ground.telling.claims
        if told.casualty is not None
        and told.casualty.part_of is None
        and told.casualty.low > 0
        and told.casualty.status == "killed"
        and told.casualty.scope == "event"
    ][:_MOST]
    disagreement = Disagreement({}, frozenset())
    for at, one in enumerate(statements):
        for other in (*statements[at + 1 :], *figures):
            if _identity_covers(one, other) and any(disagreement.between(one, other, "same", True)):
                sides[_class_of(one)].append(one.id)
                sides[_class_of(other)].append(other.id)
    for at, one in enumerate(figures):
        for other in figures[at + 1 :]:
            if one.source != other.source and _same_number_other_class(one, other):
                sides[_class_of(one)].append(one.id)
                sides[_class_of(other)].append(other.id)
    if all(sides.values()):
        yield Dispute(
            CLASS,
            (ground.side("civilians", sides["civilian"]), ground.side("fighters", sides["armed"])),
        )


def _identity_covers(one: Claim, other: Claim) -> bool:
    """An identity speaks of the dead of its own event; across reports of all the dead."""
    same_report = one.id.rpartition(":")[0] == other.id.rpartition(":")[0]
    return not same_report or one.event == other.event


def _class_of(claim: Claim) -> str:
    denied = claim.stance == "denies"
    of_class = claim.casualty.person_class if claim.casualty else claim.about[0]
    if denied and of_class in ("civilian", "armed"):
        return "armed" if of_class == "civilian" else "civilian"
    return of_class


def _same_number_other_class(one: Claim, other: Claim) -> bool:
    a, b = one.casualty, other.casualty
    if a is None or b is None or a.vague or b.vague or a.high is None:
        return False
    classes = {a.person_class, b.person_class}
    same = (a.low, a.high, a.group) == (b.low, b.high, b.group)
    return same and classes == {"civilian", "armed"} and a.low > 1


def _perpetrators(ground: Ground) -> Iterator[Dispute]:
    """Accusations that name parties which are neither allies nor parts of one another."""
    told = [(claim, keys) for claim, keys in accusations(ground.telling) if known(keys)][
        : 4 * _MOST
    ]
    sides: list[tuple[frozenset[str], list[ToldClaim]]] = []
    for claim, keys in told:
        for at, (members, claims) in enumerate(sides):
            if alike(keys, members):
                claims.append(claim)
                sides[at] = (members | keys, claims)
                break
        else:
            sides.append((keys, [claim]))
    denials = [
        c
        for c in ground.telling.claims
        if c.claim.kind == "responsibility" and c.claim.stance == "denies"
    ]
    found = [
        ground.side(_names(claims, ground), [claim.key for claim in claims]) for _, claims in sides
    ]
    origins = {ground.origins.of[claim.key] for _, claims in sides for claim in claims}
    if len(found) > 1 and len(origins) > 1:
        for denial in denials:
            found.append(ground.side(f"not {_names([denial], ground)}", [denial.key]))
        yield Dispute(PERPETRATOR, tuple(sorted(found, key=lambda s: (-s.origins, s.value))))
    elif found and denials:
        not_it = ground.side(f"not {_names(denials, ground)}", [denial.key for denial in denials])
        yield Dispute(PERPETRATOR, (*found, not_it))


def _names(claims: Sequence[ToldClaim], ground: Ground) -> str:
    """The neutral names of the parties in claims, those named most often first."""
    times: dict[str, int] = {}
    for told in claims:
        for party in blamed(told, ground.telling):
            times[party.name_en] = times.get(party.name_en, 0) + 1
    return ", ".join(sorted(times, key=lambda name: (-times[name], name))[:4])


def _causes(ground: Ground) -> Iterator[Dispute]:
    """Causes that exclude one another, by the rules that hold within one report."""
    actors = {
        f"{report}:{actor.id}": actor
        for report, account in ground.telling.accounts.items()
        for actor in account.reading.actors
    }
    fighters = frozenset(
        f"{key.report}:{actor}"
        for key, event in ground.telling.events
        if event.type == "armed_clash"
        for actor in (*event.perpetrators, *event.opponents)
    )
    disagreement = Disagreement(actors, fighters)
    claims = [_comparable(told, ground) for told in _statements(ground, ("cause",))]
    pairs = [
        (later, earlier)
        for at, later in enumerate(claims)
        for earlier in claims[:at]
        if later.source != earlier.source
        and not _told_elsewhere(later, earlier)
        and any(disagreement.between(later, earlier, "same", True))
    ]
    accounts: dict[str, list[Claim]] = {}
    for claim in dict.fromkeys(claim for pair in pairs for claim in reversed(pair)):
        accounts.setdefault(_doers(claim, actors), []).append(claim)
    if len(accounts) > 1:
        sides = [
            ground.side(_cause_words(doers, members), [claim.id for claim in members])
            for doers, members in accounts.items()
        ]
        yield Dispute(CAUSE, tuple(sorted(sides, key=lambda s: (-s.origins, s.value))))


def _told_elsewhere(one: Claim, other: Claim) -> bool:
    """Different parties doing the same is a matter of who did it, and told there."""
    return _MUTUAL not in (*one.about, *other.about) and one.about[0] == other.about[0]


def _doers(claim: Claim, actors: Mapping[str, Actor]) -> str:
    """By whom, as words; causes of which no doer is told are apart by kind."""
    if _MUTUAL in claim.about:
        return "by both sides"
    names = sorted({party_of(actors[word]).name_en for word in claim.about if word in actors})
    return f"by {' and '.join(names)}" if names else claim.about[0].replace("_", " ")


def _cause_words(doers: str, claims: Sequence[Claim]) -> str:
    kinds = tuple(dict.fromkeys(claim.about[0].replace("_", " ") for claim in claims))
    return doers if doers in kinds else f"{' or '.join(kinds[:3])} {doers}"


def _occurrence(ground: Ground) -> Iterator[Dispute]:
    """Whether it happened: denials against everything told of it by others."""
    denials = [
        told.key
        for told in ground.telling.claims
        if (told.claim.kind == "occurrence" and told.claim.about[:1] == ("denied",))
        or (told.claim.kind == "occurrence" and told.claim.stance == "denies")
        or (is_denial(told) and told.casualty is not None and told.casualty.high in (0, None))
    ]
    if not denials:
        return
    against = {ground.origins.of[key] for key in denials}
    asserting = [
        told.key
        for told in ground.telling.claims
        if told.key not in denials
        and ground.origins.of[told.key] not in against
        and told.claim.kind in ("casualty", "occurrence", "responsibility")
        and told.claim.stance not in ("denies", "retracts")
        and (told.casualty is None or told.casualty.low > 0)
    ]
    if asserting:
        yield Dispute(
            OCCURRENCE,
            (ground.side("it happened", asserting), ground.side("it did not happen", denials)),
        )


def _statements(ground: Ground, kinds: tuple[str, ...]) -> list[ToldClaim]:
    """Claims of some kinds, one of each wording per origin."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for told in ground.telling.claims:
        if told.claim.kind not in kinds or not told.claim.about:
            continue
        parties = tuple(party.key for party in blamed(told, ground.telling))
        what = (ground.origins.of[told.key], told.claim.about[0], parties, told.claim.stance)
        if what not in seen:
            seen.add(what)
            found.append(told)
    return found[:_MOST]


def _comparable(told: ToldClaim, ground: Ground) -> Claim:
    """The claim with ids that hold across reports: its key, its origin, the actors' keys."""
    actors = {actor.id for actor in ground.telling.reading(told.report).actors}
    about = tuple(f"{told.report}:{w}" if w in actors else w for w in told.claim.about)
    origin = ground.origins.of[told.key]
    return replace(told.claim, id=told.key, source=origin, about=about)
