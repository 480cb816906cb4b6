"""What an eye sees first: a ring where the keyboard is, words that begin below each other, nothing cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.contrast import contrast
from tests.gui.longer_words import cut, longer

from careernotes.gui.actions import HELP_NOW, LOCK, RAIL, SETTINGS
from careernotes.gui.models.rows import Row
from careernotes.gui.theme.theme import Theme
from careernotes.gui.theme.tokens import GRAPHICS_CONTRAST, GRID, PAGE_MARGIN, ThemeChoice
from careernotes.gui.views.first_run import FirstRunView
from careernotes.gui.views.first_run_programme import AboutYouStep
from careernotes.gui.views.first_run_secrets import SheetStep, WelcomeStep
from careernotes.gui.views.guide import GuideView
from careernotes.gui.views.people_rows import RowList
from careernotes.gui.views.supervision import NotedLine, NotedList
from careernotes.gui.widgets.banner import Banner
from careernotes.gui.widgets.buttons import button
from careernotes.gui.widgets.chart import Chart
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.page import Page
from careernotes.gui.widgets.rail import Rail
from careernotes.gui.widgets.reading import hanging
from careernotes.gui.widgets.report_sheet import FigureTable
from careernotes.gui.widgets.sheet_groups import SheetGroups
from careernotes.gui.widgets.tagged_row import TaggedRow
from careernotes.i18n import set_language
from careernotes.report.shapes import Drawing

# A point that is ink and no blur of it; and how far a ring is from the words, in pixels.
_SEEN, _APART = 1.5, 4
DAYS = ("1 May", "29 Oct 2026")
LONG_NAMES = (
    "1. Waarom",
    "Gesprek: Werken aan een vraag (GROW)",
    "Gesprek: Gesprek met de leidinggevende voorbereiden",
    "7. Netwerker, deuropener, voorspreker",
)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    """A shown window of 1000 by 700."""
    theme.apply(ThemeChoice.LIGHT, 100)
    made = QWidget()
    made.resize(1000, 700)
    QVBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    theme.apply(ThemeChoice.LIGHT, 100)


def put(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()


def ring_contrast(made: QPushButton) -> float:
    """How much the ring stands out: the strongest change of any point when the keyboard comes."""
    made.clearFocus()
    before = made.grab().toImage()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    after = made.grab().toImage()
    middle = made.height() // 2
    return max(
        contrast(before.pixelColor(x, middle).name(), after.pixelColor(x, middle).name()) for x in range(12)
    )


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "row", "danger"])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_button_shows_that_the_keyboard_is_on_it(
    window: QWidget, theme: Theme, choice: ThemeChoice, kind: str
) -> None:
    theme.apply(choice, 100)
    made = button("Save", window, kind=kind)
    put(window, made)
    assert ring_contrast(made) >= GRAPHICS_CONTRAST


def test_the_ring_of_a_quiet_button_keeps_its_distance_from_the_words(window: QWidget) -> None:
    made = button("IIII", window, kind="quiet")
    put(window, made)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    picture, middle = made.grab().toImage(), made.height() // 2
    ground = picture.pixelColor(made.width() - 8, middle)
    inked = [x for x in range(40) if contrast(picture.pixelColor(x, middle).name(), ground.name()) > _SEEN]
    ring = next(x for x in range(1, 40) if x not in inked)
    words = next(x for x in inked if x > ring)
    assert words - ring >= _APART


def test_a_filled_button_without_its_own_ring_is_found_out(window: QWidget) -> None:
    made = QPushButton("Save", window)
    made.setProperty("kind", "primary")
    put(window, made)
    assert ring_contrast(made) < GRAPHICS_CONTRAST


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_words_beside_chips_begin_below_each_other(window: QWidget, theme: Theme, percent: int) -> None:
    noted = NotedList(window, title="Noted", empty="None")
    put(window, noted)
    noted.show_lines([NotedLine(tag=tag, text="Wait one question longer") for tag in DAYS])
    theme.apply(ThemeChoice.LIGHT, percent)
    rows = noted.findChildren(TaggedRow)
    alone = [Chip(day, window) for day in DAYS]
    for chip in alone:
        put(window, chip)
    assert len({chip.sizeHint().width() for chip in alone}) == len(DAYS)
    widest = max(chip.sizeHint().width() for chip in alone)
    assert len({row.contentsMargins().left() for row in rows}) == 1
    assert all(widest - 4 <= row.tag_width <= row.contentsMargins().left() - GRID for row in rows)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_name_of_a_chapter_is_cut(window: QWidget, qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    guide = GuideView(window, chapters=LONG_NAMES)
    put(window, guide)
    chapters = guide.chapters
    qtbot.waitUntil(lambda: chapters.viewport().width() > 150)
    room = chapters.viewport().width() - 22
    for at, name in enumerate(LONG_NAMES):
        needed = chapters.fontMetrics().boundingRect(0, 0, room, 9999, Qt.TextFlag.TextWordWrap, name)
        place = chapters.visualItemRect(chapters.item(at))
        assert place.height() >= needed.height() + 12
        assert place.width() <= chapters.viewport().width()


def test_a_page_keeps_its_width_when_it_begins_to_scroll(window: QWidget, qtbot: QtBot) -> None:
    page = Page(window, title="Long")
    put(window, page)
    line = label("one", page.content)
    page.body.addWidget(line)
    page.body.addStretch(1)
    qtbot.waitUntil(lambda: line.width() == page.width() - 2 * PAGE_MARGIN)
    bar = page.scroller.verticalScrollBar()
    assert not bar.isEnabled()
    line.setMinimumHeight(3000)
    qtbot.waitUntil(bar.isEnabled)
    assert line.width() == page.width() - 2 * PAGE_MARGIN == page.header.width()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_folded_head_does_not_stretch_its_button(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    page = Page(window, title="Gesprek 4 met iemand met een lange naam")
    put(window, page)
    page.header.set_chip("Ethiekcheck gedaan, met een plan", kind="warning")
    page.header.set_quiet("Opgeslagen 17:00")
    page.header.set_primary("Bewaar en sluit", shortcut="Ctrl+Return")
    primary = page.header.primary
    qtbot.waitUntil(lambda: primary.isVisible() and primary.width() == primary.sizeHint().width())
    assert primary.mapTo(page.header, primary.rect().topRight()).x() == page.header.width() - 1


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_field_about_the_mentor_is_squeezed(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    frame = FirstRunView(window)
    put(window, frame)
    units = tuple((f"unit-{number}", f"Unit {number}") for number in range(6))
    page = AboutYouStep(frame.content, units=units, learnt=False)
    frame.show_step(5, page)
    fields = [
        page.panel.edit,
        page.relative.edit,
        page.panel_unit.box,
        page.recruiter_unit.box,
        page.unit.box,
    ]
    qtbot.waitUntil(lambda: all(each.height() >= each.minimumSizeHint().height() > 20 for each in fields))


def test_the_buttons_of_the_first_run_stand_below_its_cards(window: QWidget, qtbot: QtBot) -> None:
    window.resize(1600, 800)
    frame = FirstRunView(window)
    put(window, frame)
    page = WelcomeStep(frame.content, language="en", theme="light", size="100")
    frame.show_step(0, page)
    frame.set_buttons("Begin", shortcut="Return")

    def edges(left: QWidget, right: QWidget) -> tuple[int, int]:
        return left.mapTo(frame, left.rect().topLeft()).x(), right.mapTo(frame, right.rect().topRight()).x()

    qtbot.waitUntil(lambda: page.width() > 600 and edges(frame.back, frame.next) == edges(page, page))


def test_words_beside_a_mark_begin_below_each_other(window: QWidget, qtbot: QtBot) -> None:
    line = hanging("C1", "a sentence long enough for two lines " * 8, window)
    other = hanging("C4", "short", window)
    for each in (line, other):
        put(window, each)
    qtbot.waitUntil(lambda: line.height() > 2 * line.fontMetrics().height() - 4)
    assert len({each.x() + each.contentsRect().left() for each in (line, other)}) == 1


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_of_a_head_is_cut(window: QWidget, qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    page = Page(window, title="Lerin")
    # The desk gives a page no more room than there is.
    page.setFixedWidth(906)
    put(window, page)
    page.header.set_chip("telt nooit mee", kind="plain")
    made = [page.header.add_button("Zoeken", kind="quiet", shortcut="Ctrl+F")]
    made += [page.header.add_button("Afspraken"), page.header.add_button("Voor je begint", shortcut="B")]
    page.header.set_primary("Nieuw gesprek", shortcut="Ctrl+N")
    made.append(page.header.primary)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in made))
    edges = [each.mapTo(page.header, each.rect().topRight()).x() for each in made]
    assert max(edges) == edges[-1] == page.header.width() - 1
    left = made[0].mapTo(page.header, made[0].rect().topLeft()).x()
    assert left >= 0


@pytest.mark.parametrize(
    ("percent", "wide", "beside"), [(100, 650, 1), (100, 1060, 2), (100, 1700, 3), (200, 1700, 1)]
)
def test_three_columns_take_the_room_there_is(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int, wide: int, beside: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    page = Page(window, title="Lerin")
    page.setFixedWidth(wide)
    columns = page.three_columns()
    for column in columns:
        column.addWidget(QLabel("Lerin", page.content))
    put(window, page)

    def places() -> set[int]:
        shown = [column.parentWidget() for column in columns]
        return {each.mapTo(page, each.rect().topLeft()).x() for each in shown if each is not None}

    qtbot.waitUntil(lambda: len(places()) == beside)


def test_the_buttons_of_a_head_stand_on_one_line_again_when_there_is_room(
    window: QWidget, qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    page = Page(window, title="Lerin")
    page.setFixedWidth(500)
    put(window, page)
    made = [page.header.add_button(name) for name in ("Zoeken", "Afspraken", "Voor je begint")]
    page.header.set_primary("Nieuw gesprek", shortcut="Ctrl+N")
    made.append(page.header.primary)

    def lines() -> set[int]:
        return {each.mapTo(page.header, each.rect().center()).y() for each in made}

    qtbot.waitUntil(lambda: len(lines()) > 1)
    page.setFixedWidth(1000)
    qtbot.waitUntil(lambda: len(lines()) == 1)
    assert page.header.title.mapTo(page.header, page.header.title.rect().center()).y() in lines()


@pytest.mark.parametrize(("percent", "below"), [(100, False), (200, True)])
def test_the_button_of_a_banner_leaves_its_words_room(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int, *, below: bool
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    window.resize(860, 700)
    banner = Banner(window)
    put(window, banner)
    made = button("Meedoen met het programmarapport", banner)
    banner.add_action(made)
    banner.show_info("Een eigen themalijst kan vanaf 12 personen die in een halfjaar meetellen. " * 2)
    words = banner.findChildren(QLabel)[1]

    def top() -> int:
        return made.mapTo(banner, QPoint(0, 0)).y()

    qtbot.waitUntil(lambda: (top() > words.y() + words.height() - 4) is below and made.width() > 20)
    assert words.width() > window.width() / 2


@pytest.mark.parametrize("more", [40, 400])
@pytest.mark.parametrize("names", [("Try again", "Open it"), ("Write it again", "The pool is open already")])
def test_two_buttons_of_a_banner_never_leave_its_words_a_narrow_column(
    window: QWidget, qtbot: QtBot, theme: Theme, names: tuple[str, str], more: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    banner = Banner(window)
    put(window, banner)
    two = [button(longer(name), banner) for name in names]
    for each in two:
        banner.add_action(each)
    banner.show_warning(longer("A contribution was sent before. Write it again: the new one counts."))
    for each in two:
        each.ensurePolished()
    wide = sum(each.sizeHint().width() for each in two)
    window.resize(2 * wide + more, 900)
    words = banner.findChildren(QLabel)[1]
    letters = words.fontMetrics().averageCharWidth()
    qtbot.waitUntil(lambda: banner.width() == 2 * wide + more and all(each.isVisible() for each in two))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: cut(window) == [])
    assert words.width() > min(38 * letters, banner.width() - 40)


def test_a_banner_whose_buttons_are_hidden_is_like_one_without(window: QWidget, qtbot: QtBot) -> None:
    banner, alone = Banner(window), Banner(window)
    made = button("Write it again", banner)
    banner.add_action(made)
    made.hide()
    for each in (banner, alone):
        put(window, each)
        each.show_warning("A contribution was sent before.")
    qtbot.waitUntil(lambda: banner.width() > 900 and alone.sizeHint() == banner.sizeHint())
    made.show()
    qtbot.waitUntil(lambda: banner.findChildren(QLabel)[1].width() < banner.width() - made.width())


@pytest.mark.parametrize("percent", [90, 150, 200])
def test_a_box_to_tick_is_as_large_as_its_letters_also_after_a_change(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    rows = RowList(window, name="Due")
    put(window, rows)
    rows.show_rows([Row(key="1", title="Write", detail="today", markable=True)])
    (box,) = rows.findChildren(QCheckBox)
    qtbot.waitUntil(lambda: box.width() > 0)
    theme.apply(ThemeChoice.LIGHT, percent)
    option = QStyleOptionButton()

    def mark() -> int:
        box.initStyleOption(option)
        return box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).width()

    qtbot.waitUntil(lambda: abs(mark() - 18 * percent / 100) <= 2)
    qtbot.waitUntil(lambda: box.width() >= mark() and box.height() >= mark())


class SqueezeWatch(QObject):
    """At every paint of a page: what on it has less height than it needs."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.paints, self.squeezed = 0, set[str]()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.paints += 1
            for part in watched.findChildren(QWidget):
                shown = isinstance(part, (QLabel, QLineEdit, QComboBox)) and part.isVisible()
                if shown and part.height() < part.minimumSizeHint().height():
                    self.squeezed.add(f"{type(part).__name__} {part.accessibleName()}")
        return False


