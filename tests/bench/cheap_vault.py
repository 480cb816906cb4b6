"""Vaults for benchmarks: real in every part, with a cheap key where its cost is not the question."""

from pathlib import Path

from careernotes.sealing.kdf import KdfProfile
from careernotes.services.unlocking import create

PASSPHRASE = "correct horse battery staple abacus abdomen"


def make_cheap_vault(folder: Path) -> None:
    """A new, empty vault."""
    create(folder, passphrase=PASSPHRASE, profile=KdfProfile.TEST, allow_test=True).desk.close()
