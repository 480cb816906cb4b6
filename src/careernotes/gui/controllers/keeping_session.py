"""One conversation, or one note of it, erased from its own page."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from careernotes.domain.conversations import NoteBody
from careernotes.domain.ids import RecordId, SessionId
from careernotes.domain.vocabulary import NoteLayer
from careernotes.errors import CareerNotesError
from careernotes.gui.controllers import keeping_proving
from careernotes.gui.controllers.keeping_person import erased_words, receipt_words
from careernotes.gui.controllers.people_screen import DeskScreen
from careernotes.gui.views.keeping_session import ErasingCard
from careernotes.i18n import _, error_text
from careernotes.services import erasing
from careernotes.services.desk import Desk
from careernotes.services.erasing import Erased

_WHOLE = ""


def _notes(desk: Desk, session_id: SessionId) -> dict[NoteLayer, RecordId]:
    kept = desk.store.all(NoteBody, session_id=session_id)
    return {each.layer: each.note_id for each in kept if each.body}


class SessionErasing(QObject):
    """What the card "What you keep" of a conversation asks for.

    Signals:
        begun: it is being erased; nothing of it may be saved any more.
        refused: nothing was erased, and everything goes on.
        gone: it was removed; what the look afterwards found.
    """

    begun = Signal()
    refused = Signal()
    gone = Signal(str)

    def __init__(self, screen: DeskScreen, card: ErasingCard) -> None:
        super().__init__(screen)
        self._screen, self._card, self._session_id = screen, card, SessionId("")
        card.setVisible(False)
        card.opened.connect(self._on_opened)
        card.erase_asked.connect(self._on_erase_asked)
        screen.context.open_unsaved.erased.connect(self._on_erased)
        screen.context.open_unsaved.not_erased.connect(self._on_refused)

    def show(self, session_id: SessionId) -> None:
        """Which recorded conversation this is; one never recorded is thrown away, not erased."""
        self._session_id = session_id
        self._card.setVisible(True)

    @Slot()
    def _on_opened(self) -> None:
        keeping_proving.begin(self._screen.context, self._card.proving)
        self._screen.ask(partial(_notes, self._screen.desk, self._session_id), self._on_notes)

    def _on_notes(self, notes: dict[NoteLayer, RecordId]) -> None:
        words = {
            NoteLayer.WORKING: _("Only my working note"),
            NoteLayer.RECORD: _("Only the record"),
        }
        parts = [(notes[layer], text) for layer, text in words.items() if layer in notes]
        self._card.show_parts([(_WHOLE, _("The whole conversation")), *parts])

    @Slot(str)
    def _on_erase_asked(self, key: str) -> None:
        desk = self._screen.desk
        self.begun.emit()
        call = (
            partial(erasing.erase_session, desk, self._session_id)
            if key == _WHOLE
            else partial(erasing.erase_note, desk, RecordId(key))
        )
        self._card.set_busy(busy=True)
        done = keeping_proving.with_proof(self._screen.context, self._card.proving, call)
        self._screen.context.open_unsaved.erase(self._session_id, done)

    @Slot(str, object)
    def _on_erased(self, session_id: str, done: Erased | CareerNotesError) -> None:
        if session_id != self._session_id:
            return
        if isinstance(done, CareerNotesError):
            text, receipt = error_text(done), ""
        else:
            text, receipt = erased_words(done), receipt_words(done.receipt)
        self._screen.context.announcer.say(text)
        self.gone.emit(f"{text} {receipt}".strip())

    @Slot(str, object)
    def _on_refused(self, session_id: str, error: CareerNotesError) -> None:
        if session_id != self._session_id:
            return
        text = error_text(error)
        self._screen.context.announcer.say(text)
        self.refused.emit()
        self._card.set_busy(busy=False)
        keeping_proving.show_refused(self._card.proving, error)
