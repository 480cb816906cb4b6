"""A row of a list is one widget: it paints its words itself, as large and as whole as labels show them."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.longer_words import cut
from tests.gui.rows_in_area import rows_in_area

from careernotes.gui.models.rows import Row, Tag
from careernotes.gui.theme.stylesheet import _SIZES, base_pixels, small_pixels
from careernotes.gui.theme.theme import LARGEST_TEXT, SMALLEST_TEXT, Theme
from careernotes.gui.theme.tokens import ThemeChoice
from careernotes.gui.views.people_rows import RowButton, RowList
from careernotes.gui.views.supervision import NotedLine, NotedList, SupervisionView
from careernotes.gui.widgets.chip import Chip
from careernotes.gui.widgets.labels import label
from careernotes.gui.widgets.painted_words import ChipWords, Words, collapsed, letters_of
from careernotes.gui.widgets.reading import Passage
from careernotes.gui.widgets.tagged_row import TaggedRow

LONG = "Write down what a good week would look like and what stands in its way"
ROWS = [
    Row(
        key="1",
        title="Mira-07",
        detail=f"{LONG}. {LONG}.",
        tags=(Tag(text="ended"), Tag(text="may count in themes", kind="calm")),
        end="12 May",
    ),
    Row(key="2", title=LONG, detail="for Tova", tags=(Tag(text="late", kind="warning"),), markable=True),
    Row(key="3", title="12 May", pieces=(("Said that the ", False), ("manager", True), (f" {LONG}", False))),
    Row(key="4", title="A talk", detail=LONG, mark="● session", themes=("Support", "Pay"), end="12 May"),
    Row(key="5", title="Only a title"),
]
PERCENTS = range(SMALLEST_TEXT, LARGEST_TEXT + 1, 10)


@pytest.fixture
def rows(qtbot: QtBot, theme: Theme) -> Iterator[RowList]:
    theme.apply(ThemeChoice.LIGHT, 100)
    with rows_in_area(qtbot, ROWS, width=800, height=900) as made:
        yield made
    theme.apply(ThemeChoice.LIGHT, 100)


def buttons(rows: RowList) -> list[RowButton]:
    return rows.findChildren(RowButton)


def test_a_row_has_no_widget_in_it_but_the_box_to_tick(rows: RowList) -> None:
    inside = [len(each.findChildren(QWidget)) for each in buttons(rows)]
    assert inside == [int(row.markable) for row in ROWS]


def test_a_screen_reader_hears_all_that_is_painted(rows: RowList) -> None:
    for each in buttons(rows):
        said = each.accessibleName().replace("#\u00a0", "")
        for words in each.words:
            for part in words.text.replace("#\u00a0", "").split("   "):
                assert part in said


@pytest.mark.parametrize("percent", [90, 100, 150, 200])
@pytest.mark.parametrize("width", [330, 560, 1100])
def test_every_word_has_its_room_and_none_lies_on_another(
    rows: RowList, qtbot: QtBot, theme: Theme, width: int, percent: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    rows.window().resize(width * max(100, percent) // 100, 900)
    qtbot.waitUntil(lambda: cut(rows.window()) == [])
    for each in buttons(rows):
        boxes = [box for _words, box in each.places]
        assert not any(one.intersects(two) for at, one in enumerate(boxes) for two in boxes[at + 1 :])


@pytest.mark.parametrize("width", range(330, 1200, 90))
def test_words_of_several_lines_have_room_or_their_chips_go_below(
    rows: RowList, qtbot: QtBot, theme: Theme, width: int
) -> None:
    theme.apply(ThemeChoice.LIGHT, 200)
    rows.window().resize(2 * width, 900)
    qtbot.waitUntil(lambda: rows.width() > 2 * width - 40 and cut(rows.window()) == [])
    letter = letters_of(rows.font()).letter
    for each in buttons(rows):
        lines = [box for words, box in each.places if words.text == each.row.title]
        chips = [box for words, box in each.places if isinstance(words, ChipWords)]
        if any(box.left() > lines[0].right() for box in chips):
            assert lines[0].width() >= min(32 * letter, max(words.width for words in each.words))


def test_a_row_in_less_room_than_its_words_need_is_found(rows: RowList, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: cut(rows.window()) == [])
    first = buttons(rows)[0]
    first.setFixedHeight(first.heightForWidth(first.width()) - 6)
    assert len(cut(rows.window())) == 1
    first.setFixedHeight(first.heightForWidth(first.width()))
    assert cut(rows.window()) == []
    first.resize(60, first.height())
    assert cut(rows.window()) != []


@pytest.mark.parametrize("percent", PERCENTS)
def test_painted_letters_are_as_large_as_those_of_labels(qtbot: QtBot, theme: Theme, percent: int) -> None:
    theme.apply(ThemeChoice.LIGHT, percent)
    host = QWidget()
    qtbot.addWidget(host)
    letters = letters_of(host.font())
    for role in ("body", "strong", "muted"):
        beside = label("Mira", host, role=role, wrap=False)
        beside.ensurePolished()
        painted: QFont = getattr(letters, role).font
        assert painted.weight() == beside.font().weight()
        # Both are rounded, each from its own.
        assert abs(painted.pixelSize() - beside.font().pixelSize()) <= (role == "muted")
        assert abs(Words("Mira", getattr(letters, role)).width - beside.sizeHint().width()) <= 4
    chip, tag = Chip("late", host, kind="warning"), ChipWords(Tag(text="late", kind="warning"), letters)
    assert abs(chip.sizeHint().width() - tag.width) <= 4
    assert abs(chip.sizeHint().height() - tag.high(tag.width)) <= 2
    theme.apply(ThemeChoice.LIGHT, 100)


@pytest.mark.parametrize("percent", range(SMALLEST_TEXT, LARGEST_TEXT + 1))
def test_small_letters_are_found_from_running_text_at_every_text_size(percent: int) -> None:
    assert abs(small_pixels(base_pixels(percent / 100)) - round(_SIZES["small"] * percent / 100)) <= 1


def test_found_words_are_one_text_with_one_space_between_words() -> None:
    pieces = (
        (" \n the ", False),
        ("manager", True),
        ("  of   the ", False),
        ("managers", True),
        (".", False),
    )
    text, hits = collapsed(pieces)
    assert text == "the manager of the managers."
    assert [text[at : at + length] for at, length in hits] == ["manager", "managers"]


def test_a_noted_line_is_one_widget_and_its_words_keep_away_from_chip_and_remark(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    noted = NotedList(None, title="Noted", empty="None yet.")  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(noted)
    noted.show_lines(
        [NotedLine(tag="1 May", text=LONG, remark="Case discussion"), NotedLine(tag="29 May", text="Short")]
    )
    noted.resize(420, 200)
    with qtbot.waitExposed(noted):
        noted.show()
    rows = noted.findChildren(TaggedRow)
    assert [len(row.findChildren(QWidget)) for row in rows] == [0, 0]
    assert [row.accessibleName() for row in rows] == [f"1 May: {LONG}, Case discussion", "29 May: Short"]
    qtbot.waitUntil(lambda: cut(noted) == [] and rows[0].height() > rows[1].height())
    inside = rows[0].contentsRect()
    assert rows[0].tag_width < inside.left()
    assert inside.right() < rows[0].width() - 20
    picture = rows[0].grab().toImage()
    between = [picture.pixel(rows[0].tag_width + 3, y) for y in range(rows[0].height())]
    assert len(set(between)) == 1


def test_a_page_of_case_discussions_makes_one_widget_for_each_line_it_shows(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.apply(ThemeChoice.LIGHT, 100)
    passages = (Passage("How", ("Sit down.",), tuple(f"Step {number}" for number in range(30))),)
    page = SupervisionView(None, kinds=(("a", "Group"),), passages=passages)  # type: ignore[arg-type]  # on its own
    qtbot.addWidget(page)
    before = len(page.findChildren(QWidget))
    page.noted.show_lines([NotedLine(tag=f"{day} May", text="One question more") for day in range(1, 29)])
    assert len(page.findChildren(QWidget)) - before <= 28
    assert before < 30 + 60
