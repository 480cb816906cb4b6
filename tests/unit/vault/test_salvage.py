"""Getting notes out of a vault whose pages are damaged, without SQLite and without touching it."""

import hashlib
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.torture import journey
from tests.unit.vault.samples import FixedClock, engagement, mentee, note, session

from careernotes.domain.conversations import NoteBody, Session
from careernotes.domain.mentees import Engagement, Mentee
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import unlocking
from careernotes.services.salvaging import salvage
from careernotes.vault.errors import (
    AlreadyExistsError,
    DamagedVaultError,
    WrongPassphraseError,
    WrongSheetError,
)
from careernotes.vault.lifecycle import create_vault, open_with_passphrase
from careernotes.vault.salvage.cells import BadCellError, read_node, record_values
from careernotes.vault.salvage.gather import gather
from careernotes.vault.salvage.pages import PageFile
from careernotes.vault.sealed_pages import PAGE

NOTES = 400
SECRET = journey.PASSPHRASES[0]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, int]]:
    """A vault of some hundred long notes, its sheet, and where its tables begin."""
    folder = tmp_path_factory.mktemp("salvage") / "whole.careernotes"
    made = create_vault(
        folder, passphrase=SECRET, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    store, chance = made.vault.notes, random.Random(4)
    with store.transaction():
        store.put_all([mentee(), engagement()])
        for number in range(NOTES):
            words = " ".join(chance.choices(journey.WORDS, k=chance.choice((3, 200, 900))))
            store.put_all([session(number), note(number, f"{number} {words}")])
    tables = store.connection().execute("SELECT name, rootpage FROM main.sqlite_schema WHERE type = 'table'")
    roots = {str(name): int(str(root)) for name, root in tables}
    made.vault.close()
    return folder, made.recovery_sheet, roots


def damaged(whole: tuple[Path, str, dict[str, int]], tmp_path: Path, pages: list[int]) -> Path:
    folder = tmp_path / "damaged.careernotes"
    shutil.copytree(whole[0], folder)
    with (folder / "notes.db").open("r+b") as stream:
        for number in pages:
            stream.seek((number - 1) * PAGE + 1_234)
            byte = stream.read(1)
            stream.seek(-1, 1)
            stream.write(bytes([byte[0] ^ 0x10]))
    return folder


def read_everything(folder: Path) -> None:
    with open_with_passphrase(folder, SECRET, allow_test=True) as vault:
        for kind in (NoteBody, Session, Mentee):
            vault.notes.all(kind)


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("part", ["page 1", "note_body", "session", "mentee", "all roots"])
def test_every_note_comes_out_when_the_first_page_or_a_table_root_is_damaged(
    whole: tuple[Path, str, dict[str, int]], tmp_path: Path, part: str
) -> None:
    roots = whole[2]
    pages = {"page 1": [1], "all roots": [1, roots["note_body"], roots["session"], roots["mentee"]]}
    folder = damaged(whole, tmp_path, pages.get(part) or [roots[part]])
    # The positive control: the program itself can no longer read it all.
    with pytest.raises(CareerNotesError):
        read_everything(folder)
    before = fingerprint(folder)
    report = salvage(folder, passphrase=SECRET, allow_test=True)
    assert fingerprint(folder) == before
    assert report.notes >= 0.99 * NOTES
    with open_with_passphrase(report.folder, SECRET, allow_test=True) as vault:
        assert vault.notes.integrity().fine
        bodies = {found.note_id: found.body for found in vault.notes.all(NoteBody)}
        assert not vault.notices
    with open_with_passphrase(whole[0], SECRET, allow_test=True) as vault:
        right = {found.note_id: found.body for found in vault.notes.all(NoteBody)}
    assert all(right[key] == body for key, body in bodies.items())
    assert len(bodies) == report.notes


def test_a_lost_person_gets_a_stand_in_so_that_the_notes_stay(
    whole: tuple[Path, str, dict[str, int]], tmp_path: Path
) -> None:
    folder = damaged(whole, tmp_path, [whole[2]["mentee"], whole[2]["engagement"]])
    report = salvage(folder, passphrase=SECRET, allow_test=True)
    assert report.stand_ins == 2
    desk = unlocking.unlock(report.folder, SECRET, clock=FixedClock(), allow_test=True)
    assert [person.alias for person in desk.store.all(Mentee)] == ["Recovered 1"]
    assert desk.store.count(Engagement) == 1
    assert desk.store.count(NoteBody) == NOTES
    desk.close()


def test_the_sheet_salvages_a_vault_without_any_header(
    whole: tuple[Path, str, dict[str, int]], tmp_path: Path
) -> None:
    folder = damaged(whole, tmp_path, [1])
    for name in ("header.a", "header.b"):
        (folder / name).unlink()
    report = salvage(folder, sheet=whole[1])
    assert report.notes == NOTES
    desk = unlocking.unlock_with_sheet(report.folder, whole[1])
    assert desk.store.count(NoteBody) == NOTES
    desk.close()


def test_a_healthy_vault_salvages_to_the_same_content(
    whole: tuple[Path, str, dict[str, int]], tmp_path: Path
) -> None:
    folder = tmp_path / "work.careernotes"
    journey.prepare(folder)
    worker = journey.open_worker(folder, 9)
    journey.work(worker, list(journey.ROUND), lambda _line: None)
    passphrase = journey.PASSPHRASES[worker.passphrase]
    held = {kind: worker.desk.store.count(kind) for kind in (Session, NoteBody, Mentee, Engagement)}
    drafts = worker.desk.store.drafts()
    worker.desk.close()
    report = salvage(folder, passphrase=passphrase, allow_test=True)
    assert (report.bad_pages, report.bad_rows, report.stand_ins, report.let_go) == (0, 0, 0, 0)
    desk = unlocking.unlock(report.folder, passphrase, clock=journey.SteadyClock(), allow_test=True)
    assert {kind: desk.store.count(kind) for kind in held} == held
    assert desk.store.drafts() == drafts
    assert desk.store.integrity().fine
    desk.close()


def test_salvage_refuses_a_wrong_secret_and_a_place_that_is_taken(
    whole: tuple[Path, str, dict[str, int]], tmp_path: Path
) -> None:
    folder = damaged(whole, tmp_path, [1])
    with pytest.raises(WrongPassphraseError):
        salvage(folder, passphrase="not this one at all", allow_test=True)
    other = create_vault(
        tmp_path / "other", passphrase=SECRET, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    other.vault.close()
    with pytest.raises(WrongSheetError):
        salvage(folder, sheet=other.recovery_sheet)
    with pytest.raises(AlreadyExistsError):
        salvage(folder, passphrase=SECRET, into=tmp_path / "other", allow_test=True)
    (folder / "notes.db").unlink()
    with pytest.raises(DamagedVaultError):
        salvage(folder, passphrase=SECRET, allow_test=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.careernotes", "other"]


def test_a_changed_page_is_not_read(whole: tuple[Path, str, dict[str, int]], tmp_path: Path) -> None:
    folder = damaged(whole, tmp_path, [5])
    with open_with_passphrase(whole[0], SECRET, allow_test=True) as vault, vault.keys as keys:
        key = bytearray(keys.notes)
    file = PageFile(folder / "notes.db", key)
    assert file.read(5) is None
    assert file.read(4) is not None
    assert file.read(file.count + 1) is None
    file.close()


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_bytes_that_are_no_record_are_refused_and_never_crash(payload: bytes) -> None:
    try:
        values = record_values(payload)
    except (BadCellError, IndexError, UnicodeDecodeError):
        return
    assert all(value is None or isinstance(value, int | float | str | bytes) for value in values)


@given(st.binary(min_size=4_016, max_size=4_016), st.sampled_from((0x0D, 0x05, 0x02, 0x0A)))
@settings(max_examples=200)
def test_any_page_is_read_or_refused(page: bytes, kind: int) -> None:
    node = read_node(2, bytes([kind]) + page[1:], lambda _number: None)
    assert node is None or node.kind == kind


def test_a_file_of_noise_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_bytes(random.Random(1).randbytes(PAGE * 5 + 17))
    found = gather(path, bytearray(80))
    assert (found.pages, found.bad_pages, found.records) == (6, 6, {})
