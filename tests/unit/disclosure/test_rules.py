"""Policy, blur, gate, hide and the own list."""

from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.disclosure.support import (
    GENERAL,
    GUARDED,
    PERIOD,
    PLAN,
    QUARTER,
    SENSITIVE,
    TAXONOMY,
    coin_of,
    one_meeting_each,
    property_test,
)

from careernotes.disclosure.blur import COIN_SPACE, Blur, is_listed, is_spread, rounded, rounded_from
from careernotes.disclosure.errors import (
    AlreadyReleasedError,
    PoolOrListError,
    PoolTooSmallError,
    TooFewForListError,
)
from careernotes.disclosure.gate import Evidence, gate_breakdown, gate_pool
from careernotes.disclosure.once import Departure, Way, refuse_twice
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy, base_for, policy_of
from careernotes.disclosure.reasons import ReasonCode
from careernotes.disclosure.safe_table import BreakdownState, SafeReport, SafeTable, Symbol
from careernotes.domain.kit import PolicyFloors
from careernotes.domain.periods import Period, PeriodLength
from careernotes.ledger.facts import MentorFacts

POLICY = Policy()
BASES = st.sampled_from([5, 10, 20, 50, 100, 200])
COINS = st.integers(0, COIN_SPACE - 1)


@property_test
@given(st.integers(0, 5000), BASES, COINS)
def test_a_blurred_figure_is_a_multiple_of_the_base_less_than_one_base_away(
    n: int, base: int, coin: int
) -> None:
    value = rounded(n, base, coin)
    assert value % base == 0
    assert abs(value - n) < base


