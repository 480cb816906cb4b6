"""Cap and count."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import (
    GENERAL,
    GUARDED,
    KIT,
    PERIOD,
    PLAN,
    QUARTER,
    SENSITIVE,
    TAXONOMY,
    coding,
    make_kit,
    meeting,
    one_meeting_each,
    person,
    property_test,
    vaults,
)

from careernotes.disclosure.counting import add, count, counted_people
from careernotes.disclosure.plan import AGES, OLDEST, TOTAL, FigureKey, TableId, figure_plan
from careernotes.disclosure.plausible import is_plausible
from careernotes.disclosure.policy import Policy, policy_of
from careernotes.ledger.facts import MentorFacts, RatingFact

POLICY = policy_of(KIT.floors)
NOT_ADDED = {TableId.MENTORS, TableId.SQUARES, TableId.PRODUCTS}


def counts(facts: MentorFacts, policy: Policy = POLICY) -> dict[FigureKey, int]:
    return dict(zip(PLAN.keys, count(facts, PERIOD, PLAN, KIT, TAXONOMY, policy=policy), strict=True))


def themes_of(facts: MentorFacts) -> dict[int, tuple[int, ...]]:
    people = counted_people(facts, PERIOD, taxonomy=TAXONOMY, store_sensitive=True, policy=POLICY)
    return {each.fact.person: each.themes for each in people}


@property_test
@given(vaults())
def test_nobody_weighs_more_than_four_themes(facts: MentorFacts) -> None:
    assert all(len(themes) == len(set(themes)) <= 4 for themes in themes_of(facts).values())


@property_test
@given(vaults())
def test_no_figure_is_above_the_number_of_people_behind_it(facts: MentorFacts) -> None:
    tally = counts(facts)
    people = tally[FigureKey(TableId.PEOPLE)]
    exempt = NOT_ADDED | {TableId.SESSIONS}
    assert all(n <= people for key, n in tally.items() if key.table not in exempt)


@property_test
@given(vaults(), st.randoms())
def test_repeating_and_shuffling_facts_changes_nothing(facts: MentorFacts, random: "object") -> None:
    doubled = MentorFacts(
        persons=facts.persons * 2,
        meetings=tuple(reversed(facts.meetings * 2)),
        codings=tuple(reversed(facts.codings * 3)),
        ratings=tuple(reversed(facts.ratings * 2)),
    )
    assert counts(doubled) == counts(facts)


@property_test
@given(vaults(), vaults(first_person=100), vaults(first_person=200))
def test_adding_contributions_is_counting_the_union(
    one: MentorFacts, two: MentorFacts, three: MentorFacts
) -> None:
    mentors = (one, two, three)
    union = MentorFacts(
        persons=sum((m.persons for m in mentors), ()),
        meetings=sum((m.meetings for m in mentors), ()),
        codings=sum((m.codings for m in mentors), ()),
        ratings=sum((m.ratings for m in mentors), ()),
    )
    vectors = [count(m, PERIOD, PLAN, KIT, TAXONOMY) for m in mentors]
    together = dict(zip(PLAN.keys, add(vectors, PLAN), strict=True))
    at_once = counts(union)
    assert all(together[key] == at_once[key] for key in PLAN.keys if key.table not in NOT_ADDED)
    assert together[FigureKey(TableId.MENTORS)] == sum(
        v[PLAN.position[FigureKey(TableId.PEOPLE)]] > 0 for v in vectors
    )


@property_test
@given(vaults())
def test_what_counting_gives_is_plausible(facts: MentorFacts) -> None:
    assert is_plausible(count(facts, PERIOD, PLAN, KIT, TAXONOMY), PLAN)


@property_test
@given(vaults(), st.data())
def test_raising_one_figure_above_everybody_is_implausible(facts: MentorFacts, data: st.DataObject) -> None:
    vector = list(count(facts, PERIOD, PLAN, KIT, TAXONOMY))
    place = data.draw(st.sampled_from(range(len(vector))))
    vector[place] += 10_000_000
    assert not is_plausible(vector, PLAN)


def test_a_vector_of_another_length_or_with_a_negative_number_is_implausible() -> None:
    vector = count(one_meeting_each({1: [2]}), PERIOD, PLAN, KIT, TAXONOMY)
    assert is_plausible(vector, PLAN)
    assert not is_plausible((*vector, 0), PLAN)
    assert not is_plausible((-1, *vector[1:]), PLAN)


def test_primary_themes_come_first_then_the_most_talked_about_then_the_order_of_the_list() -> None:
    a, b, c, d, e, f = GENERAL[:6]
    facts = MentorFacts(
        persons=(person(1),),
        meetings=tuple(meeting(n, 1) for n in (1, 2, 3)),
        codings=(
            coding(1, 1, f, primary=True),
            coding(1, 1, e),
            coding(2, 1, e),
            coding(1, 1, d),
            coding(2, 1, d),
            coding(3, 1, d),
            coding(3, 1, c),
            coding(3, 1, b),
            coding(3, 1, a),
        ),
        ratings=(),
    )
    assert themes_of(facts) == {1: (f, d, e, a)}


def test_ten_conversations_with_one_person_are_one_person_in_every_theme() -> None:
    facts = MentorFacts(
        persons=(person(1),),
        meetings=tuple(meeting(n, 1) for n in range(30)),
        codings=tuple(coding(n, 1, GENERAL[0]) for n in range(30)),
        ratings=(),
    )
    tally = counts(facts)
    assert tally[FigureKey(TableId.THEMES, GENERAL[0])] == tally[FigureKey(TableId.PEOPLE)] == 1
    assert tally[FigureKey(TableId.SESSIONS)] == 10


def test_somebody_without_a_kept_meeting_in_the_period_is_not_counted() -> None:
    facts = MentorFacts(
        persons=(person(1), person(2), person(3)),
        meetings=(meeting(1, 1, status=4), meeting(2, 2, quarter=QUARTER + 2), meeting(3, 3)),
        codings=(coding(1, 1, GENERAL[0]), coding(3, 3, GENERAL[0])),
        ratings=(),
    )
    tally = counts(facts)
    assert tally[FigureKey(TableId.PEOPLE)] == tally[FigureKey(TableId.THEMES, GENERAL[0])] == 1


def test_a_level_three_theme_needs_the_kit_the_person_and_that_days_yes() -> None:
    theme = SENSITIVE[0]
    key = FigureKey(TableId.THEMES, theme)
    yes = one_meeting_each({1: [theme]})
    assert counts(yes)[key] == 1
    assert counts(one_meeting_each({1: [theme]}, sensitive=False))[key] == 0
    not_that_day = replace(yes, codings=tuple(replace(c, agreed=False) for c in yes.codings))
    assert counts(not_that_day)[key] == 0
    kit = make_kit(store_sensitive=False)
    plan = figure_plan(kit, TAXONOMY)
    assert key not in plan.position
    assert (
        sum(count(yes, PERIOD, plan, kit, TAXONOMY)[plan.position[k]] for k in plan.of(TableId.THEMES)) == 0
    )


def test_guarded_themes_count_in_their_group_but_never_in_an_area() -> None:
    theme = TAXONOMY.by_number[GUARDED[0]]
    group = TAXONOMY.group_by_id[theme.group_id].number
    tally = counts(one_meeting_each({1: [theme.number]}, business_area=1))
    assert tally[FigureKey(TableId.GROUPS, group)] == 1
    assert tally[FigureKey(TableId.AREA_GROUPS, 1, group)] == 0
    assert tally[FigureKey(TableId.AREAS, 1)] == 1


def test_level_three_themes_are_figures_of_their_own_only() -> None:
    tally = counts(one_meeting_each({1: [SENSITIVE[0]]}))
    assert all(tally[key] == 0 for key in PLAN.of(TableId.GROUPS))


def test_without_consent_to_groups_a_person_is_in_totals_and_in_no_area() -> None:
    tally = counts(one_meeting_each({1: [GENERAL[0]]}, business_area=0))
    assert tally[FigureKey(TableId.PEOPLE)] == 1
    assert all(tally[key] == 0 for key in (*PLAN.of(TableId.AREAS), *PLAN.of(TableId.AREA_GROUPS)))


def test_a_persons_last_rating_in_the_period_counts_once_in_three_bins() -> None:
    facts = replace(
        one_meeting_each({1: [], 2: []}),
        ratings=(
            RatingFact(person=1, quarter=QUARTER, asks=1, helps=3, opens=5),
            RatingFact(person=1, quarter=QUARTER + 1, asks=4, helps=0, opens=2),
            RatingFact(person=2, quarter=QUARTER + 2, asks=1, helps=1, opens=1),
            RatingFact(person=9, quarter=QUARTER, asks=1, helps=1, opens=1),
        ),
    )
    tally = counts(facts)
    rated = {(k.row, k.column): n for k, n in tally.items() if k.table is TableId.MANAGER and n}
    assert rated == {(1, 3): 1, (3, 1): 1}
    assert [tally[FigureKey(TableId.RATED, signal)] for signal in (1, 2, 3)] == [1, 0, 1]


def test_the_plan_changes_with_kit_and_taxonomy_and_with_nothing_else() -> None:
    assert figure_plan(make_kit(), TAXONOMY).plan_hash == PLAN.plan_hash
    assert figure_plan(make_kit(code_version="1.1"), TAXONOMY).plan_hash != PLAN.plan_hash
    assert figure_plan(make_kit(taxonomy_hash="f" * 64), TAXONOMY).plan_hash != PLAN.plan_hash


@property_test
@given(st.sampled_from(PLAN.keys))
def test_a_figures_name_reads_back(key: FigureKey) -> None:
    assert FigureKey.parse(str(key)) == key


def test_ages_are_periods_on_end_with_a_kept_meeting() -> None:
    back = {1: (0,), 2: (0, 2), 3: (0, 1, 2, 4), 4: tuple(range(12)), 5: (1, 2)}
    facts = MentorFacts(
        persons=tuple(person(who, business_area=1, started_quarter=1) for who in back),
        meetings=tuple(
            meeting(100 * who + ago, who, quarter=QUARTER - 2 * ago)
            for who, when in back.items()
            for ago in when
        ),
        codings=(),
        ratings=(),
    )
    counts = dict(zip(PLAN.keys, count(facts, PERIOD, PLAN, KIT, TAXONOMY), strict=True))
    found = {age: counts[FigureKey(TableId.AGES, 1, age)] for age in AGES}
    assert found == {age: {0: 2, 2: 1, OLDEST: 1}.get(age, 0) for age in AGES}
    assert found == {age: counts[FigureKey(TableId.AGES, TOTAL, age)] for age in AGES}
