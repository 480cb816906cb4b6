"""From a check to a conversation that is being written down."""

from careernotes.domain.ethics import EthicsCheck
from careernotes.domain.ids import EngagementId, SessionId
from careernotes.gui.navigation import SessionContext
from careernotes.services.checklists import check_in_force
from careernotes.services.conversations import autosave, start_session
from careernotes.services.desk import Desk


def open_draft(desk: Desk, key: EngagementId, check: EthicsCheck | None) -> SessionId:
    """A new draft that is already kept, so that a lock or a power cut finds it again."""
    return autosave(desk, start_session(desk, key, check)).session_id


def open_draft_if_checked(desk: Desk, key: EngagementId) -> SessionId | None:
    """A new draft behind the check that is still in force; None when there is none."""
    check = check_in_force(desk, key)
    return open_draft(desk, key, check) if check is not None else None


def show_session(context: SessionContext, session_id: SessionId) -> None:
    """Opens the capture screen in place of the present one."""
    context.navigator.replace("session", session_id=session_id)
