"""A11: the reader who takes sessions for people, and one person who talks a lot."""

from dataclasses import replace

from tests.attack.crowds import SAFE, made_from, mentors_with
from tests.unit.disclosure.support import GENERAL, KIT, PERIOD, PLAN, TAXONOMY, coding, meeting, person

from careernotes.disclosure.counting import count
from careernotes.disclosure.plan import FigureKey, TableId
from careernotes.disclosure.policy import Policy
from careernotes.ledger.facts import MentorFacts


def weight_of_one(policy: Policy) -> tuple[int, int, int]:
    """How much one talkative person moves: the largest single figure, all themes together, and sessions."""
    many = MentorFacts(
        persons=(person(1, business_area=1),),
        meetings=tuple(meeting(n, 1) for n in range(40)),
        codings=tuple(coding(n, 1, GENERAL[n % 20]) for n in range(40)),
        ratings=(),
    )
    counts = dict(zip(PLAN.keys, count(many, PERIOD, PLAN, KIT, TAXONOMY, policy=policy), strict=True))
    sessions = counts.pop(FigureKey(TableId.SESSIONS))
    return max(counts.values()), sum(counts[key] for key in PLAN.of(TableId.THEMES)), sessions


def test_a_talkative_person_weighs_no_more_than_the_cap() -> None:
    assert weight_of_one(SAFE) == (1, 4, 10)


def test_without_the_cap_a_talkative_person_weighs_more() -> None:
    single, themes, sessions = weight_of_one(replace(SAFE, themes_each=0, sessions_each=0))
    assert single == 1
    assert themes > 4
    assert sessions > 10


def test_one_person_moves_the_rounded_number_of_sessions_with_a_fifth_at_most() -> None:
    report = made_from(mentors_with([6] * 9, {}))
    table = report.table(TableId.SESSIONS)
    assert table is not None
    assert SAFE.sessions_each / table.base <= 0.20
