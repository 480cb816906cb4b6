"""One root for every expected failure: what happened, what is safe, what to do."""

from typing import ClassVar


class CareerNotesError(Exception):
    """An expected failure with a stable code and three plain sentences.

    Subclasses set ``code``, ``message``, ``safe`` and ``hint`` as English source strings (gettext msgids).
    Placeholders in braces are filled from ``facts``, which hold codes, counts, types and names of files only:
    never the name of a person, a note or a passphrase.
    """

    code: ClassVar[str] = "CN000"
    message: ClassVar[str] = "Something went wrong."
    safe: ClassVar[str] = "Nothing has been changed."
    hint: ClassVar[str] = "Try again."
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(f"{self.code}: {self.message.format_map(_Lenient(facts))}")

    def fill(self, text: str) -> str:
        """*text* (one of the three sentences, perhaps translated) with this failure's facts filled in."""
        return text.format_map(_Lenient(self.facts))


class _Lenient(dict[str, str | int]):
    """Leaves an unknown placeholder as it stands instead of failing while reporting a failure."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


class CancelledError(CareerNotesError):
    """The person asked to stop."""

    code = "CN001"
    message = "Stopped at your request."
    safe = "Nothing has been changed."
    hint = "You can start again at any time."
    exit_code = 130


class DamagedResourceError(CareerNotesError):
    """A shipped file is missing or unreadable."""

    code = "CN002"
    message = "A file that belongs to the program is missing or damaged: {name}."
    safe = "Your vault has not been touched."
    hint = "Install the program again."
