"""A7 on reports with noise: the reader who gets a second draw averages it away, so there is none.

The attacker looks again: at the same months, at months that overlap, with another kit, in another year, and
adds up what the reports of a year say they gave away.
"""

import runpy
from fractions import Fraction
from pathlib import Path

import pytest
from tests.attack.noisy_programme import Values, ledger_in, look, programme
from tests.unit.disclosure.support import PERIOD

from careernotes.canonical import canonical_bytes
from careernotes.disclosure.errors import BudgetSpentError, PoolTooSmallError, TooFewForNoiseError
from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.sealing import noise
from careernotes.sealing.strict_json import read_canonical
from careernotes.vault.releases import Release, ReleaseKind, ReleaseLedger

FORMULA = {2: Fraction(5, 2), 4: Fraction(5, 4), 8: Fraction(5, 8)}
"""What a report gives away by its published formula, 4/s + 1/(2s) + 1/(2s)."""


def given_away(ledger: ReleaseLedger, year: int) -> Fraction:
    """What the draws over the months of one year gave away together, by the published formula."""
    return sum(
        (
            FORMULA[int(str(read_canonical(each.model)["scale"]))]  # type: ignore[index] - a JSON object
            for each in ledger.all()
            if each.kind is ReleaseKind.NOISE and Period.parse(each.period).year == year
        ),
        Fraction(0),
    )


def looks_at(folder: Path, times: int) -> list[Values]:
    folder.mkdir()
    with ledger_in(folder) as ledger:
        return [look(programme(), ledger, folder) for _time in range(times)]


def test_every_look_at_the_same_months_is_the_same_draw(tmp_path: Path) -> None:
    first, *others = looks_at(tmp_path / "one", 4)
    assert len(first) > 5
    assert others == [first] * 3


def test_another_ledger_has_another_draw_so_no_key_and_no_clock_gives_the_noise_again(tmp_path: Path) -> None:
    one, two = (looks_at(tmp_path / name, 1)[0] for name in ("one", "two"))
    both = one.keys() & two.keys()
    assert sum(one[key] != two[key] for key in both) > len(both) / 2


def test_a_program_that_is_started_once_more_draws_other_noise() -> None:
    starts = [runpy.run_path(str(noise.__file__))["below"] for _start in range(2)]
    one, two = ([below(2**64) for _draw in range(4)] for below in starts)
    assert not set(one) & set(two)


@pytest.mark.parametrize(
    ("kit", "period"),
    [({"terms_version": "2.0"}, PERIOD), ({"period": "quarter"}, Period.parse("2026-Q1"))],
    ids=["another kit", "months that overlap"],
)
def test_no_month_is_drawn_twice(tmp_path: Path, kit: dict[str, str], period: Period) -> None:
    with ledger_in(tmp_path) as ledger:
        # Sixteen draws would fit into the year's budget: it is not that which stops the second one.
        look(programme(40), ledger, tmp_path)
        with pytest.raises(CareerNotesError):
            look(programme(40, **kit), ledger, tmp_path, period)
        assert sum(each.kind is ReleaseKind.NOISE for each in ledger.all()) == 1


@pytest.mark.parametrize(("scale", "fit"), [(2, 1), (4, 3)])
def test_what_a_year_gives_away_stops_at_four(tmp_path: Path, scale: int, fit: int) -> None:
    used, drawn = programme(scale, period="quarter"), 0
    with ledger_in(tmp_path) as ledger:
        for period in map(Period.parse, ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")):
            try:
                look(used, ledger, tmp_path, period)
                drawn += 1
            except BudgetSpentError:
                pass
            assert given_away(ledger, 2026) <= 4
        assert drawn == fit
        # A new year is other months of the same people: its budget is its own.
        look(used, ledger, tmp_path, Period.parse("2027-Q1"))


def test_there_is_no_report_over_months_before_one_that_is_out(tmp_path: Path) -> None:
    with ledger_in(tmp_path) as ledger:
        model = canonical_bytes({})
        later = Release(kind=ReleaseKind.POOL, period="2026-H2", model_hash="0" * 64, model=model)
        ledger.append(later)
        with pytest.raises(CareerNotesError):
            look(programme(), ledger, tmp_path)
        assert [each.kind for each in ledger.all()] == [ReleaseKind.POOL]


@pytest.mark.parametrize(
    ("crowd", "refused"),
    [
        ({"mentors": 8, "each": 99}, TooFewForNoiseError),
        ({"mentors": 3, "each": 500}, PoolTooSmallError),
    ],
    ids=["fewer than a thousand people", "three mentors"],
)
def test_a_crowd_that_is_too_small_gets_no_draw(
    tmp_path: Path, crowd: dict[str, int], refused: type[CareerNotesError]
) -> None:
    with ledger_in(tmp_path) as ledger:
        with pytest.raises(refused):
            look(programme(), ledger, tmp_path, **crowd)
        assert not list(ledger.all())


def test_a_draw_of_other_cells_is_taken_for_damage(tmp_path: Path) -> None:
    """Who can write into the ledger could have a figure printed without noise."""
    with ledger_in(tmp_path) as ledger:
        look(programme(), ledger, tmp_path)
        [drawn] = ledger.all()
    other = tmp_path / "other"
    other.mkdir()
    plain = read_canonical(drawn.model)
    assert isinstance(plain, dict)
    cells = plain["cells"]
    assert isinstance(cells, list)
    with ledger_in(other) as ledger:
        kept = canonical_bytes({**plain, "cells": cells[1:]})
        ledger.append(Release(kind=ReleaseKind.NOISE, period=drawn.period, model_hash="0" * 64, model=kept))
        with pytest.raises(CareerNotesError):
            look(programme(), ledger, other)
