"""A signed kit file for the shipped themes."""

from pathlib import Path

from tests.unit.disclosure.support import plain

from careernotes.canonical import Json
from careernotes.sealing.kit_file import write_kit_file
from careernotes.sealing.signatures import public_of

LEAD_SEED = bytes(range(32))


def kit_file(
    folder: Path, name: str = "programme.cnkit", *, lead: bytes = LEAD_SEED, **changes: Json
) -> Path:
    """A kit with the code of ethics this program ships, signed by its lead."""
    path = folder / name
    words = {"code_version": "1.0.0", "lead_sign_key": public_of(lead)}
    write_kit_file(path, plain(**{**words, **changes}), lead)
    return path
