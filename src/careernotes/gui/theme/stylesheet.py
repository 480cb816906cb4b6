"""The look of every widget, written once from the tokens and the text size."""

from string import Template

from careernotes.assets import resources_folder
from careernotes.gui.theme.tokens import CARD_RADIUS, GRID, PAGE_MARGIN, Tokens, is_dark, token_values

_SIZES = {
    "small": 12, "base": 13, "card_title": 14, "lead": 16, "title": 22, "tick": 16, "chevron": 12, "drop": 26,
}  # fmt: skip

_TEXT = """
QLabel { color: $ink; background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="lead"] { font-size: ${lead}px; font-weight: 600; }
QLabel[role="card_title"] { font-size: ${card_title}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; font-size: ${small}px; }
QLabel[role="problem"] { color: $danger; font-size: ${small}px; }
QLabel[role="mono"] { font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; font-size:
  ${lead}px; }
QLabel[chip="calm"] { background: $wash; color: $on_wash; }
QLabel[chip="warning"] { background: $warning_wash; color: $warning; }
QLabel[chip="danger"] { background: $danger_wash; color: $danger; }
QLabel[chip="plain"] { background: $hover; color: $muted; }
QLabel[chip] { border-radius: ${chip_radius}px; padding: 4px 13px; font-size: ${small}px; font-weight: 600;
  }
"""

_FRAMES = """
QWidget#page, QScrollArea, QScrollArea > QWidget > QWidget#page_content { background: $ground; border:
  none; }
QFrame[card="true"] { background: $card; border: 1px solid $line; border-radius: ${radius}px; }
QFrame[banner="warning"] { background: $warning_wash; border: 1px solid $warning_wash; border-radius: 8px; }
QFrame[banner="info"] { background: $wash; border: 1px solid $wash; border-radius: 8px; }
QFrame[banner="error"] { background: $danger_wash; border: 1px solid $danger; border-radius: 8px; }
QFrame#desk_banner { margin: ${gap}px ${page_margin}px 0px ${page_margin}px; }
QFrame[banner="warning"] QLabel { color: $warning; }
QFrame[banner="info"] QLabel { color: $on_wash; }
QFrame[banner="error"] QLabel { color: $danger; }
QFrame#rail { background: $rail; border: none; }
QLabel[role="rail_name"] { color: $rail_ink; font-size: ${title}px; font-weight: 600; }
QLabel[role="rail_line"] { color: $rail_ink; }
QLabel[role="rail_step"] { color: $rail_ink; }
QLabel[role="rail_now"] { color: $rail_ink; font-weight: 600; }
QFrame#rail QLabel#brand { color: $rail_ink; font-size: ${lead}px; font-weight: 600; }
QLabel[role="rail_keys"] { color: $rail_ink; }
QFrame#rail QPushButton { color: $rail_ink; background: transparent; border: 2px solid transparent;
  border-radius: 8px;
  padding: 6px 10px; text-align: left; font-weight: 400; }
QFrame#rail QPushButton:hover { background: $rail_active; }
QFrame#rail QPushButton:checked { background: $rail_active; font-weight: 600; }
QFrame#rail QPushButton:focus { border: 2px solid $rail_focus; }
QFrame#undo_bar { background: $wash; border-top: 1px solid $line; }
QFrame#undo_bar QLabel, QFrame#undo_bar QPushButton { color: $on_wash; }
QFrame#status_line { background: $ground; border-top: 1px solid $line; }
QFrame#status_line QLabel { color: $muted; font-size: ${small}px; }
QFrame#divider { background: $line; border: none; max-height: 1px; min-height: 1px; }
"""

