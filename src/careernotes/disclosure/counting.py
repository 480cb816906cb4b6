"""Count: distinct people, one vector of whole numbers in plan order.

Counted is a person in themes.db (so: who said yes to being counted) with at least one kept meeting in
the period. What one person adds is a *set* of figures, so nobody is ever counted twice in one figure.
People without consent to the use of groups carry 0 there: they count in totals and in no area. Sessions
are kept meetings, at most ten a person, so that no single person moves that figure by much. Ratings of
the direct manager: each person's last one in the period.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from careernotes.disclosure.cap import capped_themes
from careernotes.disclosure.plan import (
    AGES,
    HIGH,
    LOW,
    MIDDLE,
    OLDEST,
    SIGNALS,
    TOTAL,
    FigureKey,
    FigurePlan,
    TableId,
)
from careernotes.disclosure.policy import Policy, policy_of
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.periods import Period
from careernotes.domain.taxonomy import Sensitivity, Taxonomy
from careernotes.domain.vocabulary import SessionStatus
from careernotes.ledger.facts import MentorFacts, PersonFact, RatingFact

KEPT = list(SessionStatus).index(SessionStatus.KEPT) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPerson:
    """One person of one period as the rules see them."""

    fact: PersonFact
    sessions: int
    age: int
    themes: tuple[int, ...]
    ratings: tuple[int, ...]


def counted_people(
    facts: MentorFacts, period: Period, *, taxonomy: Taxonomy, store_sensitive: bool, policy: Policy
) -> tuple[CountedPerson, ...]:
    """Everybody who counts in *period*, each once, with their themes after the cap."""
    here = facts.within(period.quarters)
    kept: dict[int, set[int]] = defaultdict(set)
    for meeting in here.meetings:
        if meeting.status == KEPT:
            kept[meeting.person].add(meeting.meeting)
    persons = {person.person: person for person in here.persons if person.person in kept}
    themes = capped_themes(
        (coding for coding in here.codings if coding.meeting in kept.get(coding.person, ())),
        persons=persons,
        taxonomy=taxonomy,
        store_sensitive=store_sensitive,
        most=min(policy.themes_each, taxonomy.most_counted) if policy.themes_each else len(taxonomy.themes),
    )
    ratings, ages = _last_ratings(here.ratings), _ages(facts, period)
    return tuple(
        CountedPerson(
            fact=person,
            sessions=min(len(kept[number]), policy.sessions_each)
            if policy.sessions_each
            else len(kept[number]),
            age=ages[number],
            themes=themes.get(number, ()),
            ratings=ratings.get(number, (0, 0, 0)),
        )
        for number, person in sorted(persons.items())
    )


def count(
    facts: MentorFacts,
    period: Period,
    plan: FigurePlan,
    kit: ProgrammeKit,
    taxonomy: Taxonomy,
    *,
    policy: Policy | None = None,
) -> tuple[int, ...]:
    """One mentor's counters for one period, in plan order; a pool adds them up."""
    people = counted_people(
        facts,
        period,
        taxonomy=taxonomy,
        store_sensitive=kit.store_sensitive,
        policy=policy or policy_of(kit.floors),
    )
    tally: Counter[FigureKey] = Counter()
    for person in people:
        tally.update(frozenset(_figures_of(person, period, plan, taxonomy)))
    tally[FigureKey(TableId.SESSIONS)] = sum(person.sessions for person in people)
    tally.update(_spread(tally, plan))
    vector = [0] * len(plan.keys)
    for key, number in tally.items():
        # A plan may have no place for a figure: a sensitive theme where none is stored.
        if (place := plan.position.get(key)) is not None:
            vector[place] = number
    return tuple(vector)


def add(vectors: Iterable[Sequence[int]], plan: FigurePlan) -> tuple[int, ...]:
    """The sum of contributions to one plan; zeros when there are none."""
    total = [0] * len(plan.keys)
    for vector in vectors:
        for place, value in enumerate(vector):
            total[place] += value
    return tuple(total)


