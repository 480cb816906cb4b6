"""Finds text in bytes whatever way it was written: a scanner for leaks, fast enough for whole reports.

Every needle is turned into all its written forms. A haystack is looked through once: each window of twelve
bytes is
looked up in a set of beginnings, and only where one fits is the whole form compared. So a hundred thousand
forms
cost no more than one.
"""

import base64
import contextlib
import html
import io
import json
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

import numpy as np
import numpy.typing as npt

WINDOW = 12
# Looked up first: so many bytes of a window, in a table of a few million places.
_FIRST, _SHIFT = 4, 10
_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]")


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something was found: which needle, written how, in which haystack."""

    needle: str
    form: str
    place: str


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """Every way *text* may stand in a file: its name and its bytes."""
    for shape, value in _shapes(text).items():
        yield from _written(shape, value)


def different_forms(text: str) -> Iterator[tuple[str, bytes]]:
    """The same bytes, but of shapes that are the same text only the first."""
    first = {value: shape for shape, value in reversed(_shapes(text).items())}
    for value, shape in first.items():
        yield from _written(shape, value)


def _shapes(text: str) -> dict[str, str]:
    return {
        "plain": text,
        "lower": text.lower(),
        "upper": text.upper(),
        "nfc": unicodedata.normalize("NFC", text),
        "nfd": unicodedata.normalize("NFD", text),
        "one line": " ".join(text.split()),
    }


def _written(shape: str, value: str) -> Iterator[tuple[str, bytes]]:
    yield f"{shape} utf-8", value.encode()
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        yield f"{shape} {encoding}", value.encode(encoding)
    with contextlib.suppress(UnicodeEncodeError):
        yield f"{shape} latin-1", value.encode("latin-1")
    yield f"{shape} json", json.dumps(value)[1:-1].encode()
    yield f"{shape} html", html.escape(value).encode()
    yield f"{shape} url", quote(value, safe="").encode()
    yield f"{shape} url form", quote_plus(value, safe="").encode()
    for encoding in ("utf-8", "utf-16-le"):
        raw = value.encode(encoding)
        yield f"{shape} {encoding} hex", raw.hex().encode()
        yield f"{shape} {encoding} HEX", raw.hex().upper().encode()
        yield from ((f"{shape} {encoding} base64+{shift}", part) for shift, part in enumerate(_base64(raw)))


def _base64(raw: bytes) -> Iterator[bytes]:
    """What base64 makes of *raw* at each of the three alignments, without the ends its neighbours share."""
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw)
        first = (0, 2, 3)[shift]
        last = len(coded) - (0, 4, 4)[(len(raw) + shift) % 3]
        yield coded[first:last]
        if (urlsafe := base64.urlsafe_b64encode(b"\0" * shift + raw)[first:last]) != coded[first:last]:
            yield urlsafe


def _places(four: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Where each four bytes stand in a table; others may stand there too."""
    return four * np.uint32(2_654_435_761) >> _SHIFT


class Scanner:
    """Looks for many texts at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._by_start: dict[bytes, list[tuple[bytes, str, str]]] = {}
        self.needles = 0
        seen: set[bytes] = set()
        for text in texts:
            self.needles += 1
            for name, data in different_forms(text):
                if len(data) >= WINDOW and data not in seen:
                    seen.add(data)
                    self._by_start.setdefault(data[:WINDOW], []).append((data, text, name))
        # Most windows begin with bytes no form begins with: a table drops them without slicing.
        self._begins = np.zeros(1 << 32 - _SHIFT, dtype=np.bool_)
        starts = b"".join(start[:_FIRST] for start in self._by_start)
        self._begins[_places(np.frombuffer(starts, dtype="<u4"))] = True

    def find(self, data: bytes, place: str) -> list[Leak]:
        """Every needle in *data*."""
        starts, found = self._by_start, list[Leak]()
        if len(data) < WINDOW:
            return found
        each = np.frombuffer(data[: _FIRST - WINDOW], dtype=np.uint8).astype(np.uint32)
        four = each[:-3] | each[1:-2] << 8 | each[2:-1] << 16 | each[3:] << 24
        for at in np.flatnonzero(self._begins[_places(four)]).tolist():
            window = data[at : at + WINDOW]
            if window in starts:
                found += [
                    Leak(text, name, place)
                    for whole, text, name in starts[window]
                    if data.startswith(whole, at)
                ]
        return found

    def find_in_file(self, path: Path) -> list[Leak]:
        """Every needle in a file, in its name, and in whatever is packed inside it."""
        found = self.find(path.name.encode(), f"the name of {path.name}")
        for part, data in unpacked(path):
            found += self.find(data, f"{path.name} ({part})")
        return found

    def find_in_folder(self, folder: Path) -> list[Leak]:
        """Every needle in every file below *folder*."""
        return [
            leak for path in sorted(folder.rglob("*")) if path.is_file() for leak in self.find_in_file(path)
        ]


def unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file and of what is packed in it: compressed streams, the text and facts of a PDF."""
    data = path.read_bytes()
    yield "bytes", data
    for place, packed in enumerate(_streams(data)):
        yield f"stream {place}", packed
    if data.startswith(b"%PDF"):
        yield from _pdf(data)


def _streams(data: bytes) -> Iterator[bytes]:
    for match in _ZLIB.finditer(data):
        opened = zlib.decompressobj()
        try:
            plain = opened.decompress(data[match.start() :], 4_000_000)
        except zlib.error:
            continue
        if len(plain) >= WINDOW:
            yield plain


def _pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, start=1):
        yield f"text of page {number}", page.extract_text().encode()
    yield "facts", json.dumps({str(k): str(v) for k, v in (reader.metadata or {}).items()}).encode()


def marked(prefix: str) -> re.Pattern[bytes]:
    """A pattern for texts with this beginning in big memory images: plain, wide, hexadecimal, base64."""
    ways = [
        prefix.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    ]
    ways += [prefix.encode().hex().encode(), quote(prefix, safe="").encode()]
    ways += [part for part in _base64(prefix.encode()) if len(part) >= 8]
    return re.compile(b"|".join(map(re.escape, sorted(ways, key=len, reverse=True))), re.IGNORECASE)
