"""Organisations of up to 14 people: every world there is, each put through the program.

With the program's own floors nothing leaves such an organisation but the list of a mentor with 12 people and
more. So what comes after the gate is tried without a gate too, and shown from five people: there the reader
of figures may learn nothing certain about anybody.
"""

from collections.abc import Sequence
from functools import partial
from itertools import product
from pathlib import Path

from tests.attack.every_conclusion import (
    Conclusions,
    Lots,
    of_figures_alone,
    of_one_report,
    of_two_free,
    of_two_lasting,
)
from tests.attack.every_list import Lists, MakeList, by_a_cut_off, by_the_program
from tests.attack.every_world import DOWN, FLOORS, LOW, NO_GATE, UP, Crowd, Program, Rules, group_alone, lots
from tests.attack.measured import OURS, Columns, Figures, Measure, Weaker
from tests.unit.disclosure.support import coin_of

LIST_FROM = FLOORS.list_people
HERE, BOTH, GOES, COMES = (0,), (0, 1), (0,), (1,)
SMALL_ENOUGH = 10
"""Up to so many people no single theme is ever shown, so how the two themes lie makes no difference."""


def split(people: int, first: int) -> list[Crowd]:
    """One report: an area of so many and one of the rest."""
    return [crowd for crowd in (Crowd(1, first), Crowd(2, people - first)) if crowd.people]


def series(people: int) -> list[list[Crowd]]:
    """Two reports: one of the first area comes, one goes, or both."""
    mine = people // 2
    staying = [Crowd(1, mine - 1, BOTH), Crowd(2, people - mine, BOTH)]
    comes, goes = Crowd(1, 1, COMES), Crowd(1, 1, GOES)
    return [[*staying, comes], [*staying, goes], [*staying, comes, goes]]


def worlds_of(people: int) -> Lots:
    """Every way the themes can lie that makes a difference."""
    return group_alone if people <= SMALL_ENOUGH else lots


