"""Salvage reads the notes of today: no erased page put back, and no half of a write that was cut short."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.unit.vault.samples import PASSPHRASE, FixedClock, engagement, mentee, note, session
from tests.unit.vault.test_hot_journal import crash, name_super_journal

from careernotes.domain.conversations import NoteBody
from careernotes.domain.mentees import Mentee
from careernotes.sealing.kdf import KdfProfile
from careernotes.services.salvaging import SalvageReport, salvage
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.salvage import gather
from careernotes.vault.salvage.journal import Undone
from careernotes.vault.salvage.pages import PageFile
from careernotes.vault.sealed_pages import PAGE

NOTES = 40
SECRET = "zq7secret"
LONG = " lorem ipsum" * 150


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "mine.careernotes"
    made = create_vault(
        path, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    with made.vault as vault, vault.notes.transaction():
        vault.notes.put_all([mentee(), engagement()])
        for number in range(NOTES):
            vault.notes.put_all([session(number), note(number, f"{SECRET} {number}{LONG}")])
    return path


def saved(folder: Path, name: str = "out") -> tuple[SalvageReport, list[str]]:
    report = salvage(
        folder, passphrase=PASSPHRASE, into=folder.with_name(f"{name}.careernotes"), allow_test=True
    )
    with open_with_passphrase(report.folder, PASSPHRASE, allow_test=True) as vault:
        assert vault.notes.integrity().fine
        return report, [each.body for each in vault.notes.all(NoteBody)]


def free_pages(folder: Path) -> frozenset[int]:
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    file = PageFile(folder / "notes.db", key)
    try:
        found = file.free()
        assert found is not None
        return found
    finally:
        file.close()


def first_free(folder: Path) -> int:
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    file = PageFile(folder / "notes.db", key)
    page = file.read(1)
    file.close()
    assert page is not None
    return int.from_bytes(page[32:36], "big")


def put_back(folder: Path, old: bytes, pages: Iterable[int]) -> None:
    with (folder / "notes.db").open("r+b") as stream:
        for number in pages:
            stream.seek((number - 1) * PAGE)
            stream.write(old[(number - 1) * PAGE : number * PAGE])


@pytest.fixture(params=["all", "but the list"])
def erased(folder: Path, request: pytest.FixtureRequest) -> Path:
    """The vault after its only person was erased, with old pages put back where pages are free."""
    old = (folder / "notes.db").read_bytes()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        vault.notes.remove(Mentee, "m1")
    free = free_pages(folder)
    assert len(free) > 10
    now = (folder / "notes.db").read_bytes()
    put_back(folder, old, free)
    if request.param == "but the list":
        put_back(folder, now, [first_free(folder)])
    return folder


def test_salvage_brings_back_nobody_who_was_erased(erased: Path) -> None:
    report, bodies = saved(erased)
    assert not [body for body in bodies if SECRET in body]
    assert (report.notes, report.wrong_tables) == (0, ())


@pytest.mark.parametrize("erased", ["but the list"], indirect=True)
def test_the_list_of_free_pages_alone_keeps_them_away(erased: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "compare", lambda _tables, _key: {})
    report, bodies = saved(erased)
    assert not [body for body in bodies if SECRET in body]
    assert (report.free_known, report.wrong_tables) == (True, None)


def test_without_list_and_sums_the_same_vault_gives_them_back(
    erased: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control."""
    monkeypatch.setattr(PageFile, "free", lambda _self: None)
    monkeypatch.setattr(gather, "compare", lambda _tables, _key: {})
    assert [body for body in saved(erased)[1] if SECRET in body]


def test_a_list_of_free_pages_from_another_day_hides_no_note(folder: Path) -> None:
    """An old first page put back names pages as free that hold notes now."""
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        for number in range(NOTES):
            vault.notes.remove(NoteBody, f"n{number}-record")
    old = (folder / "notes.db").read_bytes()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault, vault.notes.transaction():
        for number in range(NOTES):
            vault.notes.put(note(number, f"new {number}{LONG}"))
    put_back(folder, old, [1])
    report, bodies = saved(folder)
    assert len(bodies) == NOTES
    assert not report.free_known


def test_an_old_page_in_use_that_was_put_back_is_named_in_the_report(folder: Path) -> None:
    healthy, _bodies = saved(folder, "control")
    assert healthy.wrong_tables == ()
    old = (folder / "notes.db").read_bytes()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        vault.notes.put(mentee(2))
        before = vault.notes.get(NoteBody, "n3-record")
        assert before is not None
        vault.notes.put(note(3, before.body.replace(SECRET, "zq7masked")))
    new = (folder / "notes.db").read_bytes()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    file = PageFile(folder / "notes.db", key)
    holding = [
        number
        for number in range(1, file.count + 1)
        if old[(number - 1) * PAGE : number * PAGE] != new[(number - 1) * PAGE : number * PAGE]
        and b"zq7masked 3" in (file.read(number) or b"")
    ]
    file.close()
    put_back(folder, old, holding)
    report, _bodies = saved(folder)
    assert report.wrong_tables is not None
    assert "note_body" in report.wrong_tables
    assert report.bad_pages == 0


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("where", ["here", "moved"])
def test_a_write_that_was_cut_short_is_undone_before_anything_is_read(where: str, folder: Path) -> None:
    crash(folder)
    if where == "moved":
        name_super_journal(folder, Path("/somewhere/else"), there=True)
    held = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    report, bodies = saved(folder)
    assert held == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert len(bodies) == NOTES
    assert all(SECRET in body for body in bodies)
    assert (report.bad_pages, report.bad_rows, report.wrong_tables) == (0, 0, ())
    assert report.undone_pages > 0


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_without_the_journal_the_same_salvage_gives_half_of_a_write(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control."""
    crash(folder)
    monkeypatch.setattr(gather, "undone_by", lambda _path: Undone())
    report, bodies = saved(folder)
    assert len(bodies) != NOTES or not all(SECRET in body for body in bodies) or report.wrong_tables != ()


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_write_that_was_finished_is_not_undone(folder: Path, tmp_path: Path) -> None:
    """Its journal names a file that is gone: that is how a change of both databases ends."""
    crash(folder)
    left = (folder / "notes.db-journal").read_bytes()
    with open_with_passphrase(folder, PASSPHRASE, allow_test=True) as vault:
        vault.notes.put(note(3, "after the journal"))
    shutil.copy(folder / "notes.db", tmp_path / "kept")
    (folder / "notes.db-journal").write_bytes(left)
    name_super_journal(folder, folder.absolute(), there=False)
    report, bodies = saved(folder)
    assert "after the journal" in bodies
    assert report.undone_pages == 0


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("cut", [0, 7, 27, 28, 511, 600, 5_000])
def test_a_journal_that_ends_anywhere_stops_nothing(cut: int, folder: Path) -> None:
    crash(folder)
    with (folder / "notes.db-journal").open("r+b") as stream:
        stream.truncate(cut)
    report = salvage(folder, passphrase=PASSPHRASE, into=folder.with_name("cut.careernotes"), allow_test=True)
    assert report.pages > 0
