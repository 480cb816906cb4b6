"""What something that was killed left behind holds words too: it goes, at the unlock and at an erasure."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, StoppedClock, erase_one, take_on

from careernotes.domain.conversations import NoteBody
from careernotes.domain.vocabulary import NoteLayer
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import backups, erasing, proving, rekeying, unlocking
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.last_view import HalfTyped, LastView, keep_view
from careernotes.vault import backup_shelf
from careernotes.vault.keeping import SettingName
from careernotes.vault.restore import try_out

OLD_TRIAL = ".trial-0123456789abcdef"


def opened(folder: Path) -> Desk:
    return unlocking.unlock(folder, PASSPHRASE, clock=StoppedClock(), allow_test=True)


def killed_trial(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trial restore that was killed when it was built: the whole vault, under the keys of today."""
    made = backups.back_up(desk).made
    own = desk.vault.paths.backups
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_given, **_named: None)
        assert try_out(desk.vault, own / made.name, own)
    (left,) = own.glob(".trial-*")
    assert (left / "notes.db").is_file()
    return left


def ours_and_old(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """One as it is named now, and one as it was named before."""
    left = killed_trial(desk, monkeypatch)
    old = left.with_name(OLD_TRIAL)
    shutil.copytree(left, old)
    return [left, old]


def test_a_killed_trial_goes_at_the_next_unlock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    take_on(desk, "Mira-07")
    left = ours_and_old(desk, monkeypatch)
    folder = desk.vault.paths.folder
    strange = [left[0].with_name(".trial-of-mine"), left[0].with_name(f".trial-ffffffff-{'0' * 16}")]
    for path in strange:
        path.mkdir()
    target = folder.with_name("elsewhere")
    target.mkdir()
    link = left[0].with_name(f".trial-{'e' * 16}")
    os.symlink(target, link)
    desk.close()
    desk = opened(folder)
    assert not [path for path in left if path.exists()]
    # Of another vault, or of nobody we know; and a link is never followed.
    assert all(path.is_dir() for path in strange)
    assert target.is_dir()
    desk.close()


def test_a_killed_trial_goes_with_an_erasure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    take_on(desk, "Mira-07")
    left = ours_and_old(desk, monkeypatch)
    assert erase_one(desk).unreached == ()
    assert not [path for path in left if path.exists()]


def test_a_killed_trial_goes_with_new_keys_that_leave_no_old_copies(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_on(desk, "Mira-07")
    left = ours_and_old(desk, monkeypatch)
    new = rekeying.begin(desk, PASSPHRASE, profile=KdfProfile.TEST, allow_test=True)
    assert rekeying.finish(desk, new, drop_old=True) == 1
    assert not [path for path in left if path.exists()]


def test_a_sweep_that_knows_backups_only_would_be_noticed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the pattern of before, the trial stays after an erasure."""
    take_on(desk, "Mira-07")
    left = killed_trial(desk, monkeypatch)
    monkeypatch.setattr(backup_shelf, "_UNFINISHED", re.compile(r"\.making-(?P<of>[0-9a-f]{8})-[0-9a-f]{16}"))
    erase_one(desk)
    assert left.is_dir()


def test_what_stood_half_typed_about_an_erased_note_goes_with_it(desk: Desk) -> None:
    text = "the wide secret canaryword plans of somebody, told once in the garden and nowhere else"
    draft = start_session(desk, take_on(desk, "Mira-07"))
    kept = record_conversation(desk, replace(draft, record="plain record", working=text))
    other = start_session(desk, take_on(desk, "Tova-31"))
    third = record_conversation(desk, replace(other, record="another record", working="another thought"))

    def typed_at(session: str, words: str) -> None:
        half = HalfTyped(key="working", text=words)
        view = LastView(screen="session", arguments={"session_id": session}, typed=(half,))
        keep_view(desk, view)

    note = next(n for n in desk.store.all(NoteBody, session_id=kept) if n.layer is NoteLayer.WORKING)
    proving.prove(desk, PASSPHRASE, allow_test=True)
    typed_at(kept, f"{text} and more")
    erasing.erase_note(desk, note.note_id)
    assert "canaryword" not in desk.store.setting(SettingName.LAST_VIEW)
    # What is about another conversation stays.
    typed_at(kept, "not about it")
    another = next(n for n in desk.store.all(NoteBody, session_id=third) if n.layer is NoteLayer.WORKING)
    erasing.erase_note(desk, another.note_id)
    assert "not about it" in desk.store.setting(SettingName.LAST_VIEW)


HALF = "aside.cnd.0123456789abcdef.new"


def test_half_a_file_with_typed_words_goes_with_an_erasure_and_at_the_next_unlock(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    folder = desk.vault.paths.folder
    (folder / HALF).write_bytes(b"half of what was sealed")
    header = folder / "header.a.fedcba9876543210.new"
    header.write_bytes(b"half of a header")
    erase_one(desk)
    assert not (folder / HALF).exists()
    # Another thread may be writing that one just now.
    assert header.exists()
    (folder / HALF).write_bytes(b"half of what was sealed")
    mine = [folder / name for name in ("aside.cnd.new", "aside.cnd.0123.new", "0123456789abcdef.new.txt")]
    for path in mine:
        path.write_bytes(b"of nobody we know")
    desk.close()
    desk = opened(folder)
    assert not (folder / HALF).exists()
    assert not header.exists()
    assert all(path.exists() for path in mine)
    desk.close()
