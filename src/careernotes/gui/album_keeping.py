"""For the album: what is kept about the practice mentee, put right, held and erased, for real."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from careernotes.i18n import _, language

if TYPE_CHECKING:
    from careernotes.gui.controllers.shell import ShellController
    from careernotes.gui.views.keeping_hold import HoldCard
    from careernotes.gui.views.keeping_person import KeepingCard
    from careernotes.gui.views.keeping_session import ErasingCard

W = TypeVar("W", bound=QWidget)
Step = tuple[str, Callable[[], None]]
KEPT = (
    "copy", "copied", "righting", "righted", "holding", "held", "held_refused", "session_erasing",
    "session_erased", "erasing", "erased",
)  # fmt: skip


class KeepingWalk:
    """Goes on where the practice mentee is shown; *words* gives the passphrase of the vault that is open."""

    def __init__(self, shell: "ShellController", *, folder: Path, words: Callable[[], str]) -> None:
        self._shell, self._folder, self._words = shell, folder, words
        self._key = ""

    def steps(self) -> tuple[Step, ...]:
        """What is done one after the other; a step with a name is then worth a picture."""
        return (
            ("", self._remember),
            ("copy", self._ask_copy),
            ("", self._copy),
            ("copied", self._see_keeping),
            ("righting", self._ask_right),
            ("", self._put_right),
            ("righted", self._see_keeping),
            ("holding", self._ask_hold),
            ("", self._hold),
            ("held", self._see_hold),
            ("", self._ask_erasing),
            ("", self._erase),
            ("held_refused", self._see_keeping),
            ("", self._lift),
            ("", self._show_session),
            ("session_erasing", self._ask_session),
            ("", self._erase_session),
            ("session_erased", self._prove_session_late),
            ("", self._show_person),
            ("erasing", self._ask_erasing),
            ("", self._erase),
            ("erased", self._prove_late),
        )

    def _remember(self) -> None:
        here = self._shell.navigator.here if self._shell.navigator is not None else None
        if here is not None:
            self._key = here[1]["engagement_id"]

    def _ask_copy(self) -> None:
        self._keeping().copy.click()
        self._see(self._keeping())

    def _copy(self) -> None:
        folder = self._folder / language() / "copy"
        folder.mkdir(parents=True)
        card = self._keeping()
        card.proving.field.set_text(self._words())
        card.copy_asked.emit(str(folder))

    def _ask_right(self) -> None:
        card = self._keeping()
        card.right.click()
        card.right_words.set_text(_("It was my own idea, not my manager's."))
        self._see(card)

    def _put_right(self) -> None:
        self._keeping().go_right.click()

    def _ask_hold(self) -> None:
        card = self._holding()
        card.start.click()
        card.reference.set_text(_("Letter of the legal office, this morning"))
        self._see(card)

    def _hold(self) -> None:
        self._holding().go.click()

    def _lift(self) -> None:
        self._keeping().close_forms()
        self._holding().lift.click()

    def _show_session(self) -> None:
        from careernotes.gui.views.person import PersonView  # noqa: PLC0415  loaded by now

        view = self._shown(PersonView)
        row = next(row for row in view.timeline.rows if row.key.startswith("session:"))
        view.entry_opened.emit(row.key)

    def _ask_session(self) -> None:
        self._erasing().start.click()
        self._see(self._erasing())

    def _erase_session(self) -> None:
        card = self._erasing()
        card.word.set_text(_("erase"))
        if card.proving.isVisible():
            card.proving.field.set_text(self._words())
        card.go.click()

    def _prove_session_late(self) -> None:
        """On a slow computer the minute in which the passphrase counts may be over by then."""
        from careernotes.gui.views.keeping_session import ErasingCard  # noqa: PLC0415  loaded by now

        cards = self._shell.window.findChildren(ErasingCard)
        if any(card.isVisible() and card.proving.isVisible() for card in cards):
            self._erase_session()

    def _show_person(self) -> None:
        self._shell.show_desk("person", engagement_id=self._key)
        self._shell.idle.stop()

    def _ask_erasing(self) -> None:
        self._keeping().erase.click()
        self._see(self._keeping())

    def _erase(self) -> None:
        card = self._keeping()
        card.word.set_text(_("erase"))
        if card.proving.isVisible():
            card.proving.field.set_text(self._words())
        card.go_erase.click()

    def _prove_late(self) -> None:
        from careernotes.gui.views.keeping_person import KeepingCard  # noqa: PLC0415  loaded by now

        cards = self._shell.window.findChildren(KeepingCard)
        if any(card.isVisible() and card.proving.isVisible() for card in cards):
            self._erase()

    def _see_keeping(self) -> None:
        self._see(self._keeping())

    def _see_hold(self) -> None:
        self._see(self._holding())

    def _keeping(self) -> "KeepingCard":
        from careernotes.gui.views.keeping_person import KeepingCard  # noqa: PLC0415  loaded by now

        return self._shown(KeepingCard)

    def _holding(self) -> "HoldCard":
        from careernotes.gui.views.keeping_hold import HoldCard  # noqa: PLC0415  loaded by now

        return self._shown(HoldCard)

    def _erasing(self) -> "ErasingCard":
        from careernotes.gui.views.keeping_session import ErasingCard  # noqa: PLC0415  loaded by now

        return self._shown(ErasingCard)

    def _shown(self, kind: type[W]) -> W:
        found = (each for each in self._shell.window.findChildren(kind) if each.isVisible())
        return next(found)

    def _see(self, card: QWidget) -> None:
        """Scrolls to *card* once its form has its height."""
        from careernotes.gui.widgets.page import Page  # noqa: PLC0415  loaded by now

        page = self._shown(Page)
        QTimer.singleShot(0, card, partial(page.scroller.ensureWidgetVisible, card, 0, 0))
