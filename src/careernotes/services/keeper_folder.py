"""The one folder in which the lead or the trustee keeps everything, and what is found in it by name."""

import enum
from dataclasses import dataclass
from pathlib import Path

from careernotes.sealing.errors import CannotWriteError


class KeeperRole(enum.Enum):
    """Who keeps the folder."""

    LEAD = "lead"
    TRUSTEE = "trustee"

    @property
    def other(self) -> "KeeperRole":
        """The one who holds the other halves."""
        return KeeperRole.TRUSTEE if self is KeeperRole.LEAD else KeeperRole.LEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class KeeperFolder:
    """Where each thing is, or is to be put. A file of another name is taken when it is the only one."""

    path: Path
    role: KeeperRole

    @property
    def key(self) -> Path:
        """The key file of the owner."""
        return self._named(f"{self.role.value}.cnkey")

    @property
    def other_key(self) -> Path:
        """The copy of the other person's key file, of which the public part is enough."""
        return self._named(f"{self.role.other.value}.cnkey")

    @property
    def kit(self) -> Path:
        """The signed kit of the programme."""
        return self._only("kit.cnkit")

    @property
    def mentors(self) -> Path:
        """The owner's list of mentors."""
        return self._named(f"{self.role.value}.cnmentors")

    @property
    def inbox(self) -> Path:
        """The folder the owner puts the mentors' halves into."""
        own = self.path / f"inbox-{self.role.value}"
        return own if own.is_dir() else self.path / "inbox"

    @property
    def ledger(self) -> Path:
        """The folder that remembers what was given or released."""
        own = self.path / f"ledger-{self.role.value}"
        return own if own.is_dir() else self.path / "ledger"

    @property
    def list_file(self) -> Path:
        """The trustee's list of the halves that have arrived there."""
        return self._newest("trustee.cnlist")

    @property
    def sum_file(self) -> Path:
        """The lead's sum."""
        return self._newest("lead.cnsum")

    def _named(self, name: str) -> Path:
        return self.path / name

    def _only(self, name: str) -> Path:
        found = self._others(name)
        return found[0] if len(found) == 1 and not self._named(name).is_file() else self._named(name)

    def _newest(self, name: str) -> Path:
        found = self._others(name)
        return max(found, key=_written) if found else self._named(name)

    def _others(self, name: str) -> list[Path]:
        try:
            return sorted(each for each in self.path.glob(f"*{Path(name).suffix}") if each.is_file())
        except OSError:
            return []


def open_folder(path: Path, role: KeeperRole) -> KeeperFolder:
    """The folder of this keeper, with one in it for the halves, so that nobody has to ask what it is called.

    Raises:
        CannotWriteError: when it cannot be made or written to.
    """
    folder = KeeperFolder(path=path, role=role)
    try:
        folder.inbox.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise CannotWriteError from None
    return folder


def _written(path: Path) -> int:
    """When it was last written; a file that has just gone is the oldest."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
