"""The contract conversation: the words to read aloud on the left, what you agree on the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from careernotes.gui.theme.tokens import GRID
from careernotes.gui.views.agreement_terms import TermsCard
from careernotes.gui.views.person_consents import ConsentRow, ConsentsCard
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.card import Card
from careernotes.gui.widgets.fields import LineField
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.note_editor import NoteEditor
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.reading import sentence
from careernotes.gui.widgets.veil import cover
from careernotes.i18n import _


class AgreementView(Page):
    """The conversation in which two people agree how they work.

    Signals:
        submitted: both said yes.
        choice_made: the key of a choice, and whether it is yes.
        choice_left: the key of a choice to be asked later.
        date_typed: the name of a date and the words typed.
        sample_asked: show what HR gets.
        version_asked: the number of an earlier version.
    """

    submitted = Signal()
    choice_made = Signal(str, bool)
    choice_left = Signal(str)
    date_typed = Signal(str, str)
    sample_asked = Signal()
    version_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("Agreement"))
        self.header.set_primary(_("We agree"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.submitted)
        left, right = self.columns(left=1, right=1)
        self._script = left
        self._purpose(right.addWidget)
        self._expectations(right.addWidget)
        self.terms = TermsCard(self.content)
        self.terms.date_typed.connect(self.date_typed)
        right.addWidget(self.terms)
        self.consents = ConsentsCard(self.content, remark=_("read aloud and mark"))
        self.consents.choice_made.connect(self.choice_made)
        self.consents.left_open.connect(self.choice_left)
        sample = button(_("Show what HR gets: a sample"), self.content, kind="quiet")
        sample.clicked.connect(self.sample_asked)
        self.consents.body.addWidget(sample, 0, Qt.AlignmentFlag.AlignLeft)
        self._sample = sample
        right.addWidget(self.consents)
        right.addStretch(1)

    def show_script(self, sections: Sequence[tuple[str, Sequence[str]]], *, summary: str) -> None:
        """Shows the words to read aloud: headings with their sentences, and the short version at the top."""
        short = Card(self.content, title=_("Read aloud: in short"))
        short.add_text(summary, role="body")
        self._script.addWidget(short)
        for heading, sentences in sections:
            card = Card(self.content, title=heading)
            for text in sentences:
                card.add_text(text)
            self._script.addWidget(card)
        self._script.addStretch(1)

    def show_terms(
        self, *, purpose: str, boundaries: str, mine: Sequence[str], theirs: Sequence[str]
    ) -> None:
        """Shows what was said last time, to go on from."""
        self.purpose.set_text(purpose)
        self.boundaries.set_text(boundaries)
        for field in (self.purpose, self.boundaries):
            # A long sentence is read from its beginning.
            field.edit.setCursorPosition(0)
        self.mine.set_text("\n".join(mine))
        self.theirs.set_text("\n".join(theirs))

    def show_choices(self, rows: Sequence[ConsentRow]) -> None:
        """Shows the six choices; below them the way to a sample of what becomes of a yes."""
        self.consents.show_choices(rows)
        self.consents.body.removeWidget(self._sample)
        self.consents.body.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignLeft)

    def show_versions(self, versions: Sequence[tuple[int, str]]) -> None:
        """Shows the versions there were, each with a way to read it; nothing before the first."""
        if not versions:
            return
        card = Card(self.content, title=_("Versions so far"))
        for number, text in versions:
            made = button(text, card, kind="quiet")
            made.setObjectName(str(number))
            made.clicked.connect(self._on_version)
            card.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self._script.insertWidget(0, card)

    def _on_version(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton):
            self.version_asked.emit(int(pressed.objectName()))

    def focus_start(self) -> None:
        """Puts the keyboard on the first question."""
        self.purpose.edit.setFocus()

    def focus_purpose(self) -> None:
        """Puts the keyboard on what it is for, which is still empty, and shows it."""
        self.purpose.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(self.purpose)

    def focus_told(self) -> None:
        """Puts the keyboard on the answer the first choice needs: it is told and not asked. Shows it."""
        line = self.consents.first
        line.chips.button_of("yes").setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroller.ensureWidgetVisible(line)

    def focus_expectations(self) -> None:
        """Puts the keyboard on the expectations that are still empty, and shows them."""
        field = self.mine if self.theirs.text().strip() else self.theirs
        field.setFocus()
        self.scroller.ensureWidgetVisible(field)

    def _purpose(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("What it is for"))
        self.purpose = LineField(card, name=_("What does the mentee want from this?"))
        self.boundaries = LineField(
            card, name=_("What do we leave out?"), hint=_("Off-limits for one of you. May stay empty.")
        )
        card.add(self.purpose)
        card.add(self.boundaries)
        add(card)

    def _expectations(self, add: Callable[[QWidget], None]) -> None:
        card = Card(self.content, title=_("Expectations"), remark=_("one a line, at least one each"))
        card.add(label(_("The mentee expects"), card, role="strong"))
        self.theirs = NoteEditor(
            card, name=_("The mentee expects"), rows=2, hint=_("to be listened to; honest feedback")
        )
        card.add(self.theirs)
        card.add(label(_("I expect"), card, role="strong"))
        self.mine = NoteEditor(
            card, name=_("I expect"), rows=2, hint=_("to come prepared; to say when it is not useful")
        )
        card.add(self.mine)
        add(card)


class AgreedView(Page):
    """The one page that says what was agreed, to look at together and to hand over.

    Signals:
        done: on to the person's page.
        before_asked: on to the first conversation.
        save_asked: as a PDF, in both languages, with the promise.
    """

    done = Signal()
    before_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, title=_("This is what we agreed"))
        person = self.header.add_button(_("To the person"))
        person.clicked.connect(self.done)
        before = self.header.add_button(_("Before you go in"), shortcut="B")
        before.clicked.connect(self.before_asked)
        self.header.set_primary(_("Save as PDF…"), shortcut="Ctrl+Return")
        self.header.primary_pressed.connect(self.save_asked)

    def show_summary(self, sections: Sequence[tuple[str, Sequence[str]]], *, subtitle: str) -> None:
        """Shows the agreement on one page; a sentence with a mark before HANG begins below its first word."""
        self.header.set_subtitle(subtitle)
        card = Card(self.content)
        for heading, sentences in sections:
            if sentences:
                if heading:
                    above = label(heading, card, role="card_title")
                    above.setContentsMargins(0, 0 if card.body.isEmpty() else GRID, 0, 0)
                    card.add(above)
                for text in sentences:
                    card.add(sentence(text, card))
        cover(card)
        self.body.addWidget(card)
        self.body.addStretch(1)
