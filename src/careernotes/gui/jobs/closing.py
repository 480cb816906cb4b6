"""Work on the lane that closes the vault on its way."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from careernotes.errors import CareerNotesError
from careernotes.gui.jobs.runner import BugError
from careernotes.logs import log_bug

if TYPE_CHECKING:
    from careernotes.services.desk import Desk

T = TypeVar("T")


def heard_when_closed(desk: "Desk", call: Callable[..., T], *given: object) -> T | CareerNotesError:
    """What *call* answers; any failure of it too, when the vault was closed by then: whoever asked may have
    left the page, and nothing on any other page works any more.
    """
    try:
        return call(*given)
    except CareerNotesError as error:
        if desk.vault.is_open:
            raise
        return error.with_traceback(None)
    except Exception as error:
        if desk.vault.is_open:
            raise
        log_bug(error)
        return BugError()
