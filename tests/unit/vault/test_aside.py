"""What was half typed while the databases were busy: sealed, padded, and only for its own vault."""

from dataclasses import replace
from pathlib import Path

import pytest

from careernotes.sealing.kdf import KdfProfile
from careernotes.services.desk import Desk
from careernotes.services.last_view import HalfTyped, LastView, keep_view, last_view, put_view_aside
from careernotes.services.unlocking import create, unlock
from careernotes.vault.aside import put_aside, read_aside
from careernotes.vault.keeping import SettingName

WORDS = "orbit velvet canyon pilot walnut"
TEXT = "she wants to leave and nobody knows"


def made(folder: Path) -> Desk:
    return create(folder, passphrase=WORDS, profile=KdfProfile.TEST, allow_test=True).desk


def view(text: str) -> LastView:
    return LastView(
        screen="growth",
        arguments={},
        focus="field",
        cursor=4,
        anchor=2,
        typed=(HalfTyped(key="field", text=text),),
    )


def test_nothing_of_the_text_can_be_read_beside_the_databases(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    try:
        assert put_aside(desk.vault, TEXT)
        data = (tmp_path / "a.careernotes" / "aside.cnd").read_bytes()
        assert TEXT.encode() not in data
        # A short text and a long one cannot be told apart up to the next page.
        assert len(data) == 4096 + 12 + 16
        assert read_aside(desk.vault) == TEXT
    finally:
        desk.close()


@pytest.mark.parametrize("place", [0, 11, 12, 2000, -1])
def test_a_changed_file_is_not_read(place: int, tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    try:
        put_aside(desk.vault, TEXT)
        path = tmp_path / "a.careernotes" / "aside.cnd"
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(data)
        assert read_aside(desk.vault) == ""
    finally:
        desk.close()


def test_another_vault_reads_nothing_of_it(tmp_path: Path) -> None:
    first, second = made(tmp_path / "a.careernotes"), made(tmp_path / "b.careernotes")
    try:
        put_aside(first.vault, TEXT)
        (tmp_path / "a.careernotes" / "aside.cnd").rename(tmp_path / "b.careernotes" / "aside.cnd")
        assert read_aside(second.vault) == ""
    finally:
        first.close()
        second.close()


def test_what_was_put_aside_comes_before_what_was_kept_and_goes_into_the_vault(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    keep_view(desk, view("older"))
    assert put_view_aside(desk, view(TEXT))
    desk.close()
    desk = unlock(tmp_path / "a.careernotes", WORDS, allow_test=True)
    try:
        assert last_view(desk) == view(TEXT)
        assert not (tmp_path / "a.careernotes" / "aside.cnd").exists()
        assert last_view(desk) == view(TEXT)
        keep_view(desk, None)
        assert last_view(desk) is None
    finally:
        desk.close()


def test_a_place_that_is_gone_is_not_gone_back_to(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    try:
        keep_view(desk, LastView(screen="session", arguments={"session_id": "0" * 32}))
        assert last_view(desk) is None
    finally:
        desk.close()


def folder_of(desk: Desk) -> Path:
    return desk.vault.paths.folder / "aside.cnd"


def test_a_file_put_back_after_it_was_taken_over_replaces_nothing(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    put_view_aside(desk, view("old words"))
    kept = folder_of(desk).read_bytes()
    desk.close()
    desk = unlock(tmp_path / "a.careernotes", WORDS, allow_test=True)
    # Control: the first time it is what was half typed.
    assert last_view(desk) == view("old words")
    keep_view(desk, view("new words"))
    desk.close()
    (tmp_path / "a.careernotes" / "aside.cnd").write_bytes(kept)
    desk = unlock(tmp_path / "a.careernotes", WORDS, allow_test=True)
    try:
        assert last_view(desk) == view("new words")
        assert not folder_of(desk).exists()
    finally:
        desk.close()


def test_a_file_that_was_taken_away_and_put_back_later_replaces_nothing_newer(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    put_view_aside(desk, view("old words"))
    kept = folder_of(desk).read_bytes()
    folder_of(desk).unlink()
    keep_view(desk, view("new words"))
    desk.close()
    (tmp_path / "a.careernotes" / "aside.cnd").write_bytes(kept)
    desk = unlock(tmp_path / "a.careernotes", WORDS, allow_test=True)
    try:
        assert last_view(desk) == view("new words")
    finally:
        desk.close()


def test_a_command_between_lock_and_unlock_costs_no_word(tmp_path: Path) -> None:
    """The command line opens the vault and asks for no place."""
    desk = made(tmp_path / "a.careernotes")
    put_view_aside(desk, view(TEXT))
    desk.close()
    for _each in range(2):
        unlock(tmp_path / "a.careernotes", WORDS, allow_test=True).close()
    desk = unlock(tmp_path / "a.careernotes", WORDS, allow_test=True)
    try:
        assert last_view(desk) == view(TEXT)
    finally:
        desk.close()


def test_words_put_aside_about_a_place_that_is_gone_are_not_taken_over(tmp_path: Path) -> None:
    desk = made(tmp_path / "a.careernotes")
    try:
        put_view_aside(desk, replace(view(TEXT), arguments={"engagement_id": "0" * 32}))
        assert last_view(desk) is None
        assert desk.store.setting(SettingName.LAST_VIEW) == ""
        assert not folder_of(desk).exists()
    finally:
        desk.close()
