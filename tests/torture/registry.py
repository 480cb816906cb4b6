"""Every line of what must be shown, as an attack that can be run."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.torture import (
    attack,
    bit_flips,
    disk_full,
    erasure,
    guess_cost,
    header_trials,
    journey,
    kill,
    kill_migration,
    lock_memory,
    power_cut,
    salvage_trials,
    search_ratio,
    sheet_trials,
    strace_run,
)
from tests.torture.attack import Attack, Control, Figures, none_of, number


def kills(base: Path, size: int, seed: int) -> Figures:
    """Kills in the journey, and a fifth of them in a migration."""
    migrations = max(1, size // 5)
    figures = kill.run(base / "journey", kills=size - migrations, seed=seed).figures()
    migrated = kill_migration.run(base / "migration", migrations, seed).figures()
    return attack.added([figures, migrated]) | {"steps": list(journey.STEPS), "in_migrations": migrations}


def halves(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: every record is kept by itself."""
    return kill.run(base, kills=size, seed=seed, weak="halves").figures()


def half_migrations(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: every statement of a migration is kept by itself."""
    return kill_migration.run(base, size, seed, weak=True).figures()


def cuts(base: Path, size: int, seed: int) -> Figures:
    """Images of the journey with this seed, every fifth of them moved to another folder."""
    return images(base, size, seed, None)


def cuts_normal(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: synchronous=NORMAL."""
    return images(base, size, seed, "NORMAL")


def cuts_off(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: synchronous=OFF."""
    return images(base, size, seed, "OFF")


def images(base: Path, size: int, seed: int, weak: str | None) -> Figures:
    """One recording and its images."""
    base.mkdir(parents=True)
    done = power_cut.run_share(
        base, base / "log", seed=seed, weak=weak, images=size, share=0, of=1, steps=",".join(journey.ROUND)
    )
    return done.figures() | {"asked": size}


def cuts_held(figures: Figures) -> bool:
    """Nothing happened in as many images as were asked for: a recording may have no more different ones."""
    return none_of(figures, *CUT_FIGURES) and number(figures, "images") >= number(figures, "asked") > 0


KILL_FIGURES = ("lost", "corrupt", "no_key_opens")
CUT_FIGURES = (*KILL_FIGURES, "disagreeing")


def erased(base: Path, size: int, seed: int) -> Figures:
    """One person with a two-hundredth of all notes."""
    del seed
    return _erased(base, size, weak=False)


def erased_weakly(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: secure_delete is off."""
    del seed
    return _erased(base, size, weak=True)


def _erased(base: Path, size: int, *, weak: bool) -> Figures:
    base.mkdir(parents=True)
    tally = erasure.run(base, notes=size, erased=max(2, size // 200), weak=weak)
    rounded = {name: round(value, 2) for name, value in asdict(tally).items() if isinstance(value, float)}
    return {**asdict(tally), **rounded, "seconds": round(tally.seconds, 2)}


def locks(base: Path, size: int, seed: int) -> Figures:
    """Locks from every state in turn; after each the memory of every process of the program is searched."""
    del seed
    base.mkdir(parents=True)
    return dict(lock_memory.lock_often(base, size))


def not_locked(base: Path, size: int, seed: int) -> Figures:
    """The weakened build: a lock that leaves the process alive."""
    del size, seed
    base.mkdir(parents=True)
    secrets = lock_memory.make_secrets(base / "mentor.careernotes")
    with lock_memory.Program(secrets.vault, base / "home") as program:
        program.bring("session")
        program.standby()
        found = program.everywhere({**secrets.texts, **secrets.keys})
    return {"locks": 0, "hits": sorted(found.items()), "found_before": {}}


def memory_held(figures: Figures) -> bool:
    """Nothing afterwards, and each thing that was looked for had been found before."""
    found = figures["found_before"]
    assert isinstance(found, dict)
    return not listed(figures, "hits") and {"note", "title", "typed"} <= set(found)


def listed(figures: Figures, name: str) -> list[object]:
    """A figure that is a list."""
    value = figures[name]
    assert isinstance(value, list)
    return value


def bad(*names: str) -> Callable[[Figures], bool]:
    """A control is caught when one of these happened."""
    return lambda figures: any(number(figures, name) > 0 for name in names)


def pages_held(figures: Figures) -> bool:
    """Every page that was put back was found."""
    return number(figures, "pages_put_back") > 0 and number(figures, "pages_found") == number(
        figures, "pages_put_back"
    )


ATTACKS: tuple[Attack, ...] = (
    Attack(
        name="power-cut",
        what="a power cut at any moment: unsynced writes kept, lost or torn; header, databases, moved vaults",
        goal="0 lost, 0 corrupt, 0 disagreeing, 0 that no key opens",
        tiny=40, short=2_000, full=20_000, shares=2, missing=attack.strace,
        run=cuts, held=cuts_held,
        controls=(
            Control(name="synchronous=NORMAL", size=200, run=cuts_normal, caught=bad(*CUT_FIGURES)),
            Control(name="synchronous=OFF", size=100, run=cuts_off, caught=bad(*CUT_FIGURES)),
        ),
    ),
    Attack(
        name="kill",
        what="kill -9 in save, draft, coding, consent, removal, backup, header, re-key and migration",
        goal="0 lost, 0 corrupt, 0 that no key opens",
        tiny=10, short=40, full=500, shares=2,
        run=kills, held=lambda f: none_of(f, *KILL_FIGURES) and number(f, "kills") > 0,
        controls=(
            Control(name="every record by itself", size=25, least=5, run=halves, caught=bad(*KILL_FIGURES)),
            Control(
                name="a migration in pieces", size=15, least=4, run=half_migrations,
                caught=bad(*KILL_FIGURES),
            ),
        ),
    ),
    Attack(
        name="bit-flips",
        what="one bit changed in a database, journal, header or backup; single old pages put back",
        goal="0 silent wrong reads, 0 surprises, every old page found",
        tiny=40, short=240, full=2_000, shares=2, missing=attack.strace,
        run=bit_flips.run, held=lambda f: none_of(f, "silent", "crashed") and pages_held(f),
        controls=(
            Control(
                name="no codes on pages, no sums", size=60, least=15, run=bit_flips.without_codes,
                caught=bad("silent"),
            ),
            Control(
                name="no sums", size=12, run=bit_flips.without_sums, caught=lambda f: not pages_held(f)
            ),
        ),
    ),
    Attack(
        name="disk-full",
        what="a disk that is full at every place a change writes",
        goal="0 lost, 0 unreadable, 0 told in any other way than as a full disk",
        tiny=12, short=60, full=400, missing=disk_full.missing,
        run=disk_full.run,
        held=lambda f: none_of(f, "lost", "unreadable", "unclear") and number(f, "sites") > 0,
        controls=(
            Control(
                name="every record by itself", size=30, least=8, run=disk_full.in_halves,
                caught=bad("lost", "unreadable"),
            ),
            Control(
                name="the system's own words", size=6, run=disk_full.without_words, caught=bad("unclear")
            ),
        ),
    ),
    Attack(
        name="header",
        what="every single bit and every structural attack on both copies; one copy damaged",
        goal="0 accepted, 0 written before the code is checked, every damaged copy heals",
        # Every so-manieth bit: 1 is all of them.
        tiny=150, short=2, full=1,
        run=header_trials.run,
        held=lambda f: none_of(f, "accepted", "written_before_mac") and f["healed"] == f["one_copy_damaged"],
        controls=(
            Control(
                name="no authentication code", size=64, run=header_trials.without_code, caught=bad("accepted")
            ),
        ),
    ),
    Attack(
        name="salvage",
        what="ten bad pages in 10,000 notes, a bad first page, bad table roots",
        goal="99.5 %, 99 %, 99 % of the notes, original untouched",
        tiny=400, short=2_500, full=10_000,
        run=salvage_trials.run, held=salvage_trials.held,
        controls=(
            Control(
                name="the database reads alone", size=400, run=salvage_trials.database_alone,
                caught=lambda f: not salvage_trials.held(f),
            ),
            Control(
                name="far more damage", size=400, run=salvage_trials.much_damage,
                caught=lambda f: not salvage_trials.held(f),
            ),
        ),
    ),
    Attack(
        name="lock-memory",
        what="locks from every window, dialog, menu, job and a hung one, then the memory of every process",
        goal="0 notes, titles, typed words, passphrases or keys in any process after a lock",
        tiny=2, short=8, full=50, missing=attack.linux,
        run=locks, held=memory_held,
        controls=(
            Control(
                name="the process stays", size=1, run=not_locked, caught=lambda f: len(listed(f, "hits")) > 1
            ),
        ),
    ),
    Attack(
        name="erasure",
        what="a person erased from a big vault, every page decrypted by an independent reader",
        goal="0 residue; 500 of 100,000 notes in 10 s",
        tiny=400, short=4_000, full=100_000,
        run=erased,
        held=lambda f: none_of(f, "residue", "terms", "canary_pages"),
        in_time=lambda f: number(f, "seconds") <= 10,
        controls=(
            Control(
                name="secure_delete off", size=400, run=erased_weakly, caught=bad("residue", "canary_pages")
            ),
        ),
    ),
    Attack(
        name="strace",
        what="every system call of a sitting: writes outside the databases, sockets, what is left behind",
        goal="0 canaries written in clear, 0 sockets but local ones",
        tiny=1, short=2, full=20, missing=attack.strace,
        run=strace_run.run,
        held=lambda f: none_of(f, "canaries", "network", "in_clear_inside", "left_behind")
        and number(f, "writes") > 0,
        controls=(
            Control(
                name="temp_store=FILE", size=1, run=strace_run.weakened("temp_store"), caught=bad("canaries")
            ),
            Control(
                name="a network socket", size=1, run=strace_run.weakened("network"), caught=bad("network")
            ),
        ),
    ),
    Attack(
        name="sheet",
        what="the recovery sheet with up to four mistakes, with more, and other sheets",
        goal="every four corrected, 0 false accepts",
        tiny=600, short=4_000, full=100_000, shares=2,
        run=sheet_trials.run,
        held=lambda f: none_of(f, "not_corrected", "right_refused", "false_accepts")
        and number(f, "opened") > 0 and number(f, "other_roots") > 0,
        controls=(
            Control(
                name="taken at its word", size=2_000, run=sheet_trials.taken_at_its_word,
                caught=bad("false_accepts"),
            ),
            Control(
                name="three, not four", size=400, run=sheet_trials.corrects_three,
                caught=bad("not_corrected"),
            ),
        ),
    ),
    Attack(
        name="guess-cost",
        what="one guess at a passphrase, MiB of memory times seconds of processor",
        goal="at least 250 at the floor, 1,000 at 512 MiB, chosen where it fits, nothing weaker taken",
        tiny=1, short=3, full=5, alone=True,
        run=guess_cost.run, held=guess_cost.held,
        controls=(
            Control(
                name="64 MiB", size=1, run=guess_cost.quarter, caught=lambda f: not guess_cost.held(f)
            ),
        ),
    ),
    Attack(
        name="search",
        what="search in an encrypted vault against plain SQLite on the same notes in the same run",
        goal="at most 1.25x, file at most 1.05x, open at most 10 ms after the key derivation",
        tiny=500, short=10_000, full=10_000, alone=True,
        run=search_ratio.run, held=search_ratio.held, in_time=search_ratio.in_time,
        controls=(
            Control(
                name="memory security on", size=2_000, run=search_ratio.locked_memory,
                caught=lambda f: not search_ratio.held(f),
            ),
        ),
    ),
)  # fmt: skip


def by_name(name: str) -> Attack:
    """The attack called *name*."""
    return next(attack for attack in ATTACKS if attack.name == name)
