import contextlib
import datetime as dt
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, facts_of, make_agreement
from tests.unit.services.kits import kit_file

from careernotes.domain.kit import SHARED_FORMAT
from careernotes.domain.mentees import MentorProfile
from careernotes.domain.vocabulary import TrainingModule
from careernotes.errors import CareerNotesError
from careernotes.sealing.errors import KitSignatureError, NotAKitError
from careernotes.sealing.kit_file import fingerprint
from careernotes.sealing.signatures import public_of
from careernotes.services import first_steps, mentees, unlocking
from careernotes.services.desk import Desk, open_desk
from careernotes.services.first_steps import FirstStep
from careernotes.services.problems import (
    DateInFutureError,
    KitChangedError,
    KitExchangedError,
    KitFromOtherPeopleError,
    OtherTaxonomyError,
)


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


@pytest.mark.parametrize("compared", [True, False])
def test_a_file_exchanged_after_its_characters_were_compared_is_not_taken_over(
    desk: Desk, tmp_path: Path, compared: bool
) -> None:
    path = kit_file(tmp_path)
    seen = first_steps.look_at_kit(desk, path).kit.kit_hash
    original = path.read_bytes()
    kit_file(tmp_path, "other.cnkit", lead=bytes(range(1, 33))).replace(path)
    if not compared:
        # The control: without what was looked at, whatever lies there is taken.
        taken = first_steps.adopt_kit(desk, path).kit
        assert taken is not None
        assert taken.kit_hash != seen
        return
    with pytest.raises(KitExchangedError):
        first_steps.adopt_kit(desk, path, looked_at=seen)
    with pytest.raises(KitExchangedError):
        first_steps.adopt_kit(desk, path, looked_at=seen, accept_new_keys=True)
    assert not first_steps.first_run_state(desk).has_kit
    assert not desk.vault.paths.kits
    path.write_bytes(original)
    assert first_steps.adopt_kit(desk, path, looked_at=seen).kit is not None


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
    assert not desk.vault.paths.kits
    assert not first_steps.look_at_kit(desk, other).fits


