"""What was asked for on the command line."""

import os
from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """The options of ``careernotes``. A tuple: dataclasses cost 4 ms before the first picture."""

    vault: Path | None = None
    invented: Path | None = None
    """The vault of the demo. Every other one opened or made from its window is real."""
    screens: Path | None = None
    language: str = ""
    few: bool = False

    def is_invented(self, folder: Path) -> bool:
        """Whether this is the demo's own vault."""
        return self.invented is not None and os.path.realpath(folder) == os.path.realpath(self.invented)

    def demo_words(self, folder: Path) -> str:
        """The passphrase of the invented vault, which lies beside it; nothing for a real one."""
        shown = folder.parent / "PASSPHRASE.txt"
        if not self.is_invented(folder) or not shown.is_file():
            return ""
        return shown.read_text(encoding="utf-8").strip()
