"""What each code behind a message means: the chapters of the guide one looks a code up in."""

import re
from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from careernotes.assets import read_json
from careernotes.domain.reading import Reader
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.reading import Passage
from careernotes.i18n import _, language, translate

_FILLED_IN, _CODE = re.compile(r"\{[^}]*\}"), re.compile(r"\((CN\d{3})\)")
_NOT_KNOWN_HERE = "\N{HORIZONTAL ELLIPSIS}"


def code_chapters() -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """The chapters, each with one passage a code: what happened, what is safe, what to do."""
    root = Reader(read_json("guide", "codes-1.json"))
    told = [(item.text("code"), _told(item)) for item in root.objects("codes")]
    for group in root.objects("groups"):
        first, last = group.text("first"), group.text("last")
        name = group.inner("name").words().in_language(language())
        passages = tuple(Passage(code, said) for code, said in told if first <= code <= last)
        if passages:
            yield _("Codes: {name}").format(name=name), (Passage(name), *passages)


def _told(item: Reader) -> tuple[str, ...]:
    """What is known only when it happens, such as a number, is left open."""
    texts = (translate(item.text(key)) for key in ("message", "safe", "hint"))
    return (" ".join(_FILLED_IN.sub(_NOT_KNOWN_HERE, text) for text in texts if text),)


def code_shown(page: QWidget) -> str:
    """The code of what a banner on *page* says went wrong now; empty when none does."""
    texts = [each.text for each in page.findChildren(Banner) if each.isVisible()]
    found = [match[1] for text in texts for match in _CODE.finditer(text)]
    return found[0] if found else ""
