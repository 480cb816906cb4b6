"""What is half typed while a vault is given new keys is kept or refused, never sealed for nobody."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.vault.test_aside import TEXT, WORDS, folder_of, made, view

from careernotes.sealing.kdf import KdfProfile
from careernotes.services import rekeying
from careernotes.services.desk import Desk
from careernotes.services.last_view import last_view, put_view_aside
from careernotes.services.unlocking import unlock
from careernotes.vault import aside, moving, rekey
from careernotes.vault.backup_errors import ChangedMeanwhileError
from careernotes.vault.open_vault import OpenVault


def begun(desk: Desk) -> rekeying.NewSheet:
    return rekeying.begin(desk, WORDS, profile=KdfProfile.TEST, allow_test=True)


def text_after(folder: Path) -> str:
    desk = unlock(folder, WORDS, allow_test=True)
    try:
        found = last_view(desk)
        return found.typed[0].text if found is not None else ""
    finally:
        desk.close()


def say_while_files_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """From now on somebody types while the old files are hashed; what is answered to that."""
    said: list[bool] = []
    real = moving.digest_of

    def read(stream: object) -> bytes:
        assert desk.vault.is_open
        said.append(put_view_aside(desk, view(TEXT)))
        return real(stream)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "digest_of", read)
    return said


def test_words_typed_while_the_old_files_are_read_are_not_said_to_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = made(tmp_path / "a.careernotes")
    new = begun(desk)
    said = say_while_files_are_read(desk, monkeypatch)
    rekeying.finish(desk, new)
    assert said == [False] * 3
    assert not folder_of(desk).exists()


def test_without_the_refusal_they_would_be_called_kept_and_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a vault that does not say that its keys go."""
    desk = made(tmp_path / "a.careernotes")
    new = begun(desk)
    said = say_while_files_are_read(desk, monkeypatch)
    with monkeypatch.context() as weakened:
        silent = property(lambda _vault: False, lambda _vault, _value: None)
        weakened.setattr(OpenVault, "keys_go", silent, raising=False)
        rekeying.finish(desk, new)
    assert said == [True] * 3
    assert text_after(tmp_path / "a.careernotes") == ""


def test_words_put_aside_before_the_keys_go_stop_the_change_and_are_still_there(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    new = begun(desk)
    assert put_view_aside(desk, view(TEXT))
    with pytest.raises(ChangedMeanwhileError):
        rekeying.finish(desk, new)
    assert desk.vault.is_open
    # The vault goes on, and so does this.
    assert put_view_aside(desk, replace(view(TEXT), cursor=1))
    desk.close()
    assert text_after(tmp_path / "a.careernotes") == TEXT


def test_words_on_their_way_into_the_file_when_the_keys_go_are_taken_out_and_not_called_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = made(tmp_path / "a.careernotes")
    new = begun(desk)
    real = aside.write_file

    def write(path: Path, data: bytes) -> None:
        # All that a change of keys asks about such a file was asked just before it was there.
        monkeypatch.setattr(aside, "write_file", real)
        desk.vault.keys_go = True
        real(path, data)

    monkeypatch.setattr(aside, "write_file", write)
    assert not put_view_aside(desk, view(TEXT))
    assert not folder_of(desk).exists()
    rekey.commit(new.keys)


def test_words_put_aside_at_an_earlier_lock_go_along_under_the_new_keys(tmp_path: Path) -> None:
    """By the command line, which asks for no place at its unlock."""
    folder = tmp_path / "a.careernotes"
    desk = made(folder)
    assert put_view_aside(desk, view(TEXT))
    desk.close()
    desk = unlock(folder, WORDS, allow_test=True)
    rekeying.finish(desk, begun(desk))
    assert text_after(folder) == TEXT