def about_you(view: FirstRunView) -> AboutYouStep:
    return AboutYouStep(view.content, units=(("a", "Operations"), ("b", "Research")), learnt=False)


def test_a_step_of_the_first_run_is_never_painted_squeezed(qtbot: QtBot, window: QWidget) -> None:
    view = FirstRunView(window)
    put(window, view)
    view.show_step(0, WelcomeStep(view.content, language="en", theme="light", size="100"))
    qtbot.wait(0)
    watch = SqueezeWatch(view.content)
    view.show_step(5, about_you(view))
    qtbot.waitUntil(lambda: watch.paints > 0 and view.content.height() > view.scroller.height())
    assert watch.squeezed == set()


def test_a_step_that_qt_shows_later_is_found_out(qtbot: QtBot, window: QWidget) -> None:
    view = FirstRunView(window)
    put(window, view)
    qtbot.wait(0)
    watch = SqueezeWatch(view.content)
    view.column.addWidget(about_you(view), 1)
    qtbot.waitUntil(lambda: watch.paints > 0 and view.content.height() > view.scroller.height())
    assert watch.squeezed


@pytest.mark.parametrize("wide", [160, 700])
def test_every_row_of_a_table_is_seen_also_where_it_scrolls_sideways(
    window: QWidget, qtbot: QtBot, wide: int
) -> None:
    heads = ["Quarter", "Asks about plans", "Helps to use what was learned", "Opens doors"]
    rows = [[f"Q{at}", "1", "2", "3"] for at in range(4)]
    table = FigureTable(window, name="Quarters", heads=heads, rows=rows)
    table.setFixedWidth(wide)
    put(window, table)
    last = table.item(3, 0)
    assert last is not None
    qtbot.waitUntil(lambda: (table.horizontalScrollBar().maximum() > 0) is (wide == 160))
    qtbot.waitUntil(lambda: table.visualItemRect(last).bottom() <= table.viewport().height())