@property_test
@given(st.integers(0, 5000), BASES)
def test_the_blur_is_unbiased_over_all_coins(n: int, base: int) -> None:
    over = n % base
    going_up = -(-over * COIN_SPACE // base)  # how many of all coins round up, if the first ones do
    if going_up:
        assert rounded(n, base, going_up - 1) == n - over + base
    if going_up < COIN_SPACE:
        assert rounded(n, base, going_up) == n - over
    # Over all coins the sum is off by less than one base in 2 to the 64th.
    total = (n - over) * COIN_SPACE + base * going_up
    assert 0 <= total - n * COIN_SPACE < base


@property_test
@given(st.integers(0, 5000), BASES, COINS, COINS)
def test_a_higher_coin_never_rounds_up_where_a_lower_one_did_not(
    n: int, base: int, one: int, two: int
) -> None:
    low, high = sorted((one, two))
    assert rounded(n, base, high) <= rounded(n, base, low)


@pytest.mark.parametrize(
    ("people", "fifths"), [(0, 0), (3, 0), (4, 1), (5, 2), (6, 3), (7, 4), (8, 5), (40, 5)]
)
def test_the_probability_of_being_listed_is_exact(people: int, fifths: int) -> None:
    listed = -(-fifths * COIN_SPACE // 5)
    assert listed == 0 or is_listed(people, min(listed, COIN_SPACE) - 1)
    assert listed == COIN_SPACE or not is_listed(people, listed)


@pytest.mark.parametrize(
    ("people", "base"), [(30, 5), (199, 5), (200, 10), (999, 10), (1000, 20), (50_000, 20)]
)
def test_the_base_grows_with_the_programme(people: int, base: int) -> None:
    assert base_for(people) == base


def test_the_base_itself_is_chosen_by_a_blurred_number() -> None:
    bases = {Blur(coin=coin_of(str(seed)), plan=PLAN, period=PERIOD).base(199) for seed in range(60)}
    assert bases == {5, 10}


@property_test
@given(st.fixed_dictionaries({name: st.integers(0, 100) for name in PolicyFloors.__slots__}))
def test_a_kit_can_raise_a_floor_and_never_lower_one(asked: dict[str, int]) -> None:
    least, got = policy_of(PolicyFloors()), policy_of(PolicyFloors(**asked))
    names = {"mentees": "people", "group_mentees": "group_people", "list_mentees": "list_people"}
    for name, value in asked.items():
        field = names.get(name, name)
        assert getattr(got, field) == max(value, getattr(least, field))


def counts_of(*mentors: dict[int, int], without_area: int = 0) -> Counter[FigureKey]:
    """Counters of mentors with so many people in each area."""
    counts: Counter[FigureKey] = Counter()
    for areas in mentors:
        people = sum(areas.values()) + without_area
        counts[FigureKey(TableId.PEOPLE)] += people
        counts[FigureKey(TableId.MENTORS)] += min(people, 1)
        counts[FigureKey(TableId.SQUARES)] += people**2
        for area, n in areas.items():
            counts[FigureKey(TableId.AREAS, area)] += n
            counts[FigureKey(TableId.SQUARES, area)] += n * n
        for one, two in combinations(sorted(areas), 2):
            counts[FigureKey(TableId.PRODUCTS, one, two)] += areas[one] * areas[two]
    return counts


def judged(*mentors: dict[int, int], coin: int = COIN_SPACE - 1) -> Evidence:
    """The evidence of such mentors, by default with the coins that round everything down."""
    blur = Blur(coin=lambda *_parts: coin, plan=PLAN, period=PERIOD)
    return Evidence(counts=counts_of(*mentors), blur=blur, base=5)


def shares(outcome: Callable[[int], object]) -> Counter[object]:
    """How often something comes out, over the five equally likely fifths of all coins."""
    return Counter(outcome(-(-fifth * COIN_SPACE // 5)) for fifth in range(5))


def advantage(outcome: Callable[[int, int], object], people: range) -> float:
    """How well the best reader tells whether one person more said yes to being counted."""
    worst = 0
    for n in people:
        without, with_ = shares(lambda coin, n=n: outcome(n, coin)), shares(lambda c, n=n: outcome(n + 1, c))
        worst = max(worst, sum((with_ - without).values()))
    return worst / 5


def published_areas(people: int, coin: int) -> object:
    mentors = [{1: people // 7 + (place < people % 7), 4: 5} for place in range(7)]
    return gate_breakdown(judged(*mentors, coin=coin), PLAN, POLICY).breakdown


def test_one_more_yes_changes_the_published_areas_with_a_fifth_at_most() -> None:
    assert advantage(published_areas, range(14, 45)) <= 0.20


def test_decided_on_exact_counts_one_more_yes_shows_in_the_published_areas() -> None:
    assert advantage(lambda people, _coin: people >= POLICY.group_people, range(14, 45)) == 1.0


@property_test
@given(st.integers(0, 60), COINS)
def test_an_area_is_shown_only_when_its_rounded_figure_proves_the_floor(people: int, coin: int) -> None:
    evidence = judged({1: people}, coin=coin)
    assert evidence.proves(20, (1,)) == (evidence.size((1,)) >= 24)
    assert not evidence.proves(20, (1,)) or people >= 20


def test_with_any_coin_nine_mentors_open_the_gate_and_four_do_not_and_five_need_luck() -> None:
    gate_pool(judged(*[{1: 7}] * 9), POLICY)
    gate_pool(judged(*[{1: 12}] * 5, coin=0), POLICY)
    with pytest.raises(PoolTooSmallError) as few_mentors:
        gate_pool(judged(*[{1: 30}] * 4, coin=0), POLICY)
    with pytest.raises(PoolTooSmallError) as no_luck:
        gate_pool(judged(*[{1: 12}] * 5), POLICY)
    with pytest.raises(PoolTooSmallError) as few_people:
        gate_pool(judged(*[{1: 3}] * 9, {1: 2}, coin=0), POLICY)
    assert no_luck.value.facts["rule"] == "mentors"
    assert (few_mentors.value.facts["rule"], few_people.value.facts["rule"]) == ("mentors", "people")


def test_one_mentor_with_most_of_the_people_closes_the_gate() -> None:
    with pytest.raises(PoolTooSmallError) as refused:
        gate_pool(judged({1: 60}, *[{1: 1}] * 20), POLICY)
    assert refused.value.facts["rule"] == "spread"


def test_small_areas_are_merged_and_shown_together() -> None:
    breakdown = gate_breakdown(judged(*[{1: 4, 2: 2, 3: 2, 4: 5}] * 7), PLAN, POLICY).breakdown
    assert breakdown.state is BreakdownState.SHOWN
    assert [(area.number, area.merged) for area in breakdown.areas] == [(1, ()), (4, ()), (0, (2, 3))]


def test_merged_areas_that_are_still_small_take_in_the_smallest_other_one() -> None:
    verdict = gate_breakdown(judged(*[{1: 4, 2: 2, 4: 5}] * 7), PLAN, POLICY)
    assert [(area.number, area.merged) for area in verdict.breakdown.areas] == [(4, ()), (0, (1, 2, 3))]
    assert [reason.code for reason in verdict.reasons] == [
        ReasonCode.AREA_FEW,
        ReasonCode.AREA_FEW,
        ReasonCode.MERGED_FEW,
    ]


def test_there_is_no_breakdown_into_a_single_group() -> None:
    for mentors in ([{1: 3, 2: 3, 3: 3, 4: 3}] * 6, [{1: 10, 2: 1}] * 6, [{1: 1}] * 6):
        breakdown = gate_breakdown(judged(*mentors), PLAN, POLICY).breakdown
        assert (breakdown.state, breakdown.areas) == (BreakdownState.TOO_FEW, ())


@property_test
@given(st.integers(1, 40), st.integers(0, 60), BASES, COINS)
def test_a_figure_rounded_from_a_floor_proves_it_only_when_it_is_met_and_surely_one_base_on(
    floor: int, count: int, base: int, coin: int
) -> None:
    value = rounded_from(floor, count, base, coin)
    assert abs(value - count) < base
    assert (value - floor + 1) % base == 0
    proves = value - (base - 1) >= floor
    assert not proves or count >= floor
    assert proves or count < floor + base - 1
    assert rounded_from(floor, floor, base, 0) - (base - 1) == floor


@property_test
@given(st.lists(st.integers(1, 30), min_size=1, max_size=20), st.integers(4, 12), COINS, COINS)
def test_spread_is_never_granted_below_the_floor_and_never_lost_by_a_lower_coin(
    sizes: list[int], least: int, one: int, two: int
) -> None:
    people, squares = sum(sizes), sum(size * size for size in sizes)
    low, high = sorted((one, two))
    assert not is_spread(people, squares, least, low) or people * people > least * squares
    assert is_spread(people, squares, least, low) or not is_spread(people, squares, least, high)
    # Many times the same mentors: the margin outgrows what one person can move.
    many = 100 * least
    assert is_spread(people * many, squares * many, least, COIN_SPACE - 1)


@property_test
@given(st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 30), min_size=1), min_size=1, max_size=8))
def test_every_shown_area_has_people_and_mentors_enough_counted_from_the_mentors_themselves(
    mentors: list[dict[int, int]],
) -> None:
    breakdown = gate_breakdown(judged(*mentors), PLAN, POLICY).breakdown
    for area in breakdown.areas:
        parts = area.merged or (area.number,)
        sizes = [sum(areas.get(part, 0) for part in parts) for areas in mentors]
        assert sum(sizes) >= 20
        assert sum(sizes) ** 2 >= 4 * sum(size**2 for size in sizes)
        assert 2 * max(sizes) <= sum(sizes)


def test_safe_tables_cannot_be_made_outside_the_pipeline() -> None:
    with pytest.raises(TypeError):
        SafeTable(table=TableId.PEOPLE, base=5, cells=(), mint=object())  # type: ignore[arg-type] - that is the test


def vault_of(people: int, theme_people: dict[int, int]) -> MentorFacts:
    return one_meeting_each(
        {who: [theme for theme, n in theme_people.items() if who <= n] for who in range(1, people + 1)}
    )


def listed(report: SafeReport) -> set[int]:
    table = report.table(TableId.THEMES)
    assert table is not None
    assert all(cell.value is None for each in report.tables for cell in each.cells)
    return {cell.row for cell in table.cells if cell.symbol is Symbol.SHOWN}


def make_list(facts: MentorFacts, period: Period = PERIOD) -> SafeReport:
    return own_list(
        facts, period=period, plan=PLAN, policy=POLICY, taxonomy=TAXONOMY, coin=coin_of("s")
    ).report


def test_eleven_people_get_no_list_and_twelve_do() -> None:
    with pytest.raises(TooFewForListError):
        make_list(vault_of(11, {GENERAL[0]: 11}))
    assert make_list(vault_of(12, {GENERAL[0]: 12})).people_band.low == 12


@pytest.mark.parametrize("length", ["2026", "2026-Q1"])
def test_a_list_is_always_for_a_half_year(length: str) -> None:
    with pytest.raises(ValueError, match="half-year"):
        make_list(vault_of(12, {}), period=Period.parse(length))


def test_a_list_holds_general_themes_and_no_number() -> None:
    a, b, c = GENERAL[:3]
    report = make_list(vault_of(20, {a: 20, b: 8, c: 3, SENSITIVE[0]: 20}))
    assert {a, b} <= listed(report)
    assert c not in listed(report)
    rows = {cell.row for cell in report.table(TableId.THEMES).cells}
    assert not rows & {*SENSITIVE, *GUARDED}
    assert PERIOD.length is PeriodLength.HALF_YEAR


def test_a_group_is_listed_for_its_general_themes_only() -> None:
    group = TAXONOMY.group_by_id[TAXONOMY.by_number[GUARDED[0]].group_id].number
    report = make_list(vault_of(20, {GUARDED[0]: 20}))
    assert report.table(TableId.GROUPS).cell(group).symbol is Symbol.HIDDEN


PERIODS = st.builds(
    lambda quarter, length: Period(quarter - quarter % length.value, length),
    st.integers(QUARTER, QUARTER + 5),
    st.sampled_from(list(PeriodLength)),
)
DEPARTURES = st.builds(
    lambda way, period, programme: Departure(way=way, period=period, programme_id=programme),
    st.sampled_from(Way),
    PERIODS,
    st.sampled_from(["one", "two"]),
)


@property_test
@given(st.lists(DEPARTURES, max_size=12))
def test_whatever_is_tried_no_quarter_ever_leaves_twice(tries: list[Departure]) -> None:
    past: list[Departure] = []
    for new in tries:
        try:
            refuse_twice(new, past)
        except (AlreadyReleasedError, PoolOrListError):
            continue
        past.append(new)
    for one, two in combinations(set(past), 2):
        assert not one.period.overlaps(two.period)
    assert all(past.count(one) == 1 or one.way is Way.CONTRIBUTION for one in past)


def test_a_contribution_may_be_replaced_for_the_same_programme_and_period_only() -> None:
    first = Departure(way=Way.CONTRIBUTION, period=PERIOD, programme_id="one")
    refuse_twice(first, [first, first])
    with pytest.raises(AlreadyReleasedError):
        refuse_twice(Departure(way=Way.CONTRIBUTION, period=PERIOD, programme_id="two"), [first])
    with pytest.raises(PoolOrListError):
        refuse_twice(Departure(way=Way.LIST, period=PERIOD, programme_id="one"), [first])
