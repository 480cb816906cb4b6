"""The pool: the trustee's own screen. Left what HR will see, right what only the trustee may know."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.keeper_cards import part
from careernotes.gui.views.pool_allies import AlliesPart
from careernotes.gui.views.report_release import ReleaseCard
from careernotes.gui.views.report_section import SectionCard
from careernotes.gui.widgets.button_row import button_row
from careernotes.gui.widgets.buttons import button, set_button_text
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.choose_path import choose_new_file
from careernotes.gui.widgets.fields import LineField, PassphraseField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.lines_card import LinesCard
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.path_field import PathField
from careernotes.gui.widgets.under_way import UnderWay
from careernotes.i18n import _

OPEN_KEYS = "Ctrl+Return"
_WITH_THE_LEAD = ("sum", "enrolled")


class PoolForm(Card):
    """What the trustee has: a folder, a period and a passphrase; every single place can be another one.

    Signals:
        submitted: everything is filled in.
        list_asked: write the list of the halves that have arrived to this path.
        folder_named: a folder is typed or chosen.
        kit_named: the place of a kit is filled in, typed or chosen.
        before_asked: the steps before a pool: key, kit, mentors.
    """

    submitted = Signal()
    list_asked = Signal(str)
    folder_named = Signal(str)
    kit_named = Signal(str)
    before_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, title=_("Open the pool"), remark=_("for the trustee, who is independent of HR")
        )
        self.folder = PathField(
            self,
            name=_("Your folder"),
            hint=_("With your key, the kit, your list and what was sent to you. Always the same one."),
        )
        self.now = label("", self)
        self.now.setVisible(False)
        self.plan = label("", self, role="muted")
        self.plan.setVisible(False)
        self.period = LineField(self, name=_("Period"), hint=_("like 2026, 2026-H1 or 2026-Q3"))
        self.passphrase = PassphraseField(self, name=_("Passphrase of your key"))
        self.open = button(_("See the report"), self, kind="primary", shortcut=OPEN_KEYS)
        self.collect = button(_("Write your list for the lead…"), self)
        self.more = button("", self, kind="quiet")
        self.before = button(_("Key, kit and mentors…"), self, kind="quiet")
        self.assume = button("", self, kind="quiet")
        self.allies = AlliesPart(self)
        self._places, column = part(self)
        column.setSpacing(GRID)
        self._make_places()
        for field in (self.kit, self.key, self.inbox, self.enrolled, self.sum, self.ledger):
            column.addWidget(field)
        for each in (
            self.folder, self.now, self.plan, self.period, self.passphrase,
            button_row(self, self.open, self.collect), button_row(self, self.more, self.assume, self.before),
            self._places, self.allies,
        ):  # fmt: skip
            self.add(each)
        self._show_places(shown=False)
        self._show_allies(shown=False)
        self._connect()

    def _connect(self) -> None:
        self.folder.changed.connect(self.folder_named)
        self.kit.edit.textChanged.connect(self.kit_named)
        self.collect.clicked.connect(self._on_collect)
        self.open.clicked.connect(self._on_open)
        self.passphrase.returned.connect(self._on_open)
        self.more.clicked.connect(self._on_more)
        self.assume.clicked.connect(self._on_assume)
        self.allies.changed.connect(self._name_allies)
        self.before.clicked.connect(self.before_asked)

    def _make_places(self) -> None:
        host = self._places
        self.kit = PathField(host, name=_("Programme kit"), kinds=_("Programme kit (*.cnkit)"))
        self.key = PathField(host, name=_("Your key file"), kinds=_("Key file (*.cnkey)"))
        self.inbox = PathField(host, name=_("Folder with the contributions"))
        self.enrolled = PathField(
            host, name=_("Your list of mentors"), kinds=_("List of mentors (*.cnmentors)")
        )
        self.sum = PathField(
            host,
            name=_("Sum of the programme lead"),
            hint=_("The first look fixes which contributions count. Empty with an older kit."),
            kinds=_("Sum (*.cnsum)"),
        )
        self.ledger = PathField(
            host,
            name=_("Folder of the release ledger"),
            hint=_("Always the same folder. It remembers what was released."),
        )

    def fill(self, values: dict[str, str]) -> None:
        """Writes known places into the fields."""
        for name, field in self._fields().items():
            if name in values:
                field.set_text(values[name])

    def show_now(self, text: str) -> None:
        """Says what to do next with this folder."""
        self.now.setText(text)
        self.now.setVisible(bool(text))

    def show_plan(self, text: str) -> None:
        """Says how the figures of this programme are protected."""
        self.plan.setText(text)
        self.plan.setVisible(bool(text))

    def show_areas(self, areas: Sequence[tuple[str, str]]) -> None:
        """The areas of the kit; whoever is of another one comes in sight."""
        self.allies.show_areas(areas)
        if self.allies.astray:
            self._show_allies(shown=True)

    @Slot()
    def _on_collect(self) -> None:
        if self._complete(without=(*_WITH_THE_LEAD[:1], "ledger")):
            choose_new_file(self, _("Where to"), "trustee.cnlist", self.list_asked)

    @Slot()
    def _on_open(self) -> None:
        if self._complete(without=_WITH_THE_LEAD):
            self.submitted.emit()

    @Slot()
    def _on_more(self) -> None:
        self._show_places(shown=self._places.isHidden())

    @Slot()
    def _on_assume(self) -> None:
        self._show_allies(shown=self.allies.isHidden())
        if self.allies.isVisible():
            self.allies.people.edit.setFocus()

    def _show_allies(self, *, shown: bool) -> None:
        self.allies.setVisible(shown)
        self._name_allies()

    @Slot()
    def _name_allies(self) -> None:
        """What was added is never out of sight without a word."""
        count = self.allies.count
        hidden = _("People who may tell HR: {n}…").format(n=count) if count else _("People who may tell HR…")
        set_button_text(self.assume, hidden if self.allies.isHidden() else _("Hide who may tell HR"))

    def _show_places(self, *, shown: bool) -> None:
        self._places.setVisible(shown)
        set_button_text(self.more, _("Hide single places") if shown else _("Choose single places…"))

    def _complete(self, *, without: tuple[str, ...]) -> bool:
        """Whether every field but these is filled in; says which one is not."""
        fields = self._fields()
        empty = [name for name, field in fields.items() if not field.text()]
        missing = [name for name in empty if name not in ("folder", *without)]
        if any(fields[name].parentWidget() is self._places for name in missing):
            # A folder fills these in, so it is asked for first; what is not in it has to be seen.
            missing = [*(name for name in empty if name == "folder"), *missing]
            self._show_places(shown="folder" not in empty)
        for name, field in fields.items():
            field.show_problem(_("This is needed.") if name in missing else "")
        if missing:
            fields[missing[0]].edit.setFocus()
        return not missing

    def _fields(self) -> dict[str, LineField]:
        return {
            "folder": self.folder,
            "kit": self.kit,
            "key": self.key,
            "inbox": self.inbox,
            "enrolled": self.enrolled,
            "sum": self.sum,
            "ledger": self.ledger,
            "period": self.period,
            "passphrase": self.passphrase,
        }


class PoolView(Page):
    """The trustee's screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("For the trustee"))
        self.under_way = UnderWay(self.content, name=_("Pooling"))
        self.body.addWidget(self.under_way)
        left, right = self.columns()
        self.form = PoolForm(self.content)
        self.report = SectionCard(self.content, title=_("The report"))
        self.report.setVisible(False)
        left.addWidget(self.form)
        left.addWidget(self.report)
        left.addStretch(1)
        only = _("only you see this")
        self.check = LinesCard(self.content, title=_("Re-identification check"), remark=only)
        self.files = LinesCard(self.content, title=_("Contributions"))
        self.withheld = LinesCard(self.content, title=_("Withheld, and why"), remark=only)
        self.about = LinesCard(self.content, title=_("What happens here"))
        self.never = Card(self.content, title=_("Never in a report"))
        self.never.add(
            label(_("Names, notes, dates, single answers, the name of a mentor."), self.never, role="muted")
        )
        self.release = ReleaseCard(self.content)
        for card in (self.about, self.check, self.files, self.withheld, self.never, self.release):
            right.addWidget(card)
        right.addStretch(1)
        self.show_answers(shown=False)

    def show_answers(self, *, shown: bool) -> None:
        """Shows the trustee's cards, or none of them."""
        for card in (self.check, self.files, self.withheld, self.release):
            card.setVisible(shown)
        self.report.setVisible(shown)
        self.header.set_title(_("What HR will see") if shown else _("For the trustee"))
        self.header.set_subtitle(
            _("Only you see the reasons. They are in no file.")
            if shown
            else _("You see the report before anybody else does. Nothing is written before you say so.")
        )
        self.setAccessibleName(self.header.title.text())
        self.form.setVisible(not shown)
        self.about.setVisible(not shown)

    def show_attack(self, lines: Sequence[str]) -> None:
        """Shows what the attack with all earlier reports came to, or what noise gives away in its place."""
        self.check.show_lines(lines)

    def show_files(self, lines: Sequence[str]) -> None:
        """Shows how many files count, and what became of the others."""
        self.files.show_lines(lines)

    def show_reasons(self, lines: Sequence[str]) -> None:
        """Shows what is withheld and the true reason."""
        self.withheld.show_lines(lines or (_("Nothing is held back."),))

    def show_busy(self, permille: int, words: str = "") -> None:
        """Shows how far it is, and how long it may still take; 1000 hides it."""
        self.under_way.show_share(permille, words)
