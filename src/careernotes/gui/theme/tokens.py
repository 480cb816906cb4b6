"""The palettes, light and dark, both with more contrast too, and the colours that meet on the screen."""

import enum
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

TEXT_CONTRAST, GRAPHICS_CONTRAST = 4.5, 3.0
# Where the computer asks for more contrast.
STRONG_TEXT, STRONG_GRAPHICS = 7.0, 4.5
GRID = 8
PAGE_MARGIN, CARD_PADDING, CARD_RADIUS = 28, 16, 12


class ThemeChoice(enum.Enum):
    """What the mentor chose; SYSTEM follows the computer where it says."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Tokens(NamedTuple):
    """Every colour of one palette, by what it is for."""

    ink: str
    muted: str
    line: str
    ground: str
    card: str
    control_line: str
    hover: str
    rail: str
    rail_ink: str
    rail_active: str
    rail_focus: str
    accent: str
    on_accent: str
    accent_hover: str
    wash: str
    on_wash: str
    warning: str
    warning_wash: str
    danger: str
    danger_wash: str
    focus: str
    hatch: str

    def color(self, name: str) -> QColor:
        """The colour called *name*, for a painter."""
        return QColor(getattr(self, name))


LIGHT = Tokens(
    ink="#1d2733", muted="#56636f", line="#e3e7ec", ground="#f6f7f9", card="#ffffff",
    control_line="#7b8794",
    hover="#eef2f4", rail="#10302f", rail_ink="#dfe9e8", rail_active="#1f4a48", rail_focus="#8fdcd3",
    accent="#0f6b66",
    on_accent="#ffffff", accent_hover="#0b5551", wash="#e3f1ef", on_wash="#0f5f5a", warning="#7d5200",
    warning_wash="#fdf3dc", danger="#9b1c1c", danger_wash="#fdecea", focus="#0f6b66", hatch="#7b8794",
)  # fmt: skip

DARK = Tokens(
    ink="#e8edf2", muted="#a9b6c2", line="#2d3842", ground="#12181d", card="#1a2229",
    control_line="#7d8b99",
    hover="#232d36", rail="#0b1f1e", rail_ink="#d5e2e0", rail_active="#1d4744", rail_focus="#8fdcd3",
    accent="#56c4ba",
    on_accent="#06211f", accent_hover="#74d3ca", wash="#173f3c", on_wash="#a5e6de", warning="#f3cb7c",
    warning_wash="#3a2e12", danger="#ffaca5", danger_wash="#45211f", focus="#74d3ca", hatch="#7d8b99",
)  # fmt: skip

# More contrast: quiet words nearly as dark as the others, and every card with an edge that can be seen.
LIGHT_STRONG = LIGHT._replace(
    ink="#0b1218", muted="#36424d", line="#6b7783", control_line="#4a5560", accent="#0a504c",
    accent_hover="#063b38", on_wash="#0a4a46", focus="#0a504c", hatch="#4a5560", warning="#5c3c00",
    danger="#7d1414", rail="#0b2423", rail_ink="#f2f8f7", rail_active="#17403e",
)  # fmt: skip

DARK_STRONG = DARK._replace(
    ink="#ffffff", muted="#d3dce4", line="#83909c", control_line="#b3bfca", accent="#7fdcd3",
    accent_hover="#a4ebe4", on_wash="#c9f5f0", focus="#a4ebe4", hatch="#b3bfca", warning="#ffdf9e",
    danger="#ffc9c4", ground="#0a0e12", card="#10161b", rail_ink="#f0f7f6",
)  # fmt: skip

PALETTES = {
    (ThemeChoice.LIGHT, False): LIGHT,
    (ThemeChoice.DARK, False): DARK,
    (ThemeChoice.LIGHT, True): LIGHT_STRONG,
    (ThemeChoice.DARK, True): DARK_STRONG,
}
"""By what is shown, and whether more contrast is wanted."""

# (what is written, what it is written on)
TEXT_PAIRS = (
    ("ink", "ground"), ("ink", "card"), ("ink", "hover"), ("muted", "ground"), ("muted", "card"),
    ("muted", "hover"),
    ("rail_ink", "rail"), ("rail_ink", "rail_active"), ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_wash", "wash"), ("warning", "warning_wash"), ("danger", "danger_wash"), ("danger", "card"),
    ("danger", "ground"),
    ("accent", "card"), ("accent", "ground"), ("warning", "card"),
)  # fmt: skip
# (a shape that carries meaning, what it lies on)
GRAPHICS_PAIRS = (
    ("control_line", "card"), ("control_line", "ground"), ("focus", "card"), ("focus", "ground"),
    ("focus", "wash"),
    ("rail_focus", "rail"), ("rail_focus", "rail_active"), ("accent", "card"), ("hatch", "card"),
    ("accent", "wash"),
    ("warning", "warning_wash"), ("danger", "danger_wash"),
)  # fmt: skip

_BY_ACCENT = {tokens.accent: tokens for tokens in PALETTES.values()}


def tokens_of(palette: QPalette) -> Tokens:
    """The tokens in force, for a widget that paints itself: ``tokens_of(self.palette())``."""
    # A stylesheet may make a widget's own Window colour transparent; nothing in ours touches Accent.
    return _BY_ACCENT.get(palette.color(QPalette.ColorRole.Accent).name(), LIGHT)


def is_dark(tokens: Tokens) -> bool:
    """Whether the words are lighter than what they stand on."""
    return tokens is DARK or tokens is DARK_STRONG


def qt_palette(tokens: Tokens) -> QPalette:
    """The palette that Fusion draws with."""
    role, palette = QPalette.ColorRole, QPalette()
    for which, name in (
        (role.Window, "ground"), (role.WindowText, "ink"), (role.Base, "card"),
        (role.AlternateBase, "hover"),
        (role.Text, "ink"), (role.PlaceholderText, "muted"), (role.Button, "card"),
        (role.ButtonText, "ink"),
        (role.Highlight, "accent"), (role.HighlightedText, "on_accent"), (role.Link, "accent"),
        (role.Mid, "line"),
        (role.ToolTipBase, "card"), (role.ToolTipText, "ink"), (role.Light, "card"),
        (role.Dark, "control_line"),
        (role.Accent, "accent"), (role.LinkVisited, "accent"), (role.BrightText, "danger"),
    ):  # fmt: skip
        palette.setColor(which, tokens.color(name))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, tokens.color("muted"))
    return palette


def token_values(tokens: Tokens) -> dict[str, str]:
    """Name and value of every token, for the stylesheet."""
    return tokens._asdict()
