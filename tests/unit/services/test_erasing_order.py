"""A backup is a copy of every page: none is made for an erasure before the pages hold nothing any more."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.services.conftest import PASSPHRASE, take_on
from tests.unit.vault.pages import decrypted_pages

from careernotes.domain.mentees import Mentee
from careernotes.sealing.keys import wiped
from careernotes.services import backups, erasing, proving
from careernotes.services.conversations import record_conversation, start_session
from careernotes.services.desk import Desk
from careernotes.services.erased import ResidueError
from careernotes.vault import backup_forgetting, erasure, erasure_proof
from careernotes.vault.backup_file import NOTES, extract, read_manifest, store_key
from careernotes.vault.backup_shelf import files
from careernotes.vault.connection import Connection
from careernotes.vault.erasure_proof import Proof
from careernotes.vault.guard import close_doors
from careernotes.vault.keeping import SettingName

CANARY = "zanzibarcanary"


@pytest.fixture
def careless(desk: Desk) -> Desk:
    """Two people, a backup, and a database that leaves what it deletes on its pages."""
    for alias in (CANARY, "Tova-31"):
        key = take_on(desk, alias)
        for _time in range(6):
            text = f"We spoke at length about the plans that {alias} made together with me. " * 5
            record_conversation(desk, replace(start_session(desk, key), record=text))
    backups.back_up(desk)
    connection = desk.vault.notes.connection()
    connection.set_authorizer(None)
    connection.execute("PRAGMA main.secure_delete=OFF")
    close_doors(connection)
    return desk


def erase_canary(desk: Desk) -> None:
    proving.prove(desk, PASSPHRASE, allow_test=True)
    erasing.erase_person(desk, next(m.mentee_id for m in desk.store.all(Mentee) if m.alias == CANARY))


def told_by(desk: Desk, tmp_path: Path, file: Path) -> int:
    """How many pages of the notes in a backup hold the words."""
    manifest, out = read_manifest(file), tmp_path / "extracted.db"
    extract(file, manifest, NOTES, out)
    with wiped(desk.vault.reveal_master()) as master, wiped(store_key(master, manifest.salt, NOTES)) as key:
        found = sum(CANARY.encode() in page for page in decrypted_pages(out, key))
    out.unlink()
    return found


def test_the_backup_an_erasure_makes_holds_nothing_between_its_rows(
    careless: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = residues(monkeypatch)
    erase_canary(careless)
    # The first look found it, the second did not.
    assert found[0] > 0 == found[-1]
    (file,) = files(careless.vault.paths.backups)
    assert told_by(careless, tmp_path, file) == 0


def test_with_the_order_of_before_the_backup_tells(
    careless: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: backups first, and the look afterwards."""
    forget: Callable[..., backup_forgetting.Forgotten] = backup_forgetting.drop_managed
    real, done = erasure_proof.prove_gone, []

    def look(*given: object) -> Proof:
        done.append(forget(careless.vault, None))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(erasure_proof, "prove_gone", look)
    monkeypatch.setattr(backup_forgetting, "drop_managed", lambda *_given: done[0])
    erase_canary(careless)
    (file,) = files(careless.vault.paths.backups)
    assert told_by(careless, tmp_path, file) > 0


def test_backups_made_while_something_was_left_go_when_nothing_is(
    careless: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_second_folder(careless, stick)
    own = careless.vault.paths.backups

    def nothing(_connection: Connection) -> None:
        """A weakened build: nothing is written anew."""

    with monkeypatch.context() as patch:
        patch.setattr(erasure_proof, "rewrite", nothing)
        with pytest.raises(ResidueError):
            erase_canary(careless)
        # One more by hand, before it is looked again.
        careless.store.set_setting(SettingName.TOUR, "done")
        backups.back_up(careless)
        assert all(told_by(careless, tmp_path, file) for file in (*files(own), *files(stick)))
    before = {file.read_bytes() for file in (*files(own), *files(stick))}
    assert erasing.finish_waiting(careless).unreached == ()
    assert erasure.unfinished(careless.store) == ()
    for file in (*files(own), *files(stick)):
        assert file.read_bytes() not in before
        assert told_by(careless, tmp_path, file) == 0
    assert len(files(own)) == len(files(stick)) == 1


def residues(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What each look finds from now on."""
    found: list[int] = []
    real = erasure_proof._look

    def look(*given: object) -> Proof:
        proof = real(*given)  # type: ignore[arg-type]
        found.append(proof.residue)
        return proof

    monkeypatch.setattr(erasure_proof, "_look", look)
    return found