_BUTTONS = """
QPushButton { background: $card; color: $ink; border: 1px solid $control_line; border-radius: 8px; padding:
  7px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 13px; }
QPushButton:disabled { color: $muted; border: 1px dashed $control_line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 2px solid $accent;
  font-weight: 600;
  padding: 7px 14px; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $accent; padding: 7px 14px; }
QPushButton[kind="primary"]:disabled { background: $hover; color: $muted; border: 2px dashed $control_line;
  }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="quiet"] { background: transparent; border: 2px solid transparent; color: $accent;
  padding: 5px 6px;
  text-align: left; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="row"] { background: transparent; border: 2px solid transparent; border-radius: 8px;
  padding: 8px;
  text-align: left; }
QPushButton[kind="row"]:hover { background: $hover; }
QPushButton[kind="row"]:focus { border: 2px solid $focus; }
QPushButton[kind="choice"] { background: transparent; color: $muted; border: 1px dashed $control_line;
  border-radius: ${chip_radius}px; padding: 3px 13px; margin: 1px; font-size: ${small}px; font-weight: 600;
  }
QPushButton[kind="choice"]:hover { background: $hover; color: $ink; }
QPushButton[kind="choice"]:checked { background: $wash; color: $on_wash; border: 2px solid $accent;
  padding: 3px 13px;
  margin: 0px; font-weight: 600; }
QPushButton[kind="choice"]:focus { border: 2px dashed $focus; margin: 0px; color: $ink; }
QPushButton[kind="choice"]:checked:focus { border: 3px solid $focus; padding: 2px 12px; color: $on_wash; }
QCheckBox { color: $ink; spacing: 10px; padding: 3px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus { border: 2px solid $focus; }
QCheckBox::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $control_line;
  border-radius: 4px; background: $card; }
QCheckBox::indicator:checked { background: $accent; border: 1px solid $accent; image: url("$check_icon"); }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { background: $card; color: $ink;
  border: 1px solid $control_line; border-radius: 8px; padding: 6px 9px; selection-background-color:
  $accent;
  selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid $focus;
  padding: 5px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; border: 1px dashed
  $control_line; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"] { border: 2px solid transparent; padding: 2px; }
QPlainTextEdit[bare="true"]:focus { border: 2px solid $focus; }
QComboBox::drop-down { border: none; width: ${drop}px; }
QComboBox::down-arrow { image: url("$chevron_icon"); width: ${chevron}px; height: ${chevron}px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: 1px solid $control_line;
  selection-background-color: $wash; selection-color: $on_wash; }
QListView, QTableView { background: $card; color: $ink; border: 1px solid $line; border-radius: 8px;
  selection-background-color: $wash; selection-color: $on_wash; outline: none; gridline-color: $line; }
QListView { padding: 6px; }
QListView:focus { border: 2px solid $focus; padding: 5px; }
QTableView:focus { border: 2px solid $focus; }
QListView::item { padding: 6px 8px; border-radius: 6px; }
QTableView::item { padding: 0px 8px 0px 3px; }
QListView::item:selected { background: $wash; color: $on_wash; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 6px; }
QProgressBar { background: $hover; border: 1px solid $control_line; border-radius: 5px; max-height: 8px;
  min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QMenuBar { background: $ground; color: $ink; border-bottom: 1px solid $line; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $wash; color: $on_wash; }
QMenu::item:disabled { color: $muted; }
QFrame#palette { background: $card; border: 2px solid $focus; border-radius: ${radius}px; }
QMenu { background: $card; color: $ink; border: 1px solid $control_line; padding: 4px; }
QMenu::item { padding: 6px 18px; border-radius: 6px; }
QMenu::item:selected { background: $wash; color: $on_wash; }
QToolTip { background: $card; color: $ink; border: 1px solid $control_line; padding: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $control_line; border-radius: 4px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def stylesheet(tokens: Tokens, scale: float) -> str:
    """The application's stylesheet at one text size; *scale* is 0.9 to 2."""
    sizes = {name: round(size * scale) for name, size in _SIZES.items()}
    shade = "dark" if is_dark(tokens) else "light"
    icons = resources_folder() / "icons"
    values = {
        **token_values(tokens),
        **sizes,
        "radius": CARD_RADIUS,
        "gap": 2 * GRID,
        "page_margin": PAGE_MARGIN,
        "chip_radius": chip_radius(sizes["small"]),
        "check_icon": (icons / f"check-{shade}.svg").as_posix(),
        "chevron_icon": (icons / f"chevron-{shade}.svg").as_posix(),
    }
    return Template(_TEXT + _FRAMES + _BUTTONS + _FIELDS).substitute(values)


def chip_radius(small: int) -> int:
    """How round a pill with small letters is.

    It is round when its radius is half its height; a larger radius makes Qt draw square corners.
    """
    return (small + 9) // 2 + 1


def small_pixels(pixels: int) -> int:
    """The size of small text beside running text of so many *pixels*, for what paints itself."""
    return round(pixels * _SIZES["small"] / _SIZES["base"])


def base_pixels(scale: float) -> int:
    """The size of running text in pixels."""
    return round(_SIZES["base"] * scale)
