"""A mentor's work as a list of steps, each one change of the vault, with what the vault must hold after each.

As a program it does the steps on a real vault and says after each, when the change is kept:
``ACK <number> <digest of everything held> <passphrase in force>``.
"""

import argparse
import datetime as dt
import hashlib
import os
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from careernotes.domain.conversations import Session
from careernotes.domain.ids import EngagementId, SessionId, ThemeId
from careernotes.domain.mentees import Engagement
from careernotes.domain.records import RECORD_TYPES, Record
from careernotes.domain.vocabulary import ConsentKey, TrainingModule
from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.services import agreements, conversations, first_steps, mentees, unlocking
from careernotes.services.desk import Desk, open_desk
from careernotes.services.drafts import DraftAction, DraftTheme
from careernotes.vault import backup, backup_keeping, backup_shelf, moving, rekey, restore, rows
from careernotes.vault.backup_proof import KeyedBackup, prove_backup
from careernotes.vault.backup_rotation import Kept
from careernotes.vault.backup_shelf import FolderKind
from careernotes.vault.bundle import VaultPaths
from careernotes.vault.freshness import content_sum
from careernotes.vault.lifecycle import open_with_passphrase
from careernotes.vault.themes import ThemesReader

PASSPHRASES = tuple(f"correct horse battery staple abacus abdomen {word}" for word in ("one", "two", "three"))
DAY = dt.date(2026, 6, 11)
_PROVED: dict[bytes, str] = {}
WORDS = ("planning", "manager", "growth", "overleg", "stap", "mobility", "feedback", "Zürich", "naïve")


class SteadyClock:
    """A clock that moves only when told."""

    def __init__(self) -> None:
        self.moment = dt.datetime.combine(DAY, dt.time(9), tzinfo=dt.UTC)

    def today(self) -> dt.date:
        return self.moment.date()

    def now(self) -> dt.datetime:
        return self.moment


@dataclass(slots=True)
class Worker:
    """Somebody at a desk; everything random comes from one seed."""

    desk: Desk
    clock: SteadyClock
    chance: random.Random
    relation: EngagementId
    passphrase: int = 0

    def themes(self) -> list[ThemeId]:
        """Themes nobody has to agree to."""
        return [theme.theme_id for theme in self.desk.taxonomy.themes if theme.sensitivity == 1][:6]

    def seconds(self) -> int:
        """This moment of its clock."""
        return int(self.clock.moment.timestamp())

    def open_again(self) -> None:
        """A vault that was closed, opened with the passphrase in force; chance goes on where it was."""
        self.desk = _open_desk(self.desk.vault.paths.folder, self.passphrase, self.clock, self.chance)

    def text(self, words: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=words))


def prepare(folder: Path) -> None:
    """A vault of somebody who may start, with one mentee who says yes to being counted."""
    clock = SteadyClock()
    made = unlocking.create(
        folder, passphrase=PASSPHRASES[0], profile=KdfProfile.TEST, clock=clock, allow_test=True
    )
    desk = made.desk
    first_steps.continue_without_kit(desk)
    first_steps.sign_code(desk)
    first_steps.save_profile(desk, display_name="Sam Mentor", caseload_limit=3)
    first_steps.record_training(desk, TrainingModule.MENTOR_ELEARNING, desk.today)
    relation = mentees.intake(desk, mentees.Intake(alias="Mira-07", cross_country=True)).engagement_id
    choices = {ConsentKey.NOTES_INFORMED: True, ConsentKey.COUNTED_GENERAL: True}
    said = replace(
        agreements.suggest(desk, relation), purpose="The next step", my_expectations=("Comes prepared",),
        their_expectations=("Keeps it between us",), choices=choices,
    )  # fmt: skip
    agreements.agree(desk, relation, said)
    desk.close()


def open_worker(folder: Path, seed: int, passphrase: int = 0) -> Worker:
    """The worker at the vault in *folder*."""
    clock, chance = SteadyClock(), random.Random(seed)
    desk = _open_desk(folder, passphrase, clock, chance)
    relation = desk.store.all(Engagement)[0].engagement_id
    return Worker(desk=desk, clock=clock, chance=chance, relation=relation, passphrase=passphrase)


def _open_desk(folder: Path, passphrase: int, clock: SteadyClock, chance: random.Random) -> Desk:
    # Identities and numbers follow from the seed too, so that two runs hold the same after each step.
    vault = open_with_passphrase(folder, PASSPHRASES[passphrase], tokens=chance.randbytes, allow_test=True)
    return open_desk(vault, clock, lambda: chance.randbytes(16).hex())


