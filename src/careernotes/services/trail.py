"""A line in the vault's trail for what a use case did, and the eight words that stand for the trail."""

from careernotes.services.workplace import Desk
from careernotes.vault.audit import AuditCode


def note(desk: Desk, code: AuditCode, ref: bytes | int = b"") -> str:
    """Note it, and give the words of the trail as it is then: a copy of them elsewhere anchors it.

    Raises:
        DiskFullError: when it could not be written.
    """
    with desk.store.transaction():
        desk.vault.trail.append(code, ref)
    return desk.vault.trail.receipt()


def receipt(desk: Desk) -> str:
    """The eight words of the trail as it is now."""
    return desk.vault.trail.receipt()
