"""What an erasure tells: before it, after it, and when it did not get all the way."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from careernotes.errors import CareerNotesError
from careernotes.i18n import _, ngettext
from careernotes.logs import log_bug, log_failure
from careernotes.services.out_of_reach import NOTHING, OutOfReach


class RemovedError(CareerNotesError):
    """What was to go is gone from the notes; what comes after that did not get all the way. The receipt
    waits, and the next unlock goes on. Whoever hears this keeps nothing of what was erased.
    """

    code = "CN539"
    message = "It is erased from your notes; looking for what is left of it did not get to the end ({why})."
    safe = "The rest of your notes is all there."
    hint = "It goes on at the next unlock. Free some space, and see that the drive is connected."


class ResidueError(RemovedError):
    """Something was still found after everything was overwritten twice."""

    code = "CN534"
    message = "Everything was removed, but {count} places on the disk still held a part of it."
    safe = "The rest of your vault is whole. What is left can only be read with your keys."
    hint = (
        "It is tried again at the next unlock. If it stays, give the vault new keys in the settings: what is"
        " left can then be read by nobody."
    )


class LeftAliveError(ResidueError):
    """A row that was to go can still be read."""

    code = "CN586"
    message = "A part of what was to be erased is still in your notes."
    safe = "The rest of your vault is whole."
    hint = "It is tried again at the next unlock. If it stays, erase it once more."


class BackupsHoldError(RemovedError):
    """No new backup could be made, and none from before may go without one."""

    code = "CN537"
    message = "What was erased is gone from the notes; the backups hold it still: no new one could be made."
    safe = "Your notes, and the backups made before, are all there."
    hint = "Free some space, and let the notes be verified. It is tried again at the next unlock."


@contextlib.contextmanager
def after_removal() -> Iterator[None]:
    """Whatever fails in here fails after the removal, and is said so.

    Raises:
        RemovedError: in place of any expected failure, or of the disk, that does not say it by itself.
    """
    try:
        yield
    except RemovedError:
        raise
    except CareerNotesError as error:
        log_failure(error.code)
        raise RemovedError(why=error.code) from error
    except OSError as error:
        log_bug(error)
        raise RemovedError(why=type(error).__name__) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePreview:
    """What would go, what stays, and what is out of reach."""

    counts: Mapping[str, int]
    sent: tuple[str, ...] | None
    """The periods of contributions and lists that may count this person: already out, they stay. None: the
    list of what left cannot be read.
    """
    mentions: int
    """Other texts of the mentor that hold the name; they stay."""
    backups: int
    copies: int
    out: OutOfReach = NOTHING
    held: bool = False
    """Whether a legal hold keeps everything where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was done, and what the search found afterwards."""

    counts: Mapping[str, int]
    pages: int
    searched: int
    backups: int
    copies: int
    unreached: tuple[str, ...]
    sent: tuple[str, ...] | None
    receipt: str
    mentions: int = 0
    subject: bytes = field(default=b"", repr=False)
    out: OutOfReach = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Erasures that were cut short and are finished now, and where copies are that were not reached."""

    number: int
    unreached: tuple[str, ...] = ()


def finished_words(finished: Finished) -> str:
    """That they are finished, and where the copies are that were not reached."""
    words = ngettext(
        "{n} erasure that was cut short is finished now, and nothing was found in the vault.",
        "{n} erasures that were cut short are finished now, and nothing was found in the vault.",
        finished.number,
    ).format(n=finished.number)
    if not finished.unreached:
        return words + " " + _("The copies are gone too.")
    left = _("Not reached, and hold them still: {names}. Delete these copies when you can.")
    return words + " " + left.format(names=", ".join(finished.unreached))