# -------------------------------------------------------------------------------------------------- steps
def save_draft(worker: Worker) -> None:
    draft = conversations.start_session(worker.desk, worker.relation)
    conversations.autosave(worker.desk, replace(draft, record=worker.text(120), working=worker.text(30)))


def record_draft(worker: Worker) -> None:
    """One commit: the session, both layers, themes, action, facts in themes.db; the draft goes."""
    waiting = conversations.drafts_waiting(worker.desk)
    draft = waiting[0] if waiting else conversations.start_session(worker.desk, worker.relation)
    themes = worker.chance.sample(worker.themes(), 2)
    conversations.record_conversation(worker.desk, replace(
        draft, record=worker.text(300), next_time=worker.text(5),
        themes=tuple(DraftTheme(theme_id=t, primary=t == themes[0]) for t in themes),
        actions=(DraftAction(text=worker.text(6)),),
    ))  # fmt: skip


def recode(worker: Worker) -> None:
    """Other themes for a recorded session."""
    held = worker.desk.store.all(Session)
    if not held:
        return record_draft(worker)
    session = worker.chance.choice(held)
    draft = conversations.load_session(worker.desk, SessionId(session.session_id))
    worker.clock.moment += dt.timedelta(minutes=1)
    theme = DraftTheme(theme_id=worker.chance.choice(worker.themes()), primary=True)
    conversations.record_conversation(worker.desk, replace(draft, themes=(theme,)))
    return None


def remove_session(worker: Worker) -> None:
    held = worker.desk.store.all(Session)
    if len(held) < 2:
        return record_draft(worker)
    worker.desk.store.remove(Session, worker.chance.choice(held).session_id)
    return None


def switch_consent(worker: Worker) -> None:
    """Every fact of the person leaves themes.db, or comes back."""
    said = agreements.consents(worker.desk, worker.relation)
    counted = ConsentKey.COUNTED_GENERAL
    agreements.set_consent(worker.desk, worker.relation, counted, value=not said.value(counted))


def change_passphrase(worker: Worker) -> None:
    worker.passphrase = (worker.passphrase + 1) % len(PASSPHRASES)
    unlocking.change_passphrase(
        worker.desk, PASSPHRASES[worker.passphrase], profile=KdfProfile.TEST, allow_test=True
    )


def back_up(worker: Worker) -> None:
    """One more backup, proved; and those that need not stay go."""
    vault = worker.desk.vault
    backup_keeping.adopt(vault, backup_shelf.own_folder(vault.paths), FolderKind.VAULT)
    backup.make_backup(vault, now=worker.seconds)
    kept = Kept(last=2, days=0, weeks=0, longest_days=1)
    backup_keeping.rotate(vault, vault.paths.backups, FolderKind.VAULT, kept, now=worker.seconds)


def rekey_vault(worker: Worker) -> None:
    """New keys, and every other time a new passphrase; the vault is opened again with it."""
    if worker.chance.random() < 0.5:
        worker.passphrase = (worker.passphrase + 1) % len(PASSPHRASES)
    new = rekey.prepare(
        worker.desk.vault, PASSPHRASES[worker.passphrase], KdfProfile.TEST, allow_test=True
    )
    rekey.commit(new)
    worker.open_again()


def restore_newest(worker: Worker) -> None:
    """A backup of now takes the place of the vault."""
    vault = worker.desk.vault
    made = backup.make_backup(vault, now=worker.seconds)
    folder, file = vault.paths.folder, vault.paths.backups / made.name
    worker.desk.close()
    done = restore.restore_with_passphrase(
        file, folder, PASSPHRASES[worker.passphrase], allow_test=True, now=worker.seconds
    )
    worker.open_again()
    if done.aside is not None:
        shutil.rmtree(done.aside)


STEPS: dict[str, Callable[[Worker], None]] = {
    "draft": save_draft,
    "save": record_draft,
    "code": recode,
    "remove": remove_session,
    "consent": switch_consent,
    "header": change_passphrase,
    "backup": back_up,
    "rekey": rekey_vault,
    "restore": restore_newest,
}
ROUND = (
    "draft", "save", "draft", "save", "backup", "code", "header", "rekey", "draft", "consent", "backup",
    "save", "backup", "remove", "restore", "consent", "rekey",
)  # fmt: skip


def state_digest(desk: Desk) -> str:
    """One hash over all that is held: every record, every draft, every fact."""
    total = hashlib.sha256()
    for record_type in RECORD_TYPES.values():
        for line in sorted(repr(rows.to_row(record)) for record in desk.store.all(record_type)):
            total.update(line.encode() + b"\0")
    for draft in sorted(desk.store.drafts(), key=lambda draft: draft.key):
        total.update(f"{draft.key}\0{draft.body}\0".encode())
    with desk.vault.keys as keys:
        reader = ThemesReader.open(desk.vault.paths.themes, keys.themes)
    total.update(repr(reader.facts()).encode())
    reader.close()
    return total.hexdigest()[:32]


