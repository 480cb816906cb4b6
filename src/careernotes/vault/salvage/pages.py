"""The pages of a SQLCipher 4 file, read one by one: each is decrypted only when its own code fits."""

from collections.abc import Callable, Iterator
from pathlib import Path

from careernotes.vault.salvage.journal import Undone
from careernotes.vault.sealed_pages import PAGE, PageCipher, free_pages


class PageFile:
    """A database file as far as its pages can be trusted. Reads only; what is *undone* lies over the file."""

    def __init__(self, path: Path, key80: bytearray, undone: Undone | None = None) -> None:
        self._undone = undone or Undone()
        self._stream = path.open("rb")
        self._cipher = PageCipher(key80)
        self.count = -(-path.stat().st_size // PAGE) if self._undone.count is None else self._undone.count

    def read(self, number: int) -> bytes | None:
        """The usable bytes of page *number*, from 1; None when they are not what was written there."""
        before = self._undone.pages.get(number)
        page = self._opened(number, before) if before is not None else None
        if page is not None:
            return page
        self._stream.seek((number - 1) * PAGE)
        return self._opened(number, self._stream.read(PAGE))

    def _opened(self, number: int, raw: bytes) -> bytes | None:
        whole = len(raw) == PAGE and self._cipher.fits(raw, number)
        return self._cipher.open(raw, number) if whole else None

    def all(self, tell: Callable[[int, int], None]) -> Iterator[tuple[int, bytes | None]]:
        """Every page with its number, *tell* being told how many of how many."""
        for number in range(1, self.count + 1):
            tell(number, self.count)
            yield number, self.read(number)

    def undone(self) -> int:
        """How many pages are taken from the journal of an unfinished write."""
        return sum(self._opened(number, raw) is not None for number, raw in self._undone.pages.items())

    def free(self) -> frozenset[int] | None:
        """The pages no table uses, as the list of them says; None when it cannot be followed to its end."""
        found = free_pages(self.read)
        return found.all if found.whole else None

    def mark(self) -> int | None:
        """The number of the last change, from the first page; None when that cannot be read."""
        first = self.read(1)
        return int.from_bytes(first[68:72], "big") if first is not None else None

    def close(self) -> None:
        """Let go of the file and its keys."""
        self._cipher.close()
        self._stream.close()
