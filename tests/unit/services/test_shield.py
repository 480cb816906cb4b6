"""The shield beside a name says the truth: it is full exactly where the counts hold the person."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import facts_of, take_on

from careernotes.domain.mentees import Mentee
from careernotes.domain.vocabulary import ConsentKey
from careernotes.services import agreements
from careernotes.services.desk import Desk
from careernotes.services.people import people
from careernotes.services.problems import NeedsCountingError
from careernotes.services.views import Shield

ANSWERS = st.lists(st.tuples(st.sampled_from(ConsentKey), st.booleans()), max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(answers=ANSWERS, agreed=st.booleans())
def test_the_shield_is_full_exactly_for_those_who_are_counted(
    desk: Desk, answers: list[tuple[ConsentKey, bool]], agreed: bool
) -> None:
    key = take_on(desk, f"Mira-{len(desk.store.all(Mentee)):02d}", agreed=agreed)
    for consent, value in answers:
        try:
            agreements.set_consent(desk, key, consent, value=value)
        except NeedsCountingError:
            assert not agreements.consents(desk, key).counted_general
    full = {line.engagement_id for line in people(desk) if line.shield is Shield.COUNTED}
    with desk.store.transaction():
        numbers = {desk.store.facts.person_number(each) for each in full}
    assert {fact.person for fact in facts_of(desk).persons} == numbers
