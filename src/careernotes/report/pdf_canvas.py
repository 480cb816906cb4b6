"""A PDF that says nothing of the day, the machine or the library it was made with."""

import hashlib
from collections.abc import Callable
from typing import IO

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas

from careernotes.report.fonts import REGULAR
from careernotes.report.pdf_style import PAGE_HEIGHT, PAGE_WIDTH

_NAMES_OF_THE_LIBRARY = (
    b"ReportLab Generated PDF document (opensource)",
    b"ReportLab generated PDF document -- digest (opensource)",
)


class _TitleOnly(PDFInfo):
    """Document information with a title and nothing else: no date, no author, no program."""

    def format(self, document: PDFDocument) -> bytes:
        """The dictionary as it is written."""
        return bytes(PDFDictionary({"Title": PDFString(self.title)}).format(document))


class _Numbered(Canvas):
    """Lets its pages name a drawing that is only made when the last of them is done."""

    at_the_end: Callable[[Canvas, int], None]

    def save(self) -> None:
        """Make what the pages named, then the file."""
        self.at_the_end(self, self.getPageNumber() - 1)
        super().save()


def quiet_canvas(
    out: str | IO[bytes],
    /,
    *,
    at_the_end: Callable[[Canvas, int], None] = lambda _canvas, _pages: None,
    lang: str = "en",
    **_others: object,
) -> Canvas:
    """A canvas whose file depends on what is drawn and on nothing else.

    *at_the_end* draws what needs to know how many pages there are.

    Compression would tie the bytes to one build of zlib. Reportlab's ``invariant`` still takes a date from
    the environment (SOURCE_DATE_EPOCH) into the dates and the identifier, so both are made here.
    """
    canvas = _Numbered(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=0,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stub says a number; it is a name
        lang=lang,
    )
    canvas.at_the_end = at_the_end
    # The document is reachable in no other way, and the stub does not know it.
    document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
    document.info = _TitleOnly()
    # As above.
    document.signature = hashlib.md5(b"", usedforsecurity=False)  # type: ignore[attr-defined]
    return canvas


def without_library_names(data: bytes) -> bytes:
    """*data* with the comments in which the library names itself blanked; every offset stays true."""
    for comment in _NAMES_OF_THE_LIBRARY:
        data = data.replace(comment, b" " * len(comment))
    return data
