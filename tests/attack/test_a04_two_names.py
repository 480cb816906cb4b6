"""A4: one figure under two names is one look, not two."""

from collections import Counter
from itertools import product

import pytest
from tests.attack.crowds import SAFE, made_from, mentors_with
from tests.unit.disclosure.support import PERIOD, PLAN, TAXONOMY, coin_of, one_meeting_each

from careernotes.disclosure.blur import COIN_SPACE, rounded
from careernotes.disclosure.own_list import own_list
from careernotes.disclosure.plan import FigureKey, TableId, groups_of_one
from careernotes.domain.taxonomy import Sensitivity


def both_figures(people: int, fifths: tuple[int, int], names: tuple[str, str]) -> tuple[int, ...]:
    """What a group and its only theme show, when each name has a coin of its own; the floor is left out."""
    coins = dict(zip(dict.fromkeys(names), fifths, strict=False))
    return tuple(rounded(people, 5, -(-coins[name] * COIN_SPACE // 5)) for name in names)


def advantage_of_two(names: tuple[str, str]) -> float:
    """How well the reader of both figures tells whether the one who joined has the theme."""
    worst = 0
    for people in range(40):
        seen: list[Counter[tuple[int, ...]]] = [
            Counter(both_figures(n, fifths, names) for fifths in product(range(5), repeat=2))
            for n in (people, people + 1)
        ]
        worst = max(worst, (seen[1] - seen[0]).total())
    return worst / 25


def test_a_group_of_one_theme_and_that_theme_are_one_look_at_the_same_people() -> None:
    assert PLAN.alike
    for group, theme in PLAN.alike.items():
        keys = FigureKey(TableId.GROUPS, group), FigureKey(TableId.THEMES, theme)
        assert advantage_of_two((PLAN.coin_name(keys[0]), PLAN.coin_name(keys[1]))) <= 0.20
        assert advantage_of_two((str(keys[0]), str(keys[1]))) == pytest.approx(0.36)
        for people in range(10, 30):
            report = made_from(mentors_with([6] * 9, {theme: people}), key=str(people))
            assert report.value(*_place(keys[0])) == report.value(*_place(keys[1]))


def _place(key: FigureKey) -> tuple[TableId, int]:
    return key.table, key.row


def test_a_list_names_a_group_of_one_theme_exactly_when_it_names_that_theme() -> None:
    alike = groups_of_one(TAXONOMY, Sensitivity.GENERAL)
    assert alike
    for group, theme in alike.items():
        for people in range(3, 9):
            facts = one_meeting_each({who: [theme] if who <= people else [] for who in range(1, 15)})
            for n in range(10):
                report = own_list(
                    facts,
                    period=PERIOD,
                    plan=PLAN,
                    policy=SAFE,
                    taxonomy=TAXONOMY,
                    coin=coin_of(str(n)),
                ).report
                cells = [table.cell(row) for table, row in zip(report.tables, (group, theme), strict=True)]
                assert cells[0] is not None
                assert cells[1] is not None
                assert cells[0].symbol is cells[1].symbol
