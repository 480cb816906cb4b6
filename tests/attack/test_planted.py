"""Truth in the small: what no report can show, and that the reader's arithmetic finds what is there.

How often effects show at which size: ``dev.py attack --only truth-medium`` (and ``-large``, ``-xl``).
"""

from dataclasses import replace

from tests.attack.measured_planted import (
    BU3,
    R6,
    hidden,
    looked_for,
    trend,
    visible,
    without_outcomes,
)
from tests.attack.planted import (
    STANDS_OUT,
    Told,
    area_stands_out,
    crossing_stands_out,
    theme_grows,
)
from tests.attack.planted_programmes import NO_EFFECT, facts_in, kit_for, theme
from tests.unit.disclosure.support import TAXONOMY

from careernotes.disclosure.plan import FigureKey, TableId, figure_plan
from careernotes.domain.taxonomy import Sensitivity

STEPS = {TableId.PEOPLE: 20, TableId.AREAS: 20, TableId.AREA_GROUPS: 20, TableId.THEMES: 20}
WORKLOAD, OTHERS = 12, (13, 14, 15)


def test_what_became_of_people_changes_nothing_that_is_counted() -> None:
    assert facts_in("small", 1) == facts_in("small", 1, without_outcomes())
    assert facts_in("small", 1) != facts_in("small", 1, replace(without_outcomes(), workload_late=0.9))


def test_the_themes_of_t3_and_t6_are_never_counted_by_area() -> None:
    for name in ("mob.blocked", "ret.leaving"):
        assert TAXONOMY.by_number[theme(name)].sensitivity > Sensitivity.GENERAL
    for dimension in ("business_area", "region"):
        plan = figure_plan(kit_for(dimension, "year"), TAXONOMY)
        crossed = {key.table for key in plan.keys if key.row and key.column and key.table.printed}
        assert crossed == {TableId.AREA_GROUPS, TableId.MANAGER}


def test_a_table_of_single_themes_by_area_would_show_them() -> None:
    facts = facts_in("large", 1)
    assert crossing_stands_out(facts, "business_area", BU3, theme("mob.blocked")) > STANDS_OUT
    assert crossing_stands_out(facts, "region", R6, theme("ret.leaving")) > STANDS_OUT


def test_a_small_programme_shows_none_of_the_effects() -> None:
    shown, _true = looked_for(facts_in("small", 1), "secret")
    assert set(shown) == {"T3", "T4", "T5", "T6"}
    assert all(by <= STANDS_OUT for by in shown.values())


def test_a_programme_of_75_mentors_shows_the_planted_trend_and_none_where_none_is_planted() -> None:
    shown, _true = trend(facts_in("medium", 1000), "truth 1000")
    without, _true_without = trend(facts_in("medium", 1000, NO_EFFECT), "truth 1000")
    assert shown > STANDS_OUT >= without


def half(workload: int) -> Told:
    values = {FigureKey(TableId.PEOPLE): 2000, FigureKey(TableId.THEMES, WORKLOAD): workload}
    values |= {FigureKey(TableId.THEMES, each): 300 for each in OTHERS}
    return Told(values=values, steps=STEPS, areas=(), rows=())


def test_a_theme_that_grows_more_than_the_others_is_seen_and_one_that_grows_with_them_is_not() -> None:
    assert theme_grows([half(300), half(450)], WORKLOAD) > STANDS_OUT
    assert theme_grows([half(300), half(300)], WORKLOAD) == 0
    assert theme_grows([half(300), None], WORKLOAD) == 0
    assert theme_grows([Told(values={}, steps=STEPS, areas=(), rows=()), half(400)], WORKLOAD) == 0


def year(third: int, merged: bool = False) -> Told:
    values = {FigureKey(TableId.AREAS, area): 400 for area in (1, 2, 3)}
    values |= {FigureKey(TableId.AREA_GROUPS, area, 7): 100 for area in (1, 2)}
    values[FigureKey(TableId.AREA_GROUPS, 3, 7)] = third
    return Told(values=values, steps=STEPS, areas=((1,), (2,), (3, 4) if merged else (3,)), rows=(1, 2, 3))


def test_an_area_that_differs_is_seen_alone_or_merged_and_one_that_does_not_is_not() -> None:
    assert area_stands_out(year(200), 7, 3) > STANDS_OUT
    assert area_stands_out(year(200, merged=True), 7, 4) > STANDS_OUT
    assert abs(area_stands_out(year(100), 7, 3)) < 0.01
    assert area_stands_out(year(200), 7, 5) == area_stands_out(year(200), 8, 3) == 0


def test_visible_takes_four_in_five_with_the_effect_and_one_in_ten_without_it() -> None:
    def figures(with_: int, without: int) -> dict[str, object]:
        return {"programmes": 10, "T5/shown/with": with_, "T5/shown/without": without}

    assert visible(figures(8, 1), "T5")
    assert not visible(figures(7, 0), "T5")
    assert not visible(figures(9, 2), "T5")


def test_hidden_is_what_shows_in_at_most_one_in_ten_more_and_no_count_that_follows_outcomes() -> None:
    six: dict[str, object] = {"programmes": 10, "changed_by_outcomes": 0}
    six |= {"T6/shown/with": 2, "T6/shown/without": 1}
    assert hidden(six)
    assert not hidden(six | {"T6/shown/with": 3})
    assert not hidden(six | {"changed_by_outcomes": 1})
