"""Which vault the entrance is for: the one asked for, the one opened last, or a new one."""

from pathlib import Path

from careernotes.gui.settings import default_vault, own_vault


class WhichVault:
    """The folder of the vault, and whether one is expected to be there."""

    def __init__(self, asked: Path | None, last: Path | None) -> None:
        self._asked = asked
        self._new = False
        self._known = asked is not None or last is not None
        self.folder = asked or last or default_vault()

    @property
    def wanted(self) -> bool:
        """Whether this vault is to be opened: it is there, or it was named and should be."""
        return self.folder.exists() or (self._known and not self._new)

    @property
    def missing(self) -> bool:
        """Whether nothing is where the vault should be: a stick that is not connected, a folder moved."""
        return not self.folder.exists()

    def choose(self, folder: Path) -> None:
        """Another vault, which is there."""
        self.folder, self._known, self._new = folder, True, False

    def make_new(self, *, invented: bool = False) -> None:
        """A place for a new vault: the one asked for when it is free, else one beside the others.

        Never beside the *invented* one: a demo is built anew, and its folder says that nobody in it is real.
        """
        self._new = True
        if self._asked == self.folder and self.missing and not invented:
            return
        # Where the folder around it is away too, the stick is: a new vault goes to the usual place.
        home = default_vault().parent if self.missing else self.folder.parent
        if invented:
            home = own_vault().parent
        names = ("mentor.careernotes", *(f"mentor-{number}.careernotes" for number in range(2, 1000)))
        self.folder = next(path for path in (home / name for name in names) if not path.exists())