@pytest.mark.parametrize("wide", [330, 700])
def test_a_long_name_in_a_table_is_read_whole_however_little_room_there_is(
    window: QWidget, qtbot: QtBot, wide: int
) -> None:
    name = "Hidden openings and vacancies that nobody hears about in time"
    rows = [[name, *"12345"], ["Pay", *"00000"]]
    table = FigureTable(window, name="Themes", heads=["Theme", *(f"Q{n} 26" for n in range(1, 6))], rows=rows)
    table.setFixedWidth(wide)
    put(window, table)
    first, second = table.item(0, 0), table.item(1, 0)
    assert first is not None
    assert second is not None

    def whole() -> bool:
        place = table.visualItemRect(first)
        flags = Qt.TextFlag.TextWordWrap
        needed = table.fontMetrics().boundingRect(0, 0, place.width() - 17, 10_000, flags, name)
        return needed.height() <= place.height() and needed.width() <= place.width()

    qtbot.waitUntil(whole)
    assert (table.visualItemRect(first).height() > table.visualItemRect(second).height()) is (wide == 330)
    assert table.visualItemRect(second).bottom() <= table.viewport().height()


@pytest.mark.parametrize(("wide", "percent"), [(700, 150), (1000, 100)])
def test_long_words_for_the_next_step_have_a_line_of_their_own(
    window: QWidget, qtbot: QtBot, theme: Theme, wide: int, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    window.resize(wide, 700)
    view = FirstRunView(window)
    put(window, view)
    view.set_buttons("The characters match: use this kit", shortcut="", other="Go on without a programme")
    parts = (view.back, view.other, view.next)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in parts))
    assert all(view.rect().contains(each.mapTo(view, each.rect().bottomRight())) for each in parts)
    below = view.next.mapTo(view, QPoint(0, 0)).y() > view.other.mapTo(view, QPoint(0, 0)).y()
    assert below is (wide == 700)


