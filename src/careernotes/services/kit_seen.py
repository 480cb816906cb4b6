"""Which kit each vault had in force when it was last open on this computer, kept outside it.

Whoever can write beside a closed vault can put a kit of their own there, soundly signed by themselves. Only
the kit that the open vault had in force is believed without its key; whoever can write in this memory too is
not noticed before the unlock.
"""

from careernotes.services.workplace import Desk

_MOST, _HASH = 8, 64


def kit_in_force(memory: str, vault_id: str) -> str | None:
    """The hash of the kit that the vault had in force; None where nothing is known."""
    return _read(memory).get(vault_id)


def remember_kit(memory: str, desk: Desk) -> str:
    """*memory* with the open vault as it is now, for the settings; the last eight vaults are kept."""
    known = _read(memory)
    known.pop(desk.vault.vault_id, None)
    now = {desk.vault.vault_id: desk.kit.kit_hash} if desk.kit is not None else {}
    return " ".join(":".join(each) for each in list({**now, **known}.items())[:_MOST])


def _read(memory: str) -> dict[str, str]:
    """What can be read of it; anybody may have written in the settings."""
    entries = (entry.split(":") for entry in memory.split())
    return {
        entry[0]: entry[1]
        for entry in entries
        if len(entry) == 2 and len(entry[1]) == _HASH and set(entry[1]) <= set("0123456789abcdef")
    }
