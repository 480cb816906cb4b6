"""Repair hides as little as can be, and everything else that is proven safe stays."""

from itertools import combinations

import pytest
from tests.unit.auditing.support import FAMILIES, Person, organisation, series_of
from tests.unit.disclosure.support import PLAN

from careernotes.auditing.checker import unproven
from careernotes.auditing.families import Family
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.model import Series
from careernotes.auditing.repair import USEFULNESS, repair
from careernotes.disclosure.plan import FigureKey, TableId


def nothing() -> None:
    """A step that is never stopped."""


ATTACKER = Attacker(plan=PLAN, step=nothing)


def joiner_series(periods: int = 8, *, blurs: bool = False) -> tuple[Series, Family]:
    """Forty people of one area with a lasting theme for half of them, published exactly; in the last report
    one more person has come, who has it too.
    """
    theme = next(iter(PLAN.group_of))
    people = [Person(1, 0, periods - 1, frozenset({theme} if n % 2 else ())) for n in range(60)]
    people += [Person(2, 0, periods - 1, frozenset()) for _ in range(40)]
    people.append(Person(1, periods - 1, periods - 1, frozenset({theme})))
    family = next(f for f in FAMILIES if FigureKey(TableId.THEMES, theme) in f.figures)
    return series_of(people, periods, blurs=blurs), family


def test_a_joiner_who_is_published_exactly_is_found_after_eight_periods_and_hidden() -> None:
    series, family = joiner_series()
    found = attack_family(family, series, ATTACKER)
    joiner = next(n for n, each in enumerate(series.classes) if each.entered == series.last)
    assert any(leak.target.endswith(f" {joiner}") and leak.proven for leak in found.leaks)
    repaired = repair(family, series, ATTACKER)
    assert repaired.best
    assert repaired.hidden
    assert not repaired.findings.leaks


def test_the_same_joiner_is_safe_behind_blurred_figures() -> None:
    series, family = joiner_series(blurs=True)
    assert attack_family(family, series, ATTACKER).leaks == ()


def test_hiding_everything_new_always_passes_beside_what_was_known_before() -> None:
    series, family = joiner_series()
    mine = frozenset(family.figures)
    borne = {leak.target for leak in attack_family(family, series, ATTACKER, hidden=mine).leaks}
    assert borne == repair(family, series, ATTACKER).borne


@pytest.mark.parametrize("seed", range(4))
def test_nothing_less_would_do(seed: int) -> None:
    series = series_of(organisation(seed, 100, 3), 3, blurs=False)
    for family in FAMILIES[:4]:
        repaired = repair(family, series, ATTACKER)
        assert repaired.best
        assert not repaired.findings.leaks
        if not repaired.hidden:
            continue
        look = series.looks[-1]
        shown = frozenset(key for key in look.shown if key in family.figures)
        for size in range(len(repaired.hidden) + 1):
            for chosen in combinations(sorted(shown, key=str), size):
                gone = shown - look.hiding(chosen, PLAN).shown.keys()
                if sum(USEFULNESS[key.table] for key in gone) < repaired.cost:
                    less = attack_family(family, series, ATTACKER, hidden=gone, borne=repaired.borne)
                    assert less.leaks


def test_what_stays_is_proven_to_the_independent_checker() -> None:
    series = series_of(organisation(1, 100, 3), 3, blurs=False)
    for family in FAMILIES[:3]:
        for proof in repair(family, series, ATTACKER).findings.proofs:
            found = proof.certificate
            # What was possible before the report has no groups of its own: its worlds stand for the ends.
            assert bool(proof.targets) != proof.name.endswith("/before")
            assert not unproven(
                proof.sizes, proof.rows, proof.targets, found.worlds, found.witnesses, ends=proof.ends
            )
