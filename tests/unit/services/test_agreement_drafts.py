"""A contract conversation that was begun is there again, and goes with the person it is about."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, make_agreement, take_on

from careernotes.domain.ids import EngagementId
from careernotes.domain.rules import UnknownRecordError
from careernotes.domain.vocabulary import ConsentKey, ContactBetween, ManagerInvolvement, Mode
from careernotes.services import agreement_drafts, agreements, erasing, proving
from careernotes.services.agreements import AgreementDraft
from careernotes.services.conversations import drafts_waiting, unreadable_drafts
from careernotes.services.desk import Desk
from careernotes.services.records import engagement_of

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))
DRAFTS = st.builds(
    AgreementDraft,
    purpose=WORDS,
    boundaries=WORDS,
    my_expectations=st.lists(WORDS, max_size=3).map(tuple),
    their_expectations=st.lists(WORDS, max_size=3).map(tuple),
    planned_meetings=st.integers(1, 24),
    mode=st.sampled_from(Mode),
    contact_between=st.sampled_from(ContactBetween),
    manager_involvement=st.sampled_from(ManagerInvolvement),
    starts_on=DAYS,
    review_on=DAYS,
    ends_on=DAYS,
    choices=st.dictionaries(st.sampled_from(ConsentKey), st.booleans()),
)


@settings(max_examples=40)
@given(draft=DRAFTS)
def test_every_draft_comes_back_as_it_was(draft: AgreementDraft) -> None:
    body = agreement_drafts._as_text(EngagementId("0" * 32), draft)
    assert agreement_drafts._from_text(body) == draft


def test_what_was_begun_waits_until_it_is_agreed_and_is_no_conversation(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    usual = agreements.suggest(desk, key)
    begun = replace(usual, purpose="Find a way", choices={ConsentKey.FOLLOW_UP: False})
    agreement_drafts.keep_begun(desk, key, begun)
    assert agreement_drafts.read_begun(desk, key) == begun
    assert (drafts_waiting(desk), unreadable_drafts(desk)) == ((), 0)
    make_agreement(desk, key)
    agreement_drafts.drop_begun(desk, key)
    assert agreement_drafts.read_begun(desk, key) is None


def test_it_is_erased_with_the_person_and_does_not_come_back(desk: Desk) -> None:
    key, other = take_on(desk, agreed=False), take_on(desk, "Tova-31", agreed=False)
    for each in (key, other):
        agreement_drafts.keep_begun(desk, each, agreements.suggest(desk, each))
    proving.prove(desk, PASSPHRASE, allow_test=True)
    draft = agreements.suggest(desk, key)
    erasing.erase_person(desk, engagement_of(desk, key).mentee_id)
    assert agreement_drafts.read_begun(desk, key) is None
    assert agreement_drafts.read_begun(desk, other) is not None
    with pytest.raises(UnknownRecordError):
        agreement_drafts.keep_begun(desk, key, draft)


def test_half_a_character_stops_no_saving(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    half = replace(agreements.suggest(desk, key), purpose="Find \ud83d\0", my_expectations=("\udc00",))
    agreement_drafts.keep_begun(desk, key, half)
    kept = agreement_drafts.read_begun(desk, key)
    assert kept is not None
    assert kept.purpose.startswith("Find ")


def test_a_draft_of_another_version_is_left_alone(desk: Desk) -> None:
    key = take_on(desk, agreed=False)
    agreement_drafts.keep_begun(desk, key, agreements.suggest(desk, key))
    (kept,) = desk.store.drafts()
    for body in ("{}", "not JSON", kept.body.replace('"mode":', '"made":')):
        desk.store.save_draft(replace(kept, body=body))
        assert agreement_drafts.read_begun(desk, key) is None
