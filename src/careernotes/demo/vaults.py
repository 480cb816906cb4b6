"""Real vault files for invented mentors: counts alone for those nobody opens, everything for the one who
is.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from careernotes.domain.records import Record
from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.kdf import KdfProfile
from careernotes.sealing.keys import ROOT_BYTES, VaultKeys, master_from_root, vault_keys, wipe
from careernotes.services.coding import rebuild_facts
from careernotes.services.desk import open_desk
from careernotes.services.first_steps import adopt_kit
from careernotes.vault.bundle import VaultPaths, make_folder
from careernotes.vault.lifecycle import create_vault
from careernotes.vault.opening import make_stores, open_stores
from careernotes.vault.releases import make_ledger
from careernotes.vault.state import write_first_state


class FixedClock:
    """A clock that stands on one day, at noon; today before noon, where it is now."""

    def __init__(self, day: dt.date) -> None:
        self._day = day

    def today(self) -> dt.date:
        """That day."""
        return self._day

    def now(self) -> dt.datetime:
        """Noon of that day, or this moment while that noon is still to come: nothing lies ahead."""
        noon, present = dt.datetime.combine(self._day, dt.time(12), tzinfo=dt.UTC), dt.datetime.now(dt.UTC)
        return present if present.date() == self._day and present < noon else noon


def root_of(build: str, number: int) -> bytearray:
    """The root of one invented vault. It follows from the build, so it is no secret: nobody real is in
    there.
    """
    return bytearray(hashlib.sha256(f"careernotes demo root {build} {number}".encode()).digest()[:ROOT_BYTES])


def keys_of(build: str, number: int) -> VaultKeys:
    """The keys of one invented vault."""
    root = root_of(build, number)
    master = master_from_root(root)
    try:
        return vault_keys(master)
    finally:
        wipe(root, master)


def write_counts(folder: Path, keys: VaultKeys, facts: MentorFacts, day: dt.date) -> None:
    """A bundle without a header, so without a passphrase: an empty notes.db, and *facts* in a real
    themes.db.
    """
    paths = VaultPaths(folder)
    make_folder(folder)
    connection = make_stores(paths, keys)
    try:
        identity = secrets.token_hex(16)
        write_first_state(connection, vault_id=identity, created_on=day.isoformat(), generation=0)
    finally:
        connection.close()
    make_ledger(paths.releases, keys.releases)
    store, connection = open_stores(paths, keys)
    try:
        with store.transaction():
            for person in facts.persons:
                store.facts.put_person(person)
            for meeting in facts.meetings:
                store.facts.put_meeting(meeting)
                own = [coding for coding in facts.codings if coding.meeting == meeting.meeting]
                store.facts.replace_codings(meeting.meeting, own)
            for rating in facts.ratings:
                store.facts.put_rating(rating)
    finally:
        connection.close()


def write_vault(
    folder: Path,
    records: Iterable[Record],
    *,
    root: bytearray,
    passphrase: str,
    kit: Path,
    today: dt.date,
    profile: KdfProfile = KdfProfile.FLOOR,
    allow_test: bool = False,
) -> str:
    """A whole vault with these records, with the kit adopted and its counts made by the real crossing.

    Gives the recovery sheet.
    """

    def tokens(count: int) -> bytes:
        return bytes(root) if count == ROOT_BYTES else secrets.token_bytes(count)

    clock = FixedClock(today)
    made = create_vault(
        folder, passphrase=passphrase, profile=profile, clock=clock, tokens=tokens, allow_test=allow_test
    )
    with made.vault:
        desk = open_desk(made.vault, clock)
        with desk.store.transaction():
            desk.store.put_all(records)
        desk = adopt_kit(desk, kit)
        rebuild_facts(desk)
    return made.recovery_sheet
