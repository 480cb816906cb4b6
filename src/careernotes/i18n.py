"""Words in English and Dutch: gettext for our own strings, one language in force per process."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from careernotes.assets import resources_folder
from careernotes.errors import CareerNotesError

LANGUAGES = ("en", "nl")
_DOMAIN = "careernotes"


class _InForce:
    """The language of the running process; changed only by :func:`set_language`."""

    language: str = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


_ASIDE: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("aside", default=None)


@contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Speak *language* inside this block, for what is handed over in both; other threads notice nothing."""
    if language not in LANGUAGES:
        raise ValueError(language)
    before = _ASIDE.set((language, _catalogue(language)))
    try:
        yield
    finally:
        _ASIDE.reset(before)


def _in_force() -> gettext.NullTranslations:
    aside = _ASIDE.get()
    return _InForce.catalogue if aside is None else aside[1]


def set_language(language: str) -> None:
    """Put *language* (``en`` or ``nl``) in force for every string from now on."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _InForce.language = language
    _InForce.catalogue = _catalogue(language)


def _catalogue(language: str) -> gettext.NullTranslations:
    """The shipped catalogue. English is the language of the source and has none."""
    path = resources_folder() / "locale" / language / "LC_MESSAGES" / f"{_DOMAIN}.mo"
    if language == LANGUAGES[0] or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def language() -> str:
    """The language in force: ``en`` or ``nl``."""
    aside = _ASIDE.get()
    return _InForce.language if aside is None else aside[0]


def system_language() -> str:
    """The language this computer asks for, if we speak it; else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not wanted:
        import locale  # noqa: PLC0415  2 ms that a system with LANG does not need

        wanted = locale.getlocale()[0] or ""
    return "nl" if wanted.lower().startswith(("nl", "dutch")) else "en"


def translate(text: str) -> str:
    """*text* in the language in force."""
    return _in_force().gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted string that fits *count*, in the language in force."""
    return _in_force().ngettext(singular, plural, count)


def error_sentences(error: CareerNotesError) -> tuple[str, str, str]:
    """What happened, what is safe and what to do, in the language in force."""
    happened, safe, todo = (error.fill(translate(text)) for text in (error.message, error.safe, error.hint))
    return happened, safe, todo


def error_text(error: CareerNotesError) -> str:
    """The three sentences and the stable code, as one paragraph."""
    return " ".join((*(part for part in error_sentences(error) if part), f"({error.code})"))


def noop(text: str) -> str:
    """Marks *text* for translation without translating it yet."""
    return text


_ = translate
