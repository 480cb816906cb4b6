"""Who is counted: checked after every step against what the choices say, for any order of steps."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, facts_of, make_agreement, ready, take_on
from tests.unit.services.kits import kit_file

from careernotes.domain.agreements import Consents
from careernotes.domain.conversations import Session, ThemeCoding
from careernotes.domain.ids import EngagementId, ThemeId
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.taxonomy import Sensitivity
from careernotes.domain.vocabulary import ConsentKey, EndReason, EngagementStatus
from careernotes.ledger.facts import PersonFact
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import agreements, coding, conversations, first_steps, mentees, unlocking
from careernotes.services.desk import Desk
from careernotes.services.drafts import DraftRating, DraftTheme
from careernotes.services.problems import NeedsCountingError

CHOICES = [key.value for key in ConsentKey if key is not ConsentKey.NOTES_INFORMED]
THEMES = ["dir.next_step", "net.sponsor", "mgr.strained", "wel.strain", "inc.unfair_treatment"]


@dataclass
class Expected:
    """What must be in themes.db about one person."""

    group: bool
    codings: set[tuple[int, int]] = field(default_factory=set)


def expected(desk: Desk) -> dict[int, Expected]:
    """Read off the notes and choices, by another road than the code under test."""
    found: dict[int, Expected] = {}
    for engagement in desk.store.all(Engagement):
        key = engagement.engagement_id
        said: Consents = agreements.consents(desk, key)
        mentee = desk.store.get(Mentee, engagement.mentee_id)
        assert mentee is not None
        if not said.counted_general or mentee.practice or engagement.status.value == "accepted":
            continue
        number = desk.store.facts.known_person(key)
        assert number is not None
        found[number] = Expected(
            group=said.segment_use and desk.kit is not None and mentee.business_area == "a2"
        )
        for session in desk.store.all(Session, engagement_id=key):
            meeting = desk.store.facts.known_meeting(session.session_id)
            assert meeting is not None
            for coded in desk.store.all(ThemeCoding, session_id=session.session_id):
                theme = desk.taxonomy.by_id[coded.theme_id]
                delicate = theme.sensitivity is Sensitivity.SENSITIVE
                stored = desk.kit is not None and desk.kit.store_sensitive
                if not delicate or (coded.agreed and said.counted_sensitive and stored):
                    found[number].codings.add((meeting, theme.number))
    return found


def assert_only_who_said_yes(desk: Desk) -> None:
    wanted, facts = expected(desk), facts_of(desk)
    assert {person.person for person in facts.persons} == set(wanted)
    for table in (facts.meetings, facts.codings, facts.ratings):
        assert {row.person for row in table} <= set(wanted)  # type: ignore[attr-defined]
    for person in facts.persons:
        assert (person.business_area == 2) == wanted[person.person].group
        coded = {(row.meeting, row.theme) for row in facts.codings if row.person == person.person}
        assert coded == wanted[person.person].codings


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One vault for all examples: everybody of the examples before is checked again at each step."""
    folder: Path = tmp_path_factory.mktemp("coding")
    clock = StoppedClock()
    made = unlocking.create(
        folder / "v", passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=clock, allow_test=True
    )
    yield first_steps.adopt_kit(ready(made.desk), kit_file(folder))
    made.desk.close()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), st.sampled_from(CHOICES), st.booleans()),
        st.tuples(st.just("meet"), st.sets(st.sampled_from(THEMES), max_size=4), st.booleans()),
        st.tuples(st.just("edit"), st.sets(st.sampled_from(THEMES[:3]), max_size=3), st.booleans()),
        st.tuples(st.just("group"), st.sampled_from(["a1", "a2", ""]), st.booleans()),
        st.tuples(st.just("end"), st.just(""), st.booleans()),
    ),
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(CHOICES), st.booleans()), st.booleans(), st.booleans(), STEPS)
def test_nobody_without_a_yes_is_ever_counted_whatever_is_done_in_any_order(
    shared: Desk,
    choices: dict[str, bool],
    practice: bool,
    agreed: bool,
    steps: list[tuple[str, object, bool]],
) -> None:
    desk = shared
    asked = mentees.Intake(alias=mentees.offer_alias(desk), practice=practice, business_area="a2")
    key = mentees.intake(desk, asked).engagement_id
    if agreed:
        make_agreement(desk, key, **choices)
    assert_only_who_said_yes(desk)
    for step in steps:
        take_step(desk, key, *step)
        assert_only_who_said_yes(desk)
    before = facts_of(desk)
    coding.rebuild_facts(desk)
    assert facts_of(desk) == before


