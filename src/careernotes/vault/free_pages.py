"""Free pages hold nothing: what is erased is overwritten, so text on a free page is an old page put back.

SQLite cannot read its own free pages, so the file is read here. On POSIX, closing any handle of a file drops
every lock this process has on it: whoever gives a stream closes it only after the database.
"""

import contextlib
from functools import partial
from typing import BinaryIO

from careernotes.vault.sealed_pages import PageCipher, free_pages


def dirty_free_pages(stream: BinaryIO, key80: bytearray) -> int:
    """How many free pages hold something; one more when not all can be read. Between transactions only."""
    dirty, unread = 0, False
    with contextlib.closing(PageCipher(key80)) as cipher:
        try:
            listed = free_pages(partial(cipher.read, stream))
            unread = not listed.whole
            for leaf in listed.leaves:
                page = cipher.read(stream, leaf)
                unread = unread or page is None
                dirty += page is not None and any(page)
        except OSError:
            unread = True
    return dirty + unread