def test_a_kit_exchanged_behind_our_back_is_named_and_not_used(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    first_steps.adopt_kit(desk, kit_file(tmp_path))
    exchanged = kit_file(tmp_path, "exchanged.cnkit", store_sensitive=False)
    [kit] = desk.vault.paths.kits
    kit.write_bytes(exchanged.read_bytes())
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


@pytest.mark.parametrize("who", ["lead", "trustee_box_key", "trustee_sign_key", "programme_id"])
def test_a_kit_of_other_people_is_taken_only_when_said_so(
    desk: Desk, tmp_path: Path, clock: StoppedClock, who: str
) -> None:
    mine = first_steps.adopt_kit(desk, kit_file(tmp_path))
    assert mine.kit is not None
    new = "ab" * 16 if who == "programme_id" else public_of(b"x" * 32)
    other = kit_file(tmp_path, "other.cnkit", **({"lead": b"x" * 32} if who == "lead" else {who: new}))
    old = getattr(mine.kit, "lead_sign_key" if who == "lead" else who)
    assert first_steps.look_at_kit(mine, other).other_people
    with pytest.raises(KitFromOtherPeopleError) as refused:
        first_steps.adopt_kit(mine, other)
    assert refused.value.facts == {"known": fingerprint(old), "new": fingerprint(new)}
    assert open_desk(desk.vault, clock).kit == mine.kit
    taken = first_steps.adopt_kit(mine, other, accept_new_keys=True)
    assert open_desk(desk.vault, clock).kit == taken.kit != mine.kit
    with pytest.raises(KitFromOtherPeopleError):
        first_steps.adopt_kit(taken, kit_file(tmp_path, "mine.cnkit"))


def test_a_kit_that_leaves_the_lead_out_is_taken_only_when_said_so(desk: Desk, tmp_path: Path) -> None:
    """The trustee would read alone what nobody could read alone before. The other way round needs no word."""
    both = {"format": SHARED_FORMAT, "lead_box_key": "44" * 32}
    alone, shared = kit_file(tmp_path), kit_file(tmp_path, "shared.cnkit", **both)
    desk = first_steps.adopt_kit(desk, alone)
    desk = first_steps.adopt_kit(desk, shared)
    with pytest.raises(KitFromOtherPeopleError):
        first_steps.adopt_kit(desk, alone)
    other = kit_file(tmp_path, "other.cnkit", **{**both, "lead_box_key": "55" * 32})
    assert first_steps.look_at_kit(desk, other).other_people
    assert first_steps.adopt_kit(desk, alone, accept_new_keys=True).kit is not None


def test_a_newer_edition_by_the_same_people_is_taken_at_once(desk: Desk, tmp_path: Path) -> None:
    desk = first_steps.adopt_kit(desk, kit_file(tmp_path))
    newer = kit_file(tmp_path, "newer.cnkit", store_sensitive=False)
    assert not first_steps.look_at_kit(desk, newer).other_people
    desk = first_steps.adopt_kit(desk, newer)
    assert [path.name for path in desk.vault.paths.kits] == [f"programme-{desk.kit.kit_hash[:12]}.cnkit"]


def test_a_kit_that_went_missing_is_named(desk: Desk, tmp_path: Path, clock: StoppedClock) -> None:
    first_steps.adopt_kit(desk, kit_file(tmp_path))
    for path in desk.vault.paths.kits:
        path.unlink()
    assert isinstance(open_desk(desk.vault, clock).kit_problem, KitChangedError)


ADOPTING = """
import itertools, sys
from pathlib import Path
from tests.unit.services.conftest import PASSPHRASE, StoppedClock
from careernotes.services import first_steps, unlocking
desk = unlocking.unlock(Path(sys.argv[1]), PASSPHRASE, clock=StoppedClock(), allow_test=True)
print("go", flush=True)
for path in itertools.cycle(sys.argv[2:]):
    desk = first_steps.adopt_kit(desk, Path(path))
"""


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="kills a process the POSIX way")
def test_killed_at_any_moment_of_adopting_a_kit_leaves_one_in_force_with_its_counts(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    groups = {"business_area": "a3"}
    one = first_steps.adopt_kit(desk, kit_file(tmp_path))
    engagement = mentees.intake(one, mentees.Intake(alias="Nova-01", **groups))
    make_agreement(
        one, engagement.engagement_id, counted_general=True, segment_use=True, counted_sensitive=True
    )
    assert one.kit is not None
    assert facts_of(one).persons[0].sensitive
    folder = desk.vault.paths.folder
    files = [kit_file(tmp_path, "off.cnkit", store_sensitive=False), kit_file(tmp_path, "on.cnkit")]
    desk.close()
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    chance, seen, kills = random.Random(7), set(), 0
    # At least twelve kills, and more until both kits were met in force: a slow machine adopts less.
    while kills < 12 or len(seen) < 2:
        kills += 1
        assert kills < 60
        child = subprocess.Popen(
            [sys.executable, "-c", ADOPTING, str(folder), *map(str, files)],
            stdout=subprocess.PIPE,
            env=environment,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"go\n"
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0, 0.1 + 0.02 * kills))
            child.kill()
        again = unlocking.unlock(folder, PASSPHRASE, clock=clock, allow_test=True)
        assert (again.kit_problem, again.kit is None) == (None, False)
        assert again.kit is not None
        assert facts_of(again).persons[0].sensitive is again.kit.store_sensitive
        seen.add(again.kit.kit_hash)
        again.close()


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name")
@pytest.mark.parametrize("kind", ["pipe", "folder", "loop"])
def test_an_odd_file_in_place_of_the_kit_is_named_at_once(
    desk: Desk, tmp_path: Path, clock: StoppedClock, kind: str
) -> None:
    first_steps.adopt_kit(desk, kit_file(tmp_path))
    [path] = desk.vault.paths.kits
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path)
    assert open_desk(desk.vault, clock).kit_problem is not None
