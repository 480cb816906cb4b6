"""The colours of drawings on the screen: those of the report, on the cards of the palette in force."""

from careernotes.gui.theme.tokens import DARK_STRONG, LIGHT_STRONG, Tokens, is_dark
from careernotes.report.palette import DARK, LIGHT, Role

_LIGHT_ITEM, _DARK_ITEM = "#2f7a73", "#5fc0b6"


def chart_colors(tokens: Tokens) -> dict[Role, str]:
    """What each role of a drawing looks like under *tokens*."""
    dark = is_dark(tokens)
    colors = {**(DARK if dark else LIGHT), Role.CARD: tokens.card, Role.GROUND: tokens.ground}
    if tokens in {LIGHT_STRONG, DARK_STRONG}:
        colors |= {
            Role.INK: tokens.ink,
            Role.MUTED: tokens.muted,
            Role.LINE: tokens.line,
            Role.ACCENT: tokens.accent,
            Role.ITEM: _DARK_ITEM if dark else _LIGHT_ITEM,
            Role.HATCH: tokens.hatch,
        }
    return colors