def take_step(desk: Desk, key: EngagementId, kind: str, what: object, flag: bool) -> None:
    if kind == "choose":
        if agreements.latest_agreement(desk, key) is None:
            return
        try:
            agreements.set_consent(desk, key, ConsentKey(what), value=flag)
        except NeedsCountingError:
            assert flag
            assert not agreements.consents(desk, key).counted_general
    elif kind in {"meet", "edit"}:
        assert isinstance(what, set)
        last = desk.store.newest_sessions(limit=1, engagement_id=key)
        draft = conversations.start_session(desk, key)
        if kind == "edit" and last:
            draft = conversations.load_session(desk, last[0].session_id)
        allowed = sorted(what) if flag else [name for name in sorted(what) if name not in THEMES[3:]]
        themes = tuple(DraftTheme(theme_id=ThemeId(name), agreed=flag) for name in allowed)
        conversations.record_conversation(
            desk, replace(draft, themes=themes, rating=DraftRating(asks=3, helps=3))
        )
    elif kind == "group":
        mentee = desk.store.get(Mentee, agreements.engagement_of(desk, key).mentee_id)
        assert mentee is not None
        mentees.edit_mentee(desk, replace(mentee, business_area=str(what)))
    elif agreements.latest_agreement(desk, key) is not None:
        mentees.end_relation(desk, key, reason=EndReason.NOT_SAID, early=flag)


def test_the_check_above_notices_somebody_who_slipped_in(desk: Desk) -> None:
    key = take_on(desk, counted_general=False)
    with desk.store.transaction():
        number = desk.store.facts.person_number(key)
        desk.store.facts.put_person(PersonFact(person=number, sensitive=False, started_quarter=2026 * 4))
    with pytest.raises(AssertionError):
        assert_only_who_said_yes(desk)


def test_a_withdrawn_yes_leaves_no_row_and_giving_it_back_rebuilds_from_the_notes(desk: Desk) -> None:
    key = take_on(desk, counted_general=True, segment_use=True)
    draft = conversations.start_session(desk, key)
    themes = (DraftTheme(theme_id=ThemeId("dir.next_step"), primary=True),)
    conversations.record_conversation(
        desk, replace(draft, themes=themes, rating=DraftRating(asks=2, helps=4))
    )
    full = facts_of(desk)
    assert [len(table) for table in (full.persons, full.meetings, full.codings, full.ratings)] == [1, 1, 1, 1]
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=False)
    gone = facts_of(desk)
    assert (gone.persons, gone.meetings, gone.codings, gone.ratings) == ((), (), (), ())
    assert not agreements.consents(desk, key).segment_use
    agreements.set_consent(desk, key, ConsentKey.COUNTED_GENERAL, value=True)
    assert facts_of(desk) == full


def test_facts_hold_positions_in_the_vocabularies_and_groups_by_the_number_of_the_kit(
    desk: Desk, tmp_path: Path
) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    engagement = mentees.intake(desk, mentees.Intake(alias="Nova-01", business_area="a3"))
    make_agreement(
        desk, engagement.engagement_id, counted_general=True, segment_use=True, counted_sensitive=True
    )
    draft = conversations.start_session(desk, engagement.engagement_id)
    conversations.record_conversation(
        desk, replace(draft, themes=(DraftTheme(theme_id=ThemeId("wel.strain"), agreed=True),))
    )
    facts = facts_of(desk)
    [person] = facts.persons
    assert (person.business_area, person.level_band, person.chosen_by, person.moment) == (3, 0, 1, 2)
    assert (person.sensitive, person.started_quarter, person.ended_quarter) == (True, 2026 * 4 + 1, 0)
    assert [(row.status, row.mode) for row in facts.meetings] == [(2, 1)]
    assert [(row.theme, row.agreed) for row in facts.codings] == [(43, True)]
    without = first_steps.adopt_kit(desk, kit_file(tmp_path, "other.cnkit", store_sensitive=False))
    assert facts_of(without).codings == ()
    assert not facts_of(without).persons[0].sensitive


