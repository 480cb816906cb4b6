"""Going from screen to screen: each visit makes a fresh screen, and leaving destroys it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from careernotes.gui.jobs.runner import JobRunner
from careernotes.gui.screens import SCREENS
from careernotes.gui.settings import Settings
from careernotes.gui.widgets.announcer import Announcer
from careernotes.gui.widgets.choice_chips import ChoiceChips
from careernotes.gui.widgets.laid_once import laid_out_once
from careernotes.gui.widgets.visit import VisitPlace, settle
from careernotes.gui.wishes import Wishes

if TYPE_CHECKING:
    from careernotes.domain.clock import Clock
    from careernotes.gui.jobs.unsaved import UnsavedDrafts
    from careernotes.services.desk import Desk
    from careernotes.services.unlocking import KdfProfile

_LONGEST_TRAIL = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """What a screen may use. It lives while the vault is open and is dropped at a lock."""

    desk: "Desk | None"
    runner: JobRunner
    navigator: "Navigator"
    settings: Settings
    announcer: Announcer
    clock: "Clock"
    wishes: Wishes
    vault_left: Callable[[object], None]
    """Hears the answer of what closes the vault, an error too, whatever became of the screen that asked."""
    profile: "KdfProfile | None" = None
    """A cheap cost of guessing, handed in by tests; None means this computer's own best."""
    unsaved: "UnsavedDrafts | None" = None
    """What is on its way into the vault; None without a vault."""

    @property
    def open_desk(self) -> "Desk":
        """The desk of the open vault; only screens outside WITHOUT_VAULT may ask."""
        if self.desk is None:
            raise RuntimeError("this screen needs an open vault")
        return self.desk

    @property
    def open_unsaved(self) -> "UnsavedDrafts":
        """What is on its way into the open vault."""
        if self.unsaved is None:
            raise RuntimeError("this screen needs an open vault")
        return self.unsaved


