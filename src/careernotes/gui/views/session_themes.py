"""The card with a session's themes, and the one question a sensitive theme asks first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from careernotes.gui.views.theme_picker import MatchRow, ThemeChip, ThemePicker
from careernotes.gui.views.who_else import WhoElse
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button, shown_keys
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.flow_layout import FlowLayout
from careernotes.gui.widgets.labels import label
from careernotes.i18n import _

YES, NO = "yes", "no"
SHORTCUT = "Ctrl+T"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """One coded theme as it is shown."""

    key: str
    name: str
    main: bool


class ThemesCard(Card):
    """Chips, the picker, the question and the rule that tells two themes apart.

    Signals:
        typed: what is typed in the picker.
        picked: the key of a theme, and whether it is the main one.
        agreed: whether the mentee agreed to the theme asked about.
        main_asked: the key of a theme.
        removed: the key of a theme.
        closed: the picker was left with Esc.
        opened: the picker was opened.
        others_asked: the key of a theme: with whom else it came up.
    """

    typed = Signal(str)
    picked = Signal(str, bool)
    agreed = Signal(bool)
    main_asked = Signal(str)
    removed = Signal(str)
    closed = Signal()
    opened = Signal()
    others_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Themes"))
        self._shown: tuple[ThemeRow, ...] = ()
        self._flow_host = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self._flow_host.setSizePolicy(policy)
        self._flow = FlowLayout(self._flow_host, spacing=4)
        self._chips: list[ThemeChip] = []
        # Printed only: a button's own shortcut waits a tenth of a second, and letters typed then go astray.
        self.opener = button(f"{_('+ add a theme')}   {shown_keys(SHORTCUT)}", self, kind="quiet")
        self.opener.clicked.connect(self.open_picker)
        self.picker = ThemePicker(self)
        self.picker.typed.connect(self.typed)
        self.picker.picked.connect(self.picked)
        self.picker.closed.connect(self._on_closed)
        self.question = Banner(self)
        self.answer = ChoiceChips(
            self,
            name=_("Did the mentee agree to this being saved?"),
            choices=[(YES, _("Yes")), (NO, _("No"))],
        )
        self.answer.chosen.connect(self._on_answer)
        self.rule = label("", self, role="muted")
        self.who_else = WhoElse(self)
        self.who_else.asked.connect(self._on_others)
        note = label(_("Only these codes can reach an HR report, and only in groups."), self, role="muted")
        for widget in (
            self._flow_host,
            self.opener,
            self.picker,
            self.question,
            self.answer,
            self.rule,
            self.who_else.button,
            note,
        ):
            self.add(widget)
        for hidden in (self.picker, self.answer, self.rule, self._flow_host):
            hidden.setVisible(False)

    @property
    def themes(self) -> tuple[ThemeRow, ...]:
        """What is coded now."""
        return self._shown

    def show_themes(self, rows: Sequence[ThemeRow]) -> None:
        """Shows the coded themes."""
        self._shown = tuple(rows)
        had = next((chip.key for chip in self._chips if chip.chip.hasFocus()), "")
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [self._made(row) for row in rows]
        self._flow_host.setVisible(bool(rows))
        self.who_else.offer(there=bool(rows))
        self._flow_host.updateGeometry()
        if had:
            same = next((chip for chip in self._chips if chip.key == had), None)
            (same.chip if same is not None else self.opener).setFocus()

    def show_matches(self, matches: Sequence[MatchRow]) -> None:
        """Shows the themes that fit what is typed."""
        self.picker.show_matches(matches)

    def show_question(self, theme: str, why: str) -> None:
        """Asks whether the mentee agreed to a sensitive theme being saved at all, and says *why* it asks."""
        asked = _("Did the mentee agree to this being saved?")
        self.question.show_warning(f"{theme}. {why} {asked}")
        self.answer.set_value("")
        self.answer.setVisible(True)
        self.answer.focus_first()

    def hide_question(self) -> None:
        """The question was answered."""
        self.question.clear()
        self.answer.setVisible(False)

    def show_rule(self, text: str) -> None:
        """Shows how to tell two themes apart; nothing hides it."""
        self.rule.setText(text)
        self.rule.setVisible(bool(text))

    def open_picker(self) -> None:
        """Opens the field that finds themes."""
        self.opener.setVisible(False)
        self.picker.setVisible(True)
        self.picker.clear()
        self.typed.emit("")
        self.picker.edit.setFocus()
        self.opened.emit()

    def close_picker(self) -> None:
        """Closes the field."""
        self.picker.setVisible(False)
        self.opener.setVisible(True)

    def next_theme(self) -> None:
        """Ready for another theme: the field is empty and has the keyboard."""
        if self.picker.isVisible():
            self.picker.clear()
            self.picker.edit.setFocus()

    def _made(self, row: ThemeRow) -> ThemeChip:
        chip = ThemeChip(self._flow_host, key=row.key, name=row.name, main=row.main)
        chip.main_asked.connect(self.main_asked)
        chip.removed.connect(self.removed)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _on_answer(self, value: str) -> None:
        self.hide_question()
        self.agreed.emit(value == YES)

    def _on_others(self) -> None:
        """About the theme the keyboard is on, else the main one, else the first."""
        held = next((chip.key for chip in self._chips if chip.chip.hasFocus()), "")
        main = next((row.key for row in self._shown if row.main), "")
        self.others_asked.emit(held or main or self._shown[0].key)

    def _on_closed(self) -> None:
        self.close_picker()
        self.closed.emit()
