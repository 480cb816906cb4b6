"""What the invented programme keeps beside its vault: a newcomer can be its trustee without typing."""

from pathlib import Path
from shutil import copyfile

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.sealing.kit_file import read_kit_file

TRUSTEE_WORDS = "TRUSTEE-PASSPHRASE.txt"


def invented_pool(vault: Path, *, ledger: str) -> dict[str, str]:
    """What the trustee of the invented programme would fill in; nothing where there is no such programme.

    *ledger* is the name of the folder that remembers releases; another one than the demo's own begins anew,
    and has a copy of the trustee's key of its own, because a key remembers its ledger.
    """
    programme = vault.parent / "programme"
    words, kit_file = programme / TRUSTEE_WORDS, programme / "kit.cnkit"
    if not (words.is_file() and kit_file.is_file()):
        return {}
    try:
        kit = read_kit_file(kit_file)
    except CareerNotesError:
        return {}
    return {
        "folder": str(programme),
        "kit": str(kit_file),
        "key": str(_own_copy(programme / "trustee.cnkey", programme / ledger)),
        "inbox": str(programme / "inbox"),
        "ledger": str(programme / ledger),
        "sum": str(programme / "lead.cnsum") if kit.shared else "",
        "enrolled": str(programme / "trustee.cnmentors") if kit.shared else "",
        "period": str(Period.of(kit.starts_on, kit.period)),
        "passphrase": words.read_text(encoding="utf-8").strip(),
    }


def _own_copy(key: Path, ledger: Path) -> Path:
    copy = ledger / key.name
    if not copy.is_file():
        ledger.mkdir(exist_ok=True)
        copyfile(key, copy)
    return copy
