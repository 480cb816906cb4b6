"""What the mentor noted about their own position is shown again, matched by unit, and never noted twice."""

from pathlib import Path

import pytest
from tests.unit.services.kits import kit_file

from careernotes.domain.mentees import ConflictFact, MentorProfile
from careernotes.domain.vocabulary import ConflictKind
from careernotes.services import first_steps, mentees
from careernotes.services.about_you import AboutForm, Position, read_about_you, save_about_you
from careernotes.services.desk import Desk
from careernotes.services.mentees import Intake


@pytest.mark.parametrize("kind", [ConflictKind.PANEL, ConflictKind.RECRUITER, ConflictKind.VACANCY])
def test_a_part_of_the_organisation_warns_for_a_mentee_from_it(
    desk: Desk, tmp_path: Path, kind: ConflictKind
) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    save_about_you(desk, AboutForm(positions=(Position(kind=kind, unit="a1", label="analysts"),)))
    found = mentees.conflicts_for(desk, Intake(alias="x", business_area="a1"))
    assert [fact.kind for fact in found] == [kind]
    assert mentees.conflicts_for(desk, Intake(alias="x", business_area="a2")) == ()


def test_saving_the_same_page_twice_notes_nothing_twice(desk: Desk) -> None:
    form = AboutForm(unit="a1", positions=(Position(kind=ConflictKind.RELATIVE, label="a cousin"),))
    for _time in range(2):
        save_about_you(desk, form)
    assert len(desk.store.all(ConflictFact)) == 2


def test_what_the_page_does_not_ask_stays(desk: Desk) -> None:
    first_steps.save_profile(desk, display_name="Sam", country="NL", caseload_limit=9, mentoring_since=2019)
    save_about_you(desk, AboutForm(why="for them"))
    [profile] = desk.store.all(MentorProfile)
    assert (profile.display_name, profile.country, profile.mentoring_since) == ("Sam", "NL", 2019)
    assert (profile.caseload_limit, profile.why_i_mentor) == (9, "for them")


def test_another_unit_or_the_end_of_a_fact_stops_its_warning(desk: Desk) -> None:
    save_about_you(
        desk, AboutForm(unit="a1", positions=(Position(kind=ConflictKind.RELATIVE, label="aunt"),))
    )
    aunt = next(fact for fact in read_about_you(desk).facts if fact.kind is ConflictKind.RELATIVE)
    assert mentees.to_ask_about(desk) == (aunt,)
    save_about_you(desk, AboutForm(unit="a2", ended=frozenset({aunt.fact_id})))
    assert [fact.unit for fact in read_about_you(desk).facts] == ["a2"]
    assert mentees.to_ask_about(desk) == ()
    assert mentees.conflicts_for(desk, Intake(alias="x", business_area="a1")) == ()
