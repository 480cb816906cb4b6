"""A5: the auditor's own word is not taken. Every certificate of a run is reckoned once more, by hand.

And a solver that lies or gives up, or a certificate that was forged, gets nothing past the program.
"""

from collections.abc import Iterator, Sequence
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attack.cases import CASES, KEY, Case
from tests.attack.firm import Office, falling
from tests.attack.hr import reader
from tests.attack.reckoning import certified, world_fits
from tests.attack.test_a13_colluders import TEN_CAME, circles, others_proven
from tests.unit.auditing.bad_solvers import Idler, Liar, Tired
from tests.unit.auditing.support import FAMILIES, organisation, series_of
from tests.unit.disclosure.support import PLAN, property_test

from careernotes.auditing.allies import Circles, draw
from careernotes.auditing.asking import MakeSolver
from careernotes.auditing.checker import Targets, unproven
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.leaks import fits_nothing
from careernotes.auditing.problem import Problem, Row
from careernotes.auditing.proof import Proof
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import Certificate
from careernotes.disclosure.errors import ReportHeldError

Worlds = Sequence[Sequence[int]]


def nothing() -> None:
    """A step that is never stopped."""


def proofs(people: int, reports: int, seed: int, *, sets: int = 0) -> Iterator[Proof]:
    """The certificates of every family of figures of one series of reports."""
    series = series_of(organisation(seed, people, reports), reports, seed=seed)
    circles = Circles(sets=draw(series.classes, "all", sets)) if sets else None
    for family in FAMILIES:
        attacker = Attacker(plan=PLAN, step=nothing, circles=circles)
        yield from attack_family(family, series, attacker).proofs


def by_hand(proof: Proof) -> list[int]:
    """The numbers of the targets that are not proven, reckoned with nothing of the program."""
    found = proof.certificate
    fits = [world_fits(proof.sizes, proof.rows, world) for world in found.worlds]
    failed = []
    for number, (members, people, told, known) in enumerate(proof.targets):
        named = found.witnesses[number]
        if len(named) != 2 or not all(0 <= each < len(fits) and fits[each] for each in named):
            failed.append(number)
            continue
        one, two = (found.worlds[each] for each in named)
        if not certified(people, told, members, known, one, two):
            failed.append(number)
    return failed


def by_program(proof: Proof) -> list[int]:
    found = proof.certificate
    return unproven(proof.sizes, proof.rows, proof.targets, found.worlds, found.witnesses, ends=proof.ends)


@pytest.mark.parametrize(("people", "reports", "sets"), [(120, 3, 0), (60, 2, 6)])
def test_every_certificate_of_a_run_holds_by_the_checker_and_by_hand(
    people: int, reports: int, sets: int
) -> None:
    found = list(proofs(people, reports, 1, sets=sets))
    assert sum(len(proof.targets) for proof in found) > 100
    assert [by_program(proof) for proof in found] == [by_hand(proof) for proof in found] == [[]] * len(found)


# ------------------------------------------------- forged certificates


@st.composite
def claims(draw: st.DrawFn) -> Proof:
    """A few kinds, rows, groups, and worlds that somebody claims: some fit, most do not."""
    sizes = draw(st.lists(st.integers(0, 12), min_size=1, max_size=3))
    kinds = st.integers(0, len(sizes) - 1)
    number = st.integers(-1, 13)
    rows = draw(
        st.lists(
            st.tuples(
                st.lists(st.tuples(kinds, st.sampled_from([1, 1, -1])), max_size=3),
                st.integers(-3, 6),
                st.integers(4, 20),
            ),
            max_size=2,
        )
    )  # fmt: skip
    loose = tuple((tuple(terms), low, high) for terms, low, high in rows)
    exact = st.tuples(*(st.integers(0, size) for size in sizes))
    worlds = draw(
        st.lists(exact | st.lists(number, min_size=1, max_size=4).map(tuple), min_size=1, max_size=4)
    )
    targets, named = [], []
    for _ in range(draw(st.integers(1, 4))):
        members = tuple(draw(st.lists(kinds, min_size=1, max_size=3)))
        known = draw(st.lists(st.tuples(kinds, st.integers(0, 3), st.integers(2, 12)), max_size=1))
        people = draw(st.sampled_from([sum(sizes[k] for k in set(members)), draw(st.integers(1, 30))]))
        targets.append((members, people, draw(st.sampled_from([0, 0, 1])), tuple(known)))
        named.append(
            tuple(
                draw(
                    st.lists(st.integers(-1, 4), min_size=1, max_size=3) | st.tuples(*[st.integers(0, 3)] * 2)
                )
            )
        )
    return Proof(
        sizes=tuple(sizes), rows=loose, targets=tuple(targets),
        certificate=Certificate(worlds=tuple(worlds), witnesses=tuple(named)),
    )  # fmt: skip


@property_test
@given(claims())
def test_the_checker_takes_what_holds_by_hand_and_nothing_else(proof: Proof) -> None:
    assert by_program(proof) == by_hand(proof)


