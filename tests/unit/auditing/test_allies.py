"""Readers with allies: who is drawn, what they tell, and what they find out that nobody alone would."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.auditing.support import FAMILIES, Person, organisation, series_of
from tests.unit.auditing.test_worlds import disclosed, every_world, problems
from tests.unit.disclosure.support import PLAN, property_test

from careernotes.auditing.allied import Allied
from careernotes.auditing.allies import MOST, SETS, Circles, draw, near
from careernotes.auditing.family_audit import Attacker, attack_family
from careernotes.auditing.model import Posed
from careernotes.auditing.problem import Problem, Row, Target
from careernotes.auditing.repair import repair
from careernotes.auditing.roster import PersonClass
from careernotes.auditing.solver import HighsSolver
from careernotes.auditing.worlds import find_worlds, open_targets, roomy_worlds
from careernotes.disclosure.plan import FigureKey, TableId


def nothing() -> None:
    """A step that is never stopped."""


def test_sets_are_drawn_from_what_was_sealed_and_each_person_is_as_likely() -> None:
    classes = series_of(organisation(1, 60, 2), 2).classes
    assert draw(classes, "one") == draw(classes, "one") != draw(classes, "two")
    sets = draw(classes, "one")
    assert len(sets) == SETS
    assert {len(each) for each in sets} == {1, 2, 3}
    many = Counter(each for allies in draw(classes, "many", 6000) for each in allies)
    people = sum(each.people for each in classes)
    for number, each in enumerate(classes):
        expected = sum(many.values()) * each.people / people
        assert abs(many[number] - expected) < 6 * expected**0.5 + 3
    assert max(map(len, draw(classes, "many", 6000))) == MOST


def kind(area: int, people: int) -> PersonClass:
    return PersonClass(area=area, first=0, entered=0, left=0, people=people)


def test_of_people_who_are_few_all_sets_of_one_area_are_tried_where_there_are_no_more() -> None:
    classes = (kind(1, 9), kind(1, 1), kind(1, 10), kind(2, 2))
    assert set(near(classes, "one")) == {
        (0,), (1,), (0, 0), (0, 1), (0, 0, 0), (0, 0, 1), (3,), (3, 3),
    }  # fmt: skip
    assert near((kind(1, 10), kind(2, 40)), "one") == () == near((), "one")


def test_of_many_people_who_are_few_some_sets_are_drawn() -> None:
    classes = tuple(kind(number % 4, 1 + number % 9) for number in range(40))
    assert near(classes, "one") == near(classes, "one") != near(classes, "two")
    assert 1 < len(near(classes, "one")) <= SETS / 4
    many = near(classes, "many", 12000)
    assert {len(each) for each in many} == {1, 2, 3}
    assert {number for each in many for number in each} == set(range(40))
    for each in many:
        assert len({classes[number].area for number in each}) == 1
        assert all(people <= classes[number].people for number, people in Counter(each).items())


def posed_of(problem: Problem) -> Posed:
    return Posed(problem=problem, classes=tuple(range(len(problem.sizes))), sources=())


def test_two_allies_find_out_what_nobody_alone_would() -> None:
    # Two to seven of eight people: of the six it may be none or five. Two allies who are not among them know
    # that it is two of the others at least.
    problem = Problem(
        sizes=(2, 6),
        rows=(Row(terms=((0, 1), (1, 1)), low=2, high=7),),
        targets=(Target(name="others", members=(1,), people=6),),
    )
    found = find_worlds(problem, step=nothing)
    assert open_targets(problem, found) == []
    allied = Allied(posed_of(problem), found.worlds, HighsSolver, nothing)
    allied.tries([{0: (2, 2)}], last=0)
    assert not allied.leaks
    assert allied.proof.holds()
    allied.tries([{0: (2, 0)}], last=0)
    assert [leak.target.split()[0] for leak in allied.leaks] == ["others"]
    assert allied.leaks[0].proven


@settings(property_test, max_examples=40)
@given(problem=problems(), data=st.data())
def test_what_allies_find_out_is_what_trying_every_world_finds_out(
    problem: Problem, data: st.DataObject
) -> None:
    """Worlds that are moved to make room for what was told prove no more and no less than all there are."""
    kinds = data.draw(st.sets(st.sampled_from(range(len(problem.sizes))), min_size=1, max_size=2))
    spoken = {}
    for kind in sorted(kinds):
        allies = data.draw(st.integers(1, min(3, problem.sizes[kind])))
        spoken[kind] = (allies, data.draw(st.integers(0, allies)))
    start = [
        *find_worlds(problem, step=nothing).worlds,
        *roomy_worlds(problem, MOST, step=nothing),
    ]
    sources = tuple((0, FigureKey(TableId.THEMES, number)) for number in range(len(problem.rows)))
    allied = Allied(replace(posed_of(problem), sources=sources), start, HighsSolver, nothing)
    allied.tries([spoken], last=0)
    known = tuple((k, yes, problem.sizes[k] - (all_ - yes)) for k, (all_, yes) in spoken.items())
    targets = [
        replace(
            each,
            people=each.people - sum(spoken[k][0] for k in each.members if k in spoken),
            told=sum(spoken[k][1] for k in each.members if k in spoken),
        )
        for each in problem.targets
    ]
    told = replace(problem, known=known, targets=tuple(each for each in targets if each.people > 0))
    expected = [told.targets[number].name for number in disclosed(told)] if every_world(told) else []
    assert sorted(leak.target.partition(" told ")[0] for leak in allied.leaks) == sorted(expected)
    assert allied.proof.holds()
    assert not every_world(told) or len(allied.proof.targets) == len(told.targets) - len(expected)


def test_allies_who_cannot_exist_find_out_nothing() -> None:
    problem = Problem(
        sizes=(2, 6),
        rows=(Row(terms=((0, 1),), low=0, high=1),),
        targets=(Target(name="others", members=(1,), people=6),),
    )
    allied = Allied(posed_of(problem), find_worlds(problem, step=nothing).worlds, HighsSolver, nothing)
    allied.tries([{0: (2, 2)}], last=0)
    assert not allied.leaks
    assert not allied.proof.targets


def test_what_allies_would_find_out_is_hidden_from_them() -> None:
    theme = next(iter(PLAN.group_of))
    # Published exactly: half of those who were there before, and everybody who came.
    people = [Person(1, 0, 1, frozenset({theme} if n < 30 else ())) for n in range(60)]
    people += [Person(1, 1, 1, frozenset({theme})) for _ in range(9)]
    family = next(each for each in FAMILIES if theme in {key.row for key in each.figures})
    series = series_of(people, 2, blurs=False)
    alone = Attacker(plan=PLAN, step=nothing)
    circles = Circles(sets=draw(series.classes, "name"))
    together = Attacker(plan=PLAN, step=nothing, circles=circles)
    assert len(attack_family(family, series, together).leaks) >= len(
        attack_family(family, series, alone).leaks
    )
    repaired = repair(family, series, together)
    assert not repaired.findings.leaks
    assert all(proof.holds() for proof in repaired.findings.proofs)
