"""When a mentor may start with somebody new, and how that stands beside the grace of the check."""

import datetime as dt

import pytest

from careernotes.assets import read_json
from careernotes.domain.ethics import periodic_state, read_checklist
from careernotes.domain.growth import SignUp, Training, code_signed, e_learning_done
from careernotes.domain.ids import RecordId
from careernotes.domain.vocabulary import Effect, TrainingModule

SIGNED_ON = dt.date(2025, 11, 22)
[P01] = [
    item for item in read_checklist(read_json("ethics", "checklist-1.json")).periodic if item.item_id == "P01"
]


def signature(version: str = "1.0", on: dt.date = SIGNED_ON) -> SignUp:
    return SignUp(
        sign_up_id=RecordId("s"), code_version=version, signed_on=on, valid_until=on + dt.timedelta(days=365)
    )


def course(module: TrainingModule) -> Training:
    return Training(training_id=RecordId("t"), module=module, completed_on=SIGNED_ON)


@pytest.mark.parametrize(
    ("days", "may_start", "holds", "stops"),
    [
        (0, True, True, False),
        (364, True, True, False),
        (365, True, True, False),
        (366, False, False, False),
        (395, False, False, False),
        (396, False, False, True),
    ],
)
def test_what_starts_needs_a_running_year_and_what_runs_has_a_month_of_grace(
    days: int, may_start: bool, holds: bool, stops: bool
) -> None:
    today = SIGNED_ON + dt.timedelta(days=days)
    known = periodic_state(P01, SIGNED_ON, today)

    assert code_signed([signature()], "1.0", today) is may_start
    assert known.holds is holds
    assert (known.effect is Effect.BLOCK and not known.holds) is stops


@pytest.mark.parametrize(
    ("signatures", "signed"),
    [
        ([], False),
        ([signature("1.0")], False),
        ([signature("2.0")], True),
        ([signature("2.0", SIGNED_ON - dt.timedelta(days=400))], False),
        ([signature("2.0", SIGNED_ON - dt.timedelta(days=400)), signature("1.0")], False),
        ([signature("1.0"), signature("2.0")], True),
    ],
)
def test_only_the_code_in_force_counts_and_only_in_its_year(signatures: list[SignUp], signed: bool) -> None:
    assert code_signed(signatures, "2.0", SIGNED_ON) is signed


def test_a_refresher_is_not_the_course() -> None:
    assert not e_learning_done([])
    assert not e_learning_done([course(TrainingModule.REFRESHER)])
    assert e_learning_done([course(TrainingModule.REFRESHER), course(TrainingModule.MENTOR_ELEARNING)])
