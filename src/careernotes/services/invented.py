"""What the invented programme keeps beside its vault: a newcomer can be its trustee without typing."""

from pathlib import Path
from shutil import copyfile, copytree

from careernotes.domain.periods import Period
from careernotes.errors import CareerNotesError
from careernotes.sealing.kit_file import read_kit_file
from careernotes.vault.errors import DiskFullError

TRUSTEE_WORDS, LEAD_WORDS = "TRUSTEE-PASSPHRASE.txt", "LEAD-PASSPHRASE.txt"
_TO_TRY = ("lead.cnkey", "kit.cnkit", "lead.cnmentors", "trustee.cnlist")


def full_disk() -> CareerNotesError:
    """What a full disk is told with: for a picture of it, because nobody should have to fill one."""
    return DiskFullError()


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


def invented_lead(vault: Path, *, folder: Path | None = None) -> dict[str, str]:
    """What the lead of the invented programme would choose and type; nothing where there is none.

    The folder, *folder* or one beside the demo's own, gets copies: a key remembers its ledger and its list.
    """
    programme = vault.parent / "programme"
    words, inbox = programme / LEAD_WORDS, programme / "inbox-of-the-lead"
    if not (words.is_file() and inbox.is_dir() and all((programme / name).is_file() for name in _TO_TRY)):
        return {}
    try:
        kit = read_kit_file(programme / "kit.cnkit")
    except CareerNotesError:
        return {}
    own = (folder or programme) / "lead-to-try"
    if not own.is_dir():
        copytree(inbox, own / "inbox")
        for name in _TO_TRY:
            copyfile(programme / name, own / name)
    return {
        "role": "lead",
        "folder": str(own),
        "passphrase": words.read_text(encoding="utf-8").strip(),
        "period": str(Period.of(kit.starts_on, kit.period)),
        "enrolment": str(next(iter(sorted((programme / "enrolments").glob("*.cnenrol"))), "")),
    }


def _own_copy(key: Path, ledger: Path) -> Path:
    copy = ledger / key.name
    if not copy.is_file():
        ledger.mkdir(exist_ok=True)
        copyfile(key, copy)
    return copy
