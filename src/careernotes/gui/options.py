"""What was asked for on the command line."""

from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """The options of ``careernotes``. A tuple: dataclasses cost 4 ms before the first picture."""

    vault: Path | None = None
    demo: bool = False
    screens: Path | None = None
    language: str = ""
    few: bool = False

    def demo_words(self, folder: Path) -> str:
        """The passphrase of an invented vault, which lies beside it; nothing for a real one."""
        shown = folder.parent / "PASSPHRASE.txt"
        if not (self.demo or self.screens) or not shown.is_file():
            return ""
        return shown.read_text(encoding="utf-8").strip()