ONE: tuple[tuple[int, ...], int, int, tuple[tuple[int, int, int], ...]] = ((0,), 6, 0, ())
FORGED: dict[str, tuple[Sequence[object], Sequence[object], tuple[object, ...]]] = {
    "a world with half a person": ([0, 0], [5.5, 0], ONE),
    "a world with more people than there are": ([0, 0], [7, 0], ((0,), 9, 0, ())),
    "a world with fewer than nobody": ([0, 0], [6, -2], ONE),
    "a world that misses a figure": ([0, 3], [6, 3], ONE),
    "a world of another length": ([0, 0], [6], ONE),
    "somebody for sure": ([1, 0], [6, 0], ONE),
    "only a few for sure": ([0, 0], [4, 0], ONE),
    "a member counted twice": ([0, 0], [3, 0], ((0, 0), 6, 0, ())),
    "nearly all of many": ([0, 10], [0, 10], ((1,), 11, 0, ())),
    "some, but few, of many": ([0, 1], [0, 4], ((1,), 11, 0, ())),
    "what an ally told is forgotten": ([0, 0], [5, 0], ((0,), 5, 0, ((0, 1, 6),))),
    "more people than the group has": ([0, 0], [6, 0], ((0,), 5, 0, ())),
}
TWELVE = {"nearly all of many", "some, but few, of many"}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_certificate_is_refused(name: str) -> None:
    low, high, target = FORGED[name]
    sizes = (6, 11) if name in TWELVE else (6, 3)
    rows = [] if name in TWELVE else [(((0, 1), (1, 1)), 0, 8)]
    assert unproven(sizes, rows, cast("Targets", [target]), cast("Worlds", [low, high]), [(0, 1)]) == [0]
    # Control: the same group with worlds that hold.
    honest = ([0, 0], [0, 6]) if name in TWELVE else ([0, 0], [6, 0])
    group = ((1,), 11, 0, ()) if name in TWELVE else ONE
    assert unproven(sizes, rows, [group], honest, [(0, 1)]) == []
    for named in ((), (0,), (0, 1, 1), (0, 9), (-1, 1)):
        assert unproven(sizes, rows, [group], honest, [named]) == [0]


# ------------------------------------------------- solvers that lie or give up


def tried_with(case: Case, solver: type[Liar] | type[Idler]) -> dict[str, str]:
    """What a reader proves when the second report was tried with such a solver; nothing when it is held."""
    company, office = case.firm(), Office(coin=falling(case.luck))
    papers = [office.paper(company, place) for place in range(case.reports - 1)]
    office.make_solver = solver
    try:
        papers.append(office.paper(company, case.reports - 1))
    except ReportHeldError:
        return {}
    return reader(company.people, papers, "mob").wins()


@pytest.mark.parametrize("solver", [Liar, Idler])
@pytest.mark.parametrize("name", ["four who came all have it", "five who came, hardly any has it"])
def test_a_solver_that_lies_or_gives_up_lets_nothing_through(
    name: str, solver: type[Liar] | type[Idler]
) -> None:
    assert tried_with(CASES[name], solver) == {}


def test_when_nothing_is_found_in_time_nothing_is_shown_and_the_report_is_held() -> None:
    company = CASES["four who came all have it"].firm()
    with pytest.raises(ReportHeldError):
        Office(coin=falling({}), make_solver=Idler).paper(company, 0)
    assert Office(coin=falling({})).paper(company, 0).value("themes", "group-mob") is not None


def proven_by_one_ally(*, allies: int, solver: MakeSolver) -> list[dict[str, str]]:
    """What readers with one ally prove of ten who came; nothing when the second report is held."""
    company, office = TEN_CAME.firm(), Office(coin=falling(TEN_CAME.luck), allies=allies)
    papers = [office.paper(company, 0)]
    office.make_solver = solver
    try:
        papers.append(office.paper(company, 1))
    except ReportHeldError:
        return []
    held = reader(company.people, papers, KEY)
    found = (others_proven(held, company.people, each) for each in circles(company.people, 1))
    return [each for each in found if each]


def test_what_was_not_decided_in_time_is_not_taken_for_told_before() -> None:
    """Of what earlier reports told allies are asked no more; nobody could tell it of these ten before."""
    tired = Tired()
    assert proven_by_one_ally(allies=20, solver=tired) == []
    assert tired.gave_up
    assert proven_by_one_ally(allies=0, solver=HighsSolver) != []


def test_a_solver_that_says_nothing_fits_is_not_believed() -> None:
    """Series that are believed to fit nothing are not tried any further."""
    problem = Problem(sizes=(3,), rows=(Row(terms=((0, 1),), low=0, high=3),))
    assert not fits_nothing(problem, Liar(problem))
    contrary = Problem(sizes=(3,), rows=(Row(terms=((0, 1),), low=4, high=9),))
    assert fits_nothing(contrary, Liar(contrary))
