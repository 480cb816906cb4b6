"""A5 on the lists of one mentor: the reader who has every list so far and knows who came when.

A theme on a list says "four people or more", one that is not says "seven or fewer", one that is kept out says
nothing; which ones are kept out the reader knows, who knows the program. It tries every number of people of
each stay. The inference meter is held against the best guess of such a reader.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path
from types import MappingProxyType

import pytest
from tests.attack.noisy_programme import ledger_in
from tests.attack.organisations import period_at, programme
from tests.unit.auditing.bad_solvers import Idler
from tests.unit.disclosure.support import GENERAL, coding, meeting, person

from careernotes.auditing.listed import ListSetting, attack_list
from careernotes.auditing.roster import Roster
from careernotes.disclosure.blur import COIN_SPACE, Coin
from careernotes.disclosure.errors import ReportHeldError
from careernotes.disclosure.meter import Advantage
from careernotes.disclosure.own_list import listable_themes, on_list, own_list
from careernotes.exporter.list_attack import ListAttack
from careernotes.exporter.speech import Speech
from careernotes.ledger.facts import CodingFact, MentorFacts
from careernotes.vault.releases import Release, ReleaseKind

THEME = GENERAL[0]
UP, DOWN = 0, COIN_SPACE - 1
Stay = tuple[int, int]
"""From which list to which one somebody is there."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One list: whether the theme is on it (None: kept out), and what the meter said."""

    said: bool | None
    lists: int
    this: Advantage
    so_far: Advantage


def facts(people: Mapping[Stay, int], with_theme: Mapping[Stay, int]) -> MentorFacts:
    """People by stay; of each stay so many have the theme, for as long as they come."""
    persons, meetings, codings, who = [], [], [], 0
    for stay, number in sorted(people.items()):
        for place_of_one in range(number):
            who += 1
            persons.append(person(who, started_quarter=period_at(stay[0]).first_quarter))
            for place in range(stay[0], stay[1] + 1):
                quarter, of = period_at(place).first_quarter, 10 * who + place
                meetings.append(meeting(of, who, quarter=quarter))
                if place_of_one < with_theme.get(stay, 0):
                    one = coding(of, who, THEME)
                    fields = {name: getattr(one, name) for name in one.__slots__}
                    codings.append(CodingFact(**{**fields, "quarter": quarter}))
    return MentorFacts(persons=tuple(persons), meetings=tuple(meetings), codings=tuple(codings), ratings=())


def series(
    folder: Path,
    people: Mapping[Stay, int],
    with_theme: Mapping[Stay, int],
    coins: Sequence[int],
    allies: Sequence[str] = (),
) -> list[Seen]:
    """The lists of one mentor as the program makes them; *coins* of the theme, for one list after another."""
    used, found = programme(), list[Seen]()
    with ledger_in(folder) as ledger:
        for place, coin in enumerate(coins):
            period = period_at(place)
            declared = allies if place == len(coins) - 1 else ()
            attack = ListAttack(used, period, ledger=ledger, speech=Speech(as_json=True), allies=declared)
            try:
                made = own_list(
                    facts(people, with_theme), period=period, plan=used.plan, policy=used.policy,
                    taxonomy=used.taxonomy, keeps_out=attack,
                    coin=coin_of_theme(coin),
                )  # fmt: skip
            except ReportHeldError:
                return found
            out = {reason.key.row for reason in made.reasons.reasons if reason.code.value == "check"}
            on = THEME in {key.row for key in on_list(made.report)}
            said = None if THEME in out and not on else on
            meter = attack.meter()
            found.append(Seen(said, meter.lists, meter.this, meter.so_far))
            name = f"{place:064x}"
            ledger.append(attack.entry(made.report, name))
            ledger.append(Release(kind=ReleaseKind.LIST, period=str(period), model_hash=name, model=b"{}"))
    return found


def coin_of_theme(coin: int) -> Coin:
    """The coin of the theme; all others say no."""
    return lambda _plan, _period, figure: coin if figure.endswith(f"/{THEME}/0") else DOWN


