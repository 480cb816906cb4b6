"""A5: the reader who subtracts. Two reports, and who came in between is known to everybody.

The attacker here counts by hand and asks nothing of the program: nobody left the area, so what its second
figure surely has above what its first one can have at most is with those who came.
"""

from collections.abc import Sequence

import pytest
from tests.unit.disclosure.support import (
    GENERAL,
    KIT,
    PLAN,
    TAXONOMY,
    coding,
    coin_of,
    meeting,
    person,
    without_chance,
)

from careernotes.auditing.attack import Attack, Setting
from careernotes.auditing.memory import Memory, partition_of, plain_memory, read_memory
from careernotes.auditing.roster import roster_of
from careernotes.disclosure.counting import add, count
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.disclosure.release import Check, Released, release
from careernotes.domain.periods import Period
from careernotes.ledger.facts import CodingFact, MeetingFact, MentorFacts

FIRST, SECOND = Period.parse("2026-H1"), Period.parse("2026-H2")
THEME = GENERAL[0]
GROUP = PLAN.group_of[THEME]
MENTORS, AREA = 9, 1
STAYING, WITH_THEME, JOINERS = 45, 14, 4
"""People of the area in both reports, those with the theme, and those who come later and all have it."""


def mentors() -> list[MentorFacts]:
    """An area that nobody leaves and four people join, and another area where nobody has the theme."""
    people = [(who, AREA, who >= STAYING) for who in range(STAYING + JOINERS)]
    people += [(1000 + who, 2, False) for who in range(27)]
    return [vault_of([each for each in people if each[0] % MENTORS == mentor]) for mentor in range(MENTORS)]


def vault_of(people: Sequence[tuple[int, int, bool]]) -> MentorFacts:
    meetings: list[MeetingFact] = []
    codings: list[CodingFact] = []
    for who, area, joins in people:
        for number, period in enumerate((FIRST, SECOND)):
            if joins and period is FIRST:
                continue
            quarter, of = period.first_quarter, 10 * who + number
            meetings.append(meeting(of, who, quarter=quarter))
            if area == AREA and (who < WITH_THEME or joins):
                one = coding(of, who, THEME)
                codings.append(
                    CodingFact(**{f: getattr(one, f) for f in one.__slots__} | {"quarter": quarter})
                )
    persons = tuple(person(who, business_area=area, started_quarter=1) for who, area, _joins in people)
    return MentorFacts(persons=persons, meetings=tuple(meetings), codings=tuple(codings), ratings=())


def summed(period: Period) -> tuple[int, ...]:
    return add((count(vault, period, PLAN, KIT, TAXONOMY) for vault in mentors()), PLAN)


def made(period: Period, key: str, checks: Sequence[Check] = ()) -> Released:
    counters = summed(period)
    coin = without_chance(coin_of(key))
    return release(counters, plan=PLAN, policy=Policy(), period=period, coin=coin, checks=checks)


def attack_on(period: Period, past: tuple[Memory, ...]) -> Attack:
    counts = dict(zip(PLAN.keys, summed(period), strict=True))
    return Attack(
        Setting(
            past=past,
            roster=roster_of(counts, PLAN.areas, period),
            plan=PLAN,
            policy=Policy(),
            taxonomy=TAXONOMY,
            partition=partition_of(KIT),
            sets_of_allies=0,
        )
    )


def surely_joined(before: Released, after: Released) -> int:
    """How many of those who came surely have the theme group, counted by hand from two published figures."""
    values = [each.report.value(TableId.AREA_GROUPS, AREA, GROUP) for each in (before, after)]
    if values[0] is None or values[1] is None:
        return 0
    step = before.report.base
    assert step == after.report.base == 5
    return max(0, (values[1] - step + 1) - (values[0] + step - 1))


@pytest.fixture(scope="module")
def telling() -> list[str]:
    """Secrets under which the coins of the two reports, as blurred and hidden, give the joiners away."""
    keys = [f"secret {number}" for number in range(80)]
    return [key for key in keys if surely_joined(made(FIRST, key), made(SECOND, key)) > 0]


def test_without_the_attack_step_two_reports_give_the_joiners_away(telling: list[str]) -> None:
    assert telling


def test_with_the_attack_step_they_never_do(telling: list[str]) -> None:
    for key in [*telling, "secret 0", "secret 1"]:
        first = attack_on(FIRST, ())
        before = made(FIRST, key, [first])
        assert first.outcome.memory is not None
        second = attack_on(SECOND, (first.outcome.memory,))
        after = made(SECOND, key, [second])
        assert surely_joined(before, after) == 0
        assert second.outcome.reports == 2
        assert not second.outcome.borne
        # The only figure by area that this organisation shows is the one that tells: the breakdown goes.
        assert second.outcome.breakdown_dropped == (key in telling)
        assert (after.report.table(TableId.AREA_GROUPS) is None) == (key in telling)


def test_an_attack_that_forgets_the_earlier_report_finds_nothing(telling: list[str]) -> None:
    forgetful = attack_on(SECOND, ())
    after = made(SECOND, telling[0], [forgetful])
    assert not forgetful.outcome.hidden
    assert not forgetful.outcome.breakdown_dropped
    assert surely_joined(made(FIRST, telling[0]), after) > 0


def test_what_is_kept_of_a_report_is_what_was_published_and_comes_back_the_same(telling: list[str]) -> None:
    attack = attack_on(FIRST, ())
    released = made(FIRST, telling[0], [attack])
    memory = attack.outcome.memory
    assert memory is not None
    assert read_memory(plain_memory(memory)) == memory
    published = {
        FigureKey(table.table, cell.row, cell.column): cell.value
        for table in released.report.tables
        for cell in table.cells
        if cell.value is not None
    }
    assert dict(memory.look.shown) == published
    assert memory.roster.people[AREA, 0] == STAYING
