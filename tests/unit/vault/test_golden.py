"""Vaults as earlier versions left them: opened, brought up to date, nothing lost."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from careernotes.domain.conversations import NoteBody, Session, ThemeCoding
from careernotes.domain.mentees import Mentee
from careernotes.vault.audit import AuditCode
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.connection import open_keyed
from careernotes.vault.freshness import scan
from careernotes.vault.header import read_header
from careernotes.vault.keeping import SettingName
from careernotes.vault.lifecycle import open_with_passphrase, open_with_sheet
from careernotes.vault.migrating import KEPT_UNLOCKS, NEWEST, kept_copies, schema_version
from careernotes.vault.open_vault import OpenVault
from careernotes.vault.row_hasher import RowHasher
from careernotes.vault.search import search
from careernotes.vault.themes import ThemesReader

GOLDEN = Path("tests/data/golden")
SCHEMAS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.fixture(params=SCHEMAS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of one golden vault and what must be found in it."""
    source = GOLDEN / str(request.param)
    shutil.copytree(source / "golden.careernotes", tmp_path / "golden.careernotes")
    for path in (tmp_path / "golden.careernotes").iterdir():
        path.chmod(0o600)
    return tmp_path / "golden.careernotes", json.loads((source / "golden.json").read_text(encoding="utf-8"))


def reopen(folder: Path, told: dict[str, Any]) -> OpenVault:
    return open_with_passphrase(folder, told["passphrase"], allow_test=True)


def check(vault: OpenVault, told: dict[str, Any]) -> None:
    store = vault.notes
    assert store.count(Mentee) == told["mentees"]
    assert store.count(Session) == store.count(ThemeCoding) == told["sessions"]
    assert store.count(NoteBody) == told["notes"]
    bodies = {note.body for note in store.all(NoteBody)}
    assert {f"Working note {n}." for n in range(1, told["sessions"] + 1)} <= bodies
    assert [draft.body for draft in store.drafts()] == [told["draft"]]
    assert store.setting(SettingName.LANGUAGE) == told["language"]
    for word, hits in told["search"].items():
        assert len(search(store, word)) == hits
    with vault.keys as keys:
        reader = ThemesReader.open(vault.paths.themes, keys.themes)
    facts = reader.facts()
    reader.close()
    found = (len(facts.persons), len(facts.meetings), len(facts.codings), len(facts.ratings))
    assert found == tuple(told["counted"].values())
    assert store.integrity().fine


def test_every_schema_before_this_one_has_its_golden_vault() -> None:
    assert [f"schema-{number}" for number in range(1, NEWEST)] == SCHEMAS


def test_it_opens_is_brought_up_to_date_and_holds_what_it_held(golden: tuple[Path, dict[str, Any]]) -> None:
    folder, told = golden
    before = {name: (folder / name).read_bytes() for name in ("header.a", "header.b")}
    vault = reopen(folder, told)
    assert schema_version(vault.notes.connection()) == NEWEST
    assert vault.notices == frozenset()
    check(vault, told)
    codes = [entry.code for entry in vault.trail.entries()]
    steps = NEWEST - told["schema"]
    # The first schema had no trail yet.
    assert (len(codes) == steps + 1) == (told["schema"] == 1)
    assert codes[-steps - 1 :] == [AuditCode.MIGRATED] * steps + [AuditCode.UNLOCKED]
    assert vault.trail.verify().ok
    vault.close()
    # Locking gives it a header with a head; its slot is the one it had.
    for name, data in before.items():
        old, new = read_header(data), read_header((folder / name).read_bytes())
        assert (old.head is None) == (told["schema"] == 1)
        assert new.head is not None
        assert new.slots == old.slots
        assert new.generation == old.generation == told["generation"]
    again = reopen(folder, told)
    assert again.notices == frozenset()
    check(again, told)
    again.close()


def test_it_opens_with_its_sheet(golden: tuple[Path, dict[str, Any]]) -> None:
    folder, told = golden
    for name in ("header.a", "header.b"):
        (folder / name).unlink()
    vault = open_with_sheet(folder, told["sheet"])
    assert vault.sheet_used
    check(vault, told)
    vault.close()


def test_the_change_was_preceded_by_a_copy_that_holds_the_same_rows(
    golden: tuple[Path, dict[str, Any]],
) -> None:
    folder, told = golden
    vault = reopen(folder, told)
    (copies,) = kept_copies(vault.paths)
    assert copies.name == f"before-schema-{told['schema'] + 1}-1"
    with vault.keys as keys:
        hasher = RowHasher(keys.sum)
        now = scan(vault.notes.connection(), hasher, "main") | scan(vault.notes.connection(), hasher, "th")
        then: dict[str, int] = {}
        for name, key, part in (("notes.db", keys.notes, "notes"), ("themes.db", keys.themes, "themes")):
            copy = open_keyed(copies / name, key)
            assert copy.execute("PRAGMA user_version").fetchone() == (told["schema"],)
            assert copy.execute("PRAGMA cipher_integrity_check").fetchall() == []
            then |= scan(copy, hasher, "main", part=part)
            copy.close()
    assert {f"notes.{table}" for table in ("session", "note_body", "mentee", "draft")} <= then.keys()
    # The trail has one line more: that the vault was opened.
    now["notes.audit"] = then.get("notes.audit", 0)
    assert then == {name: total for name, total in now.items() if name in then}
    vault.close()


def test_the_copy_goes_after_three_more_unlocks(golden: tuple[Path, dict[str, Any]]) -> None:
    folder, told = golden
    reopen(folder, told).close()
    paths = VaultPaths(folder)
    for _each in range(KEPT_UNLOCKS - 1):
        reopen(folder, told).close()
        assert kept_copies(paths)
    reopen(folder, told).close()
    assert kept_copies(paths) == ()
    vault = reopen(folder, told)
    check(vault, told)
    vault.close()


def test_a_copy_can_take_the_place_of_the_vault(golden: tuple[Path, dict[str, Any]]) -> None:
    folder, told = golden
    vault = reopen(folder, told)
    (copies,) = kept_copies(vault.paths)
    vault.close()
    for name in ("notes.db", "themes.db"):
        shutil.copyfile(copies / name, folder / name)
    again = reopen(folder, told)
    # It is said that these are older notes, because the header knows of newer ones.
    assert [notice.name for notice in again.notices] == ["NOTES_OLDER"]
    check(again, told)
    again.close()
