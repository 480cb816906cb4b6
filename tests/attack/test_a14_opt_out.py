"""A14: the reader who waits for somebody to say no, and looks at what changes.

Who said no, or takes a yes back, is in no figure made from then on; a yes to one question never counts for
another. And the number of people is rounded, so that one yes fewer does not show.
"""

import datetime as dt
from dataclasses import replace

from tests.attack.firm import Employee, Office, firm, secret
from tests.unit.disclosure.support import GENERAL, KIT, SENSITIVE, TAXONOMY, make_kit

from careernotes.disclosure.plan import TableId
from careernotes.domain.agreements import ConsentRecord, Consents, current_consents
from careernotes.domain.conversations import Session, ThemeCoding
from careernotes.domain.ids import EngagementId, MenteeId, RecordId, SessionId
from careernotes.domain.kit import ProgrammeKit
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.domain.vocabulary import ConsentKey, EngagementStatus, SessionStatus
from careernotes.ledger.facts import PersonFact
from careernotes.services.coding import Person, Relation, coding_facts, meeting_fact, person_fact

DAY = dt.date(2026, 2, 2)
EVERYTHING = Consents(
    notes_informed=True, counted_general=True, counted_sensitive=True, case_discussion=True, follow_up=True,
    segment_use=True,
)  # fmt: skip
ZORA = Mentee(mentee_id=MenteeId("m1"), alias="Z", business_area="a2", created_on=DAY)
STARTED = Engagement(
    engagement_id=EngagementId("e1"),
    mentee_id=ZORA.mentee_id,
    status=EngagementStatus.ACTIVE,
    requested_on=DAY,
    started_on=DAY,
)


def relation(said: Consents, engagement: Engagement = STARTED) -> Relation:
    return Relation(engagement=engagement, consents=said)


def leaves(*said: Consents, mentee: Mentee = ZORA, kit: ProgrammeKit = KIT) -> PersonFact | None:
    """What leaves the notes about one person with these choices, one relation for each."""
    relations = tuple(
        relation(each, replace(STARTED, engagement_id=EngagementId(f"e{number}")))
        for number, each in enumerate(said)
    )
    return person_fact(Person(number=7, mentee=mentee, relations=relations), kit)


def themes(said: Consents, *, agreed: bool, kit: ProgrammeKit = KIT) -> set[int]:
    """Which themes leave the notes: a general one and a sensitive one were talked about."""
    person = Person(number=7, mentee=ZORA, relations=(relation(said),))
    session = Session(
        session_id=SessionId("s1"),
        engagement_id=STARTED.engagement_id,
        held_on=DAY,
        status=SessionStatus.KEPT,
        recorded_at=1,
    )
    meeting = meeting_fact(person, 1, session)
    if meeting is None:
        return set()
    coded = [
        ThemeCoding(
            coding_id=RecordId(f"c{number}"),
            session_id=session.session_id,
            theme_id=TAXONOMY.by_number[number].theme_id,
            taxonomy_version=TAXONOMY.version,
            agreed=agreed,
        )
        for number in (GENERAL[0], SENSITIVE[0])
    ]
    return {fact.theme for fact in coding_facts(relation(said), meeting, coded, taxonomy=TAXONOMY, kit=kit)}


def test_nobody_is_counted_without_a_yes_to_being_counted() -> None:
    assert leaves(EVERYTHING) is not None
    assert leaves(replace(EVERYTHING, counted_general=False)) is None
    assert leaves(Consents()) is None
    assert leaves(EVERYTHING, mentee=replace(ZORA, practice=True)) is None
    assert themes(replace(EVERYTHING, counted_general=False), agreed=True) == set()


def test_groups_are_counted_with_a_yes_of_their_own_in_every_relation() -> None:
    areas = [
        leaves(*said)
        for said in (
            (EVERYTHING,),
            (replace(EVERYTHING, segment_use=False),),
            (EVERYTHING, replace(EVERYTHING, segment_use=False)),
        )
    ]
    assert [each.business_area for each in areas if each is not None] == [2, 0, 0]


def test_a_sensitive_theme_leaves_only_with_three_yeses() -> None:
    both = {GENERAL[0], SENSITIVE[0]}
    assert themes(EVERYTHING, agreed=True) == both
    assert themes(EVERYTHING, agreed=False) == {GENERAL[0]}
    assert themes(replace(EVERYTHING, counted_sensitive=False), agreed=True) == {GENERAL[0]}
    assert themes(EVERYTHING, agreed=True, kit=make_kit(store_sensitive=False)) == {GENERAL[0]}


def test_a_yes_taken_back_takes_with_it_what_hangs_on_it() -> None:
    def said(number: int, key: ConsentKey, value: bool) -> ConsentRecord:
        return ConsentRecord(
            consent_id=RecordId(f"r{number}"),
            engagement_id=STARTED.engagement_id,
            sequence=number,
            key=key,
            value=value,
            wording_version="1",
            said_on=DAY,
        )

    yes = [
        said(number, key, value=True)
        for number, key in enumerate(
            (ConsentKey.COUNTED_GENERAL, ConsentKey.COUNTED_SENSITIVE, ConsentKey.SEGMENT_USE)
        )
    ]
    assert leaves(current_consents(yes)) is not None
    taken_back = [*yes, said(9, ConsentKey.COUNTED_GENERAL, value=False)]
    assert leaves(current_consents(taken_back)) is None
    # Being counted again does not bring back what was said to the other questions.
    assert not current_consents(taken_back).segment_use


def test_one_yes_fewer_moves_the_printed_number_with_a_fifth_at_most() -> None:
    companies = {
        people: firm([Employee(number=n, mentor=n % 9) for n in range(people)]) for people in (90, 91, 92)
    }

    def printed(people: int, key: str) -> int | None:
        made = Office(coin=secret(key), attacks=False).release(companies[people], 0)
        return made.report.value(TableId.PEOPLE)

    keys = [str(n) for n in range(60)]
    for people in (90, 91):
        moved = sum(printed(people, key) != printed(people + 1, key) for key in keys)
        assert 0 < moved <= 24
