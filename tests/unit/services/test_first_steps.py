import datetime as dt
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock
from tests.unit.services.kits import kit_file

from careernotes.domain.mentees import MentorProfile
from careernotes.domain.vocabulary import TrainingModule
from careernotes.errors import CareerNotesError
from careernotes.sealing.errors import KitSignatureError, NotAKitError
from careernotes.services import first_steps, preferences, unlocking
from careernotes.services.desk import Desk, open_desk
from careernotes.services.first_steps import FirstStep
from careernotes.services.problems import DateInFutureError, KitChangedError, OtherTaxonomyError


def test_the_first_run_can_be_left_and_taken_up_at_any_step(new_desk: Desk, clock: StoppedClock) -> None:
    folder, done = new_desk.vault.paths.folder, []
    new_desk.close()
    for do in (
        first_steps.continue_without_kit,
        first_steps.sign_code,
        lambda desk: first_steps.save_profile(desk, display_name="Sam"),
        lambda desk: first_steps.record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today),
        lambda _desk: None,
    ):
        desk = unlocking.unlock(folder, PASSPHRASE, clock=clock, allow_test=True)
        done.append(first_steps.first_run_state(desk).next_step)
        do(desk)
        desk.close()
    assert [FirstStep.SHEET, *done] == list(FirstStep)


def test_there_is_one_profile_and_saving_again_changes_it(desk: Desk) -> None:
    first_steps.save_profile(desk, display_name="Sam", caseload_limit=99, why_i_mentor="because")
    [profile] = desk.store.all(MentorProfile)
    assert (profile.display_name, profile.caseload_limit) == ("Sam", 50)


def test_a_kit_is_looked_at_then_adopted_and_holds_after_reopening(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    path = kit_file(tmp_path)
    seen = first_steps.look_at_kit(desk, path)
    assert (seen.fits, seen.expired, len(seen.fingerprint.split("-"))) == (True, False, 6)
    assert desk.kit is None
    adopted = first_steps.adopt_kit(desk, path)
    assert adopted.kit == seen.kit
    path.unlink()
    again = open_desk(desk.vault, clock)
    assert again.kit == seen.kit
    assert first_steps.first_run_state(again).has_kit


def test_a_bad_kit_is_refused_and_the_vault_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    good = kit_file(tmp_path)
    tampered = tmp_path / "tampered.cnkit"
    tampered.write_bytes(good.read_bytes().replace(b'"headcount":100', b'"headcount":900'))
    (tmp_path / "text.cnkit").write_text("hello")
    other = kit_file(tmp_path, "other.cnkit", taxonomy_hash="0" * 64)
    for path, problem in (
        (tampered, KitSignatureError),
        (tmp_path / "text.cnkit", NotAKitError),
        (other, OtherTaxonomyError),
        (tmp_path / "missing.cnkit", CareerNotesError),
    ):
        with pytest.raises(problem):
            first_steps.adopt_kit(desk, path)
    assert not desk.vault.paths.kit.exists()
    assert not first_steps.look_at_kit(desk, other).fits


def test_a_kit_exchanged_behind_our_back_is_named_and_not_used(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    first_steps.adopt_kit(desk, kit_file(tmp_path))
    exchanged = kit_file(tmp_path, "exchanged.cnkit", store_sensitive=False)
    desk.vault.paths.kit.write_bytes(exchanged.read_bytes())
    again = open_desk(desk.vault, clock)
    assert again.kit is None
    assert isinstance(again.kit_problem, KitChangedError)


def test_a_new_code_asks_for_a_new_signature(desk: Desk, tmp_path: Path) -> None:
    assert first_steps.first_run_state(desk).code_signed
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path, code_version="2.0"))
    assert first_steps.first_run_state(desk).next_step is FirstStep.CODE
    first_steps.sign_code(desk)
    assert first_steps.first_run_state(desk).complete


def test_a_course_cannot_be_finished_tomorrow(desk: Desk) -> None:
    with pytest.raises(DateInFutureError):
        first_steps.record_training(desk, TrainingModule.ETHICS, desk.today + dt.timedelta(days=1))


def test_preferences_are_kept_in_the_vault_and_odd_ones_fall_back(desk: Desk) -> None:
    assert preferences.load(desk) == preferences.Preferences()
    mine = preferences.Preferences(
        language="nl", theme="dark", text_size=120, idle_minutes=2, last_view="today"
    )
    preferences.save(desk, mine)
    assert preferences.load(desk) == mine
    preferences.save(desk, preferences.Preferences(theme="neon", text_size=7, idle_minutes=0))
    assert preferences.load(desk) == preferences.Preferences()
