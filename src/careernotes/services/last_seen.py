"""How far each vault was when last open on this computer, kept outside it: an old folder put back shows.

Whoever can put back the folder and this memory together is not noticed; the words under a report are then the
only witness.
"""

from dataclasses import dataclass, replace

from careernotes.services.workplace import Desk
from careernotes.vault.errors import Notice
from careernotes.vault.open_vault import OpenVault

_MOST, _FIELDS = 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """One vault as it was: which one, its passphrase number, and its last change."""

    vault_id: str
    generation: int
    commit_seq: int


def seen_now(vault: OpenVault) -> LastSeen:
    """How far an open vault is. Any thread may ask."""
    now = vault.reached
    return LastSeen(vault_id=vault.vault_id, generation=now.generation, commit_seq=now.commit_seq)


def welcome(memory: str, desk: Desk) -> str:
    """After an unlock: an older vault joins what there is to tell; gives the memory to keep from now on."""
    if (notice := compare(memory, desk)) is not None:
        desk.vault.notices |= {notice}
    return remember(memory, desk)


def compare(memory: str, desk: Desk) -> Notice | None:
    """What *memory* says about the vault that was just opened: nothing, or that it is older than it was."""
    now = seen_now(desk.vault)
    # What is kept at a lock counts with the line of the next unlock, which a full disk does not take.
    number = now.commit_seq + (0 if desk.vault.unlock_noted else 1)
    for then in _read(memory):
        if then.vault_id == now.vault_id:
            # Both only ever rise, so that either going back tells.
            fell = now.generation < then.generation or number < then.commit_seq
            return Notice.BUNDLE_OLDER if fell else None
    return None


def remember(memory: str, desk: Desk) -> str:
    """*memory* with the open vault as it is now, for the settings; the last eight vaults are kept."""
    return _joined(memory, seen_now(desk.vault))


def further(memory: str, desk: Desk) -> str:
    """*memory* with the open vault as it is now, or as it is when it knows of more already."""
    now = seen_now(desk.vault)
    for then in _read(memory):
        if then.vault_id == now.vault_id and _reached(then) >= _reached(now):
            return memory
    return _joined(memory, now)


def forget(memory: str, vault_id: str) -> str:
    """*memory* without this vault: an older state of it was put back on purpose."""
    kept = (each for each in memory.split() if each.split(":")[0] != vault_id)
    return " ".join(kept)


def at_lock(memory: str, desk: Desk) -> str:
    """The same, before the vault is closed or its process ends: closing is one change more, and where this
    does not come to it, so is the next unlock. Any thread may ask.
    """
    now = seen_now(desk.vault)
    return _joined(memory, replace(now, commit_seq=now.commit_seq + 1))


def _reached(seen: LastSeen) -> tuple[int, int]:
    return seen.generation, seen.commit_seq


def _joined(memory: str, now: LastSeen) -> str:
    others = [each for each in _read(memory) if each.vault_id != now.vault_id]
    kept = [now, *others][:_MOST]
    return " ".join(f"{each.vault_id}:{each.generation:d}:{each.commit_seq:d}" for each in kept)


def _read(memory: str) -> list[LastSeen]:
    """What can be read of it; anybody may have written in the settings."""
    found = []
    for entry in memory.split():
        vault_id, *numbers = entry.split(":")
        if len(numbers) == _FIELDS - 1 and all(number.isdecimal() and len(number) < 20 for number in numbers):
            generation, commit_seq = map(int, numbers)
            found.append(LastSeen(vault_id=vault_id, generation=generation, commit_seq=commit_seq))
    return found
