"""Groups of two lists of themes: whatever people raise is one of the worlds that the attack goes through."""

from collections.abc import Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.disclosure.support import GENERAL, GUARDED, PLAN, TAXONOMY, property_test

from careernotes.auditing.families import Family, families_of
from careernotes.auditing.makeup import FORMER, Makeup, former_of, makeups_of, with_former
from careernotes.disclosure.plan import FigureKey, TableId

NOW = makeups_of(PLAN, TAXONOMY)
THEMES = [theme for theme in (*GENERAL, *GUARDED) if theme in PLAN.group_of]
GONE = 900
"""A theme that is in no list any more."""
makeups = st.sets(st.sampled_from([*THEMES, GONE]), min_size=1, max_size=6).map(
    lambda themes: Makeup(whole=frozenset(themes), by_area=frozenset(themes & set(GENERAL)))
)


def counted(key: FigureKey, every: Mapping[int, Makeup]) -> frozenset[int]:
    """The themes whose people are in one figure."""
    if key.table is TableId.THEMES:
        return frozenset({key.row})
    return every[key.row].whole if key.table is TableId.GROUPS else every[key.column].by_area


def test_groups_that_did_not_change_leave_every_family_as_it_is() -> None:
    families = families_of(PLAN, TAXONOMY)
    assert former_of(iter([NOW, NOW]), NOW) == {}
    assert with_former(families, PLAN, NOW, {}) == families


def test_a_group_that_is_only_numbered_otherwise_is_no_group_of_the_past() -> None:
    assert former_of(iter([{77: next(iter(NOW.values()))}]), NOW) == {}


@settings(property_test, max_examples=15)
@given(
    former=st.lists(makeups, min_size=1, max_size=3, unique=True),
    raised=st.lists(st.sets(st.sampled_from([*THEMES, GONE]), max_size=4), min_size=1, max_size=5),
)
def test_what_is_said_of_facets_is_true_of_everybody(former: list[Makeup], raised: list[set[int]]) -> None:
    past = former_of(iter([dict(enumerate(former))]), NOW)
    every = {**NOW, **past}
    for family in with_former(families_of(PLAN, TAXONOMY), PLAN, NOW, past):
        if not any(key.table is TableId.GROUPS and key.row >= FORMER for key in family.figures):
            continue
        for each in (family, *family.strands, *(deep for one in family.strands for deep in one.strands)):
            facets = [0] * each.facets
            for themes in raised:
                there = {facet for key, (facet,) in each.figures.items() if themes & counted(key, every)}
                for facet in there:
                    facets[facet] += 1
            for bond in each.bonds:
                assert sum(facets[facet] * times for facet, times in bond) <= 0


def parts_of(family: Family) -> Iterator[Family]:
    """A family, its strands and theirs."""
    yield family
    for strand in family.strands:
        yield from parts_of(strand)


@settings(property_test, max_examples=25)
@given(
    former=st.lists(
        makeups
        | st.sampled_from([*NOW.values()])
        | st.sampled_from(THEMES).map(lambda theme: Makeup(whole=frozenset({theme}))),
        min_size=1, max_size=4, unique=True,
    )
)  # fmt: skip
def test_no_two_problems_of_a_line_bear_one_name(former: list[Makeup]) -> None:
    past = former_of(iter([dict(enumerate(former))]), NOW)
    families = with_former(families_of(PLAN, TAXONOMY), PLAN, NOW, past)
    # The place of the first report stands in the name as well; any two parts can be tried from the same one.
    called = {}
    for part in (part for family in families for part in parts_of(family)):
        assert called.setdefault(part.title, part.figures.keys()) == part.figures.keys(), part.title


@settings(property_test, max_examples=15)
@given(former=st.lists(makeups, min_size=1, max_size=3, unique=True))
def test_every_figure_of_today_is_still_attacked_once(former: list[Makeup]) -> None:
    past = former_of(iter([dict(enumerate(former))]), NOW)
    families = families_of(PLAN, TAXONOMY)
    before = [key for family in families for key in family.figures]
    after = [key for family in with_former(families, PLAN, NOW, past) for key in family.figures]
    assert len(after) == len(set(after))
    assert set(before) <= set(after)
    tied = {number for number, each in past.items() if any(each.whole & one.whole for one in NOW.values())}
    assert all(FigureKey(TableId.GROUPS, number) in after for number in tied)
