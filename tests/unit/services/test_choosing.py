"""A choice noted by mistake is taken back by another entry: all stands as it stood, and the log only grew."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import StoppedClock, facts_of, take_on
from tests.unit.services.kits import kit_file
from tests.unit.services.test_withdrawing import NOW, sent

from careernotes.domain.agreements import ConsentRecord, answers, current_consents, with_mistakes
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.mentees import Engagement
from careernotes.domain.vocabulary import ConsentKey
from careernotes.services import agreements, first_steps, withdrawing
from careernotes.services.changes import ChangedSinceError
from careernotes.services.choosing import make_choice, take_back_choice
from careernotes.services.desk import Desk
from careernotes.services.problems import NeedsCountingError
from careernotes.services.timeline import timeline
from careernotes.services.views import EntryKind
from careernotes.vault.releases import ReleaseKind

GENERAL, SENSITIVE = ConsentKey.COUNTED_GENERAL, ConsentKey.COUNTED_SENSITIVE
ANSWERS = st.tuples(st.sampled_from(ConsentKey), st.booleans(), st.booleans(), st.integers(0, 2))


def log_of(desk: Desk, key: EngagementId) -> list[ConsentRecord]:
    return sorted(desk.store.all(ConsentRecord, engagement_id=key), key=lambda each: each.sequence)


def stands(desk: Desk, key: EngagementId) -> object:
    """What the screens, the agreement and the exporter read of the choices of one mentee."""
    return agreements.consent_lines(desk, key), agreements.suggest(desk, key).choices, facts_of(desk)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(ANSWERS, min_size=1, max_size=4))
def test_taken_back_all_stands_as_it_stood_and_every_entry_is_still_there(
    desk: Desk, clock: StoppedClock, said: list[tuple[ConsentKey, bool, bool, int]]
) -> None:
    relations = desk.store.all(Engagement)
    key = relations[0].engagement_id if relations else take_on(desk)
    for choice, value, mistaken, days in said:
        clock.forward(days=days)
        before, log = stands(desk, key), log_of(desk, key)
        try:
            made = make_choice(desk, key, choice, value=value)
        except NeedsCountingError:
            continue
        if made.put and mistaken:
            take_back_choice(desk, made)
            assert stands(desk, key) == before
            assert len(log_of(desk, key)) == len(log) + 2 * len(made.put)
        assert log_of(desk, key)[: len(log)] == log


def test_an_answer_nobody_gave_is_asked_again_and_a_first_no_is_still_an_answer(desk: Desk) -> None:
    key = take_on(desk)
    take_back_choice(desk, make_choice(desk, key, GENERAL, value=True))
    assert GENERAL not in answers(log_of(desk, key))
    # The weakened reading, which takes every entry for an answer, would call this one a no that was said.
    assert {each.key for each in log_of(desk, key)} >= {GENERAL}
    make_choice(desk, key, GENERAL, value=False)
    assert not answers(log_of(desk, key))[GENERAL].value


def test_what_falls_with_a_mistaken_no_comes_back_with_the_day_it_was_said(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk, counted_general=True, counted_sensitive=True)
    first = desk.today
    clock.forward(days=30)
    made = make_choice(desk, key, GENERAL, value=False)
    assert not agreements.consents(desk, key).counted_sensitive
    take_back_choice(desk, made)
    assert agreements.consents(desk, key).counted_sensitive
    assert {each.said_on for each in answers(log_of(desk, key)).values()} == {first}
    choices = {each.on: each.detail for each in timeline(desk, key) if each.kind is EntryKind.CONSENT}
    assert choices[desk.today].split(", ") == [
        "counted in totals: no (noted by mistake)", "counted for sensitive themes: no (noted by mistake)",
    ]  # fmt: skip
    assert "mistake" not in choices[first]


def test_a_choice_that_was_changed_since_is_not_put_back(desk: Desk) -> None:
    key = take_on(desk)
    made = make_choice(desk, key, GENERAL, value=True)
    make_choice(desk, key, SENSITIVE, value=True)
    with pytest.raises(ChangedSinceError):
        take_back_choice(desk, made)
    assert agreements.consents(desk, key).counted_sensitive


def test_a_contribution_is_written_again_after_a_mistaken_yes_and_not_after_a_mistaken_no(
    desk: Desk, tmp_path: Path
) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    key = take_on(desk, counted_general=True)
    sent(desk, ReleaseKind.CONTRIBUTION, NOW)
    made = make_choice(desk, key, GENERAL, value=False)
    assert withdrawing.to_write_again(desk) == (NOW,)
    take_back_choice(desk, made)
    assert withdrawing.to_write_again(desk) == ()
    other = take_on(desk, "Tova-31")
    made = make_choice(desk, other, GENERAL, value=True)
    # It may have left while the yes stood there.
    take_back_choice(desk, made)
    assert withdrawing.to_write_again(desk) == (NOW,)


def test_the_no_of_somebody_else_in_between_is_not_forgotten(desk: Desk, tmp_path: Path) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    one, other = (take_on(desk, alias, counted_general=True) for alias in ("Mira-07", "Tova-31"))
    sent(desk, ReleaseKind.CONTRIBUTION, NOW)
    made = make_choice(desk, one, GENERAL, value=False)
    make_choice(desk, other, GENERAL, value=False)
    take_back_choice(desk, made)
    assert withdrawing.to_write_again(desk) == (NOW,)


def test_several_in_a_row_are_taken_back_from_the_last_to_the_first(desk: Desk) -> None:
    key = take_on(desk, counted_general=True)
    before = stands(desk, key)
    done = [make_choice(desk, key, SENSITIVE, value=True), make_choice(desk, key, GENERAL, value=False)]
    for made in reversed(done):
        take_back_choice(desk, made)
    assert stands(desk, key) == before
    with pytest.raises(ChangedSinceError):
        take_back_choice(desk, done[0])


@given(st.lists(st.tuples(st.sampled_from(ConsentKey), st.booleans()), max_size=8))
def test_a_log_without_mistakes_is_told_whole(said: list[tuple[ConsentKey, bool]]) -> None:
    log = [
        ConsentRecord(
            consent_id=RecordId(str(at)), engagement_id=EngagementId("e"), key=key, value=value,
            wording_version="1", said_on=StoppedClock().today(), sequence=at,
        )
        for at, (key, value) in enumerate(said)
    ]  # fmt: skip
    assert with_mistakes(log) == tuple((each, False) for each in log)
    assert {key for key, _value in said} == set(answers(log))
    assert current_consents(log) == current_consents(reversed(log))
