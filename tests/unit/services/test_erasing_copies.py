"""An erasure reaches the copies it can, and names the others with where they are."""

from functools import partial
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, take_on

from careernotes.domain.mentees import Mentee
from careernotes.errors import CareerNotesError
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
from careernotes.services.erased import BackupsHoldError, Erased, finished_words
from careernotes.services.out_of_reach import OutOfReach
from careernotes.services.records import engagement_of
from careernotes.vault import backup_forgetting, erasure
from careernotes.vault.audit import AuditCode
from careernotes.vault.backup import make_backup
from careernotes.vault.backup_errors import BackupDiskFullError
from careernotes.vault.backup_forgetting import Forgotten
from careernotes.vault.backup_keeping import drop_named
from careernotes.vault.backup_shelf import FolderKind, files
from careernotes.vault.open_vault import OpenVault


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


def cut_short(desk: Desk) -> None:
    """An erasure that was ended between the removal and its receipt."""

    def cut(_desk: Desk) -> Forgotten:
        raise KeyboardInterrupt

    proving.prove(desk, PASSPHRASE, allow_test=True)
    someone = next(each for each in desk.store.all(Mentee) if each.alias == "Mira-07")
    with pytest.raises(KeyboardInterrupt):
        erasing.erase_person(desk, someone.mentee_id, forget=cut)


def damaged_page(folder: Path) -> Desk:
    """The vault with one wrong bit in a page that a backup needs, and neither unlocking nor the receipts."""
    notes = folder / "notes.db"
    whole = notes.read_bytes()
    for page in range(len(whole) // 4096 - 1, 1, -1):
        spoiled = bytearray(whole)
        spoiled[page * 4096 + 1000] ^= 1
        notes.unlink()
        notes.write_bytes(spoiled)
        notes.chmod(0o600)
        for journal in folder.glob("*-journal"):
            journal.unlink()
        try:
            desk = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        except CareerNotesError:
            continue
        try:
            erasure.unfinished(desk.store)
        except CareerNotesError:
            desk.close()
            continue
        try:
            make_backup(desk.vault)
        except CareerNotesError:
            desk.close()
            return unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        desk.close()
        for made in files(folder / "backups"):
            made.unlink()
    raise AssertionError("no page does")


@pytest.mark.parametrize("how", ["finish", "rule"])
def test_no_backup_goes_while_the_notes_are_damaged_and_the_next_unlock_tries_again(
    desk: Desk, how: str
) -> None:
    take_on(desk, "Mira-07")
    take_on(desk, "Tova-31")
    folder = desk.vault.paths.folder
    backups.back_up(desk)
    if how == "finish":
        cut_short(desk)
    desk.close()
    whole = (folder / "notes.db").read_bytes()
    before = {path.name: path.read_bytes() for path in files(folder / "backups")}
    assert before
    desk = damaged_page(folder)
    for name, data in before.items():
        (folder / "backups" / name).write_bytes(data)
    by_rule = partial(erasing.erase_by_rule, desk, desk.store.all(Mentee)[:1])
    trying = partial(erasing.finish_waiting, desk) if how == "finish" else by_rule
    with pytest.raises(CareerNotesError):
        trying()
    left = {path.name: path.read_bytes() for path in files(folder / "backups")}
    assert left.items() >= before.items()
    if how == "finish":
        # Opened anew: after the first page that does not pass, this connection reads no other either.
        desk.close()
        desk = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        assert erasure.unfinished(desk.store)
        desk.close()
        (folder / "notes.db").unlink()
        (folder / "notes.db").write_bytes(whole)
        (folder / "notes.db").chmod(0o600)
        desk = unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)
        assert erasing.finish_waiting(desk).number == 1
        assert not erasure.unfinished(desk.store)
        after = {path.read_bytes() for path in files(folder / "backups")}
        assert len(after) == 1
        assert not after & set(before.values())
    desk.close()


def test_the_order_of_before_would_be_noticed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what drops first and makes afterwards leaves nothing when making fails."""
    take_on(desk, "Mira-07")
    backups.back_up(desk)
    folder = desk.vault.paths.backups

    def full(_vault: OpenVault) -> None:
        raise BackupDiskFullError

    def dropping_first(vault: OpenVault) -> None:
        names = [path.name for path in files(folder)]
        drop_named(vault, folder, FolderKind.VAULT, names)
        full(vault)

    cut_short(desk)
    for making, left in ((full, 1), (dropping_first, 0)):
        monkeypatch.setattr(backup_forgetting, "make_backup", making)
        with pytest.raises(BackupsHoldError):
            erasing.finish_waiting(desk)
        assert len(files(folder)) == left


def test_a_second_folder_that_is_full_keeps_what_it_has_and_is_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    take_on(desk, "Mira-07")
    backups.choose_second_folder(desk, stick)
    copied = backups.back_up(desk).copied
    assert copied is not None

    def full(*_given: object, **_named: object) -> None:
        raise BackupDiskFullError

    with monkeypatch.context() as patch:
        patch.setattr(backup_forgetting, "copy_backup", full)
        assert erase_everybody(desk).unreached == (str(stick / copied.name),)
    before = (stick / copied.name).read_bytes()
    backups.tend(desk)
    assert before not in [path.read_bytes() for path in stick.iterdir()]
    assert list(stick.glob("*.cnbak"))


def test_what_was_known_of_copies_stands_on_a_receipt_that_was_finished_later(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    take_on(desk, "Mira-07")
    proving.prove(desk, PASSPHRASE, allow_test=True)
    (mira,) = (each.mentee_id for each in desk.store.all(Mentee))
    access_copy.make_copy(desk, mira, tmp_path)
    trail.note(desk, AuditCode.EXPORTED, b"x" * 32)
    backups.choose_second_folder(desk, stick)
    copied = backups.back_up(desk).copied
    assert copied is not None
    stick.rename(tmp_path / "pocket")
    cut_short(desk)
    finished = erasing.finish_waiting(desk)
    assert finished.unreached == (str(stick / copied.name),)
    assert str(stick / copied.name) in finished_words(finished)
    counts = erasure.receipts(desk.store)[-1].counts
    assert (counts["access_copies"], counts["exports"], counts["unreached"]) == (1, 1, 1)
    assert counts["periods_sent"] == 0
    # Where everything was reached, that is said.
    assert "copies are gone" in finished_words(erasing.Finished(number=1))