def work(worker: Worker, steps: Sequence[str], say: Callable[[str], None]) -> None:
    """Do the steps, telling after each what is held now."""
    say(f"ACK 0 {state_digest(worker.desk)} {worker.passphrase}")
    for number, name in enumerate(steps, start=1):
        worker.clock.moment += dt.timedelta(minutes=7)
        STEPS[name](worker)
        say(f"ACK {number} {state_digest(worker.desk)} {worker.passphrase}")


WEAK = ("NORMAL", "OFF", "halves", "half-backup", "header-first")


def bad_backups(desk: Desk) -> list[str]:
    """The names of backups that count but do not give back what they should."""
    vault, master = desk.vault, desk.vault.reveal_master()
    listed = backup_shelf.listed(vault.notes.connection(), FolderKind.VAULT)
    told = [_wrong_with(vault.paths, info.name, info.content_sum, master) for info in listed if info.counts]
    return [wrong for wrong in told if wrong]


def _wrong_with(paths: VaultPaths, name: str, wanted: bytes, master: bytearray) -> str:
    """What a backup does not give back. The same bytes under the same key are opened once."""
    path, work = paths.backups / name, paths.folder / "proof"
    data = path.read_bytes() if path.is_file() else b""
    place = hashlib.blake2b(name.encode() + wanted + data, key=bytes(master)).digest()
    if place not in _PROVED:
        work.mkdir()
        try:
            given = content_sum(prove_backup(KeyedBackup.of(path, master), work))
            _PROVED[place] = "" if given == wanted else name
        except CareerNotesError as error:
            _PROVED[place] = f"{name} {error.code} {error.facts}"
        finally:
            shutil.rmtree(work)
    return _PROVED[place]


def _half_a_backup() -> None:
    """A build that notes a backup before it was opened: here half of it arrived."""
    whole = backup._write

    def half(*arguments: object) -> Path:
        made = whole(*arguments)  # type: ignore[arg-type]
        os.truncate(made, made.stat().st_size // 2)
        return made

    def read_before(path: Path, master: bytearray) -> KeyedBackup:
        with path.open("r+b") as stream:
            stream.truncate(path.stat().st_size * 2)
        return KeyedBackup.of(path, master)

    class Trusting(KeyedBackup):
        of = staticmethod(read_before)  # type: ignore[assignment]

    backup._write = half  # type: ignore[assignment]
    backup.KeyedBackup = Trusting  # type: ignore[attr-defined]
    backup.prove_backup = lambda *_arguments: {}  # type: ignore[attr-defined]


def _header_first() -> None:
    """A build that puts new files in force without a marker, the header first."""
    def begin(paths: VaultPaths, *_keys_and_files: object) -> None:
        moving._remove_journals(paths)

    def finish(paths: VaultPaths, _marker: None) -> None:
        for name in reversed(moving.FILES):
            (moving.beside(paths).folder / name).replace(paths.folder / name)
        moving.clear(paths)

    rekey.begin_move, rekey.finish_move = begin, finish  # type: ignore[attr-defined,assignment]


def weaken(how: str) -> None:
    """A build with a protection taken out: what it loses is what the harness must find."""
    from careernotes.vault import connection
    from careernotes.vault.notes import NotesStore

    if how in {"half-backup", "header-first"}:
        return _half_a_backup() if how == "half-backup" else _header_first()
    if how == "halves":
        whole = NotesStore.put

        def put_alone(store: NotesStore, record: Record) -> None:
            whole(store, record)
            if store.connection().in_transaction:
                store.connection().execute("COMMIT")
                store.connection().execute("BEGIN")

        NotesStore.put = put_alone  # type: ignore[method-assign]
        return None
    number = {"NORMAL": 1, "OFF": 0}[how]
    connection._EACH = (("synchronous", how, number), *connection._EACH[1:])  # type: ignore[attr-defined]
    return None


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", default=",".join(ROUND))
    parser.add_argument("--passphrase", type=int, default=0)
    parser.add_argument("--weak", choices=WEAK)
    asked = parser.parse_args()
    if asked.weak:
        weaken(asked.weak)
    worker = open_worker(asked.folder, asked.seed, asked.passphrase)
    work(worker, asked.steps.split(","), _say)
    worker.desk.close()


if __name__ == "__main__":
    main()
