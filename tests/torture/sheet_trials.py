"""The recovery sheet typed with mistakes, very often: four are put right, and nothing wrong ever opens."""

import random
from pathlib import Path

from tests.torture.attack import Figures
from tests.unit.vault.samples import PASSPHRASE, FixedClock

from careernotes.errors import CareerNotesError
from careernotes.sealing.kdf import KdfProfile
from careernotes.vault.lifecycle import create_vault, open_with_sheet
from careernotes.vault.recovery_sheet import ALPHABET, CHARACTERS, plain, read_sheet, write_sheet

CORRECTED = 4


def spoil(sheet: str, wrong: int, chance: random.Random) -> str:
    """The sheet with exactly *wrong* other characters; letters outside the alphabet too."""
    typed = list(plain(sheet))
    for place in chance.sample(range(CHARACTERS), wrong):
        typed[place] = chance.choice([*ALPHABET.replace(typed[place], ""), "é"])
    return "".join(typed)


def run(base: Path, trials: int, seed: int) -> Figures:
    """*trials* sheets with up to four mistakes, with more, or of somebody else; no header is there."""
    chance = random.Random(f"sheet/{seed}")
    base.mkdir(parents=True)
    folder = base / "v.careernotes"
    made = create_vault(
        folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, clock=FixedClock(), allow_test=True
    )
    made.vault.close()
    for header in folder.glob("header.*"):
        # Nothing but page 1 can say whether a sheet is right.
        header.unlink()
    figures = dict.fromkeys(
        ("trials", "corrected", "not_corrected", "opened", "right_refused", "other_roots", "false_accepts"), 0
    )
    for trial in range(trials):
        figures["trials"] += 1
        if trial % 2:
            wrong_one(folder, made.recovery_sheet, chance, figures)
        else:
            right_one(folder, made.recovery_sheet, chance, figures, opens=trial % 200 == 0)
    return dict(figures)


def right_one(
    folder: Path, sheet: str, chance: random.Random, figures: dict[str, int], *, opens: bool
) -> None:
    """At most four mistakes: on any sheet they are put right, and this vault's sheet opens it."""
    meant = plain(sheet) if opens else plain(write_sheet(chance.randbytes(20)))
    wrong = chance.randint(0, CORRECTED)
    typed = spoil(meant, wrong, chance)
    read = read_sheet(typed)
    good = read is not None and plain(write_sheet(read[0])) == meant
    figures["corrected" if good else "not_corrected"] += 1
    if opens:
        figures["opened" if tries(folder, typed) else "right_refused"] += 1


def wrong_one(folder: Path, sheet: str, chance: random.Random, figures: dict[str, int]) -> None:
    """Too many mistakes, or another sheet: whatever is read must not open this vault."""
    if chance.random() < 0.9:
        # All in one code, where the chance of reading something else is greatest.
        typed_list = list(plain(sheet))
        for place in chance.sample(range(0, CHARACTERS, 2), chance.randint(5, 12)):
            typed_list[place] = chance.choice(ALPHABET.replace(typed_list[place], ""))
        typed = "".join(typed_list)
    else:
        typed = spoil(write_sheet(chance.randbytes(20)), chance.randint(0, 6), chance)
    read = read_sheet(typed)
    if read is None:
        return
    figures["other_roots"] += 1
    figures["false_accepts"] += tries(folder, typed) and plain(write_sheet(read[0])) != plain(sheet)


def tries(folder: Path, typed: str) -> bool:
    """Whether the program opens the vault with it."""
    try:
        open_with_sheet(folder, typed).close()
    except CareerNotesError:
        return False
    return True


def taken_at_its_word(base: Path, trials: int, seed: int) -> Figures:
    """The weakened build: whatever the code can read counts, without opening anything."""
    del base
    chance, accepted = random.Random(seed), 0
    sheet = write_sheet(chance.randbytes(20))
    for _trial in range(trials):
        typed = list(plain(sheet))
        for place in chance.sample(range(0, CHARACTERS, 2), 6):
            typed[place] = chance.choice(ALPHABET.replace(typed[place], ""))
        accepted += read_sheet("".join(typed)) is not None
    return {"trials": trials, "false_accepts": accepted}


def corrects_three(base: Path, trials: int, seed: int) -> Figures:
    """The weakened build: a code that puts right three mistakes, not four."""
    from careernotes.vault import recovery_sheet

    recovery_sheet._CORRECTS = 3  # type: ignore[misc]
    return run(base, trials, seed)
