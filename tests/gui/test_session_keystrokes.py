"""A whole note by keyboard, counted and timed with the keystroke-level model.

Keystroke-level model (Card, Moran and Newell 1980): 0.2 s a key for an average typist (55 words a minute),
and M = 1.35 s for each mental step. A mental step is assumed before each thing the mentor has to decide:
what to write (once for the note), each theme (looking whether the match is right belongs to it), the action,
the next-time line, and finishing. A key held down with another (Ctrl, Shift) counts as a key of its own.
Homing and pointing are zero: no mouse is used, and the test sees to that.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.gui.conftest import focused, wait_quiet
from tests.gui.people_life import on_lane, take_on

from careernotes.domain.vocabulary import Side
from careernotes.gui.controllers.session import SessionController
from careernotes.gui.controllers.shell import ShellController
from careernotes.services.conversations import load_session
from careernotes.services.drafts import SessionDraft
from careernotes.services.people import people, person

KEY_SECONDS, MENTAL_SECONDS = 0.2, 1.35
MOST_SECONDS, MOST_OTHER_KEYS = 120, 55
NOTE = (
    "Talked through two openings outside the current function. Energy is clearly higher when describing "
    "the customer work; there is a worry about starting again as a junior. The wish to move was raised twice "
    "with the direct manager, and both times the conversation was postponed. We agreed to write half a page "
    "on what a good next step looks like, and to talk to somebody."
)
_MICE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
}


class MouseWatch(QObject):
    """Counts mouse events anywhere in the program."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in _MICE
        return False


@dataclass
class Typist:
    """Types into whatever has the keyboard, and keeps count."""

    qtbot: QtBot
    shell: ShellController
    prose: int = 0
    other: int = 0
    mental: int = 0
    log: list[str] = field(default_factory=list)

    def think(self) -> None:
        self.mental += 1

    def write(self, text: str) -> None:
        """Prose: what would have to be typed on paper too."""
        self.prose += len(text)
        self.qtbot.keyClicks(focused(self.qtbot, self.shell), text)

    def type(self, text: str) -> None:
        """Letters that are no prose: parts of theme names and marks."""
        self.other += len(text)
        self.qtbot.keyClicks(focused(self.qtbot, self.shell), text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        held = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
        self.other += 1 + sum(bool(modifier & each) for each in held)
        self.qtbot.keyClick(focused(self.qtbot, self.shell), key, modifier)

    @property
    def seconds(self) -> float:
        return (self.prose + self.other) * KEY_SECONDS + self.mental * MENTAL_SECONDS


def write_whole_note(typist: Typist) -> None:
    """A 60-word note, three themes, one action and the next step."""
    typist.think()
    typist.write(NOTE)
    typist.press(Qt.Key.Key_Return)
    for first, letters in (("#", "later"), ("", "mana"), ("", "self")):
        typist.think()
        if first:
            typist.type(first)
        typist.type(letters)
        typist.press(Qt.Key.Key_Return)
    typist.press(Qt.Key.Key_Escape)
    typist.think()
    typist.type("/t ")
    typist.write("Half-page on next step")
    typist.type(" +2w")
    typist.press(Qt.Key.Key_Return)
    typist.think()
    typist.type("/n ")
    typist.write("Ask about the talk")
    typist.press(Qt.Key.Key_Return)
    typist.think()
    typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def wait_for(typist: Typist, name: str) -> None:
    shell = typist.shell
    typist.qtbot.waitUntil(
        lambda: shell.navigator is not None and shell.navigator.name == name, timeout=10_000
    )
    wait_quiet(typist.qtbot, shell)


def recorded(shell: ShellController) -> SessionDraft:
    desk = shell.desk
    assert desk is not None
    line = on_lane(shell, lambda: people(desk))[0]
    rows = on_lane(shell, lambda: person(desk, line.engagement_id).sessions)
    return on_lane(shell, lambda: load_session(desk, rows[0].session_id))


def test_a_note_with_three_themes_an_action_and_a_next_step_takes_under_two_minutes_without_a_mouse(
    qtbot: QtBot, qapp: QApplication, desk_window: Callable[..., ShellController]
) -> None:
    shell = desk_window(lambda desk: take_on(desk, "Mira-07"))
    desk = shell.desk
    assert desk is not None
    assert shell.navigator is not None
    key = on_lane(shell, lambda: people(desk))[0].engagement_id
    shell.navigator.go("before", engagement_id=key)
    wait_quiet(qtbot, shell)
    answer_everything_with_yes(qtbot, shell)
    assert isinstance(shell.navigator.current, SessionController)

    mice = MouseWatch(qapp)
    typist = Typist(qtbot, shell)
    write_whole_note(typist)
    wait_for(typist, "after")
    typist.press(Qt.Key.Key_Return)
    wait_for(typist, "person")

    kept = recorded(shell)
    assert kept.record.strip() == NOTE
    assert len(NOTE.split()) >= 60
    assert [theme.theme_id for theme in kept.themes] == ["mob.sideways", "mgr.supports", "inc.confidence"]
    assert [(action.text, action.owner) for action in kept.actions] == [
        ("Half-page on next step", Side.MENTEE)
    ]
    assert kept.next_time == "Ask about the talk"
    assert mice.count == 0
    assert typist.other <= MOST_OTHER_KEYS, typist.other
    assert typist.seconds < MOST_SECONDS, typist.seconds


def answer_everything_with_yes(qtbot: QtBot, shell: ShellController) -> None:
    """Y for every line, then Enter; waits for the capture screen."""
    controller = shell.navigator.current if shell.navigator is not None else None
    assert controller is not None
    lines = controller.view.card.body.count() - 1  # type: ignore[attr-defined]  # the card of the check
    for _line in range(lines):
        qtbot.keyClicks(focused(qtbot, shell), "y")
    qtbot.keyClick(focused(qtbot, shell), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.navigator is not None and shell.navigator.name == "session", timeout=10_000)
    wait_quiet(qtbot, shell)


def test_the_model_counts_what_is_pressed(qtbot: QtBot, desk_window: Callable[..., ShellController]) -> None:
    typist = Typist(qtbot, desk_window(screen="search"))
    typist.think()
    typist.write("abc")
    typist.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert (typist.prose, typist.other) == (3, 2)
    assert typist.seconds == 5 * KEY_SECONDS + MENTAL_SECONDS
