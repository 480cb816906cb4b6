"""An erasure reaches the copies it can, and names the others with where they are."""

from pathlib import Path

from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.gui.controllers.keeping_person import erased_words, preview_words
from careernotes.gui.models.wording import path_words
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import (
    access_copy,
    backups,
    erasing,
    proving,
    rekeying,
    restoring,
    trail,
    unlocking,
)
from careernotes.services.desk import Desk
from careernotes.services.erasing import Erased
from careernotes.services.out_of_reach import OutOfReach
from careernotes.services.records import engagement_of
from careernotes.vault import erasure
from careernotes.vault.audit import AuditCode


def erase_everybody(desk: Desk) -> Erased:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    (person,) = desk.store.all(Mentee)
    return erasing.erase_person(desk, person.mentee_id)


def shown_before(desk: Desk) -> OutOfReach:
    (person,) = desk.store.all(Mentee)
    return erasing.preview_person(desk, person.mentee_id).out


def opened_again(desk: Desk) -> Desk:
    return unlocking.unlock(desk.vault.paths.folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def test_a_vault_moved_aside_by_a_restore_is_named_with_its_place(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    made = backups.back_up(desk).made
    proving.prove(desk, PASSPHRASE, allow_test=True)
    done = restoring.bring_back(desk, desk.vault.paths.backups / made.name, PASSPHRASE, allow_test=True)
    assert not desk.vault.is_open
    assert done.aside is not None
    # Somebody else's vault, and a folder that only looks like one put aside.
    for name in ("other.before-restore-1.careernotes", f"{done.folder.stem}.before-restore-x.careernotes"):
        done.folder.with_name(name).mkdir()
    desk = opened_again(desk)
    assert shown_before(desk).places == (str(done.aside),)
    erased = erase_everybody(desk)
    assert erased.unreached == (str(done.aside),)
    assert path_words(done.aside) in erased_words(erased)
    desk.close()


def test_a_backup_from_before_new_keys_is_named_with_its_place(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    old = desk.vault.paths.backups / backups.back_up(desk).made.name
    new = rekeying.begin(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    rekeying.finish(desk, new)
    desk = opened_again(desk)
    # One under the keys of today is reached.
    backups.back_up(desk)
    assert shown_before(desk).places == (str(old),)
    erased = erase_everybody(desk)
    assert erased.unreached == (str(old),)
    desk.close()


def test_copies_in_a_second_folder_go_when_it_is_connected_and_are_named_when_it_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    (stick / "holiday.cnbak").write_bytes(b"somebody else's")
    key = take_on(desk, "Mira-07")
    backups.choose_second_folder(desk, stick)
    copied = backups.back_up(desk).copied
    assert copied is not None
    before = (stick / copied.name).read_bytes()
    assert shown_before(desk).places == ()
    assert erase_everybody(desk).unreached == ()
    assert (stick / "holiday.cnbak").exists()
    assert before not in [path.read_bytes() for path in stick.iterdir()]
    # The next one goes while the stick is in a pocket.
    take_on(desk, "Tova-31")
    assert engagement_of(desk, take_on(desk, "Bilu-22")).engagement_id != key
    names = [path.name for path in stick.glob("careernotes-*")]
    stick.rename(pocket)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    someone = next(iter(desk.store.all(Mentee)))
    assert erasing.preview_person(desk, someone.mentee_id).out.places == tuple(
        str(stick / name) for name in names
    )
    done = erasing.erase_person(desk, someone.mentee_id)
    assert done.unreached == done.out.places == tuple(str(stick / name) for name in names)
    assert erasure.receipts(desk.store)[-1].counts["unreached"] == len(names) == 1


def test_copies_that_were_given_away_are_told_before_and_after_and_stand_on_the_receipt(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    mira, tova = (each.mentee_id for each in desk.store.all(Mentee))
    proving.prove(desk, PASSPHRASE, allow_test=True)
    access_copy.make_copy(desk, mira, tmp_path)
    trail.note(desk, AuditCode.EXPORTED, b"x" * 32)
    day = clock.today()
    out = erasing.preview_person(desk, mira).out
    assert (out.access_copies, out.exports) == ((day,), (day,))
    # Somebody else's copy is not theirs.
    assert erasing.preview_person(desk, tova).out.access_copies == ()
    words = "\n".join(preview_words(erasing.preview_person(desk, mira)))
    assert "Access copies written on" in words
    done = erasing.erase_person(desk, mira)
    assert "Access copies written on" in erased_words(done)
    assert "readable text on" in erased_words(done)
    counts = erasure.receipts(desk.store)[-1].counts
    assert (counts["access_copies"], counts["exports"], counts["unreached"]) == (1, 1, 0)
    # Who comes later was in none of them.
    clock.forward(days=1)
    take_on(desk, "Bilu-22")
    later = next(each for each in desk.store.all(Mentee) if each.alias == "Bilu-22")
    assert erasing.preview_person(desk, later.mentee_id).out == OutOfReach()


def test_copies_that_were_away_at_an_erasure_go_when_their_folder_is_back(
    desk: Desk, tmp_path: Path, clock: StoppedClock
) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    take_on(desk, "Mira-07")
    backups.choose_second_folder(desk, stick)
    assert backups.back_up(desk).copied is not None
    (stick / "holiday.cnbak").write_bytes(b"somebody else's")
    before = {path.read_bytes() for path in stick.glob("careernotes-*")}
    assert len(before) == 1
    stick.rename(pocket)
    clock.forward(hours=1)
    assert erase_everybody(desk).unreached
    backups.tend(desk)
    pocket.rename(stick)
    clock.forward(hours=1)
    backups.tend(desk)
    after = {path.read_bytes() for path in stick.glob("careernotes-*")}
    assert len(after) == 1
    assert not before & after
    assert (stick / "holiday.cnbak").exists()
    # A second time there is nothing left to do.
    assert backups.forget_erased(desk) == 0


def test_what_was_deleted_is_in_no_backup_after_the_days_of_the_rules(
    desk: Desk, clock: StoppedClock
) -> None:
    folder = desk.vault.paths.backups
    take_on(desk, "Mira-07")
    old = backups.back_up(desk).made.name
    clock.forward(days=1)
    take_on(desk, "Tova-31")
    newest = backups.back_up(desk).made.name
    clock.forward(days=28)
    backups.tend(desk)
    assert {path.name for path in folder.glob("*.cnbak")} == {old, newest}
    # Nothing was written since, and it goes all the same; the newest stays, however old it is.
    clock.forward(days=2)
    assert backups.tend(desk) is None
    assert {path.name for path in folder.glob("*.cnbak")} == {newest}
    clock.forward(days=90)
    backups.tend(desk)
    assert {path.name for path in folder.glob("*.cnbak")} == {newest}
