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


# ------------------------------------------------- people, not meetings


def counted(meetings: int, *, status: int = 2) -> dict[str, int]:
    """What is counted of one person with so many meetings, one theme in all of them."""
    facts = MentorFacts(
        persons=(person(1, business_area=1, chosen_by=1),),
        meetings=tuple(meeting(n, 1, status=status) for n in range(meetings)),
        codings=tuple(coding(n, 1, GENERAL[0]) for n in range(meetings)),
        ratings=(),
    )
    counts = zip(PLAN.keys, count(facts, PERIOD, PLAN, KIT, TAXONOMY), strict=True)
    return {str(key): n for key, n in counts if n and key.table is not TableId.SESSIONS}


def test_somebody_with_forty_meetings_weighs_what_somebody_with_one_weighs() -> None:
    assert counted(40) == counted(1) != {}


def test_somebody_who_was_never_met_is_not_counted() -> None:
    planned, kept, missed, cancelled = 1, 2, 3, 4
    assert counted(3, status=kept)
    for status in (planned, missed, cancelled):
        assert counted(3, status=status) == {}
