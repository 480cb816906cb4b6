"""The coded facts of one vault: the only thing in it that the exporter can read."""

from pathlib import Path

from careernotes.ledger.facts import MentorFacts
from careernotes.sealing.keys import wipe
from careernotes.vault.themes import ThemesReader


def read_facts(themes: Path, key: bytearray) -> MentorFacts:
    """Everything in themes.db; the key is wiped as soon as the file is read."""
    reader = ThemesReader.open(themes, key)
    try:
        return reader.facts()
    finally:
        reader.close()
        wipe(key)
