import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.services.conftest import StoppedClock, make_agreement, take_on

from careernotes.domain.agreements import Agreement, ConsentRecord, Expectation
from careernotes.domain.mentees import Engagement
from careernotes.domain.rules import AgreementDatesError, NotSignedError
from careernotes.domain.vocabulary import ConsentKey, EngagementStatus
from careernotes.services import agreements, first_steps, mentees
from careernotes.services.desk import Desk
from careernotes.services.problems import ExpectationsMissingError, NeedsCountingError, NotesNotExplainedError
from careernotes.services.records import current_expectations, latest_agreement

TOLD = {ConsentKey.NOTES_INFORMED: True}


def test_an_agreement_starts_the_relation_with_every_choice_no_unless_said(desk: Desk) -> None:
    key = take_on(desk)
    engagement = desk.store.get(Engagement, key)
    assert engagement is not None
    assert engagement.status is EngagementStatus.ACTIVE
    now = agreements.consents(desk, key)
    assert [now.value(each) for each in ConsentKey] == [True, False, False, False, False, False]
    assert [entry.key for entry in desk.store.all(ConsentRecord, engagement_id=key)] == [
        ConsentKey.NOTES_INFORMED
    ]
    agreed = latest_agreement(desk, key)
    assert agreed is not None
    assert agreed.in_force(desk.today)


def test_an_agreement_is_refused_whole_when_a_part_is_missing(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    good = replace(
        agreements.suggest(desk, key),
        purpose="x y",
        my_expectations=("a",),
        their_expectations=("b",),
        choices=TOLD,
    )
    for bad, problem in (
        (replace(good, choices={}), NotesNotExplainedError),
        (replace(good, their_expectations=("  ",)), ExpectationsMissingError),
        (replace(good, ends_on=good.starts_on + dt.timedelta(days=551)), AgreementDatesError),
    ):
        with pytest.raises(problem):
            agreements.agree(desk, key, bad)
    assert (desk.store.all(Agreement), desk.store.all(Expectation), desk.store.all(ConsentRecord)) == (
        (),
        (),
        (),
    )


def test_nobody_starts_before_training_and_signature(new_desk: Desk) -> None:
    with pytest.raises(NotSignedError):
        mentees.intake(new_desk, mentees.Intake(alias="Mira-07"))
    first_steps.sign_code(new_desk)
    key = take_on(new_desk, agreed=False)
    with pytest.raises(NotSignedError):
        make_agreement(new_desk, key)


def test_a_new_version_keeps_the_old_one_and_the_words_said_again(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk, counted_general=True)
    before = desk.store.all(Expectation)
    before_choices = [(entry.key, entry.value) for entry in desk.store.all(ConsentRecord)]
    clock.forward(days=90)
    again = replace(
        agreements.suggest(desk, key), my_expectations=("Comes prepared", "Says when it is enough")
    )
    agreements.agree(desk, key, again)
    assert [each.version_no for each in desk.store.all(Agreement)] == [1, 2]
    after = current_expectations(desk, key)
    texts = {"Comes prepared", "Says when it is enough", "Keeps it between us"}
    assert {each.text for each in after} == texts
    assert {each.spoken_on for each in after} == {desk.today}
    assert {*before, *after} == {*desk.store.all(Expectation)}
    assert [(entry.key, entry.value) for entry in desk.store.all(ConsentRecord)] == before_choices


def test_a_no_that_was_said_is_kept_and_a_choice_nobody_put_is_not(desk: Desk) -> None:
    key = take_on(desk, follow_up=False)
    log = desk.store.all(ConsentRecord, engagement_id=key)
    assert {entry.key: entry.value for entry in log} == {
        ConsentKey.NOTES_INFORMED: True,
        ConsentKey.FOLLOW_UP: False,
    }
    agreements.set_consent(desk, key, ConsentKey.FOLLOW_UP, value=False)
    assert len(desk.store.all(ConsentRecord, engagement_id=key)) == len(log)


def test_what_needs_counting_cannot_be_given_alone_and_falls_with_it(desk: Desk) -> None:
    key = take_on(desk)
    for choice in (ConsentKey.SEGMENT_USE, ConsentKey.COUNTED_SENSITIVE):
        with pytest.raises(NeedsCountingError):
            agreements.set_consent(desk, key, choice, value=True)
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=True)
    agreements.set_consent(desk, key, ConsentKey.SEGMENT_USE, value=True)
    agreements.set_consent(desk, key, ConsentKey.FOLLOW_UP, value=True)
    now = agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=False)
    assert (now.counted_general, now.segment_use, now.follow_up) == (False, False, True)
    again = agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=True)
    assert not again.segment_use
    log = desk.store.all(ConsentRecord, engagement_id=key)
    assert [entry.sequence for entry in log] == list(range(1, len(log) + 1))


def test_the_lines_of_the_choices_say_what_may_change_and_since_when(desk: Desk, clock: StoppedClock) -> None:
    key = take_on(desk)
    clock.forward(days=3)
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=True)
    lines = {line.consent_id: line for line in agreements.consent_lines(desk, key)}
    assert [line.may_change for line in lines.values()] == [False, True, True, True, True, True]
    assert (lines["C2"].value, lines["C2"].since) == (True, desk.today)
    assert lines["C1"].since == desk.today - dt.timedelta(days=3)
    # Nobody asked for the others, so there is no day on which they were answered.
    assert [lines[name].since for name in ("C3", "C4", "C5", "C6")] == [None] * 4
    assert lines["C2"].text.startswith("You may count me")