def told(
    people: Mapping[Stay, int], said: Sequence[bool | None], allies: Mapping[Stay, int] = MappingProxyType({})
) -> list[str]:
    """The small groups about which the reader knows something for sure, with the word of its allies (all say
    no) taken off.
    """
    stays, last = sorted(people), len(said) - 1
    worlds = [
        dict(zip(stays, numbers, strict=True))
        for numbers in product(*(range(people[stay] - allies.get(stay, 0) + 1) for stay in stays))
    ]
    for place, on in enumerate(said):
        worlds = [
            world
            for world in worlds
            if on is None or (sum(n for s, n in world.items() if s[0] <= place <= s[1]) >= 4) == on
            or 4 <= sum(n for s, n in world.items() if s[0] <= place <= s[1]) <= 7
        ]  # fmt: skip
    if not worlds:
        return []
    groups = {f"stay {stay}": {stay} for stay in stays}
    groups |= {f"joined {p}": {s for s in stays if s[0] == p} for p in range(1, last + 1)}
    groups |= {f"left {p}": {s for s in stays if s[1] == p} for p in range(last)}
    found = []
    for name, group in groups.items():
        size = sum(people[stay] - allies.get(stay, 0) for stay in group)
        sums = [sum(world[stay] for stay in group) for world in worlds]
        if 0 < size < 10 and (min(sums) >= 1 or max(sums) < min(size, 5)):
            found.append(name)
    return found


NINE_STAY = {(0, 0): 3, (0, 1): 9, (1, 1): 3}
"""Twelve people; three go and three come. Being on the second list would say: one of the nine at least."""
FIVE_JOIN = {(0, 1): 12, (1, 1): 5}
"""Nobody goes. A theme that was listed and no longer is has three of those who came at most."""
CASES: dict[str, tuple[Mapping[Stay, int], Mapping[Stay, int], tuple[int, ...]]] = {
    "listed, and after five came not any more": (FIVE_JOIN, {(0, 1): 7}, (UP, DOWN)),
    "not listed, and after three went it is": (NINE_STAY, {(0, 1): 7}, (DOWN, UP)),
    "listed twice": (FIVE_JOIN, {(0, 1): 9}, (UP, UP)),
    "never listed": (FIVE_JOIN, {}, (DOWN, DOWN)),
    "four lists in a row": ({(0, 3): 10, (0, 1): 4, (2, 3): 4}, {(0, 3): 4, (2, 3): 2}, (UP, DOWN, UP, DOWN)),
}  # fmt: skip
TELLING = ("listed, and after five came not any more", "not listed, and after three went it is")


@pytest.mark.parametrize("name", CASES)
def test_no_list_adds_anything_sure_about_a_small_group(tmp_path: Path, name: str) -> None:
    people, having, coins = CASES[name]
    said = [each.said for each in series(tmp_path, people, having, coins)]
    assert said
    for length in range(1, len(said) + 1):
        seen: Counter[Stay] = Counter()
        for (came, left), number in people.items():
            if came < length:
                seen[came, min(left, length - 1)] += number
        assert set(told(seen, said[:length])) <= set(told(seen, [*said[: length - 1], None]))


@pytest.mark.parametrize("name", TELLING)
def test_lists_that_know_nothing_of_each_other_would_tell(tmp_path: Path, name: str) -> None:
    """Control: the same halves of a year, each with a ledger of its own."""
    people, having, coins = CASES[name]
    used, said = programme(), list[bool | None]()
    for place, coin in enumerate(coins):
        made = own_list(
            facts(people, having), period=period_at(place), plan=used.plan, policy=used.policy,
            taxonomy=used.taxonomy,
            coin=coin_of_theme(coin),
        )  # fmt: skip
        said.append(THEME in {key.row for key in on_list(made.report)})
    assert told(people, said)


def test_what_people_who_were_declared_know_tells_nothing_about_others(tmp_path: Path) -> None:
    """Eight people from the start and six who came; three of these six tell that they do not have it."""
    people, allies = {(0, 1): 8, (1, 1): 6}, {(1, 1): 3}
    for name, declared in (("tried", [f"{period_at(1)}:3"]), ("control", [])):
        said = _second(tmp_path / name, people, {(0, 1): 4}, UP, declared)
        assert bool(told(people, [None, said], allies)) == (name == "control")