def refused(people: int) -> Conclusions:
    """Every organisation of up to so many people with the program's own floors: nothing may depend on
    anything.
    """
    told = Conclusions()
    for size in range(1, people + 1):
        for first in range((size + 1) // 2, size + 1):
            for coin in (UP, DOWN):
                rules = Rules(policy=FLOORS, size_coin=coin)
                told.add(of_one_report(Program(split(size, first), rules), group_alone))
    return told


def lists(people: int, make: MakeList) -> Conclusions:
    """Lists of one mentor, one and two in a row, with somebody who comes and somebody who goes."""
    told = Conclusions()
    for size in range(LIST_FROM - 1, max(people, LIST_FROM) + 1):
        told.add(of_one_report(Lists([Crowd(1, size)], make)))
    crowds = [Crowd(1, LIST_FROM - 1, BOTH), Crowd(1, 1, GOES), Crowd(1, 1, COMES)]
    made = Lists(crowds, make)
    told.add(of_two_lasting(made))
    told.add(of_two_free(made))
    return told


def lowered(people: int, rules: Sequence[Rules]) -> dict[str, Conclusions]:
    """Organisations of so many people without a gate: who reads figures, and who reruns the program."""
    told = {name: Conclusions() for name in ("figures", "rerun", "two_figures", "two_rerun", "two_free")}
    each = worlds_of(people)
    for rule in rules:
        for first in range((people + 1) // 2, people + 1):
            made = Program(split(people, first), rule)
            told["figures"].add(of_figures_alone(made, each))
            told["rerun"].add(of_one_report(made, each))
        for crowds in series(min(people, SMALL_ENOUGH)):
            made = Program(crowds, rule)
            told["two_figures"].add(of_figures_alone(made, group_alone, reports=2))
            told["two_rerun"].add(of_two_lasting(made, group_alone))
            told["two_free"].add(of_two_free(made, group_alone))
    return told


def as_it_is(folder: Path, size: int, seed: int) -> Figures:
    """The program as it is; floors lowered where the report says so, and then without tops as well, and with
    higher ones: so few people are all at the top, and what else protects them would not be seen.
    """
    del folder, seed
    told = {"floors": refused(size), "lists": lists(size, by_the_program)}
    rules = [Rules(policy=policy, tops=tops) for policy, tops in product((LOW, NO_GATE), (True, False))]
    told |= lowered(size, [*rules, Rules(top_leaves=1)])
    return {name: plain(each) for name, each in told.items()}


def plain(told: Conclusions) -> Figures:
    """Conclusions as numbers."""
    return {
        "worlds": told.worlds,
        "runs": told.runs,
        "seen": told.seen,
        "certain": len(told.certain),
        "someone": len(told.someone),
        "surest": round(told.surest, 3),
    }


def without(rules: Rules, folder: Path, size: int, seed: int) -> Figures:
    """The same organisations, one report, with a rule taken out."""
    del folder, seed
    told = Conclusions()
    for first in range((size + 1) // 2, size + 1):
        told.add(of_one_report(Program(split(size, first), rules), worlds_of(size)))
    return plain(told)


def with_known_coins(folder: Path, size: int, seed: int) -> Figures:
    """Coins that hang on nothing secret: the reader works them out. Six programmes, the worst of them."""
    found = [without(Rules(known_coin=coin_of(f"{n}"), tops=False), folder, size, seed) for n in range(6)]
    return max(found, key=lambda each: int(str(each["certain"])))


def list_by_a_cut_off(folder: Path, size: int, seed: int) -> Figures:
    """Lists with every theme of five people."""
    del folder, seed
    return plain(lists(size, by_a_cut_off))


def certain(figures: Figures, *names: str) -> int:
    """Certain facts about somebody."""
    found = [figures[name] for name in names]
    return sum(each["certain"] for each in found if isinstance(each, dict))


def caught(figures: Figures) -> bool:
    """A weakened build is noticed when something about somebody is certain."""
    return bool(figures["certain"])


def held(figures: Figures) -> bool:
    """Nothing certain: not with the floors, not in a list, and without a gate not from any figure."""
    return certain(figures, "floors", "lists", "figures", "two_figures") == 0


def columns(figures: Figures) -> Columns:
    """The table's cells."""
    worlds = sum(each["worlds"] for each in figures.values() if isinstance(each, dict))
    return {OURS: f"{certain(figures, 'floors', 'lists', 'figures', 'two_figures')} in {worlds} worlds"}


def table(figures: Figures) -> list[str]:
    """What each reader found."""
    names = {
        "floors": "the program's own floors, up to 14 people, refusals",
        "lists": "a mentor's lists, one and two in a row, every world and coin rerun",
        "figures": "without a gate, one report, from its figures",
        "two_figures": "without a gate, two reports, themes last, from their figures",
        "rerun": "without a gate, one report, rerunning the program without dashes by chance",
        "two_rerun": "without a gate, two reports, themes last, the same",
        "two_free": "without a gate, two reports, nothing lasts, the same",
    }
    lines = []
    for name, words in names.items():
        each = figures[name]
        assert isinstance(each, dict)
        lines.append(
            f"{words}: {each['certain']} certain facts, {each['worlds']} worlds, {each['runs']} runs, "
            f"{each['seen']} things to see, surest {each['surest']}"
        )
    return lines


def _weaker(name: str, rules: Rules) -> Weaker:
    return Weaker(name=name, tiny=10, size=10, run=partial(without, rules), caught=caught)


MEASURES = (
    Measure(
        name="every-world",
        what="organisations of up to 14 people, every world and every coin put through the program",
        goal="nothing certain about anybody",
        tiny=7,
        short=10,
        full=14,
        run=as_it_is,
        held=held,
        columns=columns,
        table=table,
        controls=(
            _weaker("exact counts", Rules(rounder=lambda n, _base, _coin: n, attacks=False, tops=False)),
            _weaker("no attack step and no tops", Rules(attacks=False, tops=False)),
            Weaker(name="coins without a secret", tiny=10, size=10, run=with_known_coins, caught=caught),
            Weaker(name="a list by a cut-off", tiny=12, size=12, run=list_by_a_cut_off, caught=caught),
        ),
    ),
)
