"""The head in both copies of the header: written when a vault is locked, compared when it is opened."""

import dataclasses

from careernotes.sealing.whole_file import read_whole
from careernotes.vault.bundle import VaultPaths, write_file
from careernotes.vault.errors import DamagedHeaderError, Notice
from careernotes.vault.header import (
    LONGEST_FILE,
    Head,
    Header,
    authenticate,
    read_header,
    write_header,
)
from careernotes.vault.header_store import authentic_copies


def write_heads(paths: VaultPaths, head: Head, header_key: bytearray) -> int:
    """Put *head* into each authentic copy, the worse first, each read back before the next; says how many.

    Slots and generations stay as they are: a change of passphrase that was cut short stays what it is.

    Raises:
        DamagedHeaderError: when a copy does not read back as it was written; the other is untouched then.
        DiskFullError, ReadOnlyFolderError, OSError.
    """
    own = authentic_copies(paths, header_key)
    for path, header in reversed(own):
        fresh = authenticate(dataclasses.replace(header, head=head), header_key)
        write_file(path, write_header(fresh))
        if read_header(read_whole(path, most=LONGEST_FILE, follow=False)) != fresh:
            raise DamagedHeaderError
    return len(own)


def best_header(paths: VaultPaths, header_key: bytearray) -> Header | None:
    """The authentic copy in force, if there is one."""
    return next((header for _path, header in authentic_copies(paths, header_key)), None)


def judge(then: Head | None, now: Head, *, counts_stale: bool = False) -> frozenset[Notice]:
    """What the head of the last lock says about the notes as they are; a crash leaves them newer.

    Counts that are stale were begun anew, or will be: they are told by another notice.
    """
    if then is None or now.commit_seq > then.commit_seq:
        return frozenset()
    if now.commit_seq < then.commit_seq:
        return frozenset({Notice.NOTES_OLDER})
    same = (now.content_sum, now.audit_head) == (then.content_sum, then.audit_head)
    same = same and (counts_stale or now.themes_sum == then.themes_sum)
    return frozenset() if same else frozenset({Notice.NOTES_CHANGED})
