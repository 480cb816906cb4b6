"""The frame of the first run: where you are, one step at a time, Back and Next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.entrance_frame import EntranceFrame
from careernotes.gui.widgets.folding_row import FoldingRow
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


def step_names() -> tuple[str, ...]:
    """The steps in order."""
    return (
        _("Welcome"),
        _("Passphrase"),
        _("Recovery sheet"),
        _("Programme"),
        _("Purpose and code"),
        _("About you"),
        _("Ready"),
    )


class FirstRunView(EntranceFrame):
    """Shows one step and asks for the next.

    Signals:
        next_pressed: the primary button of the step.
        other_pressed: the second button of the step (skip, not now).
        back_pressed: the step before.
    """

    next_pressed = Signal()
    other_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lines=step_names(), steps=True)
        self.title = label("", self.content, role="title")
        self.banner = Banner(self.content)
        self.column.addWidget(self.title)
        self.column.addWidget(self.banner)
        self._step: QWidget | None = None
        self.add_below(self._bar())

    def show_step(self, index: int, step: QWidget, *, title: str = "") -> None:
        """Shows *step* (made with ``content`` as parent) and destroys the one before."""
        if self._step is not None:
            self.column.removeWidget(self._step)
            self._step.hide()
            self._step.deleteLater()
        self._step = step
        # Only a page to read is a stop of its own.
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(step, 1)
        # Shown now and not when Qt comes to it: else it is painted once at the height of the step before.
        step.show()
        self.mark(index)
        self.title.setText(title or step_names()[index])
        self.banner.clear()
        self.scroller.verticalScrollBar().setValue(0)

    def set_buttons(self, next_text: str, *, shortcut: str, other: str = "", back: bool = True) -> None:
        """Names the buttons of the step; nothing hides the second one."""
        set_button_text(self.next, next_text, shortcut=shortcut)
        self.other.setText(other)
        self.other.setAccessibleName(other)
        self.other.setVisible(bool(other))
        self.back.setVisible(back)

    def read_with_keys(self) -> None:
        """Puts the keyboard on the page, so that Space and the arrows scroll it."""
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName(self.title.text())
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether something runs: no key sets it going a second time."""
        return not self.next.isEnabled()

    def set_busy(self, *, busy: bool) -> None:
        """Shows that something runs."""
        for each in (self.next, self.other, self.back):
            each.setEnabled(not busy)
        self.progress.setVisible(busy)

    def _bar(self) -> QWidget:
        # Long words in large letters do not fit on one line: the next step then has a line of its own.
        bar = FoldingRow(self, spacing=GRID)
        bar.setContentsMargins(0, GRID, 0, 2 * GRID)
        first, last = QWidget(bar), QWidget(bar)
        row, end = QHBoxLayout(first), QHBoxLayout(last)
        for line in (row, end):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(GRID)
        self.back = button(_("Back"), first, kind="quiet")
        self.progress = QProgressBar(first)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setVisible(False)
        self.other = button("", first)
        self.next = button("", last, kind="primary")
        row.addWidget(self.back)
        row.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.other)
        end.addStretch(1)
        end.addWidget(self.next)
        bar.add(first, 1)
        bar.add(last)
        self.back.clicked.connect(self.back_pressed)
        self.other.clicked.connect(self.other_pressed)
        self.next.clicked.connect(self.next_pressed)
        return bar