class ScreenController(QObject):
    """One visit to one screen.

    A subclass makes its passive ``view`` (a QWidget, child of ``parent``) in ``__init__`` and connects it.
    ``activated`` gets the arguments of the visit and asks the services for content. View and controller are
    children of one frame: both are destroyed together when the mentor goes elsewhere or locks.
    """

    title: ClassVar[str] = ""
    """English source string of the screen's name."""
    rail: ClassVar[str] = ""
    """The rail entry to highlight, when it is not the screen's own name."""

    view: QWidget
    about: str = ""
    """The relation this screen is about, when the arguments of the visit do not say it."""

    def __init__(self, context: SessionContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context

    def activated(self, **arguments: str) -> None:
        """The screen is shown; *arguments* are those given to ``Navigator.go``."""

    def deactivated(self) -> None:
        """The screen is about to be destroyed: hand what is half typed to the lane now."""

    def go_back(self) -> bool:
        """Esc: True when the screen used it itself (closed a pane, say)."""
        return False

    @staticmethod
    def demo_arguments(desk: "Desk") -> Mapping[str, str] | None:
        """Arguments for a picture of this screen; None leaves it out."""
        del desk
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What outlives the desk being made anew: the way back, and forms left before they were done."""

    trail: list[tuple[str, dict[str, str]]] = field(repr=False)
    half_filled: dict[str, object] = field(repr=False)


class Navigator(QObject):
    """Shows one screen at a time inside *host*.

    Signals:
        moved: the name of the rail entry that belongs to the screen now shown.
        emptied: Back was asked where no earlier screen is.
    """

    moved = Signal(str)
    emptied = Signal()

    def __init__(self, host: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._stack = QStackedLayout(host)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._context: SessionContext | None = None
        self._current: ScreenController | None = None
        self._here: tuple[str, dict[str, str]] | None = None
        self._trail: list[tuple[str, dict[str, str]]] = []
        self._filling = False
        self.unwatched: Callable[[], AbstractContextManager[None]] = nullcontext
        """What a page is made and filled in: nobody can touch the program meanwhile."""
        self.half_filled: dict[str, object] = {}
        """Forms that were left before they were done, by screen; in memory, until the lock."""

    @property
    def current(self) -> ScreenController | None:
        """The visit going on."""
        return self._current

    @property
    def here(self) -> tuple[str, dict[str, str]] | None:
        """Name and arguments of the visit going on."""
        return self._here

    @property
    def name(self) -> str:
        """The name of the screen shown, or nothing."""
        return self._here[0] if self._here else ""

    @property
    def about(self) -> str:
        """The relation the screen shown is about, or nothing."""
        told = self._here[1].get("engagement_id", "") if self._here else ""
        return told or (self._current.about if self._current is not None else "")

    def begin(self, context: SessionContext) -> None:
        """Gives screens what they may use from now on."""
        self._context = context
        context.runner.around = self._laid_out_once

    def go(self, name: str, **arguments: str) -> None:
        """Leaves the present screen and opens *name*."""
        if self._here is not None and self._here != (name, arguments):
            self._trail.append(self._here)
            del self._trail[:-_LONGEST_TRAIL]
        self._open(name, arguments)

    def replace(self, name: str, **arguments: str) -> None:
        """Like :meth:`go`, but Back does not return to the present screen (a finished form, say)."""
        self._open(name, arguments)

    def back(self) -> None:
        """Esc: what the screen itself makes of it, else the screen before."""
        if self._current is not None and self._current.go_back():
            return
        if self._trail:
            self._open(*self._trail.pop())
        else:
            self.emptied.emit()

    def end(self) -> None:
        """Leaves and destroys the present screen and forgets the trail: the lock."""
        self._leave()
        if self._context is not None:
            self._context.runner.around = nullcontext
        self._trail.clear()
        self.half_filled.clear()
        self._here = self._context = None

    def end_for_another(self) -> Remembered:
        """Like :meth:`end`, and answers with what the navigator of the next desk should know."""
        self._leave()
        kept = Remembered(trail=list(self._trail), half_filled=dict(self.half_filled))
        self.end()
        return kept

    def remember(self, kept: Remembered) -> None:
        """Goes on where the navigator before this one ended."""
        self._trail, self.half_filled = kept.trail, kept.half_filled

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """An answer that fills the screen: everything gets its place when all of it is there."""
        if self._filling or self._context is None:
            yield
            return
        runner, current, self._filling = self._context.runner, self._current, True
        filled = laid_out_once(current.view) if current is not None else nullcontext()
        try:
            with self.unwatched():
                with filled:
                    yield
                    # Those that are there by now, too: between them everything would find its place again.
                    # An answer that led elsewhere left this page: the rest comes when that one is held.
                    if self._current is current:
                        QCoreApplication.sendPostedEvents(runner, QEvent.Type.MetaCall.value)
                # Before the last answer, places found now would be found again.
                if not runner.busy:
                    settle()
        finally:
            self._filling = False

    def _away(self) -> AbstractContextManager[None]:
        return self.unwatched()

    def _open(self, name: str, arguments: dict[str, str]) -> None:
        with self.unwatched():
            self._make(name, arguments)

    def _make(self, name: str, arguments: dict[str, str]) -> None:
        if self._context is None:
            raise RuntimeError("nothing is open")
        factory = screen_class(name)
        self._leave()
        frame = VisitPlace(self._host, self._away)
        controller = factory(self._context, frame)
        layout = QStackedLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(controller.view)
        self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)
        self._current, self._here = controller, (name, arguments)
        controller.activated(**arguments)
        give_keyboard(frame)
        self.moved.emit(factory.rail or name)

    def _leave(self) -> None:
        if self._current is None:
            return
        self._current.deactivated()
        frame = self._current.parent()
        self._current = None
        if isinstance(frame, QWidget):
            self._stack.removeWidget(frame)
            frame.hide()
            frame.deleteLater()


def give_keyboard(frame: QWidget) -> None:
    """Puts the keyboard on the first thing in *frame* that takes it, or on the page, so that it scrolls."""
    focused = _focus_of(frame.window())
    if focused is not None and frame.isAncestorOf(focused):
        return
    # The chain leads through the whole window; an empty page need not be looked for in it.
    takers = {each for each in frame.findChildren(QWidget) if _takes_keyboard(each, frame)}
    each = frame.nextInFocusChain() if takers else frame
    while each is not None and each is not frame:
        if each in takers:
            group = each.parentWidget()
            if isinstance(group, ChoiceChips):
                group.focus_first()
            else:
                each.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        each = each.nextInFocusChain()
    for page in frame.findChildren(QScrollArea)[:1]:
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setFocus(Qt.FocusReason.OtherFocusReason)


def _takes_keyboard(widget: QWidget, frame: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isEnabled() and widget.isVisibleTo(frame)


def _focus_of(window: QWidget) -> QWidget | None:
    """Whatever Qt's signature says, a window in which nothing has the keyboard answers with nothing."""
    return window.focusWidget()


def screen_class(name: str) -> type[ScreenController]:
    """The controller class of one screen, imported now."""
    module, _separator, attribute = SCREENS[name].partition(":")
    found: type[ScreenController] = getattr(import_module(module), attribute)
    if not issubclass(found, ScreenController):
        raise TypeError(name)
    return found
