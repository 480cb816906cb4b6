"""Words in English and Dutch: gettext for our own strings, one language in force per process."""

import gettext
import os

from careernotes.assets import resources_folder
from careernotes.errors import CareerNotesError

LANGUAGES = ("en", "nl")
_DOMAIN = "careernotes"


class _InForce:
    """The language of the running process; changed only by :func:`set_language`."""

    language: str = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


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
    return _InForce.language


def system_language() -> str:
    """The language this computer asks for, if we speak it; else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if not wanted:
        import locale  # noqa: PLC0415  2 ms that a system with LANG does not need

        wanted = locale.getlocale()[0] or ""
    return "nl" if wanted.lower().startswith(("nl", "dutch")) else "en"


def translate(text: str) -> str:
    """*text* in the language in force."""
    return _InForce.catalogue.gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of a counted string that fits *count*, in the language in force."""
    return _InForce.catalogue.ngettext(singular, plural, count)


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
