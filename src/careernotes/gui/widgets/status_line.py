"""The quiet line at the bottom: saved or not, offline, and when the vault locks."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from careernotes.gui.actions import PRIVACY
from careernotes.gui.privacy import is_private
from careernotes.gui.theme.tokens import PAGE_MARGIN
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import FoldingLabel, label
from careernotes.i18n import _

_SOON, _BETWEEN = 60, 20
# Work that is done sooner needs no sign; each one would lay out the window twice and draw it many times.
_WORTH_A_SIGN_MS = 400


class StatusLine(QFrame):
    """Three quiet facts and, while something long runs, how far it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(PAGE_MARGIN, 5, PAGE_MARGIN, 5)
        # Large letters leave no room for everything on one line: it goes below each other, and is not cut.
        both = FoldingRow(self, spacing=_BETWEEN)
        outer.addWidget(both)
        left = QWidget(both)
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        self.saved = FoldingLabel("", left, role="body")
        self.working = QProgressBar(left)
        self.working.setTextVisible(False)
        self.working.setFixedWidth(120)
        self.working.setAccessibleName(_("Progress"))
        self.working.setVisible(False)
        self._working_soon = QTimer(self)
        self._working_soon.setSingleShot(True)
        self._working_soon.setInterval(_WORTH_A_SIGN_MS)
        self._working_soon.timeout.connect(self._on_working)
        right = FoldingRow(both, spacing=_BETWEEN)
        self.offline = label(_("Offline: no network code"), right, wrap=False)
        self.lock = label("", right, wrap=False)
        right.add(self.offline)
        right.add(self.lock)
        self.privacy = Chip("", left, kind="warning")
        self.show_privacy(private=is_private())
        row.addWidget(self.privacy)
        row.addWidget(self.saved)
        row.addWidget(self.working)
        row.addStretch(1)
        both.add(left, 1)
        both.add(right)

    def show_saved(self, text: str) -> None:
        """Says how the saving stands, in quiet words."""
        self.saved.setText(text)

    def show_privacy(self, *, private: bool) -> None:
        """Says that names and notes are covered, and the keys that end it."""
        words = f"{_('Privacy view')}   {PRIVACY.shortcut}" if private else ""
        self.privacy.show_state(words, kind="warning")
        self.privacy.setVisible(private)

    def show_busy(self, *, busy: bool) -> None:
        """Shows that something runs, once it has run for a while."""
        if busy:
            self._working_soon.start()
        else:
            self._working_soon.stop()
            self.working.setVisible(False)

    def show_lock(self, seconds_left: int, minutes: int) -> None:
        """Says when the vault locks: the rule, and in the last minute the seconds."""
        if seconds_left < _SOON:
            self.lock.setText(_("Locks in {seconds} s").format(seconds=max(0, seconds_left)))
        else:
            self.lock.setText(_("Locks after {minutes} quiet min").format(minutes=minutes))

    def _on_working(self) -> None:
        self.working.setRange(0, 0)
        self.working.setVisible(True)