def _second(
    folder: Path, people: Mapping[Stay, int], having: Mapping[Stay, int], coin: int, allies: Sequence[str]
) -> bool | None:
    """What the only list of the second half-year says about the theme."""
    used, period = programme(), period_at(1)
    with ledger_in(folder) as ledger:
        attack = ListAttack(used, period, ledger=ledger, speech=Speech(as_json=True), allies=allies)
        try:
            made = own_list(
                facts(people, having), period=period, plan=used.plan, policy=used.policy,
                taxonomy=used.taxonomy, coin=lambda *_name: coin, keeps_out=attack,
            )  # fmt: skip
        except ReportHeldError:
            return None
    return THEME in {key.row for key in on_list(made.report)}


def test_a_theme_that_was_not_decided_in_time_is_kept_out() -> None:
    used = programme()
    themes = listable_themes(used.taxonomy)
    roster = Roster(period=period_at(0), people={(0, 0): 14})
    setting = ListSetting(past=(), roster=roster, plan=used.plan, themes=themes)
    assert attack_list(setting, make_solver=Idler).silent == set(themes)
    assert attack_list(setting).silent == frozenset()


def test_a_list_of_which_nothing_may_be_said_is_none(tmp_path: Path) -> None:
    """An empty list would say of every theme that it has seven people or fewer."""
    assert len(series(tmp_path, NINE_STAY, {}, (DOWN, DOWN))) == 1


# ------------------------------------------------- the meter


def chance(people: int) -> Fraction:
    """With which chance a theme of so many people is on a list: .2 .4 .6 .8 for 4 to 7."""
    return min(max(Fraction(people - 3, 5), Fraction(0)), Fraction(1))


def law(weights: Mapping[int, Fraction], lists: int) -> dict[tuple[bool, ...], Fraction]:
    """The chance of every row of so many lists, when so many people have the theme with these chances."""
    found = {}
    for row in product((False, True), repeat=lists):
        total = Fraction(0)
        for people, weight in weights.items():
            each = weight
            for on in row:
                each *= chance(people) if on else 1 - chance(people)
            total += each
        found[row] = total
    return found


def best_guess(without: Mapping[int, Fraction], lists: int) -> Fraction:
    """How much better than chance the best reader tells whether one more person has the theme."""
    one = law(without, lists)
    two = law({people + 1: weight for people, weight in without.items()}, lists)
    return sum((abs(one[row] - two[row]) for row in one), Fraction(0)) / 2


def known(others: int) -> Iterator[Mapping[int, Fraction]]:
    """A reader who knows the themes of all others."""
    yield from ({people: Fraction(1)} for people in range(others + 1))


def unknown(others: int) -> Iterator[Mapping[int, Fraction]]:
    """Readers to whom each of the others has the theme with one of some chances."""
    for share in (Fraction(n, 20) for n in range(1, 20)):
        yield {
            k: comb(others, k) * share**k * (1 - share) ** (others - k) for k in range(others + 1)
        }


Readers = Callable[[int], Iterator[Mapping[int, Fraction]]]


@pytest.mark.parametrize(("name", "readers"), [("others_known", known), ("others_unknown", unknown)])
def test_the_meter_says_what_the_best_reader_gains(tmp_path: Path, name: str, readers: Readers) -> None:
    people = {(0, 2): 13}
    found = series(tmp_path, people, {(0, 2): 6}, (UP, UP, UP))
    assert len(found) == 3
    for lists, each in enumerate(found, start=1):
        gained = max(best_guess(weights, lists) for weights in readers(12))
        assert float(getattr(each.so_far, name)) == pytest.approx(float(gained), abs=1e-9)
        alone = max(best_guess(weights, 1) for weights in readers(12))
        assert float(getattr(each.this, name)) == pytest.approx(float(alone), abs=1e-9)
        assert each.lists == lists


def test_a_list_that_says_nothing_of_a_theme_does_not_count_for_it(tmp_path: Path) -> None:
    """The meter stands at the most exposed person and theme: that one is in every list here."""
    for place, each in enumerate(series(tmp_path, FIVE_JOIN, {(0, 1): 7}, (UP, DOWN)), start=1):
        assert each.lists == place