def test_the_rail_has_room_for_the_bolder_name_of_where_one_is(window: QWidget, qtbot: QtBot) -> None:
    rail = Rail(window, top=RAIL, bottom=(HELP_NOW, LOCK, SETTINGS))
    put(window, rail)
    for entry in rail.findChildren(QPushButton):
        plain = entry.sizeHint().width()
        entry.setChecked(True)
        entry.ensurePolished()
        entry.style().polish(entry)
        assert QPushButton.sizeHint(entry).width() <= plain
        entry.setChecked(False)


@pytest.mark.parametrize(
    ("kind", "held", "clicks"), [("primary", False, 1), ("primary", True, 0), ("", False, 0)]
)
def test_enter_presses_the_filled_button_once_and_not_while_it_is_held_down(
    window: QWidget, kind: str, clicks: int, *, held: bool
) -> None:
    made = button("Go on", window, kind=kind)
    put(window, made)
    pressed: list[bool] = []
    made.clicked.connect(lambda: pressed.append(True))
    plain = Qt.KeyboardModifier.NoModifier
    for _times in range(3 if held else 1):
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, plain, "\r", held)
        QApplication.sendEvent(made, down)
    assert len(pressed) == clicks


def test_a_chart_in_a_wide_place_stops_growing(window: QWidget) -> None:
    drawing = Drawing(title="Reach", description="One bar", width=200, height=100, shapes=())
    assert Chart(window, drawing).heightForWidth(1000) == 500
    assert Chart(window, drawing, most=1.5).heightForWidth(1000) == 150


