"""One bit changed anywhere in a vault, a half-written journal included: refused, told, or of no consequence.

A silent wrong read is content that differs from what was kept while nothing said so.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.torture import attack, journey, page_replay, power_cut
from tests.torture.attack import Figures
from tests.torture.disk import Disk, Image
from tests.torture.strace_log import Operation
from tests.unit.vault.pages import IV, PAGE

from careernotes.domain.conversations import NoteBody
from careernotes.errors import CareerNotesError
from careernotes.services import unlocking
from careernotes.services.verifying import verify_vault
from careernotes.services.work import Work
from careernotes.vault import integrity, lifecycle, notes, open_vault
from careernotes.vault.backup import make_backup
from careernotes.vault.backup_proof import KeyedBackup, prove_backup
from careernotes.vault.connection import DatabaseError
from careernotes.vault.freshness import FreshnessReport
from careernotes.vault.lifecycle import open_with_passphrase

DATABASES = ("notes.db", "themes.db", "releases.db")
SHARES = {
    "notes.db": 8, "themes.db": 3, "releases.db": 1, "header.a": 1, "header.b": 1, "journal": 4, "backup": 2,
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Tally(attack.Tally):
    """What became of the flips. ``without_effect`` are those after which all is as it was kept."""

    flips: int = 0
    refused: int = 0
    told: int = 0
    without_effect: int = 0
    silent: int = 0
    crashed: int = 0
    by_file: dict[str, int] = field(default_factory=dict)


def flip(path: Path, chance: random.Random) -> int:
    """Change one bit; where."""
    return _change(path, chance.randrange(path.stat().st_size * 8))


def flip_start_value(path: Path, chance: random.Random) -> int:
    """Change one low bit of the start value at the end of a page without a code: one letter changes."""
    page = chance.randrange(path.stat().st_size // PAGE)
    place = (page + 1) * PAGE - IV + chance.randrange(4, IV)
    return _change(path, place * 8 + chance.randrange(3))


def _change(path: Path, place: int) -> int:
    data = bytearray(path.read_bytes())
    data[place // 8] ^= 1 << place % 8
    path.write_bytes(data)
    return place


def look(folder: Path, right: set[str], tally: Tally, where: str) -> None:
    """Open, check and read as the program does, and compare with what was kept."""
    tally.flips += 1
    try:
        desk = unlocking.unlock(folder, journey.PASSPHRASES[0], clock=journey.SteadyClock(), allow_test=True)
        try:
            noticed = bool(desk.vault.notices) or bool(verify_vault(desk, Work.silent()))
            held = journey.state_digest(desk)
        finally:
            desk.close()
    except (CareerNotesError, DatabaseError):
        tally.refused += 1
        return
    except Exception as error:  # noqa: BLE001 - a damaged file must never be met by surprise
        tally.crashed += 1
        tally.first.append(f"{where}: {type(error).__name__} {error}")
        return
    if noticed:
        tally.told += 1
    elif held in right:
        tally.without_effect += 1
    else:
        tally.silent += 1
        tally.first.append(where)


def victim(base: Path) -> tuple[Path, str]:
    """A vault with some conversations, and what it holds."""
    folder = base / "disk" / power_cut.VAULT
    folder.parent.mkdir(parents=True)
    journey.prepare(folder)
    worker = journey.open_worker(folder, 11)
    try:
        for name in ("draft", "save") * 6 + ("draft", "code"):
            worker.clock.moment += journey.dt.timedelta(minutes=7)
            journey.STEPS[name](worker)
        # Long notes, so that most bits of the file stand for something somebody wrote.
        for number, note in enumerate(worker.desk.store.all(NoteBody)):
            worker.desk.store.put(replace(note, body=worker.text(4_000 + number)))
        return folder, journey.state_digest(worker.desk)
    finally:
        worker.desk.close()


@dataclass(frozen=True, slots=True)
class Backup:
    """One good backup, the key of its vault and what it gives back."""

    path: Path
    master: bytearray = field(repr=False)
    sums: dict[str, int]


def back_up(folder: Path, base: Path) -> Backup:
    """A backup of the vault, kept outside it."""
    with open_with_passphrase(folder, journey.PASSPHRASES[0], allow_test=True) as vault:
        info, master = make_backup(vault, now=lambda: 1_800_000_000), vault.reveal_master()
        made = vault.paths.backups / info.name
        (base / "proof").mkdir()
        kept = base / made.name
        shutil.copyfile(made, kept)
        return Backup(kept, master, prove_backup(KeyedBackup.of(kept, master), base / "proof"))


def look_at_backup(backup: Backup, work: Path, chance: random.Random, tally: Tally) -> None:
    """One bit of a backup changed: it must not be taken for whole."""
    tally.flips += 1
    spoiled = work / "spoiled"
    shutil.copyfile(backup.path, spoiled)
    at = flip(spoiled, chance)
    try:
        sums = prove_backup(KeyedBackup.of(spoiled, backup.master), work)
    except CareerNotesError:
        tally.refused += 1
        return
    tally.silent += sums != backup.sums
    tally.without_effect += sums == backup.sums
    tally.first.append(f"backup bit {at} taken")


def interrupted(folder: Path, base: Path) -> Iterator[tuple[Image, set[str]]]:
    """Every state of the disk in the middle of a change, with what may be held after it is undone or done."""
    steps = "save,code,draft,consent"
    operations: list[Operation] = power_cut.take_down(folder, base / "log", seed=5, weak=None, steps=steps)
    said = power_cut.acknowledgements(folder, operations)
    disk, journals = Disk(folder.parent), [f"{folder.name}/{name}-journal" for name in DATABASES]
    for moment, operation in enumerate(operations):
        if disk.follow(operation) and disk.acknowledged:
            done = int(disk.acknowledged[-1].split()[0])
            for image in disk.images(moment, random.Random(moment), 0):
                if any(image.files.get(name) for name in journals):
                    yield image, {said[number][0] for number in (done, done + 1) if number in said}


def run(base: Path, flips: int, seed: int) -> Figures:
    """Flips over every file of a vault, and single old pages put back."""
    return flip_everywhere(base, flips, seed).figures() | replays(base / "replay", -(-flips // 10), seed)


def flip_everywhere(base: Path, flips: int, seed: int) -> Tally:
    """The flips, shared over the files."""
    chance, tally = random.Random(f"flips/{seed}"), Tally()
    folder, held = victim(base)
    backup = back_up(folder, base)
    hot = list(interrupted(folder, base))
    assert hot, "no journal was ever seen"
    whole = base / "whole"
    shutil.copytree(folder, whole)
    for _number in range(flips):
        (name,) = chance.choices(list(SHARES), weights=list(SHARES.values()))
        tally.by_file[name] = tally.by_file.get(name, 0) + 1
        shutil.rmtree(folder)
        if name == "backup":
            look_at_backup(backup, base / "proof", chance, tally)
            shutil.copytree(whole, folder)
            continue
        if name == "journal":
            image, right = chance.choice(hot)
            image.lay_out(folder.parent)
            journal = chance.choice([j for j in folder.glob("*-journal") if j.stat().st_size])
            at = flip(journal, chance)
            where = f"{journal.name} bit {at}, moment {image.moment}"
        else:
            shutil.copytree(whole, folder)
            at, right = flip(folder / name, chance), {held}
            where = f"{name} bit {at}"
        look(folder, right, tally, where)
    return tally


def replays(base: Path, most: int, seed: int) -> Figures:
    """Single old pages put back in both databases, under their own keys."""
    base.mkdir(parents=True)
    now, then = page_replay.make_two(base, sessions=max(24, 2 * most), seed=seed)
    counts = page_replay.replay(now, then, "themes.db", most=most // 4, seed=seed)
    # A small file has few pages: the other one makes up for it.
    notes = page_replay.replay(now, then, "notes.db", most=most - counts.tried, seed=seed)
    done = [notes, counts]
    return {
        "pages_put_back": sum(each.tried for each in done),
        "pages_found": sum(each.found for each in done),
        "pages_missed": [page for each in done for page in each.missed],
        # The control inside: what SQLCipher's own check alone would have seen.
        "found_by_page_codes_alone": sum(each.found_by_pages_alone for each in done),
    }


def without_codes(base: Path, flips: int, seed: int) -> Figures:
    """The weakened build: pages without an authentication code, rows without sums."""
    from sqlcipher3 import dbapi2

    plain = dbapi2.connect(":memory:")
    plain.execute("PRAGMA cipher_default_use_hmac=OFF")
    plain.close()
    blind_to_sums()
    lines = integrity._lines
    # Without codes their own check has nothing to check, and says so each time.
    integrity._lines = lambda held, sql: 0 if "cipher_integrity" in sql else lines(held, sql)  # type: ignore[assignment]
    chance, tally = random.Random(seed), Tally()
    folder, held = victim(base)
    whole = base / "whole"
    shutil.copytree(folder, whole)
    for _number in range(flips):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        at = flip_start_value(folder / "notes.db", chance)
        look(folder, {held}, tally, f"bit {at}")
    return tally.figures()


def without_sums(base: Path, pages: int, seed: int) -> Figures:
    """The weakened build: sums, marks of first pages and the search for leftovers are switched off."""
    blind_to_sums()
    return replays(base, pages, seed)


def blind_to_sums() -> None:
    """Take out all that sees an old page."""
    fine = FreshnessReport(notes_ok=True, themes_ok=True, wrong_tables=())
    notes.NotesStore.freshness = lambda *_more: fine  # type: ignore[method-assign,assignment]
    open_vault.dirty_free_pages = lambda *_more: 0  # type: ignore[assignment]

    integrity.marks_agree = lambda *_more: True  # type: ignore[assignment]
    integrity.index_errors = lambda *_more: 0  # type: ignore[assignment]
    lifecycle.judge = lambda *_more: frozenset()  # type: ignore[assignment]