def group_numbers(themes: Iterable[int], taxonomy: Taxonomy, most: Sensitivity) -> frozenset[int]:
    """The groups of some themes, leaving out themes above *most*."""
    found = (taxonomy.by_number[number] for number in themes)
    return frozenset(taxonomy.group_by_id[t.group_id].number for t in found if t.sensitivity <= most)


def _figures_of(
    person: CountedPerson, period: Period, plan: FigurePlan, taxonomy: Taxonomy
) -> Iterator[FigureKey]:
    fact = person.fact
    area = int(getattr(fact, plan.breakdown)) if plan.breakdown else 0
    yield FigureKey(TableId.PEOPLE)
    yield FigureKey(TableId.CHOSEN_BY, fact.chosen_by)
    yield FigureKey(TableId.MOMENT, fact.moment)
    yield from (FigureKey(TableId.THEMES, theme) for theme in person.themes)
    for group in group_numbers(person.themes, taxonomy, Sensitivity.GUARDED):
        yield FigureKey(TableId.GROUPS, group)
    for signal, rating in zip(SIGNALS, person.ratings, strict=True):
        if rating:
            yield FigureKey(TableId.RATED, signal)
            yield FigureKey(TableId.MANAGER, signal, _bin(rating))
    joined, left = fact.started_quarter in period.quarters, fact.ended_quarter in period.quarters
    for place in (TOTAL, area) if area in plan.areas else (TOTAL,):
        if joined:
            yield FigureKey(TableId.JOINED, place)
        if left:
            yield FigureKey(TableId.LEFT, place)
        yield FigureKey(TableId.AGES, place, person.age)
    if area in plan.areas:
        yield FigureKey(TableId.AREAS, area)
        for group in group_numbers(person.themes, taxonomy, Sensitivity.GENERAL):
            yield FigureKey(TableId.AREA_GROUPS, area, group)


def _spread(tally: Counter[FigureKey], plan: FigurePlan) -> dict[FigureKey, int]:
    """What tells afterwards how people are spread over mentors: 1, n squared, and n times m for pairs of
    areas.
    """
    people = {area: tally[FigureKey(TableId.AREAS, area)] for area in plan.areas}
    places = {TOTAL: tally[FigureKey(TableId.PEOPLE)], **people}
    spread = {FigureKey(TableId.MENTORS, place): min(n, 1) for place, n in places.items()}
    spread |= {FigureKey(TableId.SQUARES, place): n * n for place, n in places.items()}
    return spread | {
        FigureKey(TableId.PRODUCTS, first, second): people[first] * people[second]
        for first, second in combinations(plan.areas, 2)
    }


def _ages(facts: MentorFacts, period: Period) -> Counter[int]:
    """For how many periods on end before this one each person had a kept meeting, at most ``OLDEST``."""
    places: dict[int, set[int]] = defaultdict(set)
    for meeting in facts.meetings:
        if meeting.status == KEPT:
            places[meeting.person].add(meeting.quarter // period.length.value)
    now = period.first_quarter // period.length.value
    ages: Counter[int] = Counter()
    for person, met in places.items():
        ages[person] = next((age for age in AGES if now - age - 1 not in met), OLDEST)
    return ages


def _bin(rating: int) -> int:
    return LOW if rating < 3 else MIDDLE if rating == 3 else HIGH


def _last_ratings(ratings: Iterable[RatingFact]) -> dict[int, tuple[int, int, int]]:
    last: dict[int, RatingFact] = {}
    for rating in ratings:
        if (before := last.get(rating.person)) is None or _moment(rating) > _moment(before):
            last[rating.person] = rating
    return {person: (rating.asks, rating.helps, rating.opens) for person, rating in last.items()}


def _moment(rating: RatingFact) -> tuple[int, int, int, int]:
    # The values only break a tie that the store does not allow, so that order of rows can never matter.
    return rating.quarter, rating.asks, rating.helps, rating.opens
