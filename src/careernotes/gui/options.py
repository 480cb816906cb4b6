"""What was asked for on the command line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of ``careernotes``."""

    vault: Path | None = None
    demo: bool = False
    screens: Path | None = None
    language: str = ""

    def demo_words(self, folder: Path) -> str:
        """The passphrase of an invented vault, which lies beside it; nothing for a real one."""
        shown = folder.parent / "PASSPHRASE.txt"
        if not (self.demo or self.screens) or not shown.is_file():
            return ""
        return shown.read_text(encoding="utf-8").strip()
