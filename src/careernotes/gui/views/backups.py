"""Backups: what there is, a second folder, one more, a trial, one brought back, and new keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.backups_away import AwayRows
from careernotes.gui.views.backups_keys import NewKeysForm
from careernotes.gui.views.backups_restore import RestoreForm
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_folder
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _


class BackupsCard(Card):
    """What there is, and what can be done; the form of what was asked for opens in its place.

    Signals:
        make_asked: one more backup.
        try_asked: restore the newest for a trial.
        stop_asked: stop what is under way.
        folder_chosen: the second folder; empty for none.
        restore_opened, keys_opened: a form is shown.
        closed: a form was closed without an end.
    """

    make_asked = Signal()
    try_asked = Signal()
    stop_asked = Signal()
    folder_chosen = Signal(str)
    restore_opened = Signal()
    keys_opened = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Backups"))
        self.last = label("", self)
        self.where = label("", self, role="muted")
        self.add(self.last)
        self.add(self.where)
        self.add_text(_("A second folder"), role="strong")
        self.second = label("", self, role="muted")
        self.add(self.second)
        self.away = AwayRows(self)
        self.add(self.away)
        self._rest = QWidget(self)
        self._make_rest()
        self.add(self._rest)
        self._make_work()
        self.restoring, self.keys = RestoreForm(self), NewKeysForm(self)
        for form in (self.restoring, self.keys):
            form.setVisible(False)
            form.close_asked.connect(self._on_close)
            self.add(form)

    def show_facts(self, *, last: str, where: str, second: str, has_second: bool, some: bool) -> None:
        """What there is; a trial needs *some* backup."""
        self.last.setText(last)
        self.where.setText(where)
        self.second.setText(second)
        self.no_second.setVisible(has_second)
        self.trial.setEnabled(some)

    def show_under_way(self, done: float, words: str) -> None:
        """How far it is; the buttons wait, and one stops it."""
        for each in (self.make, self.trial, self.bring, self.anew, self.choose, self.no_second):
            each.setEnabled(False)
        self.away.setEnabled(False)
        self._work.setVisible(True)
        self.progress.setValue(int(done * 100))
        self.doing.setText(words)

    def show_done(self, *, some: bool = True) -> None:
        """Nothing is under way any more."""
        held = self._work.isAncestorOf(self.window().focusWidget())
        for each in (self.make, self.trial, self.bring, self.anew, self.choose, self.no_second):
            each.setEnabled(True)
        self.away.setEnabled(True)
        self.trial.setEnabled(some)
        self._work.setVisible(False)
        if held:
            self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def open_form(self) -> QWidget | None:
        """The form that is shown."""
        return next((form for form in (self.restoring, self.keys) if not form.isHidden()), None)

    def close_form(self) -> bool:
        """Back to the buttons, and nothing was done; whether a form was open."""
        form = self.open_form
        if form is None:
            return False
        held = form.isAncestorOf(self.window().focusWidget())
        back = self.bring if form is self.restoring else self.anew
        self.restoring.forget()
        self.keys.forget()
        form.setVisible(False)
        self._rest.setVisible(True)
        if held:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        return True

    def _make_rest(self) -> None:
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        self.choose = button(_("Choose a second folder…"), self._rest, kind="quiet")
        self.no_second = button(_("Copy nothing there any more"), self._rest, kind="quiet")
        self.make = button(_("Make one now"), self._rest)
        self.trial = button(_("Try a restore"), self._rest)
        self.bring = button(_("Bring back a backup…"), self._rest, kind="quiet")
        self.anew = button(_("New keys and a new sheet…"), self._rest, kind="quiet")
        for row in (
            (self.choose, self.no_second), (self.make, self.trial), (self.bring, self.anew),
        ):  # fmt: skip
            column.addWidget(button_row(self._rest, *row))
        self.choose.clicked.connect(self._on_choose)
        self.no_second.clicked.connect(self._on_no_second)
        self.make.clicked.connect(self.make_asked)
        self.trial.clicked.connect(self.try_asked)
        self.bring.clicked.connect(self._on_bring)
        self.anew.clicked.connect(self._on_anew)

    def _make_work(self) -> None:
        self.said = Banner(self)
        self._work = QWidget(self)
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        self.doing = label("", self._work, role="muted")
        self.progress = QProgressBar(self._work)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress"))
        self.stop = button(_("Stop"), self._work, kind="quiet")
        self.stop.clicked.connect(self.stop_asked)
        column.addWidget(self.doing)
        column.addWidget(self.progress)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._work.setVisible(False)
        self.add(self._work)
        self.add(self.said)

    def _on_choose(self) -> None:
        choose_folder(self, _("Where should copies of the backups go?"), self.folder_chosen)

    def _on_no_second(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.folder_chosen.emit("")

    def _on_bring(self) -> None:
        self._open(self.restoring)
        self.restore_opened.emit()
        self.restoring.begin()

    def _on_anew(self) -> None:
        self._open(self.keys)
        self.keys_opened.emit()
        self.keys.begin()

    def _open(self, form: QWidget) -> None:
        self.said.clear()
        form.setVisible(True)
        self._rest.setVisible(False)

    def _on_close(self) -> None:
        self.close_form()
