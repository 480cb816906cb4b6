"""The groups of somebody are changed and put back with what is counted."""

from pathlib import Path

import pytest
from tests.unit.services.conftest import facts_of, take_on
from tests.unit.services.kits import kit_file
from tests.unit.services.test_undo_after_erasing import redact

from careernotes.domain.mentees import Mentee
from careernotes.services import first_steps
from careernotes.services.changes import ChangedSinceError, take_back
from careernotes.services.desk import Desk
from careernotes.services.regrouping import regroup


@pytest.fixture
def desk_with_kit(desk: Desk, tmp_path: Path) -> Desk:
    return first_steps.adopt_kit(desk, kit_file(tmp_path))


def test_groups_are_put_back_with_their_facts(desk_with_kit: Desk) -> None:
    desk = desk_with_kit
    assert desk.kit is not None
    key = take_on(desk, counted_general=True, segment_use=True)
    [mentee], before = desk.store.all(Mentee), facts_of(desk)
    name, values = next((name, values) for name, values in desk.kit.segments.items() if values)
    change = regroup(desk, key, {name: values[-1].key})
    assert facts_of(desk) != before
    take_back(desk, change)
    assert (desk.store.all(Mentee), facts_of(desk)) == ((mentee,), before)


def test_a_name_that_was_taken_away_does_not_come_back_with_the_groups(desk_with_kit: Desk) -> None:
    desk = desk_with_kit
    assert desk.kit is not None
    key = take_on(desk)
    name, values = next((name, values) for name, values in desk.kit.segments.items() if values)
    change = regroup(desk, key, {name: values[-1].key})
    redact(desk, key)
    with pytest.raises(ChangedSinceError):
        take_back(desk, change)