def test_facts_left_behind_by_a_crash_are_written_anew_when_the_desk_opens(
    desk: Desk, clock: StoppedClock
) -> None:
    key = take_on(desk, counted_general=True)
    before, folder = facts_of(desk), desk.vault.paths
    with desk.store.transaction():
        desk.store.facts.forget_person(desk.store.facts.person_number(key))
    desk.store.connection().execute("UPDATE th.state SET commit_seq = commit_seq - 1")
    desk.close()
    again = unlocking.unlock(folder.folder, PASSPHRASE, clock=clock, allow_test=True)
    assert facts_of(again) == before
    again.close()


def second_relation(desk: Desk, first: EngagementId, day: dt.date, **choices: bool) -> EngagementId:
    """Another relation with the same mentee, from *day*."""
    before = desk.store.get(Engagement, first)
    assert before is not None
    second = EngagementId("second")
    fresh = Engagement(
        engagement_id=second,
        mentee_id=before.mentee_id,
        status=EngagementStatus.ACTIVE,
        requested_on=day,
        started_on=day,
    )
    desk.store.put(fresh)
    make_agreement(desk, second, **choices)
    return second


def test_one_mentee_with_two_relations_is_one_person(desk: Desk, clock: StoppedClock) -> None:
    first = take_on(desk, counted_general=True, segment_use=True)
    theme = (DraftTheme(theme_id=ThemeId("dir.next_step"), primary=True),)
    conversations.record_conversation(desk, replace(conversations.start_session(desk, first), themes=theme))
    mentees.end_relation(desk, first, reason=EndReason.NOT_SAID)
    clock.forward(days=200)
    second = second_relation(desk, first, desk.today, counted_general=True, segment_use=True)
    conversations.record_conversation(desk, replace(conversations.start_session(desk, second), themes=theme))
    facts = facts_of(desk)
    [person] = facts.persons
    assert (person.started_quarter, person.ended_quarter) == (2026 * 4 + 1, 0)
    assert {row.person for row in (*facts.meetings, *facts.codings)} == {person.person}
    assert len(facts.meetings) == len(facts.codings) == 2
    coding.rebuild_facts(desk)
    assert facts_of(desk) == facts
    mentees.end_relation(desk, second, reason=EndReason.NOT_SAID)
    assert facts_of(desk).persons[0].ended_quarter == 2026 * 4 + 3


def test_a_no_in_one_relation_keeps_only_that_relation_out(desk: Desk, clock: StoppedClock) -> None:
    first = take_on(desk, counted_general=True)
    theme = (DraftTheme(theme_id=ThemeId("dir.next_step")),)
    conversations.record_conversation(desk, replace(conversations.start_session(desk, first), themes=theme))
    counted = facts_of(desk)
    clock.forward(days=200)
    second = second_relation(desk, first, desk.today, counted_general=False)
    conversations.record_conversation(desk, replace(conversations.start_session(desk, second), themes=theme))
    assert facts_of(desk) == counted
    agreements.set_consent(desk, first, ConsentKey.COUNTED_GENERAL, value=False)
    assert facts_of(desk).persons == facts_of(desk).meetings == ()
    agreements.set_consent(desk, second, ConsentKey.COUNTED_GENERAL, value=True)
    facts = facts_of(desk)
    assert [row.quarter for row in facts.meetings] == [2026 * 4 + 3]
    assert [row.started_quarter for row in facts.persons] == [2026 * 4 + 3]
