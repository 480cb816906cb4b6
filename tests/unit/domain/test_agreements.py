"""A choice holds as last said; what is not said is no; and what needs counting falls with it."""

import datetime as dt
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from careernotes.domain.agreements import ConsentRecord, Consents, current_consents
from careernotes.domain.ids import EngagementId, RecordId
from careernotes.domain.vocabulary import ConsentKey


def said(key: ConsentKey, value: bool, sequence: int) -> ConsentRecord:
    return ConsentRecord(
        consent_id=RecordId(str(sequence)),
        engagement_id=EngagementId("e"),
        key=key,
        value=value,
        wording_version="1",
        said_on=dt.date(2026, 1, 1),
        sequence=sequence,
    )


LOGS = st.lists(st.tuples(st.sampled_from(ConsentKey), st.booleans())).map(
    lambda log: [said(key, value, number) for number, (key, value) in enumerate(log)]
)


def test_nothing_said_is_no_to_everything() -> None:
    assert current_consents([]) == Consents()
    assert not any(Consents().value(key) for key in ConsentKey)


@given(LOGS)
def test_the_last_word_on_counting_holds(log: list[ConsentRecord]) -> None:
    words = [record.value for record in log if record.key is ConsentKey.COUNTED_GENERAL]
    assert current_consents(log).counted_general == (words[-1] if words else False)


@given(LOGS)
def test_without_counting_neither_sensitive_themes_nor_groups_are_used(log: list[ConsentRecord]) -> None:
    choices = current_consents(log)
    assert choices.counted_general or not (choices.counted_sensitive or choices.segment_use)


@given(LOGS, st.randoms())
def test_the_order_of_reading_does_not_matter(log: list[ConsentRecord], random: Random) -> None:
    shuffled = list(log)
    random.shuffle(shuffled)
    assert current_consents(shuffled) == current_consents(log)