@pytest.mark.parametrize(("percent", "wide", "columns"), [(100, 700, 3), (200, 520, 2), (200, 1300, 3)])
def test_the_groups_of_a_sheet_stand_beside_each_other_as_far_as_there_is_room(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int, wide: int, columns: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    window.resize(wide, 900)
    step = SheetStep(window, groups=[f"AB{n:02d}" for n in range(12)])
    put(window, step)
    cells = step.findChild(SheetGroups).cells
    qtbot.waitUntil(lambda: sum(cell.y() == cells[0].y() for cell in cells) == columns)
    assert window.width() == wide
    assert all(window.rect().contains(cell.mapTo(window, cell.rect().bottomRight())) for cell in cells)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_words_of_the_rail_do_not_run_into_its_keys(
    window: QWidget, qtbot: QtBot, theme: Theme, percent: int
) -> None:
    """In Dutch, where locking is a long word, and after a change of size in an open window."""
    set_language("nl")
    rail = Rail(window, top=RAIL, bottom=(HELP_NOW, LOCK, SETTINGS))
    put(window, rail)
    theme.apply(ThemeChoice.LIGHT, percent)

    def apart(name: str) -> int:
        entry = rail.button_of(name)
        (keys,) = entry.findChildren(QLabel)
        option = QStyleOptionButton()
        entry.initStyleOption(option)
        inside = entry.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, entry)
        return keys.x() - inside.x() - entry.fontMetrics().horizontalAdvance(entry.text())

    qtbot.waitUntil(lambda: all(apart(each.name) >= _APART for each in (HELP_NOW, LOCK, SETTINGS)))
